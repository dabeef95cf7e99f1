import { plainName } from '../../../../nodes/ExportSegment/outputs/outcome/plainName';

it.each([
	['a *b* `c`', 'a b c'],
	['<!channel> news', '‹!channel› news'],
	['two\nlines\u2028and\u202eback', 'two lines and back'],
	['x'.repeat(1_000), `${'x'.repeat(79)}…`],
	['\ud800half', '\ufffdhalf'],
])('a name from outside, in one line and without what a chat takes for a command: %j is %j', (name, words) => {
	expect(plainName(name)).toBe(words);
});
