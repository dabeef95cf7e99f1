#!/bin/bash
# tablib loses everybody's opt-out on the way into a LibreOffice sheet. It turns tables of people into whatever file
# somebody asks for, as in the export of Django's admin pages, where many clubs and shops keep them. To Python a yes or
# no is a kind of number, so tablib writes it into an .ods file as the number "True", which is none; SheetJS and
# Gnumeric find an empty cell for yes and for no alike. Of other numbers, an amount of 12.50, the text that a cell shows
# is missing, and SheetJS does not find them either. Who has no birthday was born on "None". In an .xls file a birthday
# is 33010, and nothing tells that it is a day. The other way round, fields of JSON are read by their order: whose city
# comes before the email address has the city as address. In .xlsx files and CSV all is right.
#
# Fetches tablib and what it needs from Debian 12 into a temporary folder (needs apt-get and Python 3), installs
# SheetJS, and writes two people in three formats. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq python3-tablib=3.4.0-1 python3-odf=1.4.2-2 python3-defusedxml python3-xlwt=1.3.0-4 python3-xlrd \
	python3-openpyxl=3.0.9-1 python3-et-xmlfile 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit xlsx@0.18.5

cat >write.py <<'EOF'
import datetime, tablib
people = tablib.Dataset(headers=['email', 'born', 'amount', 'opted_out'])
people.append(['ann@example.com', datetime.date(1990, 5, 17), 12.5, True])
people.append(['bob@example.com', None, 20, False])
for name in ('ods', 'xls', 'xlsx'):
    with open('people.' + name, 'wb') as file:
        file.write(people.export(name))
swapped = tablib.Dataset().load('[{"email": "ann@example.com", "city": "Kent"}, {"city": "Riverside", "email": "bob@example.com"}]', 'json')
print('json')
print(swapped.export('csv').replace('\r', '').strip())
EOF
cat >read.cjs <<'EOF'
const { readFile, utils } = require('xlsx');
for (const name of ['ods', 'xls', 'xlsx']) {
	console.log(name);
	console.log(utils.sheet_to_csv(Object.values(readFile(`people.${name}`).Sheets)[0], { dateNF: 'yyyy-mm-dd' }).trim());
}
EOF
found=$(PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore write.py && node read.cjs)
echo "$found"
[ "$found" = 'json
email,city
ann@example.com,Kent
Riverside,bob@example.com
ods
email,born,amount,opted_out
ann@example.com,1990-05-17,,
bob@example.com,None,,
xls
email,born,amount,opted_out
ann@example.com,33010,12.5,TRUE
bob@example.com,,20,FALSE
xlsx
email,born,amount,opted_out
ann@example.com,1990-05-17,12.5,TRUE
bob@example.com,,20,FALSE' ] || exit 1
