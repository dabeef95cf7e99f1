#!/bin/bash
# Gammu writes address books that it cannot read whole itself. `gammu --convertbackup` turns contacts of old phones,
# such as a .vcf file, into an LDIF file, which Thunderbird and mail servers take. A line break within a street or a
# note is written as it is, so its second line stands in the file as one that belongs to nobody; LDIF has base64 for
# such (https://www.rfc-editor.org/rfc/rfc2849). Read back by Gammu, the street is without "Flat 2", and stands where
# the post office box belongs. Nobody has a birthday in the LDIF file. From one .vcf file to the next whole birthdays
# are kept, but one without a year is left out, and in the parts of the name so are Ann's second one and her title. In
# LDIF somebody with one name goes by "Cy Cy".
#
# Fetches Gammu and what it needs from Debian 12 into a temporary folder (needs apt-get), and turns two contacts into
# LDIF and back. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq gammu=1.42.0-8 libgammu8=1.42.0-8 libcurl3-gnutls lib{bluetooth3,glib2.0-0,usb-1.0-0,nghttp2-14} \
	lib{rtmp1,ssh2-1,psl5,brotli1,ldap-2.5-0,sasl2-2,gssapi-krb5-2,krb5-3,k5crypto3,krb5support0,keyutils1,ssl3} 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
convert() {
	HOME=$folder LD_LIBRARY_PATH=$folder/usr/lib:$(echo "$folder"/usr/lib/*-linux-gnu):$(echo "$folder"/lib/*-linux-gnu) \
		usr/bin/gammu --convertbackup "$@" >/dev/null 2>&1
}

printf '%s\r\n' BEGIN:VCARD VERSION:3.0 'N:Lee;Ann;Mary;Dr.;' 'FN:Dr. Ann Mary Lee' EMAIL:ann@example.com \
	'ADR;TYPE=HOME:;;Main St 1\nFlat 2;Kent;OH;00950;USA' BDAY:1990-05-17 END:VCARD \
	BEGIN:VCARD VERSION:4.0 'N:;Cy;;;' FN:Cy EMAIL:cy@example.com BDAY:--0517 END:VCARD >people.vcf
convert people.vcf people.ldif
convert people.ldif again.vcf
convert people.vcf cards.vcf
ls gammu_*.deb
# Without what is the same for everybody.
found=$(grep -vE '^(objectclass|X-GAMMU|BEGIN|VERSION|END)|^\s*$' people.ldif again.vcf cards.vcf | tr -d '\r')
echo "$found"
[ "$found" = 'people.ldif:dn: Ann Lee
people.ldif:sn: Lee
people.ldif:givenName: Ann
people.ldif:cn: Dr. Ann Mary Lee
people.ldif:mail: ann@example.com
people.ldif:homePostalAddress: Main St 1
people.ldif:Flat 2
people.ldif:mozillaHomeLocalityName: Kent
people.ldif:mozillaHomeState: OH
people.ldif:mozillaHomePostalCode: 00950
people.ldif:mozillaHomeCountryName: USA
people.ldif:dn: Cy Cy
people.ldif:givenName: Cy
people.ldif:cn: Cy
people.ldif:mail: cy@example.com
again.vcf:EMAIL:ann@example.com
again.vcf:LABEL:Main St 1
again.vcf:ADR:Main St 1
again.vcf:N:Lee;Ann
again.vcf:ADR;HOME:;;;Kent;OH;00950;USA
again.vcf:EMAIL:cy@example.com
again.vcf:N:;Cy
cards.vcf:FN:Dr. Ann Mary Lee
cards.vcf:EMAIL:ann@example.com
cards.vcf:BDAY:19900517
cards.vcf:N:Lee;Ann
cards.vcf:ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Main St 1=0AFlat 2;Kent;OH;00950;USA
cards.vcf:FN:Cy
cards.vcf:EMAIL:cy@example.com
cards.vcf:N:;Cy' ] || exit 1
