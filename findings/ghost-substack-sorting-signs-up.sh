#!/bin/bash
# Sorting a list of Substack's on the way to Ghost signs up those who have switched mail off. Ghost's
# mg-substack-members-csv turns Substack's list of subscribers into one for Ghost; the column `email_disabled` says who
# has switched mail off. Only the word true in small letters, as Substack writes it, is a yes to it, and anything else a
# no. Programs for tables know a column of true and false for what it is, and save True (csvkit, pandas) or TRUE (Excel,
# LibreOffice, R): after csvsort everybody is subscribed, and nothing is told. The same package, where it counts paying
# members by the column `active_subscription`, takes true in any letters.
#
# Fetches csvkit and what it needs from Debian 12 into a temporary folder (needs apt-get and Python 3), installs
# csv-parse, by which the package reads, takes the package's own function out of the published package, and hands two
# people on. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
packages=(python3-csvkit=1.0.7-1 python3-agate=1.6.3-2)
for name in agatedbf agateexcel agatesql babel isodate leather parsedatetime pytimeparse slugify dbfread olefile openpyxl \
	xlrd sqlalchemy tz unidecode et-xmlfile six pkg-resources; do packages+=("python3-$name"); done
apt-get download -qq "${packages[@]}" python-babel-localedata 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
csvsort() {
	PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore -c '
import sys
from csvkit.utilities.csvsort import CSVSort
CSVSort(sys.argv[1:]).run()' -c email "$@" | tr -d '\r'
}
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit csv-parse@6.1.0
npm pack --silent @tryghost/mg-substack-members-csv@0.14.6 >/dev/null
mkdir substack
tar xzf tryghost-mg-substack-members-csv-0.14.6.tgz -C substack --strip-components 1

cat >move.js <<'EOF'
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import toGhost from './substack/lib/process.js';

const signups = parse(readFileSync(process.argv[2]), { columns: true }).map((signup) => ({ ...signup, type: 'free' }));
const { free } = await toGhost(signups, { options: {} });
for (const { email, subscribed_to_emails } of free) console.log(email, subscribed_to_emails ? 'is subscribed' : 'gets no mail');
EOF
printf '%s\n' email,active_subscription,email_disabled bob@example.com,false,true ann@example.com,false,false >list.csv
csvsort list.csv >sorted.csv
found=$(cat list.csv && node move.js list.csv && echo && cat sorted.csv && node move.js sorted.csv)
echo "$found"
[ "$found" = 'email,active_subscription,email_disabled
bob@example.com,false,true
ann@example.com,false,false
bob@example.com gets no mail
ann@example.com is subscribed

email,active_subscription,email_disabled
ann@example.com,False,False
bob@example.com,False,True
ann@example.com is subscribed
bob@example.com is subscribed' ] || exit 1
