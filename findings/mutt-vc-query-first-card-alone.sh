#!/bin/bash
# mutt_vc_query finds nobody behind the first card of a file, if the file is as the standard wants it. It looks people up
# in vCards for the mail program mutt. The lines of a vCard end with CR and LF, and those longer than 75 characters go
# on in the next line, which begins with a blank (https://www.rfc-editor.org/rfc/rfc6350#section-3.2). Of a file of three
# people with such line ends it counts one entry and finds Ann alone; without the CRs it finds Bob as well. Dee, whose
# address goes on in the next line, it finds by her name only, and gives the address as far as the end of the line, with
# the rest in a line of its own: mail goes to an address that there is not, or to another's.
#
# Fetches mutt_vc_query and its library from Debian 12 into a temporary folder (needs apt-get), and looks for people in
# the same file with both kinds of line ends. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq mutt-vc-query=005-2 libvc0=012-3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
look() {
	LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu) usr/bin/mutt_vc_query -f "$1" "$2"
}

printf '%s\r\n' BEGIN:VCARD VERSION:3.0 'N:Lee;Ann;;;' 'FN:Ann Lee' EMAIL:ann@example.com END:VCARD \
	BEGIN:VCARD VERSION:3.0 'N:Ray;Bob;;;' 'FN:Bob Ray' EMAIL:bob@example.com END:VCARD \
	BEGIN:VCARD VERSION:3.0 'N:Cy;Dee;;;' 'FN:Dee Cy' \
	'EMAIL;TYPE=INTERNET:orders.and.invoices@department.of.buildings.and.parks.ex' ' ample.com' END:VCARD >people.vcf
tr -d '\r' <people.vcf >unix.vcf
ls mutt-vc-query*.deb
found=$({ look people.vcf example; look unix.vcf example; look unix.vcf dee; } | tr -d '\r' | sed 's/[[:blank:]]*$//; s/\t/ | /g')
echo "$found"
[ "$found" = 'Searching database ... 1 entries ... 1 matching.
ann@example.com | Ann Lee
Searching database ... 3 entries ... 2 matching.
ann@example.com | Ann Lee
bob@example.com | Bob Ray
Searching database ... 3 entries ... 1 matching.
orders.and.invoices@department.of.buildings.and.parks.ex
 ample.com | Dee Cy' ] || exit 1
