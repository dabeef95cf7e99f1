#!/bin/bash
# Perl's DBD::CSV deletes Ann where Bob is to be deleted. It lets programs ask and change CSV files in SQL, and its own
# engine, SQL::Statement, compares two texts as numbers if both look like numbers, in quotation marks or as bound values
# alike. IDs of twenty digits, of which numbers keep sixteen, are all equal then: DELETE ... WHERE id = '9234...891'
# takes 9234...890 with it. So are 0e12 and 0e99, which are hexadecimal, 5e1 and 50, and the ZIP codes 00950 and 950; in
# IN and BETWEEN as well. Its documentation of SQL's syntax does not speak of it. With one letter in either they are
# compared as texts.
#
# Fetches DBD::CSV and what it needs from Debian 12 into a temporary folder (needs apt-get and Perl), and asks for
# people and deletes one. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq libdbd-csv-perl=0.6000-1+deb12u1 libsql-statement-perl=1.414-1 libdbi-perl libtext-csv-perl libtext-csv-xs-perl \
	libparams-util-perl libmath-base-convert-perl libclone-perl libmodule-runtime-perl 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

printf '%s\n' id,email,zip 92345678901234567890,ann@example.com,00950 92345678901234567891,bob@example.com,950 0e12,cy@example.com,02134 \
	5e1,di@example.com,62701 a1,ed@example.com,62701-0001 >people.csv
cat >ask.pl <<'PL'
use strict;
use DBI;
print "DBD::CSV ", do { require DBD::CSV; DBD::CSV->VERSION }, ", SQL::Statement ", do { require SQL::Statement; SQL::Statement->VERSION }, "\n";
my $people = DBI->connect('dbi:CSV:', '', '', { f_dir => '.', f_ext => '.csv/r', RaiseError => 1 });
for ([id => '0e99'], [id => '50'], [id => 'A1'], [zip => '950']) {
	my ($column, $value) = @$_;
	print "$column $value: @{$people->selectcol_arrayref(\"SELECT email FROM people WHERE $column = ?\", undef, $value)}\n";
}
print 'deleted: ', $people->do("DELETE FROM people WHERE id = '92345678901234567891'"), "\n";
PL
found=$(PERL5LIB=usr/share/perl5:$(echo usr/lib/*/perl5/5.*) perl ask.pl && cut -d, -f2 people.csv | tr '\n' ' ')
echo "$found"
[ "$found" = 'DBD::CSV 0.60, SQL::Statement 1.414
id 0e99: cy@example.com
id 50: di@example.com
id A1: 
zip 950: ann@example.com bob@example.com
deleted: 2
email cy@example.com di@example.com ed@example.com ' ] || exit 1
