#!/bin/bash
# khard, an address book of vCards, gives out the address that somebody prefers less. vCard 4 numbers addresses by
# preference, and PREF=1 is the first (https://www.rfc-editor.org/rfc/rfc6350#section-5.3). khard takes PREF=1 and
# PREF=2 alike for "preferred", and of these the first by the alphabet of their kinds, so "home" comes before "work": a
# list of people with one address each has Ann's private one, which her card puts second. On cards of vCard 3, which
# only mark the preferred one, it is right. A birthday without a year is 1900-05-17 00:00:00 in the list, and every
# email address that has no kind is called "internet".
#
# Fetches khard and what it needs from Debian 12 into a temporary folder (needs apt-get and Python 3), and lists two
# people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq khard=0.18.0-1 python3-{atomicwrites,vobject,configobj,ruamel.yaml,ruamel.yaml.clib,unidecode,dateutil,six,pkg-resources} 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

mkdir cards
printf '%s\r\n' BEGIN:VCARD VERSION:4.0 UID:ann 'FN:Ann Lee' 'N:Lee;Ann;;;' 'EMAIL;TYPE=work;PREF=1:ann@example.com' \
	'EMAIL;TYPE=home;PREF=2:ann@example.org' BDAY:--0517 END:VCARD >cards/ann.vcf
printf '%s\r\n' BEGIN:VCARD VERSION:3.0 UID:bob 'FN:Bob Ray' 'N:Ray;Bob;;;' 'EMAIL;TYPE=WORK,PREF:bob@example.com' \
	'EMAIL;TYPE=HOME:bob@example.org' BDAY:1990-05-17 END:VCARD >cards/bob.vcf
printf '%s\n' BEGIN:VCARD VERSION:3.0 UID:cy FN:Cy 'N:;Cy;;;' EMAIL:cy@example.com END:VCARD >cards/cy.vcf
printf '%s\n' '[addressbooks]' '[[people]]' "path = $folder/cards" >khard.conf
ls khard_*.deb
found=$(HOME=$folder PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore usr/bin/khard -c khard.conf list --parsable \
	--fields formatted_name,email,birthday | tr '\t' '|')
echo "$found"
[ "$found" = 'Ann Lee|home, pref=2: ann@example.org|1900-05-17 00:00:00
Bob Ray|WORK, pref: bob@example.com|1990-05-17 00:00:00
Cy|internet: cy@example.com|' ] || exit 1
