#!/bin/bash
# Segment's Google Sheets destination gives the columns of a sheet new names over people who are in it already. Segment
# sends people by up to 1,001 at a time, and leaves out what it does not know of somebody. The destination takes the
# fields of the first of them for those of all, writes their names into the first row of the sheet, and the values
# below in this order. So in the second batch, whose first person has no phone, Dee's phone is lost; and for Ann, who
# came with the batch before, her phone now stands below the name "city", and her city in a column whose name is still
# "city", too. Where all fields of the first person are known, all is right.
#
# Installs @segment/actions-core, takes the destination out of the published package, and sends two batches by it to a
# sheet that is kept as Google keeps it. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @segment/actions-core@3.170.0 @segment/a1-notation@2.1.4 liquidjs@10.30.1
package=@segment/action-destinations
npm pack --silent $package@3.497.0 >/dev/null
mkdir "node_modules/$package"
tar xzf segment-action-destinations-3.497.0.tgz -C "node_modules/$package" --strip-components 1

cat >send.cjs <<'EOF'
const { transform } = require('@segment/actions-core');
const { default: definition } = require('@segment/action-destinations/dist/destinations/google-sheets');

const sheet = [];

/** A sheet of Google's: the values of its first column, ranges to write, and rows to put behind the last one. */
const request = async (url, { method, json }) => {
	if (method === 'get') return { data: { values: sheet.slice(1).map(([id]) => [id]) } };
	if (url.includes(':append')) {
		sheet.push(...json.values);
		return;
	}
	for (const { range, values } of json.data) {
		const row = Number(range.match(/!A(\d+)/)[1]) - 1;
		sheet[row] ??= [];
		for (const [column, value] of values[0].entries()) sheet[row][column] = value;
	}
};

const path = (name) => ({ '@path': `$.traits.${name}` });
const mapping = {
	record_identifier: path('email'),
	spreadsheet_id: '1',
	spreadsheet_name: 'Sheet1',
	data_format: 'RAW',
	fields: { phone: path('phone'), city: path('city') },
};

(async () => {
	for (const people of [
		[{ email: 'ann@example.com', phone: '555-0101', city: 'Springfield' }, { email: 'bob@example.com', city: 'Riverside' }],
		[{ email: 'cy@example.com', city: 'Salem' }, { email: 'dee@example.com', phone: '555-0104', city: 'Dover' }],
	]) {
		const payload = people.map((traits) => transform(mapping, { traits }));
		await definition.actions.postSheet2.performBatch(request, { payload, syncMode: 'upsert' });
		for (const row of sheet) console.log(row.join(' | '));
		console.log();
	}
})();
EOF
found=$(node send.cjs)
echo "$found"
[ "$found" = "id | phone | city
ann@example.com | 555-0101 | Springfield
bob@example.com |  | Riverside

id | city | city
ann@example.com | 555-0101 | Springfield
bob@example.com |  | Riverside
cy@example.com | Salem
dee@example.com | Dover" ] || exit 1
