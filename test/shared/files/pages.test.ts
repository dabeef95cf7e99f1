import type { ProfilePage } from '../../../nodes/shared/files/pages';
import fc from 'fast-check';
import { contactFields } from '../../../nodes/shared/account/contactFields';
import { compileExpression } from '../../../nodes/ExportSegment/parameters/expressions';
import { mapByNames } from '../../../nodes/ExportSegment/export/profiles/mapping/autoMapping';
import { mapByFields } from '../../../nodes/ExportSegment/export/profiles/mapping/mapping';
import { renumbered, sizeOf, sliceOf, TablePage } from '../../../nodes/shared/files/pages';
import { tableOf } from '../../support/tables';
import { Problem } from '../../../nodes/shared/problem';
import type { Mapping } from '../../../nodes/ExportSegment/export/run/run';
import { columnsOf } from '../../support/contactColumns';

const names = [
	'email',
	'Email Address',
	'first_name',
	'FNAME',
	'surname',
	'member_level',
	'no such field',
	'__proto__',
	'toString',
	'0',
];
/** Tables of any size under these names, in any order. */
const tables = fc
	.tuple(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), fc.nat({ max: 5 }))
	.chain(([columns, size]) =>
		fc
			.array(
				fc.array(fc.constantFrom('', ' ', 'a', 'b@example.com'), {
					minLength: columns.length,
					maxLength: columns.length,
				}),
				{ minLength: size, maxLength: size },
			)
			.map((rows) => tableOf(columns, rows)),
	);

/** The values of each profile of a page. */
function valuesOf(mapping: Mapping, page: ProfilePage): unknown[][] {
	const read = mapping.readerOf(page);
	return Array.from({ length: sizeOf(page) }, (_, index) => {
		const values: unknown[] = new Array(mapping.columns.length).fill('left over');
		read(index, values);
		return values;
	});
}

const field = (id: string, raw: unknown) => ({ field: columnsOf(id)[0], getter: compileExpression(raw) });
const mappings: Array<[string, () => Mapping]> = [
	[
		'of single columns',
		() =>
			mapByFields(
				[
					field('email', '={{ $json.email }}'),
					field('first_name', '={{ $json["FNAME"] }}'),
					field('last_name', '={{ $json["__proto__x"] }}'),
					field('job_title', '={{ $json[0] }}'),
				],
				() => undefined,
			),
	],
	[
		'with texts around and paths into a value',
		() =>
			mapByFields(
				[
					field('email', '={{ $json["Email Address"] }}'),
					field('first_name', '=Dear {{ $json.first_name }}'),
					field('last_name', '={{ $json.surname.length }}'),
					field('job_title', 'friend'),
				],
				() => undefined,
			),
	],
	['by names', () => mapByNames([...contactFields, ...columnsOf('cf:member_level')])],
];

it.each(mappings)('a mapping %s finds in a table what it finds in the objects of its rows', (what, mapping) => {
	/** Without a column for the address, a mapping by names finds nothing at all. */
	const found = (page: ProfilePage) => {
		const known = mapping();
		try {
			const values = valuesOf(known, page);
			known.endOfSource?.();
			return values;
		} catch (error) {
			expect(error).toBeInstanceOf(Problem);
			return (error as Problem).kind;
		}
	};
	/** By the places of the cells, where the mapping tells them. */
	const inCells = (page: TablePage) => {
		const known = mapping();
		try {
			known.readerOf(page);
		} catch {
			return undefined;
		}
		const cells = known.cellsOf(page);
		if (cells === undefined) return undefined;
		const { email, others } = cells;
		const emailColumn = known.columns.findIndex(({ kind }) => kind === 'email');
		told++;
		return page.profiles.map((_, index) => {
			const values: unknown[] = new Array(known.columns.length).fill(undefined);
			for (const { column, place } of [{ column: emailColumn, place: email }, ...others])
				values[column] = page.table.textOf(index, place);
			return values;
		});
	};
	let told = 0;
	fc.assert(
		fc.property(tables, (table) => {
			const page = new TablePage(1, table);
			expect(found(page)).toEqual(found({ firstRow: 1, profiles: page.profiles }));
			expect(inCells(page)).toEqual(inCells(page) && found(page));
		}),
		{ numRuns: 300 },
	);
	expect(told > 10).toBe(what !== 'with texts around and paths into a value');
});

it('one mapping serves tables of different columns by turns, as several files bring them', () => {
	const mapping = mappings[0][1]();
	const [first, second] = [
		['email', 'FNAME'],
		['FNAME', 'email'],
	].map((columns) => new TablePage(1, tableOf(columns, [columns.map((name) => `the ${name}`)])));
	for (const page of [first, second, first])
		expect(valuesOf(mapping, page)).toEqual([['the email', 'the FNAME', undefined, undefined]]);
});

it('a part of a page, or a page with other numbers, has the same profiles, whether it is a table or not', () => {
	fc.assert(
		fc.property(tables, fc.nat({ max: 6 }), fc.integer({ min: 1, max: 4 }), (table, start, most) => {
			fc.pre(start <= table.size);
			const pages: ProfilePage[] = [
				new TablePage(11, table),
				{ firstRow: 11, profiles: new TablePage(11, table).profiles },
			];
			for (const page of pages) {
				const part = sliceOf(page, start, most);
				expect(part.firstRow).toBe(11 + start);
				expect(part.profiles).toEqual(page.profiles.slice(start, start + most));
				expect(sizeOf(part)).toBe(part.profiles.length);
				const moved = renumbered(page, 500);
				expect([moved.firstRow, moved.profiles, moved.table]).toEqual([500, page.profiles, page.table]);
			}
		}),
	);
});

it('a column may have any name, and is an own field of its profile', () => {
	const [profile] = new TablePage(1, tableOf(['__proto__', 'constructor'], [['a', 'b']])).profiles;
	expect(Object.entries(profile)).toEqual([
		['__proto__', 'a'],
		['constructor', 'b'],
	]);
	expect(Object.getPrototypeOf(profile)).toBe(Object.prototype);
});
