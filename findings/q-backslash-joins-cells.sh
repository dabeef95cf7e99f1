#!/bin/bash
# q, which asks CSV files in SQL, joins the company and the street of somebody whose company ends with a backslash. It
# reads every backslash as a sign that the next character is meant as such, outside of quotation marks as well: the
# comma behind it is then part of the text, and all that follows stands one column further left. AC\DC becomes ACDC, and
# the login ACME\nancy ACMEnancy. `--disable-escaped-double-quoting` keeps them, whose help speaks of \" within
# quotation marks alone. Columns of digits become numbers: an ID of twenty digits is 1.2345678901234567e+19, and one ZIP
# code that a program left as 62701.0 makes 950.0 of 00950. `--as-text` keeps the digits; the backslashes go all the
# same.
#
# Fetches q from Debian 12 into a temporary folder (needs apt-get and Python 3), and asks for all columns of a file.
# Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq python3-q-text-as-data=3.1.6-2 python3-six 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
ask() {
	HOME=$folder PYTHONPATH=usr/lib/python3/dist-packages python3 usr/bin/q -H -d , -O "$@"
}

printf '%s\n' email,login,company,street,city 'ann@example.com,ACME\nancy,Acme\,Main St 1,Rome' \
	'bob@example.com,ACME\bob,AC\DC,High St 3,Kent' >people.csv
printf '%s\n' email,id,zip ann@example.com,12345678901234567890,00950 bob@example.com,7,62701.0 >numbers.csv
ls *q-text*.deb
found=$(ask --as-text 'select * from people.csv' && ask 'select * from numbers.csv')
echo "$found"
[ "$found" = 'email,login,company,street,city
ann@example.com,ACMEnancy,"Acme,Main St 1",Rome,
bob@example.com,ACMEbob,ACDC,High St 3,Kent
email,id,zip
ann@example.com,1.2345678901234567e+19,950.0
bob@example.com,7,62701.0' ] || exit 1
