#!/bin/bash
# csvkit's csvsort, which is there to sort rows, turns first names into days. It takes a column for dates if every cell
# in it can be read as a date in English, and "April" and "June" can: where these two are the only first names, they are
# written as 0001-04-01 and 0001-06-01. With one Ann among them they stay as they are, so the same person has a name in
# one file and a day in the next. In the same way house numbers that are all 1 or 0 become True and False, and
# +48601234567 loses its plus. With `--no-inference` all cells stay as they are.
#
# Fetches csvkit and what it needs from Debian 12 into a temporary folder (needs apt-get and Python 3) and sorts two
# small files. Exits with 1 if this changes.
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

printf '%s\n' email,first_name,house,phone bea@example.com,June,0,+48601234568 ann@example.com,April,1,+48601234567 >two.csv
(cat two.csv && echo cy@example.com,Ann,2,+48601234569) >three.csv
echo "csvkit $(ls python3-csvkit*.deb), $(python3 --version)"
found=$(csvsort two.csv)
with_ann=$(csvsort three.csv)
untouched=$(csvsort --no-inference two.csv)
printf '%s\n\n' "$found" "$with_ann" "$untouched"
[ "$found" = 'email,first_name,house,phone
ann@example.com,0001-04-01,True,48601234567
bea@example.com,0001-06-01,False,48601234568' ] || exit 1
[[ $with_ann == *'ann@example.com,April,1,48601234567'* ]] || exit 1
[[ $untouched == *'ann@example.com,April,1,+48601234567'* ]] || exit 1
