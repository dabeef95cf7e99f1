/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** What a profile brings: email and names, or ten custom fields besides. */
export type Width = 'names' | 'custom';

export const widths: Record<Width, string> = { names: 'email + names', custom: '+ 10 custom fields' };
export const customFields = [
	'member_level',
	'home_store',
	'last_order',
	'orders',
	'revenue',
	'favourite',
	'language',
	'source',
	'birth_year',
	'score',
];

const nameColumns = ['email', 'first_name', 'last_name'];
const customColumns = [...nameColumns, ...customFields];

export function columnsOf(width: Width): string[] {
	return width === 'names' ? nameColumns : customColumns;
}

/** Import column of each column, which is also its field in the mapper. */
export function fieldOf(column: string): string {
	return customFields.includes(column) ? `cf:${column}` : column;
}

export function mappingOf(width: Width): Record<string, string> {
	return Object.fromEntries(columnsOf(width).map((column) => [fieldOf(column), `={{ $json.${column} }}`]));
}

/**
 * A number of people, told apart from others by the word in their addresses; every hundredth may have married since.
 */
export interface Segment {
	word: string;
	size: number;
	width: Width;
	changed?: boolean;
}

function valuesOf({ word, width, changed }: Segment, n: number): string[] {
	const last = changed && n % 100 === 0 ? `Nowak-${n}` : `Müller-${n}`;
	const names = [`${word}.${n}@example.com`, `Żaneta ${n % 977}`, last];
	if (width === 'names') return names;
	return [
		...names,
		['gold', 'silver', 'bronze'][n % 3],
		`Łódź ul. Długa ${n % 89}`,
		`2026-${10 + (n % 3)}-${10 + (n % 19)}`,
		String(n % 43),
		(((n * 7) % 99_991) / 100).toFixed(2),
		['hiking boots', 'rain jackets', 'tents', 'maps'][n % 4],
		['pl', 'de', 'en'][n % 3],
		['shop', 'newsletter', 'fair'][n % 3],
		String(1940 + (n % 65)),
		String(n % 101),
	];
}

const rowsAtOnce = 1_000;

/** Texts of a thousand rows each. */
function* pieces(segment: Segment, row: (values: string[], n: number) => string): Generator<string> {
	for (let start = 0; start < segment.size; start += rowsAtOnce) {
		let text = '';
		for (let n = start; n < Math.min(start + rowsAtOnce, segment.size); n++) text += row(valuesOf(segment, n), n);
		yield text;
	}
}

export function* csvOf(segment: Segment): Generator<string> {
	yield `${columnsOf(segment.width).join(',')}\r\n`;
	const needsQuotes = /[",]/;
	yield* pieces(
		segment,
		(values) => `${values.map((value) => (needsQuotes.test(value) ? `"${value}"` : value)).join(',')}\r\n`,
	);
}

export function* jsonOf(segment: Segment): Generator<string> {
	const columns = columnsOf(segment.width);
	yield '[';
	yield* pieces(
		segment,
		(values, n) =>
			(n === 0 ? '' : ',') +
			JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, values[index]]))),
	);
	yield ']';
}

async function write(texts: Iterable<string>, into: NodeJS.WritableStream): Promise<void> {
	for (const text of texts) if (!into.write(text)) await once(into, 'drain');
	into.end();
}

export async function writeCsv(segment: Segment, file: string): Promise<void> {
	const stream = createWriteStream(file);
	await Promise.all([write(csvOf(segment), stream), once(stream, 'finish')]);
}

/** The system from which a workflow fetches its segment: CSV at /csv, JSON at /json. */
export async function serveSegments() {
	let served: Segment | undefined;
	const answer = async (path: string, response: ServerResponse) => {
		if (served === undefined) throw new Error('no segment to serve');
		const isCsv = path.startsWith('/csv');
		response.writeHead(200, { 'content-type': isCsv ? 'text/csv' : 'application/json' });
		await write(isCsv ? csvOf(served) : jsonOf(served), response);
	};
	const server = createServer(
		(request, response) =>
			void answer(request.url ?? '', response).catch((error: unknown) => response.destroy(error as Error)),
	);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		urlOf(kind: 'csv' | 'json', segment: Segment): string {
			served = segment;
			return `${address}/${kind}/segment.${kind}`;
		},
		close(): void {
			server.closeAllConnections();
			server.close();
		},
	};
}
