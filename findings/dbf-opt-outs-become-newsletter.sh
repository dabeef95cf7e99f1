#!/bin/bash
# Whoever has opted out of the newsletter wants it after a way through npm's dbf. It writes people into dBase files,
# which programs of clubs, shops and town halls read. The name of a column has ten letters at most there (11 bytes with
# a zero, http://www.altform.com/school/dbaseIII/file_format.html), and dbf cuts what is longer without a word: of
# newsletter_opt_out, where a 1 is a no, remains "newsletter", and the 1 is a yes. The kind of a column is that of the
# last person who has something in it: where Bob's phone came as a number, the column is one of numbers, Ann's +48 601
# 234 567 stands in it as it is, and is 48 to a reader. dbffile, the other package that writes such files, refuses names
# that are too long.
#
# Installs both in a temporary folder, writes two people and reads them. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit dbf@0.2.0 dbffile@1.13.0 >/dev/null

cat >write.cjs <<'EOF'
const { writeFileSync } = require('node:fs');
const { structure } = require('dbf');
const { DBFFile } = require('dbffile');
const people = [
	{ email: 'ann@example.com', newsletter_opt_out: 1, phone: '+48 601 234 567' },
	{ email: 'bob@example.com', newsletter_opt_out: 0, phone: 5551230001 },
];
(async () => {
	writeFileSync('people.dbf', Buffer.from(structure(people).buffer));
	const file = await DBFFile.open('people.dbf');
	console.log(file.fields.map(({ name, type }) => `${name} ${type}`).join(', '));
	for (const person of await file.readRecords()) console.log(JSON.stringify(person));
	const fields = [{ name: 'newsletter_opt_out', type: 'L', size: 1 }];
	await DBFFile.create('other.dbf', fields).catch(({ message }) => console.log(message));
})();
EOF
found=$(node write.cjs)
echo "$found"
[ "$found" = 'email C, newsletter N, phone N
{"email":"ann@example.com","newsletter":1,"phone":48}
{"email":"bob@example.com","newsletter":0,"phone":5551230001}
Field name '"'newsletter_opt_out'"' is too long (maximum is 10 chars)' ] || exit 1
