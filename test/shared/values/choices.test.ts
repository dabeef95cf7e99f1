import { createChoiceReader } from '../../../nodes/shared/values/choices';

const read = createChoiceReader(['Gold', 'Silver', 'Red, white', 'Über', "Ann's"]);

describe('choices are read by their labels', () => {
	it.each<[string, unknown, string[]]>([
		['one', 'Gold', ['Gold']],
		['one in small letters, with blanks around', ' gold ', ['Gold']],
		['one whose accent is a sign of its own', 'u\u0308ber', ['Über']],
		['one with a comma in it', 'red,  white', ['Red, white']],
		['one in quotation marks', '"Gold"', ['Gold']],
		['one that has an apostrophe', "Ann's", ["Ann's"]],
		['several between commas', 'Gold, Silver', ['Gold', 'Silver']],
		['several between semicolons', 'Silver;Gold', ['Silver', 'Gold']],
		['several between bars and lines', 'Silver|Gold\nÜber', ['Silver', 'Gold', 'Über']],
		['several of which one has a comma in it', 'Gold, Red, white, Silver', ['Gold', 'Red, white', 'Silver']],
		['a list of PostgreSQL', '{Gold,"Red, white"}', ['Gold', 'Red, white']],
		['a list as JSON', '["Gold","Red, white"]', ['Gold', 'Red, white']],
		['a list', ['Gold', 'Silver'], ['Gold', 'Silver']],
		['a list of lists of them in texts', ['Gold, Silver', 'Über'], ['Gold', 'Silver', 'Über']],
		['an object that carries the label', { id: 7, value: 'Silver', color: 'grey' }, ['Silver']],
		['a list of such objects', [{ value: 'Silver' }, { name: 'Gold' }], ['Silver', 'Gold']],
		['the same one twice', 'Gold, gold', ['Gold']],
		["Grist's list", ['L', 'Gold', 'Silver'], ['Gold', 'Silver']],
		['a list with an entry that is nothing', ['Gold', null, ''], ['Gold']],
		['an object with two labels', { first: 'Silver', second: 'Gold' }, ['Silver']],
		['as many as a field can have', Array.from({ length: 200 }, () => 'Gold'), ['Gold']],
		['one in apostrophes, with blanks within', "' Gold '", ['Gold']],
		['gaps between them', 'Gold,, Silver,', ['Gold', 'Silver']],
		['none', ' ', []],
		['an empty list', [], []],
	])('%s', (_what, value, labels) => {
		expect(read(value)).toEqual(labels);
	});

	it.each<[string, unknown]>([
		['another', 'Bronze'],
		['another beside one', 'Gold, Bronze'],
		['another in a list', ['Gold', 'Bronze']],
		['an object without a label', { id: 7 }],
		['an object with a label in another object', { inner: { value: 'Gold' } }],
		['one with a sign before it', '-Gold'],
		['one that a bracket stands in', 'Go[ld'],
		["Grist's sign behind the first one", ['Gold', 'L']],
		['a label that is half in quotation marks', '"Gold" x'],
		['more than a field can have', Array.from({ length: 201 }, () => 'Gold')],
	])('and not where it is %s', (_what, value) => {
		expect(read(value)).toBeUndefined();
	});

	it('a number is one where a label is that number', () => {
		expect(createChoiceReader(['1', '2'])(2)).toEqual(['2']);
	});
});

it("the sign of Grist's lists is a choice where a label is that letter", () => {
	expect(createChoiceReader(['L', 'Gold'])(['L', 'Gold'])).toEqual(['L', 'Gold']);
});

it('a label of eight parts is put together, and one of nine is not', () => {
	const parts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
	const [eight, nine] = [8, 9].map((count) => parts.slice(0, count).join(', '));
	const both = createChoiceReader([eight, nine, 'Gold']);
	expect(both(`Gold, ${eight}`)).toEqual(['Gold', eight]);
	expect(both(`Gold, ${nine}`)).toBeUndefined();
});
