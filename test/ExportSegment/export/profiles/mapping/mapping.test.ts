import { compileExpression } from '../../../../../nodes/ExportSegment/parameters/expressions';
import { mapByFields } from '../../../../../nodes/ExportSegment/export/profiles/mapping/mapping';
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
