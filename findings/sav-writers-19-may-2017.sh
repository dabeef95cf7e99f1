#!/bin/bash
# Two packages that write surveys for SPSS (@codious/sav-reader-writer, sav-writer) make 19 May 2017 of 17 May 1990. A
# day that comes as a text is read as day, month, year, whatever its shape: of 1990-05-17, as databases and services
# write it, the day is 19, the month 05 and the year 17. So everybody who was born in the last century has a birthday on
# the 19th, and everybody who was born since on the 20th, in years of this century. A day, as a text or a Date, is
# midnight in the machine's zone, which east of Greenwich is the day before in SPSS. What is not known is a number in
# SPSS: a gift that is null is one of 0. In what the first one writes, a letter that has two bytes, as in Żaneta, moves
# all that follows by one byte, and nobody in the file can be read.
#
# Installs both, and sav-reader to read what they write, in a temporary folder, and writes three people by each. Exits
# with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @codious/sav-reader-writer@1.1.4 sav-writer@1.0.0 sav-reader@2.0.8

cat >write.cjs <<'EOF'
const { readFileSync } = require('node:fs');
const { SavBufferReader } = require('sav-reader');
const codious = require('@codious/sav-reader-writer');
const writer = require('sav-writer');

const seconds = Date.UTC(1582, 9, 14) / 1000;
const day = (value) => (value === undefined ? 'none' : new Date((value + seconds) * 1000).toISOString().slice(0, 10));

const written = async (write, people) => {
	const { String: text, Date: date, Numeric: number } = codious.VariableType;
	const variables = Object.entries({ email: text, name: text, born: date, gift: number }).map(([name, type]) => ({
		name, type, label: name, width: type === text ? 24 : 8, decimals: 0, columns: 8,
		alignment: codious.VariableAlignment.Left, measure: codious.VariableMeasure.Nominal,
	}));
	const reader = new SavBufferReader(write(people, variables));
	await reader.open();
	for (const { email, name, born, gift } of await reader.readAllRows()) console.log(' ', email, name, day(born), gift ?? 'none');
};
(async () => {
	const saved = (people, variables) => (writer.saveToFile('people.sav', people, variables), readFileSync('people.sav'));
	for (const [title, write] of Object.entries({ '@codious/sav-reader-writer': codious.toBuffer, 'sav-writer': saved })) {
		console.log(title);
		await written(write, [
			{ email: 'ann@example.com', name: 'Ann', born: '1990-05-17', gift: null },
			{ email: 'bob@example.com', name: 'Bob', born: '2004-12-31', gift: 20 },
			{ email: 'cy@example.com', name: 'Cy', born: new Date(1990, 4, 17), gift: undefined },
		]);
		await written(write, [{ email: 'zan@example.com', name: 'Żaneta', born: '17-05-1990', gift: 5 }]).catch(() => console.log('  cannot be read'));
	}
})();
EOF
in_london=$(TZ=UTC node write.cjs)
in_tokyo=$(TZ=Asia/Tokyo node write.cjs | grep cy@)
printf '%s\n\nEast of Greenwich\n%s\n' "$in_london" "$in_tokyo"
[ "$in_london" = '@codious/sav-reader-writer
  ann@example.com Ann 2017-05-19 0
  bob@example.com Bob 2031-12-20 20
  cy@example.com Cy 1990-05-17 none
  cannot be read
sav-writer
  ann@example.com Ann 2017-05-19 0
  bob@example.com Bob 2031-12-20 20
  cy@example.com Cy 1990-05-17 none
  zan@example.com Żaneta 1990-05-17 5' ] || exit 1
[ "$in_tokyo" = '  cy@example.com Cy 1990-05-16 none
  cy@example.com Cy 1990-05-16 none' ] || exit 1
