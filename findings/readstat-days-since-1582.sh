#!/bin/bash
# ReadStat's command line writes the days of an SPSS file into a CSV as seconds since 14 October 1582, with six
# decimals. A birthday on 17 May 1990 is 12862281600.000000. A reader that tells the unit of a number from its size
# takes this for milliseconds since 1970, which is 29 May 1970, a day as good as any. The labels of codes are lost as
# well: the column `sex` has 1.000000, although the file says what it means, and even phones get decimals.
#
# Fetches ReadStat from Debian 12 into a temporary folder (needs apt-get), makes an SPSS file of one person, and writes
# it as CSV. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq readstat=1.1.8-1 libreadstat1=1.1.8-1 libcsv3 libxlsxwriter4 libminizip1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
readstat() { LD_LIBRARY_PATH=$(dirname usr/lib/*/libreadstat.so.1) usr/bin/readstat "$@"; }

cat >variables.json <<'JSON'
{
	"type": "SPSS",
	"variables": [
		{ "type": "STRING", "name": "email" },
		{ "type": "NUMERIC", "name": "born", "format": "DATE" },
		{ "type": "NUMERIC", "name": "sex", "categories": [{ "code": 1, "label": "female" }, { "code": 2, "label": "male" }] },
		{ "type": "NUMERIC", "name": "phone" }
	]
}
JSON
printf '%s\n' email,born,sex,phone ann@example.com,1990-05-17,1,48601234567 >people.csv
readstat people.csv variables.json people.sav >/dev/null 2>&1
readstat people.sav written.csv >/dev/null 2>&1
readstat --version 2>&1 | head -1
cat written.csv
days=$((12862281600 / 86400))
echo "$days days after 14 October 1582 are $(date -u -d "1970-01-01 $((days - 141428)) days" +%F)"
[ "$(tail -1 written.csv)" = '"ann@example.com",12862281600.000000,1.000000,48601234567.000000' ] || exit 1
