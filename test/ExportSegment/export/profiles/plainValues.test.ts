import fc from 'fast-check';
import { createPacker } from '../../../../nodes/ExportSegment/export/imports/batches';
import { createCellsTest } from '../../../../nodes/ExportSegment/export/imports/contactFill';
import { createContactCheck, newContact } from '../../../../nodes/ExportSegment/export/profiles/contactCheck';
import { readEmailAddress } from '../../../../nodes/ExportSegment/export/profiles/email/emailAddress';
import { fieldReader } from '../../../../nodes/ExportSegment/export/profiles/fieldReaders';
import { createFingerprints } from '../../../../nodes/ExportSegment/export/profiles/fingerprints';
import { createCellsGlance } from '../../../../nodes/ExportSegment/export/profiles/plainValues';
import { cellPlaces } from '../../../../nodes/ExportSegment/export/profiles/mapping/mapping';
import { readDelimitedFile } from '../../../../nodes/shared/files/formats/delimited/delimitedFile';
import type { TableRows } from '../../../../nodes/shared/files/tableRows';
import { createPeople } from '../../../../nodes/shared/account/people';
import { columnsOf } from '../../../support/contactColumns';
import { defaultPolicy } from '../../../support/exportRun';
import { inChunks } from '../../../shared/files/formats/reading';

/*
 * A row of a file whose cells stand there as they are is checked, remembered, compared and written without a text of
 * any, as if each text had been made.
 */

const rowCells: Readonly<Record<string, readonly string[]>> = {
	email: [
		'ada@example.com',
		'Ada.Lee+news@mail.example.org',
		'a@b.co',
		' bob@example.net',
		'bob@example.net ',
		'bob@example',
		'.bob@example.net',
		'bob..lee@example.net',
		'bob@-example.net',
		'bob@example.4u',
		'eve@münchen.example',
		"'cy@example.com'",
		"o'neil@example.com",
		'n/a',
		`${'a'.repeat(70)}@example.com`,
		`a@${'b'.repeat(64)}.com`,
	],
	first_name: [
		'Ada',
		'Ürsula',
		'Żaneta 7',
		'Иван',
		'名前',
		'Nina',
		'Ian',
		'fay',
		'NULL',
		'none',
		'undefined',
		'Ada ',
		'',
	],
	last_name: [
		'Lee',
		"O'Neil",
		'\\N',
		'b&amp;b',
		'AT&T',
		'Lee;',
		'-',
		'x'.repeat(60),
		'soft\u00adhyphen',
		'A\u200bB',
		'😀',
		'',
	],
	company_name: ['1E5', '12e3', '7Eleven', '3M', '="007"', "'=1", '#N/A', 'say \\o/', 'a\u0007b', 'na', 'NaN', ''],
	phone: ['617-555-0100', '+1 (617) 555 0100', '617 ', 'no phone', '6175550100.0', ''],
	zip: ['02134', '2134', '02134 ', 'D-10115', '10115 ', ''],
	city: ['Łódź', 'Springfield', 'Ulm ', ''],
	'cf:score:number': ['12.5', '12', '1,234.5', '1e3', ''],
	'cf:since:date': ['2020-01-31', '01/31/2020', ''],
	'cf:note': ['likes tea', 'Nothing else', 'false', '[1,2]', '{"a":1}', "b'x'", 'x'.repeat(256), ''],
};
const columns = columnsOf(...Object.keys(rowCells));
const names = columns.map((_field, column) => `c${column}`);

function checker() {
	const readers = columns.map((field) => fieldReader(field, defaultPolicy, { order: 'monthFirst' }));
	return createContactCheck(columns, defaultPolicy, readers);
}

/** The row as one of a file in which it is left as it is, if it can be. */
async function inText(cells: readonly string[], look: (table: TableRows) => void): Promise<void> {
	for await (const { table } of readDelimitedFile(inChunks(`${names.join('\t')}\n${cells.join('\t')}\n`)))
		if (table.size === 1 && table.isInText(0)) look(table);
}

const places = cellPlaces(
	columns,
	names.map((_name, column) => column),
);
if (places === undefined) throw new Error('The address has no place');

const limits = { maximumRows: 9, maximumBytes: 100_000 };
const envelope = { listId: '06a0b5a8-1d4c-11ef-9a7b-fa163e123456', smsPermissionToSend: 'not_set' } as const;

