import { DateTime } from 'luxon';
import {
	fieldOf,
	hasField,
	fieldsOf,
	isBytes,
	isEmpty,
	isMoment,
	namesOf,
	plainOf,
	saysItself,
} from '../../../nodes/shared/values/plainData';
import { isNested, pathToSingle } from '../../../nodes/shared/values/objects/nested';
import { shownOf } from '../../../nodes/shared/values/objects/shownValue';
import { asText, jsonOf } from '../../../nodes/shared/values/texts';
import { throwing } from '../../support/hostileProfiles';

const levels = (count: number) => {
	let value: unknown = 'deep';
	for (let level = 0; level < count; level++) value = { a: value };
	return value;
};

describe('a value is plain data afterwards', () => {
	it.each<[unknown, unknown]>([
		['Ann', 'Ann'],
		[undefined, undefined],
		[{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
		[Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
		[{ toJSON: () => ({ $numberDecimal: '1.50' }) }, { $numberDecimal: '1.50' }],
		[[{ toJSON: () => 'x' }], ['x']],
		[JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"a": 1}}')],
	])('%p', (value, plain) => expect(plainOf(value)).toEqual(plain));

	it('moments stay moments, whatever their own methods do', () => {
		const day = Object.defineProperty(new Date(5), 'toJSON', { value: () => 'other' });
		expect(plainOf(day)).toEqual(new Date(5));
		const moment = plainOf(DateTime.fromMillis(5, { zone: 'utc' }));
		expect([isMoment(moment), Number(moment), JSON.stringify(moment)]).toEqual([true, 5, '"1970-01-01T00:00:00.005Z"']);
	});

	it('bytes stay what they are', () => {
		const bytes = Buffer.from('Ann');
		expect(plainOf(bytes)).toBe(bytes);
	});

	it('a circle, ten thousand levels and a million entries are cut off, step by step', () => {
		const circle: unknown[] = [];
		circle.push(circle, circle, circle);
		expect(JSON.stringify(plainOf(circle)).length).toBeLessThan(100_000);
		expect(JSON.stringify(plainOf(levels(10_000)))).toBe(JSON.stringify(levels(51)).replace('"deep"', '{}'));
		expect(plainOf(new Array(4_000_000_000))).toHaveLength(10_000);
		let read = 0;
		const million = new Proxy(
			Array.from({ length: 1_000_000 }, () => ({})),
			{
				getOwnPropertyDescriptor: (target, name) => (read++, Reflect.getOwnPropertyDescriptor(target, name)),
			},
		);
		plainOf([million, million]);
		expect(read).toBeLessThan(10_001);
	});

	it('one field that cannot be read costs itself alone', () => {
		const fields = Object.defineProperty({ city: 'Rome' }, 'zip', {
			enumerable: true,
			get: () => {
				throw new Error('no');
			},
		});
		expect([plainOf(fields), fieldsOf(fields)]).toEqual([
			{ city: 'Rome', zip: {} },
			{ city: 'Rome', zip: {} },
		]);
		expect([fieldOf(fields, 'city'), fieldOf(fields, 'toString'), fieldOf('Rome', 'length')]).toEqual([
			'Rome',
			undefined,
			undefined,
		]);
	});
});

it('nothing that throws when it is read gets past', () => {
	for (const value of throwing) {
		for (const each of [value, [value], { inner: value }]) {
			const shown = shownOf(each);
			expect(typeof shown).not.toBe('function');
			expect([isNested(shown), pathToSingle(shown), asText(each), jsonOf(each)].map((told) => typeof told)).toEqual([
				'boolean',
				'string',
				'string',
				'string',
			]);
		}
		if (typeof value === 'object' && value !== null) expect(Array.isArray(namesOf(value))).toBe(true);
	}
});

const luxonMoment = DateTime.fromMillis(5, { zone: 'utc' });

it.each<[unknown, boolean]>([
	[undefined, true],
	[null, true],
	['', true],
	[' \t', true],
	['a', false],
	[0, false],
	[false, false],
	[{}, false],
	[[], false],
])('%p is empty: %p', (value, isNothing) => expect(isEmpty(value)).toBe(isNothing));

it.each<[string, unknown, boolean]>([
	['a Date', new Date(5), true],
	["luxon's DateTime", luxonMoment, true],
	['one of another copy of luxon', { isLuxonDateTime: true, toISO: () => '1970-01-01' }, true],
	['a text', '1970-01-01', false],
	['nothing', null, false],
	['an object that merely says so', { isLuxonDateTime: true, toISO: '1970-01-01' }, false],
	['an object that says so and no more', { isLuxonDateTime: true }, false],
	['an object that tells itself so', { toISO: () => '1970-01-01' }, false],
])('%s is a moment: %p', (_what, value, isOne) => expect(isMoment(value)).toBe(isOne));

it.each<[string, unknown, boolean]>([
	['a Buffer', Buffer.from('Ann'), true],
	['a typed array', new Uint8Array(1), true],
	["n8n's JSON of bytes", { type: 'Buffer', data: [1] }, true],
	['JSON of something else', { type: 'Blob', data: [1] }, false],
	['JSON of no bytes', { type: 'Buffer', data: 'AQ==' }, false],
	['a list', [1], false],
	['a text', 'Buffer', false],
	['nothing', null, false],
])('%s are bytes: %p', (_what, value, areBytes) => expect(isBytes(value)).toBe(areBytes));

it.each<[string, object, boolean]>([
	['a Date', new Date(5), true],
	["MongoDB's Decimal128", { toJSON: () => '1.50' }, true],
	['bytes', Buffer.from('Ann'), false],
	['a field of that name', { toJSON: '1.50' }, false],
	['a plain object', { a: 1 }, false],
])('%s says itself how it is written: %p', (_what, value, does) => expect(saysItself(value)).toBe(does));

it('of an object no more fields are taken than there is room for', () => {
	const wide = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`f${index}`, index]));
	expect(Object.keys(plainOf(wide) as object)).toHaveLength(10_000);
});

it('fields of nothing are none', () => {
	expect([fieldOf(null, 'a'), fieldOf(undefined, 'a')]).toEqual([undefined, undefined]);
	expect(namesOf({ a: 1, b: 2 })).toEqual(['a', 'b']);
});

it('a moment that is plain data is told as the moment itself', () => {
	const { isLuxonDateTime } = plainOf(luxonMoment) as { isLuxonDateTime: unknown };
	expect(isLuxonDateTime).toBe(true);
});

it('a field that holds undefined is there; one of a prototype is not, nor one of what throws', () => {
	expect([hasField({ a: undefined }, 'a'), hasField({}, 'toString')]).toEqual([true, false]);
	for (const value of throwing)
		if (typeof value === 'object' && value !== null) expect(typeof hasField(value, 'a')).toBe('boolean');
});
