import fc from 'fast-check';
import { maxImportBytes } from '../../../../nodes/shared/account/contract';
import type { Batch, BatchLimits, Envelope } from '../../../../nodes/ExportSegment/export/imports/batches';
import { createPacker } from '../../../../nodes/ExportSegment/export/imports/batches';
import type { CheckedContact } from '../../../../nodes/ExportSegment/export/profiles/contactCheck';
import { cleanText } from '../../../../nodes/shared/values/texts';
import { columnsOf } from '../../../support/contactColumns';

const envelope: Envelope = { listId: '06a0b5a8-1d4c-11ef-9a7b-fa163e123456', smsPermissionToSend: 'not_set' };
const emptyBody = `{"import_data":[],"list_ids":["${envelope.listId}"]}`;

interface Body {
	readonly import_data: unknown[];
	readonly list_ids: string[];
	readonly sms_permission_to_send?: string;
}
const parse = ({ body }: Batch) => JSON.parse(body.toString('utf8')) as Body;

const columns = columnsOf('first_name', 'email', 'birthday', 'cf:note');
const contactOf = (email: string, ...values: Array<string | undefined>): CheckedContact => ({
	email,
	values: [values[0], undefined, ...values.slice(1)],
});

/** Contacts numbered from `firstRow`, packed. */
function pack(contacts: readonly CheckedContact[], limits: BatchLimits, firstRow = 1, around = envelope): Batch[] {
	const packer = createPacker(columns, around, limits);
	return [...contacts.map((contact, index) => packer.add(firstRow + index, contact)), packer.finish()].filter(
		(batch) => batch !== undefined,
	);
}

/** The row that the import must have for a contact, written by JSON itself. */
function rowOf({ email, values: [firstName, , birthday, note] }: CheckedContact): string {
	const clean = (value: string | undefined) => value && cleanText(value);
	const [month, day] = birthday?.split('/').map(Number) ?? [];
	return JSON.stringify({
		email,
		first_name: clean(firstName),
		birthday_month: month,
		birthday_day: day,
		'cf:note': clean(note),
	});
}

/** A checked text begins and ends with something visible. */
const text = fc
	.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.string({ unit: 'binary' }),
		fc.constantFrom('"', '\\', '\n', '\u2028', '\u007f', '\ud800', '😀'),
	)
	.map((inside) => `Ż${inside}名`);
const optional = (value: fc.Arbitrary<string>) => fc.option(value, { nil: undefined });
const birthday = fc
	.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
	.map(([month, day]) => `${month}/${day}`);
const contact = fc
	.tuple(fc.emailAddress(), optional(text), optional(birthday), optional(text))
	.map(([email, ...values]) => contactOf(email, ...values));
const limits = fc.record({
	maximumRows: fc.integer({ min: 1, max: 12 }),
	maximumBytes: fc.integer({ min: 1_000, max: 3_000 }),
});

describe('whatever the contacts and the limits,', () => {
	const packed = fc
		.tuple(fc.array(contact, { maxLength: 40 }), limits, fc.nat(1_000))
		.map(([contacts, caps, firstRow]) => {
			const rows = contacts.map(rowOf);
			return {
				rows,
				bytesOf: (row: number) => Buffer.byteLength(rows[row - firstRow]),
				caps,
				firstRow,
				batches: pack(contacts, caps, firstRow),
			};
		});

	it('each row is in one body, once and in its order, and carries its number', () => {
		fc.assert(
			fc.property(packed, ({ rows, firstRow, batches }) => {
				expect(batches.flatMap((batch) => parse(batch).import_data)).toEqual(
					rows.map((json) => JSON.parse(json) as unknown),
				);
				expect(batches.flatMap((batch) => [...batch.rows])).toEqual(rows.map((_, index) => firstRow + index));
				for (const batch of batches) expect(parse(batch).import_data).toHaveLength(batch.rows.length);
			}),
		);
	});

	it('no body passes a limit, as its bytes go out', () => {
		fc.assert(
			fc.property(packed, ({ caps, batches }) => {
				for (const batch of batches) {
					expect(batch.rows.length).toBeLessThanOrEqual(caps.maximumRows);
					expect(batch.body.length).toBeLessThanOrEqual(caps.maximumBytes);
				}
			}),
		);
	});

	it('a body is full to the brim: the next row would have passed a limit', () => {
		fc.assert(
			fc.property(packed, ({ bytesOf, caps, batches }) => {
				for (const { body, rows } of batches.slice(0, -1)) {
					const nextRow = rows[rows.length - 1] + 1;
					expect(rows.length === caps.maximumRows || body.length + 1 + bytesOf(nextRow) > caps.maximumBytes).toBe(true);
				}
			}),
		);
	});

	it('the bytes are those of the rows, the commas and the envelope', () => {
		fc.assert(
			fc.property(packed, ({ bytesOf, batches }) => {
				for (const { body, rows } of batches) {
					expect(body.length).toBe(
						emptyBody.length + rows.reduce((sum, row) => sum + bytesOf(row), 0) + rows.length - 1,
					);
				}
			}),
		);
	});
});