it('what a glance takes is what the check takes as it came, and is written and compared alike', async () => {
	const check = checker();
	const glance = createCellsGlance(columns, defaultPolicy);
	const stillThere = createCellsTest(columns);
	const { of, ofCells } = createFingerprints(columns, 7);
	const people = createPeople();
	let [taken, left] = [0, 0];
	// Mostly such as are taken, so that rows of ten cells are.
	const cell = (texts: readonly string[]) =>
		fc.oneof(
			{ weight: 9, arbitrary: fc.constantFrom(texts[0], '') },
			{ weight: 2, arbitrary: fc.constantFrom(...texts) },
		);
	const row = fc
		.tuple(...Object.values(rowCells).map(cell))
		.map(([email, ...others]) => [email || 'ada@example.com', ...others]);
	await fc.assert(
		fc.asyncProperty(row, async (cells) => {
			await inText(cells, (table) => {
				const contact = newContact();
				const isTaken = glance(table, 0, places);
				if (isTaken) taken++;
				else left++;
				if (!isTaken) return;
				expect([check(cells, contact), contact.isAsItCame, contact.leftOut]).toEqual([undefined, true, []]);
				expect(stillThere(table, 0, places)).toBe(true);
				expect([...ofCells(table, 0, places)]).toEqual([...of(contact.values)]);
				expect(people.meetUnits(table.units, table.startOf(0, 0), table.endOf(0, 0))).toBe(people.meet(contact.email));
				const packer = createPacker(columns, envelope, limits);
				packer.addCells(1, table, 0, places);
				packer.add(2, contact);
				const [first, second] = JSON.parse(String(packer.finish()?.body)).import_data;
				expect(first).toEqual(second);
			});
		}),
		{ numRuns: 4_000 },
	);
	expect(taken).toBeGreaterThan(300);
	expect(left).toBeGreaterThan(300);
});

describe('a glance takes', () => {
	const others = { first_name: 'Ada' };
	it.each<[Readonly<Record<string, string>>, boolean]>([
		[{}, true],
		[{ last_name: 'Müller', city: 'Łódź', phone: '617-555-0100', zip: '02134', 'cf:score': '12.5' }, true],
		[{ first_name: 'Nina', last_name: 'Iwanow', city: 'Ulm', company_name: 'Fnac' }, true],
		[{ company_name: 'AT&T' }, true],
		[{ company_name: '7 Elephants' }, true],
		[{ first_name: 'NULL' }, false],
		[{ first_name: 'undefined' }, false],
		[{ company_name: 'b&amp;b' }, false],
		[{ company_name: '1.2345678E10' }, false],
		[{ zip: '2134' }, false],
		[{ zip: '02134 ' }, false],
		[{ phone: '617 ' }, false],
		[{ 'cf:since': '2020-01-31' }, false],
		[{ email: 'ada@example' }, false],
	])('%j: %p', async (given, expected) => {
		const values: Readonly<Record<string, string>> = { email: 'ada@example.com', ...others, ...given };
		let isTaken: boolean | undefined;
		await inText(
			columns.map(({ id }) => values[id] ?? ''),
			(table) => {
				isTaken = createCellsGlance(columns, defaultPolicy)(table, 0, places);
			},
		);
		expect(isTaken).toBe(expected);
	});

	it('no row of columns that a contact may have no room for', async () => {
		const ids = ['email', 'phone', 'other_phone'];
		const crowded = cellPlaces(columnsOf(...ids), [0, 4, 5]);
		await inText(
			['ada@example.com', '', '', '', '617', '618', '', '', '', ''],
			(table) =>
				void expect(crowded && createCellsGlance(columnsOf(...ids), defaultPolicy)(table, 0, crowded)).toBe(false),
		);
		expect.assertions(1);
	});
});

it('an address that is taken at a glance is one, and is sent as it is', async () => {
	const onlyEmail = columnsOf('email');
	const glance = createCellsGlance(onlyEmail, defaultPolicy);
	const sign = fc.constantFrom('a', 'Z9', 'b', 'c', 'd', 'e', '.', '-', '_', '+', '@', "'", '%', 'ü');
	const label = fc.constantFrom(
		'example',
		'com',
		'b',
		'4u',
		'-b',
		'b-',
		'',
		'a_b',
		'münchen',
		'x'.repeat(60),
		'y'.repeat(64),
	);
	const address = fc
		.tuple(fc.array(sign, { maxLength: 4 }), fc.array(label, { maxLength: 3 }))
		.map(([local, labels]) => `${local.join('')}@${labels.join('.')}`);
	let taken = 0;
	await fc.assert(
		fc.asyncProperty(address, async (text) => {
			await inText([text, ...names.slice(1).map(() => '')], (table) => {
				if (!glance(table, 0, { email: 0, others: [] })) return;
				taken++;
				expect(readEmailAddress(text)).toBe(text);
			});
		}),
		{ numRuns: 5_000 },
	);
	expect(taken).toBeGreaterThan(5);
});
