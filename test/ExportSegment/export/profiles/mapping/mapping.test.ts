import { fullNameField } from '../../../../../nodes/shared/account/contactFields';
import { compileExpression } from '../../../../../nodes/ExportSegment/parameters/expressions';
import { mapByFields } from '../../../../../nodes/ExportSegment/export/profiles/mapping/mapping';
import { tableOf } from '../../../../support/tables';
import type { ProfileFields } from '../../../../../nodes/shared/files/pages';
import { columnsOf } from '../../../../support/contactColumns';
import { read, readTable } from '../../../../support/mappedValues';

const fieldsOf = (raws: Readonly<Record<string, unknown>>) =>
	columnsOf(...Object.keys(raws)).map((field) => ({ field, getter: compileExpression(raws[field.id]) }));

describe('a page that is a table', () => {
	it('is read by its columns, without an object made of any row', () => {
		const mapping = mapByFields(
			fieldsOf({ email: '={{ $json.mail }}', first_name: '={{ $json["First"] }}', last_name: '={{ $json.none }}' }),
			() => undefined,
		);
		expect(readTable(mapping, ['First', 'x', 'mail'], 'Ada', '1', 'a@x.io', 'Bob', '2', 'b@x.io')).toEqual([
			['a@x.io', 'Ada', undefined],
			['b@x.io', 'Bob', undefined],
		]);
		expect(readTable(mapping, ['mail', 'First'], 'c@x.io', 'Cy')).toEqual([['c@x.io', 'Cy', undefined]]);
	});
});

describe('by fields', () => {
	it('each field has the value of its expression or its fixed text', () => {
		const mapping = mapByFields(
			fieldsOf({ email: '={{ $json.mail }}', first_name: 'friend', 'cf:tier': '=T-{{ $json.tier }}' }),
			() => undefined,
		);
		expect(read(mapping, { mail: 'ada@example.com', tier: 3 })).toEqual({
			email: 'ada@example.com',
			first_name: 'friend',
			'cf:tier': 'T-3',
		});
		expect(read(mapping, {}, 2)).toEqual({ first_name: 'friend', 'cf:tier': 'T-' });
	});

	it('a complex expression is evaluated by n8n, once for each profile however often the source is read', () => {
		const evaluated: Array<[string, number]> = [];
		const mapping = mapByFields(fieldsOf({ email: '={{ $json.mail }}', last_name: '={{ $now }}' }), ({ id }, row) => {
			evaluated.push([id, row]);
			return row === 2 ? undefined : `at ${evaluated.length}`;
		});
		const pass = () => [1, 2, 3].map((row) => read(mapping, {}, row).last_name);
		const first = pass();
		expect(first).toEqual(['at 1', undefined, 'at 3']);
		expect(pass()).toEqual(first);
		expect(evaluated).toEqual([
			['last_name', 1],
			['last_name', 2],
			['last_name', 3],
		]);
	});

	it('is slow if n8n must evaluate any of its expressions', () => {
		const isSlow = (raws: Readonly<Record<string, unknown>>) => mapByFields(fieldsOf(raws), () => undefined).isSlow;
		expect([
			isSlow({ email: '={{ $json.mail }}', first_name: 'x' }),
			isSlow({ email: '={{ $json.mail }}', first_name: '={{ $now }}' }),
			isSlow({ email: '={{ $now }}' }),
		]).toEqual([false, true, true]);
	});

	it('n8n is told the row in the whole segment, not in the page', () => {
		const asked: number[] = [];
		const mapping = mapByFields(fieldsOf({ email: '={{ $now }}' }), (_fieldId, row) => asked.push(row));
		const reader = mapping.readerOf({ firstRow: 11, profiles: [{}, {}] });
		for (const index of [0, 1]) reader(index, []);
		expect(asked).toEqual([11, 12]);
	});

	it("what n8n's evaluation throws is handed on", () => {
		const mapping = mapByFields(fieldsOf({ email: '={{ $json.mail.trim() }}' }), () => {
			throw new TypeError('no such thing');
		});
		expect(() => read(mapping, {})).toThrow('no such thing');
	});
});

