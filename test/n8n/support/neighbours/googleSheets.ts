/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import express from 'express';
import type { Request, Response } from 'express';

type Cell = string | number | boolean;
type Sheet = Cell[][];

/** As much of Google's Sheets API v4 as n8n's node needs to read a sheet, to append rows and to write cells. */
export class GoogleSheets {
	static readonly host = 'sheets.googleapis.com';

	private readonly spreadsheets = new Map<string, Map<string, Sheet>>();

	constructor(private readonly token: string) {}

	/** A spreadsheet with one sheet for each name, and the rows in it. */
	addSpreadsheet(id: string, sheets: Readonly<Record<string, Sheet>>): void {
		this.spreadsheets.set(id, new Map(Object.entries(structuredClone(sheets) as Record<string, Sheet>)));
	}

	/** The rows of a sheet below its header, by the header's names. */
	rows(id: string, sheet: string): Array<Record<string, Cell>> {
		const [header = [], ...rows] = this.sheet(id, sheet) ?? [];
		return rows.map((row) => Object.fromEntries(header.map((name, column) => [String(name), row[column] ?? ''])));
	}

	readonly listener = express()
		.use(express.json())
		.use((request, response) => this.answer(request, response));

	private sheet(id: string, name: string): Sheet | undefined {
		return this.spreadsheets.get(id)?.get(name);
	}

	private answer(request: Request, response: Response): void {
		const refuse = (code: number, status: string) =>
			void response.status(code).json({ error: { code, status, message: status } });
		if (request.headers.authorization !== `Bearer ${this.token}`) return refuse(401, 'UNAUTHENTICATED');
		const [, id = '', what = ''] = /^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(decodeURIComponent(request.path)) ?? [];
		const spreadsheet = this.spreadsheets.get(id);
		if (spreadsheet === undefined) return refuse(404, 'NOT_FOUND');
		const call = `${request.method} ${what}`;
		if (call === 'GET ') {
			const sheets = [...spreadsheet.keys()].map((title, index) => ({
				properties: {
					sheetId: index,
					index,
					title,
					sheetType: 'GRID',
					gridProperties: { rowCount: 1000, columnCount: 26 },
				},
			}));
			return void response.json({ sheets });
		}
		// A grid that grows by empty rows looks the same from here.
		if (call === 'POST :batchUpdate') return void response.json({ spreadsheetId: id, replies: [{}] });
		const writes =
			call === 'POST /values:batchUpdate'
				? (request.body as { data: Write[] }).data
				: call.startsWith('PUT /values/')
					? [request.body as Write]
					: undefined;
		const range = rangeOf(what.replace(/^\/values\//, ''));
		const targets = writes?.map((write) => ({ ...write, at: rangeOf(write.range) })) ?? [];
		if ([...targets.map(({ at }) => at), ...(writes ? [] : [range])].some(({ sheet }) => !spreadsheet.has(sheet)))
			return refuse(400, 'INVALID_ARGUMENT');
		for (const { at, values } of targets) write(spreadsheet.get(at.sheet)!, at, values);
		if (writes) return void response.json({ spreadsheetId: id, totalUpdatedRows: targets.length });
		if (request.method !== 'GET') return refuse(400, 'INVALID_ARGUMENT');
		const values = spreadsheet.get(range.sheet)!.slice(range.row - 1);
		response.json({ range: what, majorDimension: 'ROWS', ...(values.length > 0 && { values }) });
	}
}

interface Write {
	range: string;
	values: Cell[][];
}

/** `'A sheet'`, `A sheet!A:Z`, `A sheet!7:9`, `A sheet!C4`: where it begins. */
function rangeOf(text: string): { sheet: string; row: number; column: number } {
	const [name, cells = ''] = text.split('!');
	const [, letter = 'A', row = '1'] = /^([A-Z]?)(\d*)/.exec(cells) ?? [];
	return {
		sheet: name.replace(/^'(.*)'$/, '$1'),
		row: Number(row || 1),
		column: (letter || 'A').charCodeAt(0) - 'A'.charCodeAt(0),
	};
}

function write(sheet: Sheet, { row, column }: { row: number; column: number }, values: Cell[][]): void {
	for (const [down, cells] of values.entries()) {
		const target = (sheet[row - 1 + down] ??= []);
		for (const [right, cell] of cells.entries()) target[column + right] = cell;
	}
}
