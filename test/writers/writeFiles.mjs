/**
 * Writes the same profiles with every JavaScript writer, in the zone of this process: `node writeFiles.mjs FOLDER N8N
 * NAME`, with the writers installed in FOLDER and n8n in N8N. Reads FOLDER/profiles.json, leaves "FOLDER/WRITER
 * NAME.csv".
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, n8nFolder, suffix] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const profiles = JSON.parse(readFileSync(join(folder, 'profiles.json'), 'utf8'));
const columns = Object.keys(profiles[0]);

/** A day as database clients hand it over: midnight of the machine's zone. */
const withDays = profiles.map((profile) => ({
	...profile,
	anniversary: profile.anniversary === null ? null : new Date(`${profile.anniversary}T00:00:00`),
}));
const rows = withDays.map((profile) => columns.map((name) => profile[name]));

/** A day as spreadsheets have it, without a zone: exceljs takes it in UTC. */
const cellOfSheet = (value) =>
	value instanceof Date ? new Date(Date.UTC(value.getFullYear(), value.getMonth(), value.getDate())) : value;

const writers = {
	'csv-stringify': () => require('csv-stringify/sync').stringify(withDays, { header: true, columns }),
	papaparse: () => require('papaparse').unparse(withDays, { columns }),
	'fast-csv': async () => await require('fast-csv').writeToString(withDays, { headers: columns }),
	exceljs: async () => {
		const workbook = new (require('exceljs').Workbook)();
		const sheet = workbook.addWorksheet('People');
		sheet.addRow(columns);
		for (const row of rows) sheet.addRow(row.map(cellOfSheet));
		return await workbook.csv.writeBuffer();
	},
	sheetjs: () => {
		const { utils } = require('xlsx');
		return utils.sheet_to_csv(utils.json_to_sheet(withDays, { header: columns }));
	},
	n8n: async () => {
		const { convertJsonToSpreadsheetBinary } = createRequire(join(n8nFolder, 'package.json'))(
			'n8n-nodes-base/dist/utils/binary.js',
		);
		const node = { helpers: { prepareBinaryData: (content) => content } };
		return await convertJsonToSpreadsheetBinary.call(
			node,
			withDays.map((json) => ({ json })),
			'csv',
			{},
		);
	},
};
for (const [name, write] of Object.entries(writers))
	writeFileSync(join(folder, `${name} ${suffix}.csv`), await write());
