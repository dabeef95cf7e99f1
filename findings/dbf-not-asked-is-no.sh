#!/bin/bash
# Two readers of dBase files make a no of a question that nobody was asked. A logical field of dBase, in which programs of
# clubs, shops and town halls keep a yes or a no, holds a question mark until somebody answers (dBase III,
# http://www.altform.com/school/dbaseIII/file_format.html) or a blank (dBase 7,
# https://www.dbase.com/Knowledgebase/INT/db7_file_fmt.htm). Ruby's dbf reads both as false, in the records as in the CSV
# that it writes, and pgdbf, which moves such tables to PostgreSQL, writes f, although NULL is there for it. So of Bob,
# whom nobody has asked whether he wants no mail, both say that he has not opted out, and of Cy, whose membership is
# open, that she is no member. Python's dbfread gives None for both.
#
# Fetches all three from Debian 12 into a temporary folder (needs apt-get, Python 3 and Ruby's libraries of Debian), and
# reads three people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq ruby-dbf=3.0.5-2 pgdbf=0.6.2-1.1+b2 python3-dbfread=2.0.7-5 ruby3.1=3.1.7+really3.1.2-0+deb12u1 \
	libruby3.1=3.1.7+really3.1.2-0+deb12u1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >write.py <<'EOF'
import struct
fields = [(b'EMAIL', b'C', 20), (b'OPTOUT', b'L', 1), (b'MEMBER', b'L', 1)]
people = [b' ' + email.ljust(20) + answers for email, answers in ((b'ann@example.com', b'TT'), (b'bob@example.com', b'?T'), (b'cy@example.com', b'F '))]
with open('people.dbf', 'wb') as file:
    file.write(struct.pack('<4BIHH20x', 3, 125, 6, 1, len(people), 33 + 32 * len(fields), len(people[0])))
    for name, kind, length in fields:
        file.write(struct.pack('<11sc4xBB14x', name, kind, length, 0))
    file.write(b'\r' + b''.join(people) + b'\x1a')
EOF
cat >read.rb <<'RUBY'
require 'dbf'
people = DBF::Table.new('people.dbf')
people.each { |person| puts person.to_a.map(&:inspect).join(' ') }
people.to_csv('people.csv')
RUBY
python3 write.py
gem=$(echo usr/share/rubygems-integration/all/gems/dbf-*/lib)
lib=usr/lib/$(uname -m)-linux-gnu
echo "$(ls ruby-dbf*.deb) $(ls pgdbf*.deb)"
found=$(
	LD_LIBRARY_PATH=$lib RUBYLIB=$gem:usr/lib/ruby/3.1.0:$lib/ruby/3.1.0:usr/lib/ruby/vendor_ruby usr/bin/ruby3.1 --disable-gems read.rb
	cat people.csv
	usr/bin/pgdbf people.dbf | grep @
	PYTHONPATH=usr/lib/python3/dist-packages python3 -c 'import dbfread
for person in dbfread.DBF("people.dbf"): print(*person.values())'
)
echo "$found"
[ "$found" = '"ann@example.com" true true
"bob@example.com" false true
"cy@example.com" false false
"EMAIL","OPTOUT","MEMBER"
"ann@example.com","true","true"
"bob@example.com","false","true"
"cy@example.com","false","false"
ann@example.com	t	t
bob@example.com	f	t
cy@example.com	f	f
ann@example.com True True
bob@example.com None True
cy@example.com False None' ] || exit 1
