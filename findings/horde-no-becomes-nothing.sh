#!/bin/bash
# Horde's CSV leaves out every 0. Horde is webmail with an address book (Turba), and Horde_Data_Csv is how that book goes
# to a CSV file and comes from one. A text "0" counts as empty there, in both directions: where a field says by 1 or 0
# whether somebody wants the newsletter, who said no is as if never asked. Nor does it read its own files right. A
# quotation mark within a text gets a backslash before it instead of a second mark (RFC 4180, section 2.7), so that other
# readers end the text there; but a backslash of the text itself gets none. So of Bob, whose company ends with a
# backslash, Horde reads the next column as a part of the company: that he wants the newsletter is gone.
#
# Fetches Horde's library and PHP 8.2 from Debian 12 into a temporary folder (needs apt-get), and writes and reads three
# people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq php-horde-data=2.1.5-3 php-horde-util php-horde-exception php-horde-translation php8.2-cli \
	libargon2-1 libsodium23 libxml2 libicu72 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >people.php <<'EOF'
<?php
spl_autoload_register(fn ($name) => require 'usr/share/php/' . str_replace('_', '/', $name) . '.php');
$csv = new Horde_Data_Csv(new Horde_Data_Storage_Mock());
$people = [
	['email' => 'ann@example.com', 'company' => 'The "Acme" Ltd', 'newsletter' => '0'],
	['email' => 'bob@example.com', 'company' => 'Back\\', 'newsletter' => '1'],
	['email' => 'cy@example.com', 'company' => 'Cy & Sons', 'newsletter' => '0'],
];
echo $text = $csv->exportData($people, true);
file_put_contents('people.csv', $text);
echo json_encode($csv->importFile('people.csv', true, ',', '"', 3), JSON_UNESCAPED_SLASHES), "\n";
file_put_contents('others.csv', "email,newsletter\nann@example.com,0\n");
echo json_encode($csv->importFile('others.csv', true, ',', '"', 2)), "\n";
EOF
ls php-horde-data*.deb
found=$(LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu):$(echo "$folder"/lib/*-linux-gnu) usr/bin/php8.2 -n people.php)
echo "$found"
[ "$found" = '"email","company","newsletter"
"ann@example.com","The \"Acme\" Ltd",
"bob@example.com","Back\","1"
"cy@example.com","Cy & Sons",
[{"email":"ann@example.com","company":"The \"Acme\" Ltd","newsletter":""},{"email":"bob@example.com","company":"Back\",1\"","newsletter":""},{"email":"cy@example.com","company":"Cy & Sons","newsletter":""}]
[{"email":"ann@example.com","newsletter":""}]' ] || exit 1
