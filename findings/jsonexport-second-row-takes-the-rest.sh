#!/bin/bash
# jsonexport moves somebody's ZIP code and segment to a row that has no email address. A list of objects, such as two
# phones, becomes a row for each of them. The first row keeps what stands before the list, and all that stands behind it
# goes to the last row; the others stay empty there, without even the commas. So what a person loses depends on the
# order of the fields, and whoever has one phone loses nothing. Where the second row is filtered out for having no
# address, the ZIP code is gone. The option `fillGaps` copies values down to the second row, but none up to the first. A
# Date is written as the day of the machine's zone in the writing of its language: 5/17/1990 here, 17.5.1990 on a German
# one.
#
# Installs jsonexport in a temporary folder and writes two people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts jsonexport@3.2.0

cat >write.cjs <<'EOF'
const write = require('jsonexport');
const people = [
	{ email: 'ann@example.com', phones: [{ type: 'home', number: '1' }, { type: 'work', number: '2' }], zip: '00950', segment: 'VIP' },
	{ email: 'bob@example.com', phones: [{ type: 'home', number: '3' }], zip: '62701', segment: 'Lead' },
];
(async () => {
	console.log(await write(people));
	console.log(await write(people.slice(0, 1), { fillGaps: true }));
	console.log(await write([{ email: 'ann@example.com', birthday: new Date('1990-05-17T02:00:00Z') }]));
})();
EOF
# JavaScript needs no locale of the system to know the language.
found=$(env LC_ALL=en_US.UTF-8 TZ=America/New_York node write.cjs)
echo "$found"
[ "$found" = 'email,phones.type,phones.number,zip,segment
ann@example.com,home,1,,
,work,2,00950,VIP
bob@example.com,home,3,62701,Lead
email,phones.type,phones.number,zip,segment
ann@example.com,home,1,,
ann@example.com,work,2,00950,VIP
email,birthday
ann@example.com,5/16/1990' ] || exit 1
env LC_ALL=de_DE.UTF-8 TZ=America/New_York node write.cjs | grep '^ann@example.com,16\.5\.1990$'
