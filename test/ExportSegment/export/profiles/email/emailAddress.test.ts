import fc from 'fast-check';
import { readEmailAddress, whoMayBeMeant } from '../../../../../nodes/ExportSegment/export/profiles/email/emailAddress';

describe('the one address that a value holds is the address, whatever is around it', () => {
	it.each<[string, unknown]>([
		['a dot behind it', 'e@example.com.'],
		['an apostrophe before it, against formulas', "'e@example.com"],
		['quotation marks of every kind', '"e@example.com"'],
		['single ones', "'e@example.com'"],
		['typographic ones', '“e@example.com”'],
		['French ones', '« e@example.com »'],
		['backticks', '`e@example.com`'],
		['a blank before the @', 'e @example.com'],
		['a blank behind it', 'e@ example.com'],
		['a no-break blank', 'e\u00a0@example.com'],
		['a line break at the end', 'e@example.com\r\n'],
		['a link', 'mailto:e@example.com'],
		['a link with a subject', 'Mailto:e@example.com?subject=Hi%20there&cc=x'],
		['a link with its signs encoded', 'mailto:e%40example.com'],
		["Microsoft Access' link", 'e@example.com#mailto:e@example.com#'],
		["Markdown's link", '[e@example.com](mailto:e@example.com)'],
		["Markdown's short link", '<e@example.com>'],
		["HTML's link", '<a class="x" href="mailto:e@example.com">Write to Eve</a>'],
		["Exchange's proxy address", 'SMTP:e@example.com'],
		['a label', 'E-Mail: e@example.com'],
		['a slash behind it', 'e@example.com/'],
		['a semicolon', 'e@example.com;'],
		['a comma', 'e@example.com,'],
		['a @ of full width', 'e＠example.com'],
		['letters of full width', 'ｅ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
		['the selector of a picture', 'e@example.com\ufe0f'],
		['a zero-width blank', 'e\u200b@example.com\u200b'],
		['marks of direction', '\u202ae@example.com\u202c'],
		['a byte order mark', '\ufeffe@example.com'],
		['a soft hyphen', 'e@exam\u00adple.com'],
		['a word joiner', 'e\u2060@example.com'],
		['two @', 'e@@example.com'],
		['a @ and a blank', 'e@ @example.com'],
		['two dots in the domain', 'e@example..com'],
		['a dot before the domain', 'e@.example.com'],
		['a comma for the dot', 'e@example,com'],
		['a name', 'Eve Lee <e@example.com>'],
		['a name that is quoted', '"Lee, Eve" <e@example.com>'],
		['a name that is quoted twice', '""Lee, Eve"" <e@example.com>'],
		['a name, the bracket never closed', 'Eve <e@example.com'],
		['a name before round brackets', 'Eve Lee (e@example.com)'],
		['a remark in brackets', 'e@example.com (Eve Lee, home)'],
		['brackets', '[e@example.com]'],
		['PostgreSQL’s list', '{e@example.com}'],
		['stars', '*e@example.com*'],
		['underscores', '_e@example.com_'],
		['bars', '|e@example.com|'],
		['the same one twice', 'e@example.com, E@example.com'],
		['HTML’s way to write a sign', 'e&#64;example.com'],
		['the same, hexadecimal', 'e&#x40;example.com'],
		['HTML around it', '&lt;e@example.com&gt;'],
		['an @ in words', 'e(at)example.com'],
		['an @ and a dot in words', 'e [at] example [dot] com'],
		['the local part in quotation marks', '"e"@example.com'],
		['a formula that is a text', '="e@example.com"'],
		['a list of one', ['e@example.com']],
		['Pipedrive’s list', [{ label: 'work', value: 'e@example.com', primary: true }]],
		['an object', { address: 'e@example.com' }],
		['Excel’s link', { text: 'e@example.com', hyperlink: 'mailto:e@example.com' }],
		[
			'IMAP’s sender',
			{
				value: [{ address: 'e@example.com', name: 'Eve Lee' }],
				html: '<span>Eve Lee</span> &lt;<a href="mailto:e@example.com" class="mp">e@example.com</a>&gt;',
				text: '"Eve Lee" <e@example.com>',
			},
		],
		[
			'the primary one of several',
			[
				{ label: 'home', value: 'x@example.com', primary: false },
				{ label: 'work', value: 'e@example.com', primary: true },
			],
		],
		[
			'Google’s primary one',
			[
				{ metadata: {}, value: 'x@example.com' },
				{ metadata: { primary: true, verified: true }, value: 'e@example.com', type: 'home' },
			],
		],
		['the primary one of several in JSON', '[{"address":"x@example.com"},{"address":"e@example.com","primary":true}]'],
		['JSON', '[{"value":"e@example.com","primary":true}]'],
		['bytes as Python writes them', "b'e@example.com'"],
		['a list in JSON', '["e@example.com"]'],
	])('%s', (_what, value) => {
		expect(String(readEmailAddress(value)).toLowerCase()).toBe('e@example.com');
	});

	it.each([
		['e@müller.example', 'e@xn--mller-kva.example'],
		['e@mu\u0308ller.example', 'e@xn--mller-kva.example'],
		['e@пример.example', 'e@xn--e1afmkfd.example'],
		['e@例え。example', 'e@xn--r8jz45g.example'],
		['e@xn--mller-kva.example', 'e@xn--mller-kva.example'],
		['e&amp;co@example.com', 'e&co@example.com'],
		['mailto:e%2Bnews@example.com', 'e+news@example.com'],
		["o'brien@example.com", "o'brien@example.com"],
		["'o'brien@example.com'", "o'brien@example.com"],
		['Ann <Ann.Lee@Example.com>', 'Ann.Lee@Example.com'],
	])('%s is %s', (value, address) => {
		expect(readEmailAddress(value)).toBe(address);
	});
});

describe('what may mean two people or nobody is no address, and the reason says what is there', () => {
	const two = 'The email field holds 2 addresses. Keep one of them.';
	const words =
		'The email field holds other words beside the address. Keep the address alone, or write it like Ann Lee <ann@example.com>.';
	const fault = (words: string) => `The email address ${words}. It needs the form name@example.com.`;
	const noAt = fault('has no @');
	const blank = fault('holds a blank');
	const noDomain = fault('has no full domain, such as example.com, behind its @');
	const dots = fault('has a dot too many before its @');
	it.each<[unknown, string, readonly string[]]>([
		['a@example.com|b@example.com', two, ['a@example.com', 'b@example.com']],
		['a@example.com; b@example.com', two, ['a@example.com', 'b@example.com']],
		['a@example.com/b@example.com', two, ['a@example.com', 'b@example.com']],
		['a@example.com,b@example.org', two, ['a@example.com', 'b@example.org']],
		['A <a@example.com>, B <b@example.com>', two, ['a@example.com', 'b@example.com']],
		[['a@example.com', 'B@example.com'], two, ['a@example.com', 'b@example.com']],
		[{ work: 'a@example.com', home: 'b@example.com' }, two, ['a@example.com', 'b@example.com']],
		['a@example.com b@example.com c@example.com', two.replace('2', '3'), ['a@example.com', 'c@example.com']],
		['in side@example.com', words, ['side@example.com', 'inside@example.com', 'in.side@example.com']],
		['ann,lee@example.com', words, ['ann.lee@example.com', 'lee@example.com']],
		['ann@example.com asked to be taken off', words, ['ann@example.com']],
		['https://example.org/?to=ann@example.com', words, ['ann@example.com']],
		['e@mail.example,com', words, ['e@mail.example', 'e@mail.example.com']],
		['ann@example.com @ann', words, ['ann@example.com']],
		['a@b@example.com', words, ['b@example.com']],
		['ann@exam ple.com', blank, ['ann@example.com']],
		['ann@example. com', blank, ['ann@example.com']],
		['ann@example .com', blank, ['ann@example.com']],
		['ann..lee@example.com', dots, ['ann..lee@example.com', 'ann.lee@example.com']],
		['.ann.@example.com', dots, ['.ann.@example.com', 'ann@example.com']],
		['żaneta@example.com', fault('holds letters with accents or of another script'), ['żaneta@example.com']],
		['ann', noAt, []],
		['grace.example.com', noAt, []],
		['unknown', noAt, []],
		['@ann', fault('has nothing before its @'), []],
		['ann@', fault('has nothing behind its @'), []],
		['@@', fault('has more than one @'), []],
		['ann@example', noDomain, []],
		['ann@example.c_m', noDomain, ['ann@example.c_m']],
		['ann@example.123', noDomain, ['ann@example.123']],
		[`ann@${'a'.repeat(64)}.com`, fault('holds a sign that no address has'), []],
		[42, noAt, []],
		[true, noAt, []],
		[{ work: { city: 'x' } }, 'The email field holds an object: map one of its fields, such as .work.city.', []],
		[[{}], 'The email field holds an object: map one of its fields.', []],
		[
			Buffer.from('ann@example.com'),
			'The email field holds bytes: let the query give a text, such as by CAST(… AS CHAR).',
			[],
		],
	])('%j', (value, reason, meant) => {
		expect(readEmailAddress(value)).toEqual({ code: 'email_invalid', field: 'Email', reason });
		expect(whoMayBeMeant(value)).toEqual(expect.arrayContaining([...meant]));
	});

	it.each<[unknown]>([
		[undefined],
		[null],
		[''],
		[' \t'],
		[[]],
		[false],
		['NULL'],
		['\\N'],
		['#N/A'],
		['nan'],
		['\u200b'],
	])('%j is nobody', (value) => {
		expect(readEmailAddress(value)).toMatchObject({ code: 'email_missing' });
		expect(whoMayBeMeant(value)).toEqual([]);
	});

	it('of several addresses of which one is marked as the first, every one may be meant', () => {
		const both = [{ value: 'a@example.com', primary: true }, { value: 'b@example.com' }];
		expect([readEmailAddress(both), whoMayBeMeant(both)]).toEqual([
			'a@example.com',
			['a@example.com', 'b@example.com'],
		]);
	});

	it('an address that is too long is reported with its length', () => {
		expect(readEmailAddress(`Ann <${'a'.repeat(80)}@example.com>`)).toMatchObject({
			code: 'email_too_long',
			reason: 'The email address has 92 characters; Constant Contact takes 80.',
		});
	});
});

/** Signs that stand around addresses, and none that could be a part of them. */
const around = fc.constantFrom('', ' ', '\u00a0', '\u200b', '<', '"', '“', ';', ',', '\u202a', '\t', '(', '\ufeff');
const address = fc
	.tuple(
		fc.stringMatching(/^[a-z][a-z0-9_+-]{0,10}(\.[a-z0-9]{1,5}){0,2}$/),
		fc.stringMatching(/^([a-z][a-z0-9]{0,8}\.){1,2}$/),
		fc.constantFrom('com', 'org', 'net'),
	)
	.map(([local, domain, top]) => `${local}@${domain}example.${top}`);

it('whatever signs stand around an address, it is found; with another one beside it both may be meant', () => {
	fc.assert(
		fc.property(address, address, around, around, around, (one, other, before, between, behind) => {
			const alone = before + one + behind;
			expect(readEmailAddress(alone)).toBe(one);
			expect(whoMayBeMeant(alone)).toContain(one);
			const both = `${before}${one}${between}; ${other}${behind}`;
			expect(readEmailAddress(both)).toEqual(one === other ? one : expect.objectContaining({ code: 'email_invalid' }));
			expect(whoMayBeMeant(both)).toEqual(expect.arrayContaining([one, other]));
		}),
	);
});

it('nothing that may come throws, and what is sent is an address that mail can be sent to', () => {
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.string({ unit: fc.constantFrom(...`a.@ ,;'"<>()&-_é`) })), (value) => {
			const read = readEmailAddress(value);
			if (typeof read === 'string') expect(readEmailAddress(read)).toBe(read);
			for (const meant of whoMayBeMeant(value)) expect(meant.length).toBeLessThanOrEqual(80);
		}),
		{ numRuns: 1_000 },
	);
});

