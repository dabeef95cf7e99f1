import { parse } from 'csv-parse/sync';
import type { Rejection } from '../../../nodes/ExportSegment/export/run/rejection';
import type { ProfileFields } from '../../../nodes/shared/files/pages';
import { createRejectedOutput, maxRejectedItems } from '../../../nodes/ExportSegment/outputs/rejectedOutput';
import { createContext } from '../../support/nodeContext';

const missing: Rejection = {
	code: 'email_missing',
	field: 'Email',
	reason: 'The profile has no email address.',
	row: 1,
};
const refused: Rejection = { code: 'refused_by_constant_contact', reason: 'Refused, "as it were".', row: 2 };

async function itemsOf(rejected: ReadonlyArray<readonly [ProfileFields, number, Rejection]>, tellsSegments?: boolean) {
	const { context, files } = createContext();
	const output = createRejectedOutput(context, (row) => row - 1, tellsSegments);
	rejected.forEach((one) => output.add(...one));
	return { items: await output.items(), files };
}

it('rejected profiles leave as they came in, each with its reason, paired to its item', async () => {
	const { items } = await itemsOf([
		[{ name: 'Ada', tags: ['x'] }, 3, missing],
		[{ email: 'bob@example.com', rejection: 'theirs' }, 7, refused],
	]);
	expect(items).toEqual([
		{ json: { name: 'Ada', tags: ['x'], rejection: missing }, pairedItem: { item: 2 } },
		{
			json: { email: 'bob@example.com', rejection: refused, profile_rejection: 'theirs' },
			pairedItem: { item: 6 },
		},
	]);
	expect(items.map(({ json }) => Object.keys(json)[0])).toEqual(['rejection', 'rejection']);
});

it('nobody makes no items', async () => {
	await expect(itemsOf([])).resolves.toMatchObject({ items: [], files: [] });
});

const many = (count: number) =>
	Array.from({ length: count }, (_, index) => [{ n: index }, index + 1, index % 4 === 0 ? refused : missing] as const);

it(`${maxRejectedItems} leave as items`, async () => {
	const { items, files } = await itemsOf(many(10_000));
	expect([items.length, files.length, maxRejectedItems]).toEqual([10_000, 0, 10_000]);
});

describe('one more, and they leave as one file', () => {
	const awkward: ProfileFields = {
		n: 'a "quoted", one',
		note: 'line 1\r\nline 2',
		tags: ['x', 1],
		nested: { a: 1 },
		empty: null,
		missing: undefined,
		'a,b': 0,
	};
	const result = itemsOf([[awkward, 1, refused], ...many(10_000)]);
	const rowsOf = (text: string) => parse(text, { record_delimiter: '\r\n' });

	it('as one item that counts them by their codes', async () => {
		expect((await result).items).toEqual([
			{
				json: { rejected: 10_001, codes: { refused_by_constant_contact: 2_501, email_missing: 7_500 } },
				binary: { data: expect.objectContaining({ fileName: 'rejected.csv', mimeType: 'text/csv' }) as unknown },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('with a row for each and a column for each of their fields', async () => {
		const rows = rowsOf((await result).files[0].text);
		expect(rows).toHaveLength(10_002);
		expect(rows[0]).toEqual([
			'rejection_code',
			'rejection_field',
			'rejection_reason',
			'rejection_row',
			'n',
			'note',
			'tags',
			'nested',
			'empty',
			'missing',
			'a,b',
		]);
		expect(rows[1]).toEqual([
			'refused_by_constant_contact',
			'',
			'Refused, "as it were".',
			'1',
			'a "quoted", one',
			'line 1\r\nline 2',
			'["x",1]',
			'{"a":1}',
			'',
			'',
			'0',
		]);
		expect(rows[10_001]).toEqual([
			'email_missing',
			'Email',
			'The profile has no email address.',
			'10000',
			'9999',
			'',
			'',
			'',
			'',
			'',
			'',
		]);
	});
});

it('where each segment has its own list, the file has a column for the segment', async () => {
	const { files } = await itemsOf(
		many(10_001).map(([profile, row, rejection]) => [profile, row, { ...rejection, segment: `A, ${row % 2}` }]),
		true,
	);
	const [names, first, second] = parse(files[0].text, { record_delimiter: '\r\n' }) as string[][];
	expect(names.slice(3)).toEqual(['rejection_row', 'rejection_segment', 'n']);
	expect([first.slice(3), second.slice(3)]).toEqual([
		['1', 'A, 1', '0'],
		['2', 'A, 0', '1'],
	]);
});

it('a field that only a later profile has is a column as well, empty for those before it', async () => {
	const { files } = await itemsOf([
		...many(12_500),
		[{ 'late, and\r\nodd': 'x' }, 1, refused],
		[{ n: 'last', constructor: 'y' }, 2, refused],
	]);
	const [names, ...rows] = parse(files[0].text, { record_delimiter: '\r\n' }) as string[][];
	expect(names.slice(4)).toEqual(['n', 'late, and\r\nodd', 'constructor']);
	expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([7]));
	expect(rows.map((cells) => cells.slice(4))).toEqual([
		...Array.from({ length: 12_500 }, (_, n) => [`${n}`, '', '']),
		['', 'x', ''],
		['last', '', 'y'],
	]);
});

it('profiles that all bring names of their own get 200 columns, and one for all the rest', async () => {
	const { files } = await itemsOf(
		Array.from(
			{ length: 10_001 },
			(_, index) => [{ [`field ${index}`]: index, __proto__: 'x' }, index + 1, missing] as const,
		),
	);
	const [names, ...rows] = parse(files[0].text, { record_delimiter: '\r\n' }) as string[][];
	expect([names.length, names.at(-2), names.at(-1)]).toEqual([205, 'field 199', 'rejection_other_fields']);
	expect([rows[199].at(-2), rows[199].at(-1), rows[200].at(-1), rows[10_000].at(-1)]).toEqual([
		'199',
		'',
		'{"field 200":200}',
		'{"field 10000":10000}',
	]);
	expect(files[0].text.length).toBeLessThan(4_000_000);
});

it('no cell of the file is a formula to a spreadsheet, the names of columns among them', async () => {
	const { files } = await itemsOf([
		...many(10_000),
		[
			{ '=1+1': '=HYPERLINK("http://example.com")', a: '+48601', b: '-x', c: '@x', d: '\tx', e: -5, f: "it's = 1" },
			1,
			refused,
		],
	]);
	const [names, ...rows] = parse(files[0].text, { record_delimiter: '\r\n' }) as string[][];
	expect(names.slice(5)).toEqual(["'=1+1", 'a', 'b', 'c', 'd', 'e', 'f']);
	expect(rows.at(-1)!.slice(5)).toEqual([
		'\'=HYPERLINK("http://example.com")',
		"'+48601",
		"'-x",
		"'@x",
		"'\tx",
		'-5',
		"it's = 1",
	]);
});

it("a profile's own field with the name of one of the file's columns goes by another", async () => {
	const { files } = await itemsOf([...many(10_000), [{ rejection_code: 'theirs', rejection: 'too' }, 1, refused]]);
	const [names, ...rows] = parse(files[0].text, { record_delimiter: '\r\n' }) as string[][];
	expect(names.slice(5)).toEqual(['profile_rejection_code', 'rejection']);
	expect([rows.at(-1)![0], ...rows.at(-1)!.slice(5)]).toEqual([refused.code, 'theirs', 'too']);
});
