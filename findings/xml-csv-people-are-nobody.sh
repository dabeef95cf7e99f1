#!/bin/bash
# Perl's XML::CSV makes nobody of people, and XML that cannot be read. It turns a CSV file into an XML file, with an
# element for each column. The rows are taken apart line by line: of somebody whose street has two lines (a line break
# within quotation marks, RFC 4180, section 2.6) become two records in which all is empty, and nothing is told; the same
# happens to whoever has a letter beyond ASCII in the name. The columns' names become the names of elements as they are:
# <First Name> and <2nd line> are none (https://www.w3.org/TR/xml/#NT-Name), so that an XML parser refuses the whole file.
#
# Fetches the module and what it needs from Debian 12 into a temporary folder (needs apt-get, Perl 5.36 and Python 3),
# and turns four people into XML. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq libxml-csv-perl=0.15-10 libtext-csv-xs-perl 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

printf '%s\n' email,name,street 'ann@example.com,Ann,1 Main St' 'bob@example.com,Bob,"2 High St' 'Flat 3"' \
	'zoe@example.com,Zoë,4 Low St' 'dee@example.com,Dee,5 Mill St' >people.csv
printf '%s\n' 'email,First Name,2nd line' ann@example.com,Ann,x >names.csv
cat >convert.pl <<'EOF'
use XML::CSV;
for my $file (qw(people names)) {
	my $csv = XML::CSV->new;
	$csv->parse_doc("$file.csv", { headings => 1 });
	$csv->print_xml("$file.xml", { format => '', file_tag => 'people', parent_tag => 'person' });
}
EOF
cat >read.py <<'EOF'
import xml.etree.ElementTree as tree
for name in ('people', 'names'):
    try:
        for person in tree.parse(name + '.xml').getroot():
            print([field.text or '' for field in person])
    except tree.ParseError as error:
        print(name + '.xml:', str(error).split(':')[0])
EOF
PERL5LIB=usr/share/perl5:$(echo usr/lib/*/perl5/5.*) perl convert.pl
ls libxml-csv*.deb
found=$(python3 read.py)
echo "$found"
[ "$found" = "['ann@example.com', 'Ann', '1 Main St']
['', '', '']
['', '', '']
['', '', '']
['dee@example.com', 'Dee', '5 Mill St']
names.xml: not well-formed (invalid token)" ] || exit 1
