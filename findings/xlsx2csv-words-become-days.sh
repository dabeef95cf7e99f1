#!/bin/bash
# xlsx2csv takes words in a number format for days. Excel's long date in Spain and Brazil has the format d "de" mmmm
# "de" yyyy, and 17 May 1990 is shown as 17 de mayo de 1990. xlsx2csv keeps the quotation marks, and writes the day in
# place of the "d" of "de" as well: 17 "17e" May "17e" 1990. If the format begins with the day of the week (dddd), the
# day of the month is in its place, so it comes twice. And a telephone number is written as the file has it: programs in
# Java (Apache POI) write 5.551230001E9 for 5551230001, which is the same to Excel, and the CSV has the former.
#
# Fetches xlsx2csv from Debian 12 into a temporary folder (needs apt-get and Python 3), makes a sheet by hand, and shows
# the CSV. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq xlsx2csv=1:0.7.8-1 2>/dev/null
dpkg -x xlsx2csv_*.deb .

cat >write.py <<'PY'
import zipfile

main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
package = 'http://schemas.openxmlformats.org/package/2006'
kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
relation = '<Relationship Id="rId%d" Type="' + office + '/%s" Target="%s"/>'
parts = {
    '[Content_Types].xml': f'<Types xmlns="{package}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
    '_rels/.rels': f'<Relationships xmlns="{package}/relationships">'
    + relation % (1, 'officeDocument', 'xl/workbook.xml') + '</Relationships>',
    'xl/_rels/workbook.xml.rels': f'<Relationships xmlns="{package}/relationships">'
    + relation % (1, 'worksheet', 'worksheets/sheet1.xml') + relation % (2, 'styles', 'styles.xml') + '</Relationships>',
    'xl/workbook.xml': f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
    '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/styles.xml': f'<styleSheet xmlns="{main}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="d\\ &quot;de&quot;\\ mmmm\\ &quot;de&quot;\\ yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dddd\\,\\ mmmm\\ dd\\,\\ yyyy"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" s="1"><v>33010</v></c>'
    '<c r="B1" s="2"><v>33010</v></c><c r="C1"><v>5.551230001E9</v></c></row></sheetData></worksheet>',
}
with zipfile.ZipFile('people.xlsx', 'w') as file:
    for name, text in parts.items():
        file.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
PY
python3 write.py
echo "xlsx2csv $(python3 usr/bin/xlsx2csv --version)"
csv=$(LC_ALL=C python3 usr/bin/xlsx2csv people.xlsx)
echo "$csv"
[ "$csv" = '"17 ""17e"" May ""17e"" 1990","17, May 17, 1990",5.551230001E9' ] || exit 1
