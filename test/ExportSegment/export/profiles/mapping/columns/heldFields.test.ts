import {
	createStep,
	holdsPeople,
	namedValuesIn,
} from '../../../../../../nodes/ExportSegment/export/profiles/mapping/columns/heldFields';

const revoked = (): unknown => {
	const { proxy, revoke } = Proxy.revocable([], {});
	revoke();
	return proxy;
};

describe('a list of named values', () => {
	it.each<[string, unknown, unknown]>([
		['has its names and values under the usual keys', [{ Name: 'email', Value: 'a' }], { email: 'a' }],
		['a question and its answer', [{ question: 'City', answer: 'Rome', position: 0 }], { City: 'Rome' }],
		['a label counts for more than a key', [{ key: 'q1', label: 'Email', value: 'a' }], { Email: 'a' }],
		[
			'the title of a column for more than its ID',
			[{ id: 'q', text: 'a', column: { title: 'Email' } }],
			{ Email: 'a' },
		],
		['one of several values is that value', [{ name: 'city', values: ['Rome'] }], { city: 'Rome' }],
		['what comes twice has both', [...'ab'].map((value) => ({ name: 'email', value })), { email: ['a', 'b'] }],
		[
			'ways to reach somebody have their type and ID',
			[
				{ type: 'email', id: 'a@example.com', channels: { email: { status: 'unsubscribed' } } },
				{ type: 'phone', id: '+1', channels: {} },
			],
			{ email: 'a@example.com', email_status: 'unsubscribed', phone: '+1' },
		],
		[
			'of several ways of one type there are all',
			['a', 'b'].map((name) => ({ type: 'email', id: `${name}@example.com` })),
			{ email: ['a@example.com', 'b@example.com'] },
		],
		['what is empty has none', [{ name: 'a', value: '' }, { name: 'b', value: null }, { name: 'c' }], {}],
	])('%s', (_, list, fields) => {
		expect(namedValuesIn(list)).toEqual(fields);
	});

	it.each<[string, unknown]>([
		['an empty one', []],
		['texts', ['a', 'b']],
		['links to other records', [{ type: 'email', id: '17' }]],
		['names without values', [{ id: 1, name: 'VIP' }]],
		['values without names', [{ id: 1, value: 'x' }]],
		['one entry among others', [{ name: 'a', value: 'b' }, 'c']],
		['one with an entry without a name', [{ name: 'a', value: 'b' }, { value: 'c' }]],
		['no list', { name: 'a', value: 'b' }],
		['more entries than any profile has', Array.from({ length: 501 }, () => ({ name: 'a', value: 'b' }))],
		['what cannot be read', revoked()],
	])('is not %s', (_, value) => {
		expect(namedValuesIn(value)).toBeUndefined();
	});
});

describe('a list of people', () => {
	const ann = { email: 'ann@example.com', first_name: 'Ann' };
	it.each<[string, unknown, boolean]>([
		['contacts', [ann], true],
		['contacts', [{ first_name: 'Bob', email: null }, ann], true],
		// Addresses of one person, with what tells about them.
		['emails', [ann], false],
		['list', [{ email: 'ann@example.com', category: 'work', primary: true }], false],
		['owners', [{ owner: 'sam@example.net', id: 1 }], false],
		['contacts', [{ email: 'none', first_name: 'Ann' }], false],
		['contacts', ann, false],
		['contacts', revoked(), false],
	])('%s (%#)', (name, list, isOne) => {
		expect(holdsPeople(list, name)).toBe(isOne);
	});
});

describe('the way to a value leads through a list', () => {
	const read = (value: unknown, ...names: string[]) => names.reduce<unknown>(createStep(), value);

	it('of named values, and through the one entry that is meant', () => {
		const step = createStep();
		const fields = [{ name: 'city', value: 'Rome' }];
		expect([step(fields, 'city'), step(fields, 'zip'), step({ city: 'Kent' }, 'city')]).toEqual([
			'Rome',
			undefined,
			'Kent',
		]);
		expect(step([{ name: 'city', value: 'Lima' }], 'city')).toBe('Lima');
		const addresses = [{ city: 'Rome' }, { city: 'Kent', default: true }];
		expect(read({ addresses }, 'addresses', 'city')).toBe('Kent');
	});

	it('ends at several entries of which none is marked, or all are, so that they are told of', () => {
		const several = [{ city: 'Rome' }, { city: 'Kent' }];
		expect(read({ a: several }, 'a', 'city')).toBe(several);
		const marked = several.map((each) => ({ ...each, default: true }));
		expect(read({ a: marked }, 'a', 'city', 'name')).toBe(marked);
	});

	it('leads nowhere in texts, in nothing, and in what cannot be read', () => {
		expect([['Rome', 'Kent'], [], null].map((a) => read({ a }, 'a', 'city'))).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(read({ a: revoked() }, 'a', 'city')).toEqual({});
	});
});
