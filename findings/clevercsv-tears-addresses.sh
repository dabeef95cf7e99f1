#!/bin/bash
# clevercsv takes a list of email addresses apart at the @. It finds out how a CSV file is written, for files that no
# other program reads, and its command `standardize` writes them anew with commas. A file with nothing but addresses,
# one in each line, as people copy them out of somewhere, has no delimiter; of all signs that could be one clevercsv
# takes the @, as every line has exactly one: ann@example.com becomes the two cells ann and example.com, below the one
# name email, and nobody can be written to. A column of names becomes two in the same way, of streets three, and each
# house number stands where the street should. With a comma behind each address, or a second column, all is right.
#
# Fetches clevercsv and what it needs from Debian 12 into a temporary folder (needs apt-get and Debian's Python 3), and
# standardizes four files. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq python3-clevercsv=0.7.5+ds-1+b1 python3-wilderness python3-regex python3-chardet python3-packaging 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

printf '%s\n' email ann@example.com bob@example.com >addresses.csv
printf '%s\n' name 'Ann Lee' 'Bob Ray' >names.csv
printf '%s\n' street '1 Main St' '2 Main St' >streets.csv
printf '%s\n' email,name 'ann@example.com,Ann Lee' 'bob@example.com,Bob Ray' >both.csv
found=$(
	for file in addresses names streets both; do
		echo "$file"
		PYTHONPATH=usr/lib/python3/dist-packages /usr/bin/python3 -W ignore -m clevercsv standardize $file.csv | tr -d '\r'
	done
)
echo "$found"
[ "$found" = 'addresses
email
ann,example.com
bob,example.com
names
name
Ann,Lee
Bob,Ray
streets
street
1,Main,St
2,Main,St
both
email,name
ann@example.com,Ann Lee
bob@example.com,Bob Ray' ] || exit 1