describe('a full name that is drawn once fills two fields', () => {
	const part = (id: string, place: number, raw: string) => ({
		field: columnsOf(id)[0],
		getter: compileExpression(raw),
		drawnAs: fullNameField,
		convert: (value: unknown) => String(value).split(' ')[place],
	});
	const parts = (raw: string) => [part('first_name', 0, raw), part('last_name', 1, raw)];

	it.each([
		['of a column', '={{ $json.name }}', (page: ProfileFields) => page],
		[
			"of an expression that is n8n's, which is evaluated for the field that was drawn",
			'={{ $json.name.trim() }}',
			() => ({}),
		],
	])('%s', (_what, raw, pageOf) => {
		const mapping = mapByFields(parts(raw), (field) => (field === fullNameField ? 'Ada Lovelace' : 'another field'));
		expect(read(mapping, pageOf({ name: 'Ada Lovelace' }))).toEqual({ first_name: 'Ada', last_name: 'Lovelace' });
	});

	it('also of the column of a table', () => {
		const mapping = mapByFields(parts('={{ $json.name }}'), () => undefined);
		const table = tableOf(['name'], [['Ada Lovelace']]);
		const values: unknown[] = [];
		mapping.readerOf({ firstRow: 1, profiles: [{ name: 'Ada Lovelace' }], table })(0, values);
		expect(values).toEqual(['Ada', 'Lovelace']);
	});

	it('and a file without its column lacks what was drawn', () => {
		const mapping = mapByFields(parts('={{ $json.name }}'), () => undefined, true);
		expect(() => readTable(mapping, ['email'])).toThrow("no column 'name', which is mapped to 'Full Name'");
	});
});

