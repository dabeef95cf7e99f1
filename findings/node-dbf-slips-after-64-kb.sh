#!/bin/bash
# node-dbf gives everybody behind Żaneta a piece of the person after. It reads dBase files, in which programs of clubs and
# shops keep their members, in pieces of 64 KB, and joins each piece to the rest of the one before as a text, in which Ż
# is one letter, although the file counts bytes and Ż is two. So from the second piece on, each letter beyond ASCII moves
# all that follows by one place: of 3,000 people, with a Żaneta at every hundredth place, the first thousand are right;
# further down an address begins in one field and ends in the next, Ann's ZIP code is "1000", and the last person is
# missing. In a file of one piece all is right. Fields of yes and no are null in files of any size, as it compares their
# letter with true: nobody seems to have opted out.
#
# Installs node-dbf, and dbffile to write a dBase file and read it rightly, in a temporary folder, and reads 3,000 people.
# Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit node-dbf@0.4.0 dbffile@1.13.0

cat >read.cjs <<'EOF'
const { DBFFile } = require('dbffile');
const { default: Parser } = require('node-dbf');

const people = Array.from({ length: 3000 }, (_, number) => ({
	EMAIL: `p${number}@example.com`,
	NAME: number % 100 === 0 ? 'Żaneta' : 'Ann',
	ZIP: String(number).padStart(5, '0'),
	OPTED_OUT: number % 2 === 0,
}));
(async () => {
	const field = (name, type, size) => ({ name, type, size });
	const file = await DBFFile.create(
		'people.dbf',
		[field('EMAIL', 'C', 40), field('NAME', 'C', 20), field('ZIP', 'C', 10), field('OPTED_OUT', 'L', 1)],
		{ encoding: 'utf8' },
	);
	await file.appendRecords(people);
	const written = await (await DBFFile.open('people.dbf', { encoding: 'utf8' })).readRecords();
	console.log('written:', written.length, JSON.stringify(written[2000]));
	const read = [];
	const parser = new Parser('people.dbf');
	parser.on('record', ({ EMAIL, NAME, ZIP, OPTED_OUT }) => read.push({ EMAIL, NAME, ZIP, OPTED_OUT }));
	parser.on('end', () => {
		console.log('read:', read.length, 'wrong from', read.findIndex(({ EMAIL }, number) => EMAIL !== people[number].EMAIL), 'on');
		for (const number of [1000, 1001, 2000, read.length - 1]) console.log(number, JSON.stringify(read[number]));
		console.log('opted out:', read.filter(({ OPTED_OUT }) => OPTED_OUT !== null).length);
	});
	parser.parse();
})();
EOF
found=$(node read.cjs)
echo "$found"
[ "$found" = 'written: 3000 {"EMAIL":"p2000@example.com","NAME":"Żaneta","ZIP":"02000","OPTED_OUT":true}
read: 2999 wrong from 1001 on
1000 {"EMAIL":"p1000@example.com","NAME":"Żaneta             0","ZIP":"1000     T","OPTED_OUT":null}
1001 {"EMAIL":"1001@example.com                       A","NAME":"nn                 0","ZIP":"1001     F","OPTED_OUT":null}
2000 {"EMAIL":"ple.com                       Żaneta","NAME":"02000     T","ZIP":"p2001@exa","OPTED_OUT":null}
2998 {"EMAIL":"Ann","NAME":"02998     T p2999@ex","ZIP":"ample.com","OPTED_OUT":null}
opted out: 0' ] || exit 1
