import { shownOf } from '../../../nodes/shared/values/nested';

describe('what a program puts around one value is that value', () => {
	it.each<[string, unknown, unknown]>([
		["exceljs's text with fonts", { richText: [{ text: 'An', font: { bold: true } }, { text: 'n' }] }, 'Ann'],
		['the same as JSON in a CSV', '{"richText":[{"text":"An"},{"text":"n"}]}', 'Ann'],
		["exceljs's formula", { formula: 'A1', result: 'Ann' }, 'Ann'],
		["MongoDB's long", { $numberLong: '48601234567' }, '48601234567'],
		["DynamoDB's text", { S: 'Ann' }, 'Ann'],
		["Firestore's nothing", { nullValue: null }, null],
		["HubSpot's value", { value: 'Ann', versions: [{ value: 'An' }], timestamp: 1 }, 'Ann'],
		['an element of XML', { _: 'Ann', $: { lang: 'en' } }, 'Ann'],
		["Notion's property", { id: 'a', type: 'email', email: 'ann@example.com' }, 'ann@example.com'],
		["Notion's text", { type: 'title', title: [{ plain_text: 'An' }, { plain_text: 'n' }] }, 'Ann'],
	])('%s', (_what, value, shown) => {
		expect(shownOf(value)).toEqual(shown);
	});

	it.each<[string, unknown]>([
		['a text', 'Ann'],
		['JSON that breaks off', '{"richText":[{"text":"An"'],
		['nothing', null],
		['an object with a city', { city: 'Rome' }],
		['one with a type', { type: 'home', value: 'ann@example.com' }],
		['a formula without a result', { formula: 'A1' }],
		['a list', ['Ann', 'Bob']],
		['a list of objects with texts', [{ text: 'ann@example.com' }, { text: 'bob@example.com' }]],
		['bytes', Buffer.from('Ann')],
	])('and %s stays as it is', (_what, value) => {
		expect(shownOf(value)).toBe(value);
	});

	it('a value in circles comes to an end', () => {
		const circle: Record<string, unknown> = { id: 'a', type: 'email' };
		circle.email = circle;
		expect(shownOf(circle)).toBe(circle);
	});
});
