#!/bin/bash
# Two readers of dBase files bring back members who were deleted. In dBase, FoxPro and what is built on them, deleting
# somebody sets a star before the record (https://www.dbase.com/Knowledgebase/INT/db7_file_fmt.htm), and the record stays
# in the file until somebody packs it, which may be never. Programs for members show nobody with a star. export() of
# Python's dbf writes all records into its CSV, those with a star like the others; so does npm's parsedbf, which reads
# the tables of shapefiles, and gives no star either. So who left a club years ago, and was deleted, gets its newsletter
# again. dbfread, pgdbf, dbview and SheetJS leave them out.
#
# Fetches DBD::XBase, which deletes by SQL, python3-dbf and python3-dbfread from Debian 12 into a temporary folder (needs
# apt-get, Perl and Python 3), installs parsedbf, deletes one of three members, and reads the others. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq libdbd-xbase-perl=1:1.08-2 libdbi-perl python3-dbf=0.96.005-2 python3-dbfread=2.0.7-5 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit parsedbf@2.0.0

cat >write.pl <<'PL'
use strict;
use DBI;
my $club = DBI->connect('dbi:XBase:.', '', '', { RaiseError => 1 });
$club->do('CREATE TABLE members (email char(30), name char(10))');
$club->do('INSERT INTO members VALUES (?, ?)', undef, @$_) for ['ann@example.com', 'Ann'], ['bob@example.com', 'Bob'], ['cy@example.com', 'Cy'];
$club->do("DELETE FROM members WHERE email = 'bob\@example.com'");
print 'DBD::XBase: ', join(' ', map { $_->[0] } @{$club->selectall_arrayref('SELECT name FROM members')}), "\n";
PL
cat >read.py <<'PY'
import dbf, dbfread
table = dbf.Table('members.dbf')
table.open(dbf.READ_ONLY)
dbf.export(table, 'out.csv', header=False)
print('dbf:', ' '.join(line.split('"')[3].strip() for line in open('out.csv') if '@' in line))
print('dbfread:', ' '.join(member['NAME'] for member in dbfread.DBF('members.dbf')))
PY
cat >read.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import parse from 'parsedbf';
const { buffer, byteOffset, length } = readFileSync('members.dbf');
console.log('parsedbf:', parse(new DataView(buffer, byteOffset, length)).map(({ NAME }) => NAME).join(' '));
EOF
found=$(PERL5LIB=usr/share/perl5:$(echo usr/lib/*/perl5/5.*) perl write.pl && PYTHONPATH=usr/lib/python3/dist-packages python3 -W ignore read.py && node read.mjs)
echo "$found"
[ "$found" = 'DBD::XBase: Ann Cy
dbf: Ann Bob Cy
dbfread: Ann Cy
parsedbf: Ann Bob Cy' ] || exit 1
