#!/bin/bash
# SQLLine writes O'Brien into a CSV file so that the name ends at the O. The shell by which people ask Apache Phoenix,
# Drill and other databases in Java puts every value in apostrophes instead of quotation marks, the names of the columns
# as well, and leaves the apostrophes within a value as they are: 'O'Brien'. Read as the file is meant, the value is
# over behind the O; read with quotation marks, every value has two apostrophes too many, and an address with a comma is
# two cells. A value that is null is an empty one in CSV, and the word null in its XML.
#
# Fetches SQLLine, the database H2 and Java from Debian 12 into a temporary folder (50 MB, needs apt-get), and writes
# two people as CSV and as XML. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq openjdk-17-jre-headless sqlline=1.0.2-8 libjline-java=1.0-3 libh2-java=2.1.214-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
java=$(echo usr/lib/jvm/java-17-openjdk-*)
# Debian's Java has its settings in /etc.
rm -rf "$java/conf" "$java/lib/security"
cp -r etc/java-17-openjdk "$java/conf"
cp -r etc/java-17-openjdk/security "$java/lib/security"

write() {
	printf '%s\n' '!connect jdbc:h2:mem:people sa "" org.h2.Driver' \
		'create table people(email varchar, last_name varchar, street varchar, zip varchar);' \
		"insert into people values ('ann@example.com', 'O''Brien', 'Main St 1, Flat 2', '00950'), ('bob@example.com', 'Ray', null, null);" \
		"!set outputformat $1" "!record $folder/people.$1" 'select * from people;' '!record' '!quit' >commands
	"$java/bin/java" -cp "$(ls usr/share/java/{sqlline,jline,h2}.jar | tr '\n' ':')" sqlline.SqlLine <commands >log 2>&1
	grep example.com "people.$1"
}
ls sqlline_*.deb
found=$(write csv && write xmlattr)
echo "$found"
[ "$found" = "'ann@example.com','O'Brien','Main St 1, Flat 2','00950'
'bob@example.com','Ray','',''
  <result EMAIL=\"ann@example.com\" LAST_NAME=\"O'Brien\" STREET=\"Main St 1, Flat 2\" ZIP=\"00950\"/>
  <result EMAIL=\"bob@example.com\" LAST_NAME=\"Ray\" STREET=\"null\" ZIP=\"null\"/>" ] || exit 1
