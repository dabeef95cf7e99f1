#!/bin/bash
# Roo puts an empty column behind each column of a LibreOffice sheet that SheetJS wrote. Roo is how programs in Ruby
# read the sheets that people upload. SheetJS writes each cell of an .ods file into a line of its own, as XML may be
# written; Roo counts the line breaks between them as cells. So who takes the address from the first column, the name
# from the second and the opt-out from the third finds no names, and of who has opted out the name. LibreOffice writes
# no line breaks there, and neither does odfpy: of the same people in its file all columns are where they belong. A yes
# or no is a text in both, "true" or "false", and to Ruby both are true.
#
# Fetches Roo, odfpy and what they need from Debian 12 into a temporary folder (needs apt-get and Python 3), installs
# SheetJS, and reads the same two people from both files. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq ruby3.1=3.1.7+really3.1.2-0+deb12u1 libruby3.1=3.1.7+really3.1.2-0+deb12u1 ruby-roo=2.10.0-1 \
	ruby-nokogiri=1.13.10+dfsg-2+b1 ruby-zip=2.3.2-1 racc=1.6.2-1 libxml2 libxslt1.1 libicu72 python3-odf=1.4.2-2 \
	python3-defusedxml 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit xlsx@0.18.5

node -e "
const { utils, writeFile } = require('xlsx');
const people = [['email', 'name', 'opted_out'], ['ann@example.com', 'Ann', true], ['bob@example.com', 'Bob', false]];
writeFile({ SheetNames: ['People'], Sheets: { People: utils.aoa_to_sheet(people) } }, 'sheetjs.ods');"
cat >write.py <<'EOF'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
document, table = OpenDocumentSpreadsheet(), Table(name='People')
for person in (('email', 'name', 'opted_out'), ('ann@example.com', 'Ann', True), ('bob@example.com', 'Bob', False)):
    row = TableRow()
    table.addElement(row)
    for value in person:
        is_text = isinstance(value, str)
        cell = TableCell(valuetype='string') if is_text else TableCell(valuetype='boolean', booleanvalue=str(value).lower())
        cell.addElement(P(text=value if is_text else str(value).upper()))
        row.addElement(cell)
document.spreadsheet.addElement(table)
document.save('odfpy.ods')
EOF
PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore write.py
cat >read.rb <<'EOF'
require 'roo'
%w[odfpy sheetjs].each do |writer|
  puts writer
  sheet = Roo::Spreadsheet.open("#{writer}.ods")
  (1..3).each { |number| puts sheet.row(number).inspect }
end
EOF
lib=usr/lib/$(uname -m)-linux-gnu
gems=usr/share/rubygems-integration/all/gems
ruby_path=usr/lib/ruby/3.1.0:$lib/ruby/3.1.0:usr/lib/ruby/vendor_ruby:$gems/roo-2.10.0/lib:$gems/rubyzip-2.3.2/lib
ruby_path+=:$lib/rubygems-integration/3.1.0/gems/nokogiri-1.13.10/lib
ruby_path+=:$(dirname "$(dirname "$(find $lib/rubygems-integration -path '*extensions*' -name nokogiri.so)")")
found=$(LD_LIBRARY_PATH=$lib RUBYLIB=$ruby_path GEM_HOME=gems GEM_PATH=gems usr/bin/ruby3.1 -W0 read.rb)
echo "$found"
[ "$found" = 'odfpy
["email", "name", "opted_out"]
["ann@example.com", "Ann", "true"]
["bob@example.com", "Bob", "false"]
sheetjs
["email", nil, "name", nil, "opted_out"]
["ann@example.com", nil, "Ann", nil, "true"]
["bob@example.com", nil, "Bob", nil, "false"]' ] || exit 1