it.each([
	['no blank', 'x'],
	['nothing but @', '@'],
	['an @ after each letter', 'a@'],
	['many addresses', 'a@b.co '],
	['brackets', '<'],
	['an @ in words', '(at)'],
	['signs of HTML', '&#'],
	['letters with accents', 'é'],
	['hyphens', '-'],
	['dots', 'a@.'],
])('of a text of any length no more than the first 2,000 characters are looked at: %s', (_what, unit) => {
	const start = unit.repeat(2_000).slice(0, 2_000);
	const meant = whoMayBeMeant(start);
	for (const more of [' late@example.com', unit.repeat(200_000), `${'@'.repeat(1_000)} late@example.com`])
		expect(whoMayBeMeant(start + more)).toEqual(meant);
});

it('no more than the first 20 addresses of a value are looked for', () => {
	const many = Array.from({ length: 80 }, (_, n) => `p${n}@example.com`);
	expect(whoMayBeMeant(many.join(' '))).toEqual(expect.arrayContaining(many.slice(0, 20)));
	expect(whoMayBeMeant(many.join(' '))).not.toContain('p20@example.com');
});

describe('limits of an address', () => {
	const addressOf = (characters: number) => `${'a'.repeat(characters - '@example.com'.length)}@example.com`;

	it('80 characters are taken', () => {
		expect(readEmailAddress(addressOf(80))).toBe(addressOf(80));
		expect(readEmailAddress(`<${addressOf(80)}>`)).toBe(addressOf(80));
	});

	it('81 are too many, and the reason counts them', () => {
		expect(readEmailAddress(addressOf(81))).toEqual({
			code: 'email_too_long',
			field: 'Email',
			reason: 'The email address has 81 characters; Constant Contact takes 80.',
		});
	});

	it('80 that mail cannot be sent to are not too many', () => {
		const odd = `é${addressOf(79)}`;
		expect(readEmailAddress(odd)).toMatchObject({ code: 'email_invalid' });
		expect(readEmailAddress(`é${addressOf(80)}`)).toMatchObject({ code: 'email_too_long' });
	});

	it('a text without any address is too long from 2,001 characters on', () => {
		expect(readEmailAddress('x'.repeat(2_000))).toMatchObject({ code: 'email_invalid' });
		expect(readEmailAddress('x'.repeat(2_001))).toMatchObject({ code: 'email_too_long' });
	});
});

