#!/bin/bash
# Roundcube imports nobody's phone from Google's contacts if the first of them has none. In Google's CSV (the form with
# "Phone 1 - Type" in its names) each person says of each phone and address whether it is for work or home. Roundcube
# looks at the first person alone, and takes that for the kind of the whole column. Nothing, which is what it says of
# somebody without a phone, and labels of one's own ("Choir") are no kinds to Roundcube, and such a column is left out for
# all: the same three people keep all their phones and addresses, or none, by who comes first. A label of Ann's own beside
# her email address leaves everybody without one. And Cy's phone and address at work are private ones if Bob's are.
#
# Fetches Roundcube and PHP from Debian 12 into a temporary folder (needs apt-get), and imports three people in three
# orders. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq roundcube-core=1.6.5+dfsg-1+deb12u13 php8.2-cli php8.2-common php8.2-mbstring libargon2-1 libsodium23 libonig5 libxml2 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >import.php <<'PHP'
<?php
// What these classes ask of the rest of Roundcube: its settings, none of which is set.
final class rcube {
	public object $config;
	public static function get_instance() { $self = new self(); $self->config = new class { public function get() {} }; return $self; }
	public static function raise_error() {}
}
define('RCUBE_CHARSET', 'UTF-8');
define('RCUBE_LOCALIZATION_DIR', 'usr/share/roundcube/program/localization/');
spl_autoload_register(fn ($class) => require "usr/share/roundcube/program/lib/Roundcube/$class.php");
$import = new rcube_csv2vcard();
$import->import(file_get_contents($argv[1]));
foreach ($import->export() as $card) {
	$lines = preg_grep('/^(EMAIL|TEL|ADR)/', preg_split('/\R/', $card->export()));
	echo '  ', $card->firstname, ' ', implode(' ', $lines), "\n";
}
PHP
names='Given Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Street,Address 1 - City'
ann='Ann,* Home,ann@example.com,,,,,'
bob='Bob,* Home,bob@example.com,Mobile,+48601234567,Home,Main St 1,Kent'
cy='Cy,* Work,cy@example.com,Work,+48601234568,Work,Mill St 2,Rome'
people() {
	echo "$1:"
	shift
	printf '%s\n' "$names" "$@" >people.csv
	LD_LIBRARY_PATH=$(echo usr/lib/*-linux-gnu) usr/bin/php8.2 -n -d extension_dir=usr/lib/php/20220829 -d extension=ctype -d extension=iconv \
		-d extension=mbstring -d display_errors=stderr -d error_reporting=1 import.php people.csv
}
ls roundcube-core*.deb
found=$(people 'Bob first' "$bob" "$cy" "$ann" && people 'Ann first' "$ann" "$bob" "$cy" && people 'Ann with a label of her own' "${ann/\* Home/Choir}" "$bob" "$cy")
echo "$found"
[ "$found" = 'Bob first:
  Bob EMAIL;TYPE=home:bob@example.com TEL;TYPE=cell:+48601234567 ADR;TYPE=home:;;Main St 1;Kent;;;
  Cy EMAIL;TYPE=home:cy@example.com TEL;TYPE=cell:+48601234568 ADR;TYPE=home:;;Mill St 2;Rome;;;
  Ann EMAIL;TYPE=home:ann@example.com
Ann first:
  Ann EMAIL;TYPE=home:ann@example.com
  Bob EMAIL;TYPE=home:bob@example.com
  Cy EMAIL;TYPE=home:cy@example.com
Ann with a label of her own:
  Ann 
  Bob 
  Cy ' ] || exit 1