describe('a file', () => {
	const mapFile = (raws: Readonly<Record<string, unknown>>) => mapByFields(fieldsOf(raws), () => undefined, true);
	const raws = { email: '={{ $json.mail }}', first_name: '={{ $json.first }}' };
	const without = (name: string, label: string, columns: string) => ({
		kind: 'configuration',
		message: `The file has no column '${name}', which is mapped to '${label}', so nothing was changed`,
		advice: `Its columns are ${columns}. Map '${label}' to one of them in 'Fields', or choose 'Map Automatically'.`,
	});
	const thrownBy = (act: () => void): unknown => {
		try {
			act();
		} catch (problem) {
			return problem;
		}
		return undefined;
	};
	const give = (mapping: ReturnType<typeof mapFile>, ...profiles: ProfileFields[]) =>
		mapping.readerOf({ firstRow: 1, profiles });

	it('whose rows have no column that is mapped is none that can be exported', () => {
		expect(thrownBy(() => readTable(mapFile(raws), ['mail', 'last'], 'ada@example.com', 'L'))).toMatchObject(
			without('first', 'First Name', "'mail', 'last'"),
		);
		expect(thrownBy(() => readTable(mapFile({ email: '=<{{ $json.mail }}>' }), ['last']))).toMatchObject(
			without('mail', 'Email', "'last'"),
		);
	});

	it('may have far more columns than are remembered by their names', () => {
		const columns = ['mail', ...Array.from({ length: 1_500 }, (_, index) => `c${index}`), 'first'];
		const mapping = mapFile(raws);
		expect(readTable(mapping, columns, ...columns)).toEqual([['mail', 'first']]);
		expect(() => mapping.endOfSource?.()).not.toThrow();
		expect(mapping.columnsTaken?.().leftOut).toHaveLength(999);
	});

	it('has its columns looked for once, not for each of its pages', () => {
		const mapping = mapFile({ email: '={{ $json.mail }}' });
		const columns = ['mail'];
		const look = jest.spyOn(columns, 'indexOf');
		const pages = [1, 2].map(() => readTable(mapping, columns, 'ada@example.com'));
		expect([pages, look.mock.calls]).toEqual([[[['ada@example.com']], [['ada@example.com']]], [['mail']]]);
	});

	it('of which no object has the field of the address is none either, but it may come late', () => {
		const [never, later] = [mapFile(raws), mapFile(raws)];
		for (const mapping of [never, later]) give(mapping, { name: 'Ada', first: 'A' }, { last: 'L' });
		give(later, { mail: 'bob@example.com' });
		expect(thrownBy(() => never.endOfSource?.())).toMatchObject(without('mail', 'Email', "'name', 'first', 'last'"));
		expect(thrownBy(() => later.endOfSource?.())).toBeUndefined();
	});

	it('may have objects without another field, but not without exception', () => {
		const [never, later] = [mapFile(raws), mapFile(raws)];
		for (const mapping of [never, later]) {
			give(mapping);
			expect(read(mapping, { mail: 'ada@example.com' })).toEqual({ email: 'ada@example.com' });
		}
		give(never, { mail: 'bob@example.com', last: 'L' });
		give(later, { mail: 'bob@example.com' }, { first: 'Bob' });
		give(later, { last: 'L' });
		expect(thrownBy(() => never.endOfSource?.())).toMatchObject(without('first', 'First Name', "'mail'"));
		expect(thrownBy(() => later.endOfSource?.())).toBeUndefined();
	});

	it('in which nothing stands lacks nothing', () => {
		const mapping = mapFile(raws);
		give(mapping);
		expect(thrownBy(() => mapping.endOfSource?.())).toBeUndefined();
	});

	it('tells which of its columns fill which field, and which of them fill none', () => {
		const mapping = mapFile({ ...raws, 'cf:tier': '=T-{{ $json.tier }}{{ $json.mail }}' });
		mapping.readerOf({
			firstRow: 1,
			profiles: [],
			table: tableOf(['mail', 'first', 'tier', 'shoe'], []),
		});
		expect(mapping.columnsTaken?.()).toEqual({
			used: new Map([
				['Email', ['mail']],
				['First Name', ['first']],
				['tier', ['tier', 'mail']],
			]),
			leftOut: ['shoe'],
			rivals: [],
			ofOthers: [],
		});
	});

	it('needs no column for a text that is the same for all, nor for what n8n evaluates', () => {
		const mapping = mapFile({ ...raws, last_name: 'friend', job_title: '=VIP', city: '={{ $now }}' });
		const fields = { mail: 'ada@example.com', first: 'Ada' };
		const table = tableOf(Object.keys(fields), [Object.values(fields)]);
		const values: unknown[] = [];
		mapping.readerOf({ firstRow: 1, profiles: [fields], table })(0, values);
		expect(values).toEqual(['ada@example.com', 'Ada', 'friend', 'VIP', undefined]);
		expect(thrownBy(() => mapping.endOfSource?.())).toBeUndefined();
		expect(mapping.columnsTaken?.()).toEqual({
			used: new Map([
				['Email', ['mail']],
				['First Name', ['first']],
			]),
			leftOut: [],
			rivals: [],
			ofOthers: [],
		});
	});

	it('tells which of its columns the address comes from', () => {
		const { isAddressName } = mapFile({
			first_name: '={{ $json.first }}',
			email: '={{ $json.mail }}@{{ $json.host }}',
		});
		expect(['mail', 'host', 'first', 'email'].map((name) => isAddressName?.(name))).toEqual([true, true, false, false]);
	});

	it('is the only source whose columns are asked for', () => {
		const { isAddressName, columnsTaken, endOfSource } = mapByFields(fieldsOf(raws), () => undefined);
		expect([isAddressName, columnsTaken, endOfSource]).toEqual([undefined, undefined, undefined]);
		expect(mapFile(raws).fieldsMissing).toBeUndefined();
	});
});

describe('of items, a field that is mapped and that none of them has', () => {
	const raws = {
		email: '={{ $json.mail }}',
		last_name: '={{ $json.last.toUpperCase() }}',
		city: '={{ $json.home.city }}',
	};

	it('is told once all of them have been read', () => {
		const mapping = mapByFields(fieldsOf(raws), () => undefined);
		expect(mapping.fieldsMissing?.()).toEqual([]);
		read(mapping, { mail: null });
		expect(mapping.fieldsMissing?.()).toEqual(['home']);
		read(mapping, { home: {} }, 2);
		expect(mapping.fieldsMissing?.()).toEqual([]);
	});
});