it.each([undefined, null, '', ' \t', 'NULL', []])('%j says that there is no address', (value) => {
	expect(readEmailAddress(value)).toMatchObject({ code: 'email_missing', field: 'Email' });
});

it('a missing address has a reason of its own', () => {
	expect(readEmailAddress('')).toEqual({
		code: 'email_missing',
		field: 'Email',
		reason: 'The profile has no email address.',
	});
});

it.each([5, 0, true, 5n])('%p is no address, and not a missing one', (value) => {
	expect(readEmailAddress(value)).toMatchObject({ code: 'email_invalid', field: 'Email' });
});

describe('an address within a value', () => {
	const ann = 'ann@example.com';
	const within = (levels: number): unknown => (levels === 0 ? ann : { inner: within(levels - 1) });

	it.each<[string, unknown]>([
		['JSON', `{"email":"${ann}"}`],
		['JSON with blanks around', `  {"email":"${ann}"} `],
		['a list as JSON', `["${ann}"]`],
		['what gives itself as JSON', { contact: { toJSON: () => ann } }],
		['what gives an object as JSON', { contact: { toJSON: () => ({ email: ann }) } }],
		['five levels of objects', within(5)],
	])('is found in %s', (_what, value) => {
		expect([readEmailAddress(value), whoMayBeMeant(value)]).toEqual([ann, [ann]]);
	});

	it('is looked for in five levels of objects, and ends where something gives itself for ever', () => {
		expect(whoMayBeMeant(within(6))).toEqual([]);
		const endless = (): unknown => ({ toJSON: endless });
		expect(whoMayBeMeant({ contact: endless() })).toEqual([]);
	});

	it('is looked for in the first 50 texts, and among the first 500 entries', () => {
		const list = (before: unknown, count: number) => [...new Array<unknown>(count).fill(before), ann];
		expect([whoMayBeMeant(list('x', 49)), whoMayBeMeant(list('x', 50))]).toEqual([[ann], []]);
		expect([whoMayBeMeant(list(null, 499)), whoMayBeMeant(list(null, 500))]).toEqual([[ann], []]);
	});

	it('is read as JSON only from a text of up to 2,000 characters', () => {
		const json = (characters: number) => {
			const text = `{"email":"${ann}","note":""}`;
			return text.replace('""', `"${'-'.repeat(characters - text.length)}"`);
		};
		expect(readEmailAddress(json(2_000))).toBe(ann);
		expect(readEmailAddress(json(2_001))).toMatchObject({ code: 'email_invalid' });
	});

	it('is meant by a text that only begins like JSON', () => {
		expect(whoMayBeMeant(`{"Ann" <${ann}>`)).toContain(ann);
	});

	it('among other words is not taken for the address because another text has no words at all', () => {
		expect(readEmailAddress({ note: '-', email: `Please write to ${ann}` })).toMatchObject({ code: 'email_invalid' });
	});
});
