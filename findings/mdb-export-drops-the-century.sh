#!/bin/bash
# mdb-export writes a birthday in 1925 and one in 2025 alike, as 05/17/25. The tool that reads Microsoft Access
# databases on Linux writes all days with the month first and two digits of the year, in every locale; nothing in its
# manual says so. Programs that read the CSV choose a century: to Excel and LibreOffice Ann, who is 101, is a year old.
# `--datetime-format %F` writes whole years.
#
# Fetches mdbtools from Debian 12 and a small Access database, an example of the npm package node-adodb, into a temporary
# folder (needs apt-get, npm and Python 3), writes other days of birth into a copy, and exports both. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq mdbtools=1.0.0+dfsg-1.1 libmdb3=1.0.0+dfsg-1.1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
npm pack --silent node-adodb@5.0.3 >/dev/null
tar -xzf node-adodb-5.0.3.tgz package/examples/node-adodb.mdb

# Access keeps a day as the number of days since 30 December 1899.
cat >write.py <<'PY'
import datetime, struct
database = open('package/examples/node-adodb.mdb', 'rb').read()
days_of = lambda *day: struct.pack('<d', (datetime.date(*day) - datetime.date(1899, 12, 30)).days)
assert database.count(days_of(1989, 1, 25)) == 1
for year in (1925, 2025):
    open(f'{year}.mdb', 'wb').write(database.replace(days_of(1989, 1, 25), days_of(year, 5, 17)))
PY
python3 write.py
export_first() {
	LD_LIBRARY_PATH=usr/lib/$(uname -m)-linux-gnu usr/bin/mdb-export "$@" Users | sed -n 2p | cut -d, -f4
}
echo "$(ls mdbtools_*.deb)"
for year in 1925 2025; do echo "17 May $year: $(export_first $year.mdb), with a format $(export_first -T %F $year.mdb)"; done
[ "$(export_first 1925.mdb)" = '"05/17/25 00:00:00"' ] || exit 1
[ "$(export_first 2025.mdb)" = '"05/17/25 00:00:00"' ] || exit 1
[ "$(export_first -T %F 1925.mdb)" = '"1925-05-17"' ] || exit 1
