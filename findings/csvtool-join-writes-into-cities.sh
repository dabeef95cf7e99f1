#!/bin/bash
# csvtool gives people a city called !MULTIPLE VALUES. Its command join puts columns of several CSV files side by side,
# as in `csvtool join 1 2 zips.csv cities.csv` for files that begin with the address. Of somebody who is twice in one of
# them, as in a list of orders, neither value is taken, nor is anything told: the cell says !MULTIPLE VALUES, in capital
# letters, and so would a letter's address. That happens even where both values are the same. All rows are sorted by the
# address as well, and the names of the columns with them: in the file they stand below Ann and Bob and above Zoe, so
# what reads it next takes Ann for the names. `csvtool --help` and its manual speak of neither.
#
# Fetches csvtool from Debian 12 into a temporary folder (needs apt-get), and joins two files. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq csvtool=2.4-1+b2 2>/dev/null
dpkg -x csvtool_*.deb .

printf '%s\n' email,zip zoe@example.com,02134 ann@example.com,00950 bob@example.com,62701 >zips.csv
printf '%s\n' email,city bob@example.com,Rome ann@example.com,Kent zoe@example.com,Rome ann@example.com,Kent >cities.csv
ls csvtool_*.deb
found=$(usr/bin/csvtool join 1 2 zips.csv cities.csv)
echo "$found"
[ "$found" = 'ann@example.com,00950,!MULTIPLE VALUES
bob@example.com,62701,Rome
email,zip,city
zoe@example.com,02134,Rome' ] || exit 1
