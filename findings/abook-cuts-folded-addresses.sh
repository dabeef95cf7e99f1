#!/bin/bash
# abook, an address book for terminals and mail programs, turns vCards into lists of other addresses. vCards should
# not have lines of more than 75 characters, so what writes them folds longer ones, and a line that begins with a blank
# is the rest of that above (https://www.rfc-editor.org/rfc/rfc6350#section-3.2). abook leaves such
# a rest out: of Ann's address only the first line is in its CSV, and that looks like an address. An address in a group,
# as Apple's and Google's address books write all that have a label ("item1.EMAIL"), is left out. Backslashes before
# commas stay in names. Of an LDIF file with a birthday in three parts, as Thunderbird writes it, abook keeps the day of
# the month alone. In its own CSV a quotation mark within a text stands once, as if the text ended there.
#
# Fetches abook and what it needs from Debian 12 into a temporary folder (needs apt-get), and turns three people into
# CSV and reads one from LDIF. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq abook=0.6.1-2+b1 libreadline8 libtinfo6 libncursesw6 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
convert() {
	HOME=$folder LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu):$(echo "$folder"/lib/*-linux-gnu) \
		usr/bin/abook --convert --informat "$1" --infile "$2" --outformat "$3" --outfile - </dev/null
}

printf '%s\r\n' BEGIN:VCARD VERSION:3.0 'N:Lee;Ann;;;' 'FN:Ann Lee' \
	'EMAIL;TYPE=INTERNET,WORK:orders.and.invoices@department.of.buildings.exampl' ' e.com' 'NOTE:TV 40" left' END:VCARD \
	BEGIN:VCARD VERSION:3.0 'N:Ray;Bob;;;' 'FN:Bob Ray' 'item1.EMAIL;TYPE=INTERNET:bob@example.com' 'item1.X-ABLabel:Work' \
	'TEL:555-123-0001' END:VCARD BEGIN:VCARD VERSION:3.0 'N:Cy\, Jr.;Cy;;;' 'FN:Cy Cy\, Jr.' EMAIL:cy@example.com END:VCARD \
	>people.vcf
printf '%s\n' 'dn: cn=Dee Ito,mail=dee@example.com' 'objectclass: person' 'cn: Dee Ito' \
	'mail: dee@example.com' 'birthyear: 1990' 'birthmonth: 5' 'birthday: 17' >people.ldif
ls abook_*.deb
csv=$(convert vcard people.vcf csv)
ldif=$(convert ldif people.ldif abook | sed -n '/^\[0\]/,/^$/p')
printf '%s\n' "$csv" "$ldif"
[ "$csv" = '"Ann Lee","orders.and.invoices@department.of.buildings.exampl","","TV 40" left",""
"Bob Ray","","555-123-0001","",""
"Cy Cy\, Jr.","cy@example.com","","",""' ] || exit 1
[ "$ldif" = '[0]
name=Dee Ito
email=dee@example.com
anniversary=17' ] || exit 1
