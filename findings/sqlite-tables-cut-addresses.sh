#!/bin/bash
# The tables of sqlite3 cut long addresses, and what is left of one may be somebody else's. In its modes markdown,
# table, box and column, sqlite3 breaks each text after 60 characters if it is not told otherwise, wherever that is, and
# goes on in the next line. In Markdown each line is a row, so an address of 61 characters that ends with .com becomes
# one that ends with .co, and below it stands somebody whose address is "m". A line break in a street makes such a row,
# too, and a vertical bar is not escaped: what stands behind it moves into the next column. CSV of the same table is
# whole, and so is Markdown with `--wrap 0`, but for the bar.
#
# Fetches sqlite3 and what it needs from Debian 12 into a temporary folder (needs apt-get), and shows three people.
# Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2 libreadline8 libtinfo6 zlib1g 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
show() {
	HOME=$folder LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu):$(echo "$folder"/lib/*-linux-gnu) \
		usr/bin/sqlite3 -batch -header -cmd ".mode $1" people.db 'SELECT * FROM people ORDER BY rowid' 2>&1
}
HOME=$folder LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu):$(echo "$folder"/lib/*-linux-gnu) \
	usr/bin/sqlite3 -batch people.db "CREATE TABLE people(email, street, city);
	INSERT INTO people VALUES ('orders.and.invoices.of.the.north@department.of.it.example.com', 'Main St 1', 'Rome'),
		('ann@example.com', 'Main St 2' || char(10) || 'Flat 3', 'Kent'), ('bob@example.com', 'Mill | East', 'Bonn')"
ls sqlite3_*.deb
csv=$(show csv | tr -d '\r')
table=$(show markdown)
whole=$(show 'markdown --wrap 0' | sed -n 3p)
printf '%s\n' "$csv" "$table" "$whole"
[ "$csv" = 'email,street,city
orders.and.invoices.of.the.north@department.of.it.example.com,"Main St 1",Rome
ann@example.com,"Main St 2
Flat 3",Kent
bob@example.com,"Mill | East",Bonn' ] || exit 1
[ "$table" = '|                            email                             |   street    | city |
|--------------------------------------------------------------|-------------|------|
| orders.and.invoices.of.the.north@department.of.it.example.co | Main St 1   | Rome |
| m                                                            |             |      |
| ann@example.com                                              | Main St 2   | Kent |
|                                                              | Flat 3      |      |
| bob@example.com                                              | Mill | East | Bonn |' ] || exit 1
[ "$whole" = '| orders.and.invoices.of.the.north@department.of.it.example.com | Main St 1   | Rome |' ] || exit 1
