#!/bin/bash
# rows gives nobody an address whose address is a link. The Python library (and its command `rows`) reads tables of many
# kinds, LibreOffice's .ods files among them. LibreOffice makes a link of an address while somebody types it
# (text:a, OpenDocument 1.2 part 1, 6.1.8): the text then stands in the link, and rows takes only what stands before the
# first element of the text. So Ann, whose address was typed, has none; Ann with a bold second n is "An"; of the street
# "1 Main St" and, below it in the same cell, "Flat 2" only the first line is left; and whoever has a comment at the
# name has no name. Bob, whose row was pasted, has all of it.
#
# Fetches rows and what it needs from Debian 12 into a temporary folder (needs apt-get and Debian's Python 3), and reads
# two people of a file as LibreOffice writes it. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq python3-rows=0.4.2~0-2 python3-lxml=4.9.2-1+deb12u1 libxml2 libxslt1.1 libicu72 \
	python3-{six,requests,urllib3,chardet,certifi,idna,unicodecsv,cached-property,tqdm} 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >write.py <<'EOF'
import zipfile
def cell(*paragraphs, before=''):
    lines = ''.join(f'<text:p>{line}</text:p>' for line in paragraphs)
    return f'<table:table-cell office:value-type="string">{before}{lines}</table:table-cell>'
link = '<text:a xlink:href="mailto:ann@example.com" xlink:type="simple">ann@example.com</text:a>'
comment = '<office:annotation><text:p>call her after 5</text:p></office:annotation>'
rows = [
    [cell('email'), cell('first'), cell('last'), cell('street')],
    [cell(link), cell('An<text:span text:style-name="T1">n</text:span>'), cell('Lee', before=comment),
     cell('1 Main St', 'Flat 2')],
    [cell('bob@example.com'), cell('Bob'), cell('Ray'), cell('2 High St')],
]
table = ''.join(f'<table:table-row>{"".join(row)}</table:table-row>' for row in rows)
names = ' '.join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ('office', 'table', 'text', 'style'))
with zipfile.ZipFile('people.ods', 'w') as file:
    file.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')
    file.writestr('META-INF/manifest.xml', '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    file.writestr('content.xml', f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:automatic-styles><style:style style:name="T1" style:family="text"/></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="people">{table}</table:table></office:spreadsheet></office:body></office:document-content>')
EOF
cat >read.py <<'EOF'
import rows
for person in rows.import_from_ods('people.ods'):
    print(*person, sep=' | ')
EOF
/usr/bin/python3 write.py
ls python3-rows*.deb
found=$(LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu) PYTHONPATH=usr/lib/python3/dist-packages /usr/bin/python3 -S -W ignore read.py)
echo "$found"
[ "$found" = 'None | An | None | 1 Main St
bob@example.com | Bob | Ray | 2 High St' ] || exit 1
