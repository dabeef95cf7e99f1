#!/bin/bash
# Claws Mail's vcard2xml.py makes last names of first names. The script, which comes with the mail program, turns vCards
# into its address book. In a vCard the family name comes first (N:Lee;Ann, https://www.rfc-editor.org/rfc/rfc6350, 6.2.2),
# and the script writes it as first-name, and Ann as last-name. All values become small letters, "ann lee", and a value
# ends at its first colon, "Acme: the shop" at Acme. An address counts only where no more than one parameter stands with
# it: EMAIL;TYPE=INTERNET;TYPE=HOME, as Google's contacts write it, leaves Bob without any, and of two addresses with
# different types (home, work) one is lost. A company called "Lee & Ray" breaks the file: & stands there as it is, which
# is no XML, so that nobody of the book can be read.
#
# Fetches the script from Debian 12 into a temporary folder (needs apt-get and Python 3), and turns three people's vCards
# into an address book. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq claws-mail-tools=4.1.1-2 2>/dev/null
dpkg -x claws-mail-tools*.deb .

printf '%s\r\n' BEGIN:VCARD VERSION:3.0 'N:Lee;Ann;;;' 'FN:Ann Lee' 'ORG:Acme: the shop' 'EMAIL;TYPE=HOME:ann@example.com' \
	'EMAIL;TYPE=WORK:ann.lee@example.com' END:VCARD BEGIN:VCARD VERSION:3.0 'N:Ray;Bob;;;' 'FN:Bob Ray' \
	'EMAIL;TYPE=INTERNET;TYPE=HOME:bob@example.com' END:VCARD >people.vcf
printf '%s\r\n' BEGIN:VCARD VERSION:3.0 'N:Cy;Dee;;;' 'FN:Dee Cy' 'ORG:Lee & Ray' EMAIL:dee@example.com END:VCARD >company.vcf
cat >convert.py <<'EOF'
import sys, xml.etree.ElementTree as tree
sys.path.insert(0, 'usr/share/doc/claws-mail/tools')
sys.stdout, out = open('log', 'w'), sys.stdout
import vcard2xml
for name in ('people', 'company'):
    with open(name + '.vcf') as cards, open(name + '.xml', 'w') as book:
        vcard2xml.convert(cards, book)
    try:
        for person in tree.parse(name + '.xml').getroot():
            addresses = [address.get('email') for address in person.iter('address')]
            print(person.get('first-name'), person.get('last-name'), addresses, [each.text for each in person.iter('attribute')], sep=' | ', file=out)
    except tree.ParseError as error:
        print(name + '.xml:', str(error).split(':')[0], file=out)
EOF
ls claws-mail-tools*.deb
found=$(PYTHONDONTWRITEBYTECODE=1 python3 -W ignore convert.py)
echo "$found"
[ "$found" = "lee | ann | ['ann@example.com'] | ['acme']
ray | bob | [''] | []
company.xml: not well-formed (invalid token)" ] || exit 1
