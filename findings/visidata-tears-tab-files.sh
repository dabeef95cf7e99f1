#!/bin/bash
# VisiData makes a person of the second line of an address. Where it turns a CSV file into a tab file, a line break
# within a text becomes the end of a row, and a tab a further cell; nothing is told. Its options `tsv_safe_newline` and
# `tsv_safe_tab` ("replacement for newline character when saving to tsv") have signs for these by default, but they are
# used only together with another one, `--safety-first`, which is off. Read back, the file has a person more, and
# somebody's phone is in the column of the city. JSON Lines from the same rows are whole.
#
# Fetches VisiData and what it needs from Debian 12 into a temporary folder (needs apt-get and Python 3), and writes two
# people as a tab file. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq visidata=2.11-1 python3-{importlib-metadata,zipp,more-itertools,dateutil,six} 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
visidata() {
	HOME=$folder PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore usr/bin/visidata --batch "$@" >/dev/null 2>&1
}

printf '%s\n' email,street,city,phone $'ann@example.com,"Main St 1\nFlat 2",Rome,5551230001' \
	$'bob@example.com,"High St\t3",Kent,5551230002' >people.csv
visidata people.csv --output people.tsv
visidata people.tsv --output again.jsonl
visidata --safety-first people.csv --output safe.tsv
echo "VisiData $(ls visidata_*.deb)"
cat again.jsonl
found=$(tr '\t' '|' <people.tsv)
[ "$found" = 'email|street|city|phone
ann@example.com|Main St 1
Flat 2|Rome|5551230001
bob@example.com|High St|3|Kent|5551230002' ] || exit 1
[ "$(wc -l <again.jsonl)" = 3 ] || exit 1
[ "$(wc -l <safe.tsv)" = 3 ] || exit 1
