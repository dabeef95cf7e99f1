#!/bin/bash
# csvkit's csvsort writes other cells than it read: it sorts rows, and makes days of first names. All its tools that
# look at types (csvsort, csvjoin, csvjson, csvsql ...) take a column for dates if each of its cells can be read as one
# in English. "April" and "June" can, so a segment of these two has the first names 0001-04-01 and 0001-06-01; with an
# Ann among them they stay as they are. In the same way house numbers that are all 1 or 0 become True and False, a name
# "Friday" the fifth day of the year 1, +48601234567 loses its plus, and an answer "None" or "n/a" is gone.
# `--no-inference` leaves the cells alone.
#
# Fetches csvkit and what it is made of from Debian 12 into a temporary folder (it needs apt-get and Python 3) and sorts
# two small files. Ends with 1 if that is no longer so.
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
