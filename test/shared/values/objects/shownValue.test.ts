import { DateTime } from 'luxon';
import { isNested, pathToSingle } from '../../../../nodes/shared/values/objects/nested';
import { digitsIn, objectIn, shownOf } from '../../../../nodes/shared/values/objects/shownValue';
import { isMoment } from '../../../../nodes/shared/values/plainData';

/** As JSON may bring it. */
const noMoment = { isLuxonDateTime: true, valueOf: '0', toString: '0' };

describe('what a program puts around one value is that value', () => {
	it.each<[string, unknown, unknown]>([
		["exceljs's text with fonts", { richText: [{ text: 'An', font: { bold: true } }, { text: 'n' }] }, 'Ann'],
		['the same as JSON in a CSV', '{"richText":[{"text":"An"},{"text":"n"}]}', 'Ann'],
		['a list that is a text, as of PostgreSQL', '{Ann,Ann}', 'Ann'],
		['an object that is a text', '{"id":1,"value":"Gold"}', 'Gold'],
		["exceljs's formula", { formula: 'A1', result: 'Ann' }, 'Ann'],
		["MongoDB's long", { $numberLong: '48601234567' }, '48601234567'],
		["DynamoDB's text", { S: 'Ann' }, 'Ann'],
		["Firestore's nothing", { nullValue: null }, null],
		["HubSpot's value", { value: 'Ann', versions: [{ value: 'An' }], timestamp: 1 }, 'Ann'],
		["Avro's text", { string: 'Ann' }, 'Ann'],
		["Avro's long", { long: 48_601_234_567 }, 48_601_234_567],
		["nothing in Amazon's RDS", { isNull: true }, ''],
		['an element of XML', { _: 'Ann', $: { lang: 'en' } }, 'Ann'],
		['one whose attributes stand beside its text', { _: 'Ann', lang: 'en', id: '1' }, 'Ann'],
		["fast-xml-parser's", { '#text': 'Ann', '@_xml:lang': 'en' }, 'Ann'],
		["xml-js's", { _attributes: { lang: 'en' }, _text: 'Ann' }, 'Ann'],
		["Google's", { $t: 'Ann' }, 'Ann'],
		["Notion's property", { id: 'a', type: 'email', email: 'ann@example.com' }, 'ann@example.com'],
		["Baserow's choice", { id: 1, value: 'Gold', color: 'blue' }, 'Gold'],
		["Baserow's link to one row", [{ id: 1, value: 'Acme' }], 'Acme'],
		["SQL Server's two columns of one name", ['Ann', 'Ann'], 'Ann'],
		['the same of which one is not filled', [null, 'Ann'], 'Ann'],
		['one number several times', [950, 950, 950], 950],
		['a moment that stands twice', [new Date(0), new Date(0)], new Date(0)],
		['a choice that stands twice', [{ value: 'Gold' }, { value: 'Gold' }], 'Gold'],
		['several times nothing', [null, '', undefined], ''],
		["Odoo's link to another record", [3, 'Acme'], 'Acme'],
		["Odoo's link within Notion's property", { type: 'x', x: [3, 'Acme'] }, 'Acme'],
		["Airtable's formula that fails", { error: '#ERROR!' }, ''],
		["Airtable's number that is none", { specialValue: 'NaN' }, ''],
		[
			"Pipedrive's first of several",
			[
				{ label: 'home', value: 'b', primary: false },
				{ label: 'work', value: 'a', primary: true },
			],
			'a',
		],
		[
			'the only one that is filled',
			[
				{ value: '', primary: true },
				{ value: 'a', primary: false },
			],
			'a',
		],
		[
			"Keap's first email",
			[
				{ email: 'b', field: 'EMAIL2' },
				{ email: 'a', field: 'EMAIL1' },
			],
			'a',
		],
		["Keap's only phone", [{ number: '555', number_e164: null, extension: null, field: 'PHONE1', type: null }], '555'],
		['a number that is not there', [{ number: null, category: 'work' }], ''],
		["Google's first of several", [{ value: 'b' }, { value: 'a', metadata: { primary: true } }], 'a'],
		["Action Network's phone", [{ primary: true, number: '555', number_type: 'Mobile', status: 'subscribed' }], '555'],
		["Frappe's first of several", [{ phone: 'b' }, { phone: 'a', is_primary: 1 }], 'a'],
		['the one of a kind that counts', [{ number: 'b' }, { number: 'a', type: 'Primary' }], 'a'],
		['a number of which only the area is there', { PhoneAreaCode: '555', PhoneNumber: null }, ''],
		["Jotform's phone in two parts", { area: '555', phone: '123-0001' }, '555 123-0001'],
		[
			"Xero's only phone that is filled in",
			[
				{ PhoneType: 'FAX', PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' },
				{ PhoneType: 'DEFAULT', PhoneNumber: '1230001', PhoneAreaCode: '555', PhoneCountryCode: '1' },
			],
			'+1 555 1230001',
		],
		["Copper's only phone", [{ number: '555', category: 'mobile' }], '555'],
		["QuickBooks' phone", { FreeFormNumber: '555' }, '555'],
		["MongoDB's decimal", { bytes: Buffer.alloc(16), toJSON: () => ({ $numberDecimal: '12.50' }) }, '12.50'],
		[
			"Twenty's phone",
			{
				primaryPhoneNumber: '601234567',
				primaryPhoneCountryCode: 'PL',
				primaryPhoneCallingCode: '+48',
				additionalPhones: [],
			},
			'+48 601234567',
		],
		["MySQL's bit", Buffer.from([1]), 1],
		["MySQL's bit as JSON", { type: 'Buffer', data: [0] }, 0],
		["Notion's text", { type: 'title', title: [{ plain_text: 'An' }, { plain_text: 'n' }] }, 'Ann'],
	])('%s', (_what, value, shown) => {
		expect(shownOf(value)).toEqual(shown);
	});

	it.each<[string, unknown]>([
		['a text', 'Ann'],
		['a text of somebody in brackets', '[Ann]'],
		['JSON that breaks off', '{"richText":[{"text":"An"'],
		['nothing', null],
		['an object with a city', { city: 'Rome' }],
		['one that tells more than its value', { type: 'home', value: 'ann@example.com', city: 'Rome' }],
		['one with an address and an ID, a person', { id: 3, email: 'ann@example.com' }],
		['a phone beside something else', { area: 'North', phone: '1', city: 'Rome' }],
		['an area alone', { area: 'North' }],
		['a value that holds others', { value: { city: 'Rome' } }],
		['a formula without a result', { formula: 'A1' }],
		["Avro's int, which may count days", { int: 7441 }],
		['an element of XML that holds others', { $: { id: '1' }, city: 'Rome' }],
		['one whose text holds others', { _: { city: 'Rome' }, $: {} }],
		['a list', ['Ann', 'Bob']],
		['a list of one', ['Ann']],
		['a list of a text and a number', ['1', 1]],
		['a list of two moments', [new Date(0), new Date(1)]],
		['a list of what has the fields of moments and nothing of theirs', [noMoment, { ...noMoment }]],
		['a list of bytes', [Buffer.from('Ann'), Buffer.from('Ann')]],
		['a list of objects with texts', [{ text: 'ann@example.com' }, { text: 'bob@example.com' }]],
		[
			'a list of two primary ones',
			[
				{ value: 'a', primary: true },
				{ value: 'b', primary: true },
			],
		],
		[
			'a list of which none is marked',
			[
				{ value: 'a', type: 'home' },
				{ value: 'b', type: 'work' },
			],
		],
		['a list of one object', [{ city: 'Rome' }]],
		['two numbers', [3, 4]],
		['two texts of which one is a number', ['3', 'Acme']],
		['a list of lists', [[3, 'Acme']]],
		['a Date', new Date(0)],
		['bytes', Buffer.from('Ann')],
		['bytes as JSON', { type: 'Buffer', data: [65, 110] }],
		['a byte that is no bit', Buffer.from([2])],
		['an object without fields', {}],
	])('and %s stays as it is', (_what, value) => {
		expect(shownOf(value)).toEqual(value);
	});

	it('and a DateTime stays the moment that it is', () => {
		const moment = DateTime.fromISO('2026-02-03T04:05:06Z');
		const shown = shownOf(moment);
		expect([isMoment(shown), Number(shown), JSON.stringify(shown)]).toEqual([
			true,
			Number(moment),
			JSON.stringify(moment),
		]);
	});

	it('a value in circles comes to an end', () => {
		const circle: Record<string, unknown> = { id: 'a', type: 'email' };
		circle.email = circle;
		expect(isNested(shownOf(circle))).toBe(true);
	});
});

describe('the object that a list means', () => {
	const [rome, kent] = [{ city: 'Rome' }, { city: 'Kent' }];
	it.each<[string, unknown[], unknown]>([
		['is the only one', [rome], rome],
		[
			'the only one that is filled in',
			[
				{ AddressType: 'STREET', city: '' },
				{ AddressType: 'POBOX', ...kent },
			],
			kent,
		],
		[
			"Magento's and others' for bills",
			[
				{ ...rome, default_shipping: true },
				{ ...kent, default_billing: true },
			],
			kent,
		],
		[
			"Keap's for bills",
			[
				{ ...rome, field: 'SHIPPING' },
				{ ...kent, field: 'BILLING' },
			],
			kent,
		],
		["Shopify's default", [rome, { ...kent, default: true }], kent],
		['none where none is marked', [rome, kent], undefined],
		['none where two are', [rome, kent].map((each) => ({ ...each, default: true })), undefined],
		['none where there is nothing', [], undefined],
		['none of texts', ['Rome'], undefined],
	])('%s', (_what, list, found) => {
		expect(objectIn(list)).toEqual(found === undefined ? undefined : expect.objectContaining(found));
	});
});

it.each<[string, unknown]>([
	['.city', { id: 1, city: 'Rome' }],
	['.value', { alias: 'firstname', group: 'core', value: 'Ann' }],
	[
		'[1].AddressLine1',
		[
			{ AddressType: 'STREET', City: '' },
			{ AddressType: 'POBOX', AddressLine1: '1 Main St' },
		],
	],
	['[0].city', [{ customer_id: 1, regionId: 2, city: 'Rome' }]],
	['.work.city', { work: { city: 'Rome' } }],
	['.id', { id: 1, type: 'x' }],
	['', { 'Ann Lee': 'x', deep: { deeper: { deepest: { city: 'Rome' } } } }],
	['', Buffer.from('Ann')],
])('the way to a single value that tells most is %j', (path, value) => {
	expect(pathToSingle(value)).toBe(path);
});

it('of a list of phones each is known, whatever stands beside it', () => {
	const phones = [
		{ value: '911', type: 'work' },
		{ number: '912', category: 'home' },
		{ phone: '913', country: 'US', phone_formatted: '9 13' },
		{ phone: '', country: 'US', number: 914 },
		'915',
		{ country: 'US' },
		null,
	];
	expect(digitsIn(phones)).toEqual(['911', '912', '913', 914, '915', { country: 'US' }, null]);
});
