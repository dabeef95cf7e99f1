import { mayHoldTags, withoutTags } from '../../../nodes/shared/values/htmlTags';

it.each([
	['<p>Ann</p>', 'Ann'],
	['<b>Acme</b> <i>Ltd</i>', 'Acme Ltd'],
	['<span class="name">Ann</span>', 'Ann'],
	['<a href="https://example.com/?a=1&amp;b=2">Acme</a>', 'Acme'],
	['1 Main St<br>Flat 2<BR/>Floor 3', '1 Main St\nFlat 2\nFloor 3'],
	['<div>1 Main St</div><div>Flat 2</div>', '1 Main St\nFlat 2'],
	['Ann<b />Lee<b >', 'AnnLee'],
	['<ul><li>Food</li><li>Art</li></ul>', 'Food\nArt\n'],
])('%j is read as a page shows it', (text, shown) => {
	expect(withoutTags(text)).toBe(shown);
});

it.each([
	'a < b and c > d',
	'a <b and c> d',
	'x <i or u> y',
	'Ann <Annie>',
	'Acme <3',
	'<unknown>',
	'<bob@example.com>',
	'<1 Main St>',
	'a <b',
	'</',
])('%j holds no tag', (text) => {
	expect(withoutTags(text)).toBe(text);
});

it('a quick look tells most texts', () => {
	expect([mayHoldTags('<b>'), mayHoldTags('Ann'), mayHoldTags('a < b'), mayHoldTags('a > b')]).toEqual([
		true,
		false,
		false,
		false,
	]);
});
