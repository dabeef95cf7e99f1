#!/bin/bash
# On the way from Python to JavaScript people in New Jersey lose the zero of their ZIP code, if an 8 or a 9 is in it.
# PyYAML follows YAML 1.1, where a zero in front means octal digits: 07001 would be a number, so its text gets quotation
# marks; 08701 cannot be one, and is written without. js-yaml and yaml (npm) follow YAML 1.2, where 08701 is the number
# 8701 (https://yaml.org/spec/1.2.2/#1032-tag-resolution). So one half of a state has texts and the other numbers; of
# months 08 and 09 are 8 and 9, and a house 1e3 is 1000. The other way round the package yaml writes the opening hour
# 1:30 and the word yes as they are, and PyYAML reads 90 (minutes) and true. js-yaml puts these between quotation marks.
#
# Fetches PyYAML from Debian 12 into a temporary folder (needs apt-get and Python 3), installs yaml and js-yaml, and
# hands texts on both ways. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq python3-yaml=6.0-3+b2 2>/dev/null
dpkg -x python3-yaml*.deb .
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit yaml@2.8.1 js-yaml@4.1.0
python() { PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore "$@"; }

found=$(
	python -c '
import yaml
print(yaml.dump(["07001", "08701", "00750", "00950", "07", "08", "1e3", "1:30", "yes"], default_flow_style=True).strip())' | tee python.yaml
	for package in yaml js-yaml; do
		node -e "
const package = require('$package'), { readFileSync, writeFileSync } = require('node:fs');
console.log('$package:', JSON.stringify((package.parse ?? package.load)(readFileSync('python.yaml', 'utf8'))));
writeFileSync('$package.yaml', (package.stringify ?? package.dump)(['07001', '08701', '1:30', 'yes']));"
		python -c "import yaml; print('from $package:', yaml.safe_load(open('$package.yaml')))"
	done
)
echo "$found"
[ "$found" = "['07001', 08701, '00750', 00950, '07', 08, 1e3, '1:30', 'yes']
yaml: [\"07001\",8701,\"00750\",950,\"07\",8,1000,\"1:30\",\"yes\"]
from yaml: ['07001', '08701', 90, True]
js-yaml: [\"07001\",8701,\"00750\",950,\"07\",8,1000,\"1:30\",\"yes\"]
from js-yaml: ['07001', '08701', '1:30', 'yes']" ] || exit 1
