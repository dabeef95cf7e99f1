#!/bin/bash
# Ruby's CSV reads the ZIP code 01234 as 668. Its converters for numbers (`converters: :numeric` and `:all`) hand each
# cell to Integer(), which reads texts as Ruby's source is read: a zero in front means octal digits, 0x1F is 31, and
# 1_000 is 1000. What is no octal number, such as 00950, goes on to Float() and comes back as 950.0. So of people in one
# state some have a ZIP code of another number and some one with a decimal point, and both are plain numbers afterwards.
# CSV's documentation says of the converter "Converts each field value that is an Integer".
#
# Fetches Ruby from Debian 12 into a temporary folder (needs apt-get) and reads three people. Exits with 1 if this
# changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq ruby3.1=3.1.7+really3.1.2-0+deb12u1 libruby3.1=3.1.7+really3.1.2-0+deb12u1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

cat >read.rb <<'RUBY'
require 'csv'
people = "email,zip,id\nann@example.com,01234,0x1F\nbob@example.com,00950,1_000\ncy@example.com,62701,7\n"
puts "Ruby #{RUBY_VERSION}, csv #{CSV::VERSION}"
CSV.parse(people, headers: true, converters: :numeric).each { |person| puts person.to_h.values.inspect }
RUBY
lib=usr/lib/$(uname -m)-linux-gnu
found=$(LD_LIBRARY_PATH=$lib RUBYLIB=usr/lib/ruby/3.1.0:$lib/ruby/3.1.0 usr/bin/ruby3.1 --disable-gems read.rb)
echo "$found"
[[ $found == *'["ann@example.com", 668, 31]
["bob@example.com", 950.0, 1000]
["cy@example.com", 62701, 7]' ]] || exit 1
