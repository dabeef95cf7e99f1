#!/bin/bash
# 2vcard takes people's names for their addresses. It turns the address books of mail programs into vCards, and without
# being told otherwise reads mutt's aliases. Of alias ann Ann Lee <ann@example.com>, as mutt itself writes it, it makes
# somebody who is called <ann@example.com> and whose address is Ann Lee; of "Lee, Ann" two addresses, "Lee and Ann". The
# pattern that knows this order stands behind another one that fits as well. From an LDIF file, as Thunderbird and mail
# servers write it, the last person is left out unless an empty line follows; it need not
# (https://www.rfc-editor.org/rfc/rfc2849). Nobody has a first name whose file says givenName, although letters' case
# does not count there. Of Żaneta, which LDIF encodes, "=C5=BBaneta==0A" is left, and the card does not say how to read
# that.
#
# Fetches 2vcard from Debian 12 into a temporary folder (needs apt-get and Perl), and turns two address books into
# vCards. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq 2vcard=0.6-4 2>/dev/null
dpkg -x 2vcard*.deb .

printf '%s\n' 'alias ann Ann Lee <ann@example.com>' 'alias bob "Ray, Bob" <bob@example.com>' >aliases
person() { printf '%s\n' "dn: mail=$1" 'objectClass: person' "cn: $2" "givenName: $3" "sn: $4" "mail: $1"; }
{
	person ann@example.com 'Ann Lee' Ann Lee && echo
	person zan@example.com ': xbthbmV0YQ==' ': xbthbmV0YQ==' Ox | sed 's/: :/::/' && echo
	person cy@example.com 'Cy Dean' Cy Dean
} >people.ldif
found=$(
	for book in mutt:aliases ldif:people.ldif; do
		echo "${book#*:}"
		perl usr/bin/2vcard -f "${book%:*}" -i "${book#*:}" | grep -E '^(FN|N|EMAIL)' | sed 's/^/  /'
	done
)
cat aliases people.ldif
echo
echo "$found"
[ "$found" = 'aliases
  FN:<ann@example.com>
  N:<ann@example.com>;
  EMAIL;INTERNET:Ann Lee
  FN:<bob@example.com>
  N:<bob@example.com>;
  EMAIL;INTERNET:"Ray
  EMAIL;INTERNET: Bob"
people.ldif
  FN:Ann Lee
  N:Lee;
  EMAIL;INTERNET:ann@example.com
  FN:=C5=BBaneta==0A
  N:Ox;
  EMAIL;INTERNET:zan@example.com' ] || exit 1
