#!/bin/bash
# catdoc's xls2csv writes days that are four years and a day late: 17 May 2025 becomes 05-18-29. Old Excel workbooks
# (.xls) say in a record whether their days are counted from 1900 or from 1904 on, as those of early Macs are. xls2csv
# takes the record itself for a yes, whatever it says, and Excel, LibreOffice, Gnumeric and the libraries write it into
# every workbook, with a no. Days are so in Excel's own formats alone. In a format that somebody has typed (yyyy-mm-dd)
# the day is the number that Excel keeps, 45794, and nothing tells that it is a day.
#
# Fetches catdoc, and python3-xlwt and python3-xlrd to write and read a workbook, from Debian 12 into a temporary folder
# (needs apt-get and Python 3), and shows the CSV. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq catdoc=1:0.95-6~deb12u1 python3-xlwt=1.3.0-4 python3-xlrd=1.2.0-3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >write.py <<'PY'
import datetime, sys
sys.path.insert(0, 'usr/lib/python3/dist-packages')
import xlrd, xlwt

day = datetime.date(2025, 5, 17)
workbook = xlwt.Workbook()
sheet = workbook.add_sheet('People')
for column, form in enumerate(['M/D/YY', 'YYYY-MM-DD']):
    sheet.write(0, column, ['joined', 'left'][column])
    sheet.write(1, column, day, xlwt.easyxf(num_format_str=form))
workbook.save('people.xls')
read = xlrd.open_workbook('people.xls')
print('counted from', {0: 1900, 1: 1904}[read.datemode], 'on:', xlrd.xldate_as_datetime(read.sheet_by_index(0).cell_value(1, 0), read.datemode).date())
PY
# Where Debian's package would have the tables of letters.
printf 'charset_path=%s\nmap_path=%s\nsource_charset=cp1252\ntarget_charset=utf-8\n' \
	"$folder/usr/share/catdoc" "$folder/usr/share/catdoc" >.catdocrc
echo "$(HOME=$folder usr/bin/xls2csv -V | head -1), $(ls catdoc_*.deb)"
day=$(python3 write.py)
csv=$(HOME=$folder usr/bin/xls2csv people.xls | tr -d '\f')
echo "$day"
echo "$csv"
[ "$day" = 'counted from 1900 on: 2025-05-17' ] || exit 1
[ "$csv" = '"joined","left"
"05-18-29","45794"' ] || exit 1
