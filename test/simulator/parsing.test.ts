import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { csvLine, parseCsv } from './csv';
import { wholeRowsWithin } from './importCaps';
import { Ids, type IdKind } from './ids';
import { calendarDate } from './timestamps';

const rowsArbitrary = fc.array(
	fc.dictionary(
		fc.string({ unit: 'binary' }),
		fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null)),
	),
	{ maxLength: 12 },
);

test('wholeRowsWithin counts the rows that end within the cap, for any cap and any content', () => {
	fc.assert(
		fc.property(rowsArbitrary, fc.nat(400), fc.boolean(), fc.boolean(), (rows, cap, listsFirst, pretty) => {
			const envelope = listsFirst
				? { 'import_data ': ['import_data'], list_ids: ['import_data'], import_data: rows }
				: { import_data: rows, list_ids: ['x'] };
			const text = JSON.stringify(envelope, undefined, pretty ? '\t' : undefined);
			// Naive model: for each row, write the body without what follows it and look where that ends.
			const ends = rows.map((_, index) => {
				const before = JSON.stringify(
					{ ...envelope, import_data: rows.slice(0, index + 1) },
					undefined,
					pretty ? '\t' : undefined,
				);
				const tail = JSON.stringify({ ...envelope, import_data: [] }, undefined, pretty ? '\t' : undefined);
				const closing = tail.slice(tail.lastIndexOf('"import_data":') + '"import_data":'.length).replace(/^\s*\[/, '');
				return Buffer.byteLength(before) - Buffer.byteLength(closing) - (pretty ? '\n\t'.length : 0);
			});
			expect(wholeRowsWithin(Buffer.from(text), cap)).toBe(ends.filter((end) => end <= cap).length);
		}),
	);
});

const cell = fc.string({ unit: fc.constantFrom('a', 'ż', '王', '"', ',', '\n', '\r\n', ' ', '') });

test('parseCsv reads what csv-parse reads, and csvLine writes it', () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.tuple(
					cell.map((text) => `x${text}`),
					cell,
					cell,
				),
				{ minLength: 1, maxLength: 8 },
			),
			fc.boolean(),
			(rows, hasBom) => {
				const text = (hasBom ? '\uFEFF' : '') + rows.map(csvLine).join('');
				const records = [...parseCsv(Buffer.from(text))];
				expect(records.map((record) => record.cells)).toEqual(parse(text, { bom: true }));
				expect(records.at(-1)?.endByte).toBe(Buffer.byteLength(text));
				expect(records.at(-1)?.endLine).toBe(text.split('\n').length - 1);
			},
		),
	);
});

test('an id carries its number and its kind', () => {
	const ids = new Ids(42);
	fc.assert(
		fc.property(
			fc.nat(4_000_000_000),
			fc.constantFrom<IdKind>('contact', 'list', 'activity', 'tag'),
			(number, kind) => {
				const id = ids.of(kind, number);
				expect(ids.numberOf(kind, id.toUpperCase())).toBe(number);
				expect(ids.numberOf('customField', id)).toBeUndefined();
				expect(new Ids(43).numberOf(kind, id)).toBeUndefined();
			},
		),
	);
});

test.each([
	['12/31/2020', '2020-12-31'],
	['2024/2/29', '2024-02-29'],
	['7-03-2024', '2024-07-03'],
	['2023-02-29', undefined],
	['13/01/2020', undefined],
	['2020-1/2', undefined],
	['1.2.2020', undefined],
	['20-01-2020', undefined],
	['2020-01-02T00:00:00Z', undefined],
	['', undefined],
])('calendarDate(%j) is %j', (text, expected) => {
	expect(calendarDate(text)).toBe(expected);
});
