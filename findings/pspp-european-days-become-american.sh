#!/bin/bash
# PSPP, the free program for data of SPSS, writes European days the American way into CSV. A survey of SPSS says of each
# day how it is shown: 5 June 2025 is 05.06.2025 (EDATE) or 05-JUN-2025 (DATE). In the CSV files of SAVE TRANSLATE and
# of pspp-convert both are 06/05/2025, the month first, and nothing in the file tells so: whoever knows the survey reads
# 6 May. A number that is shown with its zeros (N), as ZIP codes are, is without them, 950 for 00950, and what is not
# known is a blank instead of an empty cell. All is as in the survey with TEXTOPTIONS FORMAT=VARIABLE, but then a phone
# number that is wider than its column is 5E+010.
#
# Fetches PSPP and what it needs from Debian 12 into a temporary folder (needs apt-get), and writes two people. Exits
# with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq pspp=1.6.2-2 lib{blkid1,brotli1,bsd0,cairo2,datrie1,expat1,ffi8,fontconfig1,freetype6,fribidi0} \
	lib{glib2.0-0,graphite2-3,gsl27,gslcblas0,harfbuzz0b,icu72,lzma5,md0,mount1,pango-1.0-0,pangocairo-1.0-0} \
	lib{pangoft2-1.0-0,pcre2-8-0,pixman-1-0,png16-16,readline8,selinux1,stdc++6,thai0,tinfo6,x11-6,xau6,xcb-render0} \
	lib{xcb-shm0,xcb1,xdmcp6,xext6,xml2,xrender1} zlib1g 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
libraries=$(echo "$folder"/usr/lib/*-linux-gnu)
run() {
	HOME=$folder LD_LIBRARY_PATH=$libraries/pspp:$libraries:$(echo "$folder"/lib/*-linux-gnu) "usr/bin/$1" "${@:2}"
}

cat >survey.sps <<'SPS'
DATA LIST LIST(";") /email (A16) joined (EDATE10) born (DATE11) zip (F5.0) phone (F8.0).
BEGIN DATA
ann@example.com;05.06.2025;05-JUN-1990;00950;48601234567
bob@example.com;17.05.2025;;62701;5550001
END DATA.
FORMATS zip (N5) phone (F7.0).
SAVE OUTFILE='people.sav'.
SAVE TRANSLATE /OUTFILE='plain.csv' /TYPE=CSV /FIELDNAMES.
SAVE TRANSLATE /OUTFILE='shown.csv' /TYPE=CSV /FIELDNAMES /TEXTOPTIONS FORMAT=VARIABLE.
SPS
ls pspp_*.deb
run pspp -o /dev/null -O format=txt survey.sps
run pspp-convert people.sav converted.csv
cat plain.csv shown.csv
cmp plain.csv converted.csv || exit 1
[ "$(cat plain.csv)" = 'email,joined,born,zip,phone
ann@example.com,06/05/2025,06/05/1990,950,48601234567
bob@example.com,05/17/2025, ,62701,5550001' ] || exit 1
[ "$(cat shown.csv)" = 'email,joined,born,zip,phone
ann@example.com,05.06.2025,05-JUN-1990,00950,5E+010
bob@example.com,17.05.2025, ,62701,5550001' ] || exit 1
