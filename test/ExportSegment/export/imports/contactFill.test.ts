import fc from 'fast-check';
import { createCellsTest, createContactFill } from '../../../../nodes/ExportSegment/export/imports/contactFill';
import { createContactCheck, newContact } from '../../../../nodes/ExportSegment/export/profiles/contactCheck';
import { fieldReader } from '../../../../nodes/ExportSegment/export/profiles/fieldReaders';
import { readDelimitedFile } from '../../../../nodes/shared/files/formats/delimited/delimitedFile';
import { inChunks } from '../../../shared/files/formats/reading';
import { columnsOf } from '../../../support/contactColumns';
import { defaultPolicy } from '../../../support/exportRun';

const columns = columnsOf(
	'email',
	'first_name',
	'phone',
	'mobile_phone',
	'home_phone',
	'other_phone',
	'zip',
	'anniversary',
	'birthday',
	'cf:score:number',
	'cf:is_member:boolean',
	'cf:notes',
);

function checker() {
	const readers = columns.map((field) => fieldReader(field, defaultPolicy, { order: 'monthFirst' }));
	return createContactCheck(columns, defaultPolicy, readers);
}

/** Of each field what is sent as it comes and what is not. */
const someValues: ReadonlyArray<readonly unknown[]> = [
	['ada@example.com', 'Ada.Lee@example.org', ' bob@example.net', 'Eve <eve@example.com>', "'cy@example.com'"],
	['Ada', ' Ada', 'NULL', 'b&amp;b', 'a'.repeat(60), '', undefined, 7],
	['617-555-0100', '+1 617 555 0100', '6175550100.0', 'none', '', null],
	['617-555-0101', 6175550101, ''],
	['617-555-0102', ''],
	['617-555-0103', "'617-555-0103", ''],
	['02134', '2134', '="02134"', ''],
	['2020-01-31', '01/31/2020', new Date(0), ''],
	['01/31', '1990-01-31', ''],
	['12.5', '1,234.5', 12.5, ''],
	['true', 'yes', true, false, ''],
	['likes tea', 'likes tea ', ['tea', 'milk'], { a: 1 }, false, 'NULL', ''],
];

it('what is sent as it came is filled in as the check fills it in', () => {
	const check = checker();
	const fill = createContactFill(columns);
	const checked = newContact();
	const filled = { email: '', values: [] };
	let asTheyCame = 0;
	fc.assert(
		fc.property(fc.tuple(...someValues.map((values) => fc.constantFrom(...values))), (values) => {
			if (check(values, checked) !== undefined || !checked.isAsItCame) return;
			asTheyCame++;
			expect(fill(values, filled)).toBe(true);
			expect(filled).toEqual({ email: checked.email, values: checked.values });
		}),
		{
			numRuns: 3_000,
			examples: [
				[someValues.map(([value]) => value)],
				[someValues.map((_, column) => (column === 0 ? 'a@example.com' : ''))],
			],
		},
	);
	expect(asTheyCame).toBeGreaterThan(0);
});

describe('a profile is sent as it came', () => {
	const isAsItCame = (values: Readonly<Record<string, unknown>>) => {
		const contact = newContact();
		const ids = columns.map(({ id }) => id);
		const row = ids.map((id) => values[id] ?? (id === 'email' ? 'ada@example.com' : ''));
		expect(checker()(row, contact)).toBeUndefined();
		return contact.isAsItCame;
	};
	it.each<[Record<string, unknown>, boolean]>([
		[{}, true],
		[{ first_name: 'Ada', phone: '617-555-0100', zip: '02134' }, true],
		[{ email: 'Ada@Example.com' }, true],
		[{ email: ' ada@example.com' }, false],
		[{ email: 'Ada <ada@example.com>' }, false],
		[{ first_name: 'Ada ' }, false],
		[{ first_name: 7 }, false],
		[{ first_name: ' ' }, false],
		[{ first_name: false }, false],
		[{ first_name: 'NULL', 'cf:notes': 'x' }, true],
		[{ phone: 'no phone' }, false],
		[{ phone: '1', mobile_phone: '2', home_phone: '3' }, true],
		// One phone too many, or the same kind twice: one of them is not sent.
		[{ phone: '1', mobile_phone: '2', home_phone: '3', other_phone: '4' }, false],
		[{ phone: '1', other_phone: '2' }, false],
	])('%j: %p', (values, expected) => {
		expect(isAsItCame(values)).toBe(expected);
	});
});

/** Values of a profile that is sent as it came, but for these. */
const changed = (values: Readonly<Record<string, unknown>>) =>
	columns.map(({ id }) => values[id] ?? (id === 'email' ? 'ada@example.com' : ''));

const others: ReadonlyArray<[string, Readonly<Record<string, string>>]> = [
	['whose address is none any more', { email: 'gone' }],
	['whose address is too long', { email: `${'a'.repeat(80)}@example.com` }],
	['with a text that is too long', { first_name: 'a'.repeat(51) }],
	['with a birthday that is none', { birthday: 'soon' }],
	['with a birthday without a day', { birthday: '1/' }],
	['with a birthday that has a year', { birthday: '1/31/1990' }],
	['with a birthday as no number is written', { birthday: '01/31' }],
	['with a text of any length for a day', { anniversary: '2020-01-31'.repeat(10) }],
];

it.each<[string, Readonly<Record<string, unknown>>]>([
	...others,
	['whose address is gone', { email: '' }],
	['whose address is no text', { email: { address: 'ada@example.com' } }],
	['with a value that is no text', { first_name: 7 }],
])('a profile %s is to be checked', (_what, values) => {
	const fill = createContactFill(columns);
	expect(fill(changed({ birthday: '1/31', anniversary: '2020-01-31' }), newContact())).toBe(true);
	expect(fill(changed(values), newContact())).toBe(false);
});

it.each(others)('a row of a file %s is to be checked', async (_what, values) => {
	const names = columns.map(({ id }) => id);
	const rows = [{ birthday: '12/9', anniversary: '2020-01-31' }, values].map(changed);
	const cells = { email: 0, others: names.slice(1).map((_name, index) => ({ column: index + 1, place: index + 1 })) };
	const holds = createCellsTest(columns);
	const held: boolean[] = [];
	const content = [names, ...rows].map((row) => `${row.join(',')}\n`).join('');
	for await (const { table } of readDelimitedFile(inChunks(content)))
		for (let index = 0; index < table.size; index++) held.push(table.isInText(index) && holds(table, index, cells));
	expect(held).toEqual([true, false]);
});
