#!/bin/bash
# GNU recutils' csv2rec puts the ZIP code into the street of a person whose street ends with a backslash. In its own
# format a backslash at the end of a line says that the line goes on in the next one. csv2rec writes the cell as it is,
# so the field that follows becomes a part of it: rec2csv then gives "Main St 1zip: 00950", and no ZIP code. Line breaks
# within a text are written as the format wants them.
#
# Fetches recutils from Debian 12 into a temporary folder (needs apt-get) and turns two people into records and back.
# Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq recutils=1.9-2 librec1=1.9-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$folder/usr/lib/$(uname -m)-linux-gnu:$folder/usr/lib

printf '%s\n' email,street,zip 'ann@example.com,Main St 1\,00950' $'bob@example.com,"High St 3\nFlat 2",62701' >people.csv
usr/bin/csv2rec --version | head -1
usr/bin/csv2rec people.csv >people.rec
found=$(usr/bin/rec2csv people.rec)
cat people.rec
echo
echo "$found"
[ "$found" = '"email","street","zip"
"ann@example.com","Main St 1zip: 00950",
"bob@example.com","High St 3
Flat 2","62701"' ] || exit 1
