import {
	findAddresses,
	possibleAddresses,
} from '../../../../../nodes/ExportSegment/export/profiles/email/addressesInText';

const found = (text: string) => findAddresses(text).addresses;

describe('the addresses that a text holds, and nothing beside them', () => {
	it.each<[text: string, ...addresses: string[]]>([
		['@example.com'],
		['(@example.com), e@example.org', 'e@example.org'],
		['ann@'],
		['ann@,com'],
		['ann@example'],
		['@, e@example.com', 'e@example.com'],
		['on @example.com: e@example.org', 'on@example.com', 'e@example.org'],
		['a@example.com/b@example.com', 'a@example.com', 'b@example.com'],
		['a@example.com||b@example.com', 'a@example.com', 'b@example.com'],
		["a@example.com'b@example.com'", 'a@example.com', 'b@example.com'],
		['a@example.com; *b@example.com', 'a@example.com', '*b@example.com'],
		["''e''@example.com", 'e@example.com'],
		["'o'brien'@example.com", "o'brien@example.com"],
		['*e.*e@example.com*', 'e.*e@example.com'],
		['e@example.com--', 'e@example.com'],
		['e@example,com.net', 'e@example.com.net'],
		['e@example,com>', 'e@example.com'],
		['e@example,com (Eve)', 'e@example.com'],
		['e@example,com!'],
		['a@example.com@example.org', 'a@example.com', 'example.com@example.org'],
		['e@example.com@home', 'e@example.com'],
	])('%s', (text, ...addresses) => {
		expect(found(text)).toEqual(addresses);
	});

	it('of a part of more than 320 characters only those next to the @ are looked at', () => {
		const [local, domain] = ['a'.repeat(330), `${'b.'.repeat(165)}com`];
		expect(found(`${local}@example.com ${local}@example.com`)).toEqual(
			[1, 2].map(() => `${'a'.repeat(320)}@example.com`),
		);
		expect(found(`e@${domain}`)).toEqual([`e@${domain.slice(0, 319)}`]);
	});
});

describe('words beside an address make it unsure whose it is, except a name before brackets and a remark in them', () => {
	it.each([
		['Eve <e@example.com>, e@example.com', false],
		['e@example.com, Eve <e@example.com>', false],
		['Eve Lee <"e@example.com">', false],
		['e@example.com (Eve) (home)', false],
		['e@example.com', false],
		['- e@example.com -', false],
		['Eve e@example.com', true],
		['write e@example.com <', true],
		['Eve (home) e@example.com', true],
		['Eve [home]e@example.com', true],
		['e@example.com 2', true],
		['e@example.com@home', true],
	])('%s', (text, hasOtherWords) => {
		expect(findAddresses(text)).toMatchObject({ hasOtherWords });
		expect(new Set(found(text))).toEqual(new Set(['e@example.com']));
	});
});

describe('everybody who may be meant if a blank, a dot or another sign has slipped in, and nobody else', () => {
	it.each<[text: string, ...meant: string[]]>([
		['@example.com'],
		['(@example.com), e@example.org', 'e@example.org'],
		['ann@'],
		['ann@exam'],
		['Ann.Lee@Example.com', 'ann.lee@example.com'],
		['..ann..@example.com', '..ann..@example.com', 'ann@example.com'],
		['x!ann@example.com', 'x!ann@example.com', 'ann@example.com'],
		[
			'one two side@example.com',
			...['side@example.com', 'twoside@example.com', 'two.side@example.com', 'two_side@example.com'],
			'two-side@example.com',
		],
		[
			'my_in side@example.com',
			...['side@example.com', 'inside@example.com', 'in.side@example.com', 'in_side@example.com'],
			'in-side@example.com',
		],
		[
			'Ann, lee@example.com',
			...['lee@example.com', 'annlee@example.com', 'ann.lee@example.com', 'ann_lee@example.com'],
			'ann-lee@example.com',
		],
		['a@example.com side@example.org', 'a@example.com', 'side@example.org'],
		['e@mail.example, com', 'e@mail.example', 'e@mail.example.com', 'e@mail.examplecom'],
		['e@mail.example; x, com', 'e@mail.example'],
		['e@mail.example, a!b', 'e@mail.example', 'e@mail.example.a', 'e@mail.examplea'],
		['ann@exam, ple.com', 'ann@exam.ple.com', 'ann@example.com'],
		['ann@exam; ple.com'],
		['ann@exam p!le.com', 'ann@exam.p'],
		['ann@,example.com', 'ann@.example.com', 'ann@example.com'],
		['e@müller.example', 'e@müller.example', 'e@xn--mller-kva.example'],
	])('%s', (text, ...meant) => {
		expect(possibleAddresses(text)).toEqual(meant);
	});

	it('nobody has an address of more than 80 characters', () => {
		const addressOf = (characters: number) => `${'a'.repeat(characters - '@example.com'.length)}@example.com`;
		expect(possibleAddresses(addressOf(80))).toEqual([addressOf(80)]);
		expect(possibleAddresses(addressOf(81))).toEqual([]);
	});
});
