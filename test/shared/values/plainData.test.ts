import { DateTime } from 'luxon';
import { fieldOf, fieldsOf, isMoment, namesOf, plainOf } from '../../../nodes/shared/values/plainData';
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
