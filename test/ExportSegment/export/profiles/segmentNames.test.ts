import fc from 'fast-check';
import { namesIn } from '../../../../nodes/ExportSegment/export/profiles/segmentNames';

const names = (value: unknown) => namesIn(value)?.map(({ name }) => name);

describe('the names in a value', () => {
	it.each<[unknown, string[]]>([
		['VIP', ['VIP']],
		['  VIP \t', ['VIP']],
		['VIP, Newsletter,VIP', ['VIP', 'Newsletter']],
		['VIP;Gold', ['VIP', 'Gold']],
		['VIP;Gold, new', ['VIP;Gold', 'new']],
		['a/b, "c"', ['a/b', 'c']],
		['"VIP","Blog, news"', ['VIP', 'Blog, news']],
		['{vip,"male, under 40"}', ['vip', 'male, under 40']],
		['{"the \\"best\\"",b}', ['the "best"', 'b']],
		['{}', []],
		["[vip, 'blog']", ['vip', 'blog']],
		['Men\'s, 5" pipes', ["Men's", '5" pipes']],
		['VIP, vip, Vip ', ['VIP']],
		['Café, Cafe\u0301', ['Café']],
		[',, ,', []],
		['', []],
		['   ', []],
		[null, []],
		[undefined, []],
		['["VIP","Male, under 40"]', ['VIP', 'Male, under 40']],
		['  [ "VIP" , "VIP" ]\n', ['VIP']],
		['["\\"quoted\\" / slash"]', ['"quoted" / slash']],
		['[]', []],
		['[7, true, null, ""]', ['7', 'true']],
		['[VIP], Gold', ['[VIP]', 'Gold']],
		['[draft]', ['[draft]']],
		['{draft}', ['draft']],
		[
			['VIP', ' Gold, Silver ', 'VIP', '', null, undefined],
			['VIP', 'Gold, Silver'],
		],
		[[], []],
		[42, ['42']],
		[0, ['0']],
		[false, ['false']],
		[10n, ['10']],
		['V\u0000IP', ['VIP']],
	])('%j are %j', (value, expected) => {
		expect(names(value)).toEqual(expected);
	});

	it.each<[string, unknown]>([
		['an object', { name: 'VIP' }],
		['a date', new Date(0)],
		['a list of objects', [{ name: 'VIP' }]],
		['a list of lists', [['VIP']]],
		['an object as text', '{"name":"VIP"}'],
		['a list of objects as text', '[{"name":"VIP"}]'],
		['a list as text that is cut off', '["VIP","Male under'],
		['an object as text that is cut off', '{"name":"VI'],
		['a function', () => 'VIP'],
	])('%s holds none', (_what, value) => {
		expect(namesIn(value)).toBeUndefined();
	});

	it('a list as JSON text is read as the list itself, whatever the names', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'grapheme' })), (list) => {
				expect(names(JSON.stringify(list))).toEqual(names(list));
			}),
		);
	});

	it('no value makes it throw, and no name is empty, or there twice', () => {
		fc.assert(
			fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) => {
				const found = namesIn(value) ?? [];
				expect(found.every(({ name }) => name.trim() !== '')).toBe(true);
				expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
			}),
		);
	});
});
