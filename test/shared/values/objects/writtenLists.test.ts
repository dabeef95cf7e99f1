import { listWrittenIn } from '../../../../nodes/shared/values/objects/writtenLists';

describe('a list that a program wrote as a text is that list', () => {
	it.each<[string, string, unknown[]]>([
		['JSON', '["Ann", "Bob \\"B\\" Ray", "S\\u00e3o"]', ['Ann', 'Bob "B" Ray', 'São']],
		['JSON with nothing in it', '[ ]', []],
		['numbers, and digits that are none', '[3, -1.5, 00950]', [3, -1.5, '00950']],
		['nothing in Ruby, JSON and Python', '["Ann", nil, null, None]', ['Ann', '', '', '']],
		['pandas', `['Ann', "O'Brien", 'caf\\xe9', nan]`, ['Ann', "O'Brien", 'café', '']],
		['numpy', "['Ann' 'Bob']", ['Ann', 'Bob']],
		['PostgreSQL', '{Ann,"New York",NULL,"NULL",+48601234567}', ['Ann', 'New York', '', 'NULL', '+48601234567']],
		['a path in PostgreSQL', '{"C:\\\\new"}', ['C:\\new']],
		['Cassandra', "{'Ann', 'Bob'}", ['Ann', 'Bob']],
		['nothing in PostgreSQL', '{}', []],
	])('%s', (_what, text, entries) => {
		expect(listWrittenIn(text)).toEqual(entries);
	});

	it.each([
		'[Ann]',
		'[not provided]',
		'[Ann, Bob]',
		'["Ann"',
		'["Ann"] of Rome',
		'["Ann" "Bob"x]',
		'{"city": "Rome"}',
		"{'city': 'Rome'}",
		'{city:Rome}',
		'{{first_name}}',
		'{0B1C2D3E-0000-4000-8000-00000000000A}',
		'{Ann Lee}',
		'{"Ann}',
		'[{"value":"Ann"}]',
		`["${'x'.repeat(2_000)}"]`,
	])('but not %j', (text) => {
		expect(listWrittenIn(text)).toBeUndefined();
	});

	it('whatever is in it, the time grows with its length alone', () => {
		for (const text of [
			`{${'\\'.repeat(1_990)}}`,
			`["${'\\"'.repeat(990)}`,
			`[${' '.repeat(1_990)}x]`,
			`{${"'".repeat(1_990)}}`,
		])
			expect(listWrittenIn(text)).toBeUndefined();
	});
});
