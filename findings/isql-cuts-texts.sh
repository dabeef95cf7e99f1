#!/bin/bash
# unixODBC's isql, which asks any database for which there is an ODBC driver, cuts texts in its CSV. With `-d` it writes
# the rows with a delimiter, as for other programs, but of a text of more than 300 characters it keeps the first 300 and
# puts three points behind them: of somebody with many interests or segments the last ones are gone, and nothing is
# told. Texts with the delimiter in them are not marked, so what follows moves to the next columns; with `-q` they are
# in quotation marks, but one within a text is not written twice.
#
# Fetches unixODBC and its driver for SQLite from Debian 12 into a temporary folder (needs apt-get and Python 3), and
# asks for two people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq unixodbc=2.3.11-2+deb12u1 libodbc{2,inst2}=2.3.11-2+deb12u1 libsqliteodbc libltdl7 libreadline8 libsqlite3-0 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
libraries=$(echo "$folder"/usr/lib/*-linux-gnu)
python3 - <<'EOF'
import sqlite3
people = sqlite3.connect('people.db')
people.execute('CREATE TABLE people (email VARCHAR(60), company VARCHAR(60), zip VARCHAR(10), interests TEXT)')
interests = ', '.join(f'interest {number}' for number in range(100, 140))
people.execute('INSERT INTO people VALUES (?, ?, ?, ?)', ('ann@example.com', 'Acme "A", Ltd', '00950', interests))
people.commit()
EOF
printf '%s\n' '[people]' "Driver=$libraries/odbc/libsqlite3odbc.so" "Database=$folder/people.db" >odbc.ini
ask() {
	echo 'select * from people' | ODBCINI=$folder/odbc.ini LD_LIBRARY_PATH=$libraries usr/bin/isql people -b -c "$@"
}

ls unixodbc_*.deb
ask '-d;'
ask -d, -q
[ "$(ask '-d;' | tail -1 | cut -d ';' -f 4)" = "$(printf 'interest %s, ' {100..123} | cut -c 1-300)..." ] || exit 1
[ "$(ask -d, | tail -1 | cut -d , -f 1-4)" = 'ann@example.com,Acme "A", Ltd,00950' ] || exit 1
[ "$(ask -d, -q | tail -1 | cut -d , -f 1-4)" = '"ann@example.com","Acme "A", Ltd","00950"' ] || exit 1