describe('at the border', () => {
	const bodyOf = (...contacts: CheckedContact[]) => emptyBody.replace('[]', `[${contacts.map(rowOf).join(',')}]`);
	const [one, two] = [contactOf('a@example.com', 'Żaneta'), contactOf('b@example.com')];
	const bytes = Buffer.byteLength(bodyOf(one, two));
	const textsOf = (batches: readonly Batch[]) => batches.map(({ body }) => body.toString());

	it('two rows that fit exactly share a body', () => {
		expect(textsOf(pack([one, two], { maximumRows: 2, maximumBytes: bytes }))).toEqual([bodyOf(one, two)]);
	});

	it.each([
		['byte', { maximumRows: 2, maximumBytes: bytes - 1 }],
		['row', { maximumRows: 1, maximumBytes: bytes }],
	])('one %s less makes two bodies', (_unit, caps) => {
		expect(textsOf(pack([one, two], caps))).toEqual([bodyOf(one), bodyOf(two)]);
	});

	it.each([
		['first', [one]],
		['next', [two, one]],
	])('a row that fits no body is not dropped in silence, be it the %s one', (_which, contacts) => {
		expect(() => pack(contacts, { maximumRows: 2, maximumBytes: Buffer.byteLength(bodyOf(one)) - 1 })).toThrow(
			new RangeError(
				`Profile ${contacts.length} takes ${Buffer.byteLength(rowOf(one))} bytes, more than a whole import may have`,
			),
		);
	});

	it('a row that fills a body to the last byte is taken, also as the next one', () => {
		expect(textsOf(pack([two, one], { maximumRows: 2, maximumBytes: Buffer.byteLength(bodyOf(one)) }))).toEqual([
			bodyOf(two),
			bodyOf(one),
		]);
	});

	it("no limit is above Constant Contact's own", () => {
		const large = contactOf('ada@example.com', 'a'.repeat(200_000));
		const batches = pack(new Array<CheckedContact>(25).fill(large), {
			maximumRows: 40_000,
			maximumBytes: Number.POSITIVE_INFINITY,
		});
		expect(batches.map(({ rows }) => rows.length)).toEqual([19, 6]);
		expect(batches[0].body.length).toBeLessThanOrEqual(maxImportBytes);
	});

	it('no rows make no body', () => {
		expect(pack([], { maximumRows: 1, maximumBytes: bytes })).toEqual([]);
	});

	it('after its last batch a packer begins again', () => {
		const packer = createPacker(columns, envelope, { maximumRows: 9, maximumBytes: 4_000 });
		packer.add(1, one);
		expect([...(packer.finish()?.rows ?? [])]).toEqual([1]);
		expect(packer.finish()).toBeUndefined();
		packer.add(2, two);
		expect(packer.finish()?.body.toString()).toBe(bodyOf(two));
	});

	it('a released body lends its memory to the next one, and one that is still read keeps it', () => {
		const packer = createPacker(columns, envelope, { maximumRows: 1, maximumBytes: 4_000 });
		const batchBefore = (row: number) => packer.add(row, row % 2 === 0 ? one : two) as Batch;
		packer.add(1, two);
		const [first, second] = [batchBefore(2), batchBefore(3)];
		first.release();
		const [third, fourth] = [batchBefore(4), batchBefore(5)];
		expect(third.body.buffer).toBe(first.body.buffer);
		expect(new Set([second, third, fourth].map(({ body }) => body.buffer)).size).toBe(3);
		expect(textsOf([second, third, fourth])).toEqual([bodyOf(one), bodyOf(two), bodyOf(one)]);
	});

	it('the permission for text messages stands in the body only if it is given', () => {
		const [batch] = pack([one], { maximumRows: 9, maximumBytes: 4_000 }, 1, {
			...envelope,
			smsPermissionToSend: 'explicit',
		});
		expect(parse(batch)).toMatchObject({ list_ids: [envelope.listId], sms_permission_to_send: 'explicit' });
		expect(parse(pack([one], { maximumRows: 9, maximumBytes: 4_000 })[0])).not.toHaveProperty('sms_permission_to_send');
	});
});

it('a column that no JSON name can be taken for keeps its name', () => {
	const packer = createPacker(columnsOf('email', 'cf:say_"hi"\\'), envelope, { maximumRows: 1, maximumBytes: 4_000 });
	packer.add(1, { email: 'ada@example.com', values: [undefined, 'yes'] });
	expect(parse(packer.finish() as Batch).import_data).toEqual([{ email: 'ada@example.com', 'cf:say_"hi"\\': 'yes' }]);
});
