import fc from 'fast-check';
import { DateTime } from 'luxon';

/** How profiles reach the node: as n8n's items (any value), as lines of JSON, or as cells of a CSV file. */
export type Shape = 'items' | 'ndjson' | 'csv';

export interface HostileProfile {
	readonly profile: Readonly<Record<string, unknown>>;
	/** Whom the email field means, in small letters: an address, nobody (`''`), or whatever comes of it (undefined). */
	readonly address: string | undefined;
	/** What must stand in the contact's first name; undefined where that is left open. */
	readonly firstName: string | undefined;
}

export const customFieldNames = [
	'note',
	'constructor',
	'__proto__',
	'toString',
	...Array.from({ length: 51 }, (_, n) => `f${n}`),
];

/** Columns that every file has. */
export const columnNames = [
	'id',
	'email',
	'first_name',
	'last_name',
	'street',
	'birthday',
	'anniversary',
	...customFieldNames,
	'joined',
];

const megabytes = (count: number, unit: string) => unit.repeat((count * 1_000_000) / unit.length);

const controls = ['\0', '\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u009f'];
const blanks = [' ', '  ', '\t', '\n', '\r\n', '\u00a0', '\u2003', '\u3000', '\ufeff'];
const marks = ['\u200e', '\u200f', '\u202e', '\u2066', '\u200b', '\u200d', '\u00ad'];
const halves = ['\ud83d', '\udc00', '\udfff\ud800'];
const phrases = [
	'=HYPERLINK("http://x.example","y")',
	'{{ $json.email }}',
	'={{ 1 + 1 }}',
	'${process.env}',
	'"; DROP TABLE contacts; --',
	'<script>alert(1)</script>',
	"O'Brien, Jr.",
	'"quoted"',
	'\\',
	'\\u0000',
	'\\"',
	'],"list_ids":["x"]',
	'__proto__',
	'constructor',
	'null',
	'undefined',
	'NaN',
	'true',
	'0',
	'[object Object]',
	'نور',
	'שָׁלוֹם',
	'👩‍👩‍👧',
	'é',
	'e\u0301',
	'ﷺ',
	'名前',
	'\u2028',
	'\u2029',
	'\u0000',
	'%00',
	'%s%n',
	'../../etc/passwd',
	'CON',
];

const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const piece = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...phrases) },
	fc.constantFrom(...controls, ...blanks, ...marks, ...halves),
	fc.string({ unit, maxLength: 6 }),
	fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const text = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));
const longText = fc
	.tuple(text, fc.constantFrom('x', '名', '😀', ' ', '\0', '\ud800'), fc.integer({ min: 40, max: 400 }))
	.map(([begin, letter, count]) => begin + letter.repeat(count));

/** What JSON can write: nested, deep, large, with names that objects have of their own. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
	json: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		{ weight: 4, arbitrary: text },
		fc.constantFrom<unknown>(null, true, false, 0, -0, 1e308, -1.5, 2 ** 64),
		fc.array(tie('json'), { maxLength: 3 }),
		fc.dictionary(
			fc.oneof(
				fc.constantFrom(
					'__proto__',
					'constructor',
					'prototype',
					'toString',
					'valueOf',
					'toJSON',
					'then',
					'length',
					'isLuxonDateTime',
					'',
				),
				fc.string({ maxLength: 4 }),
			),
			tie('json'),
			{ maxKeys: 3, noNullPrototype: true },
		),
	),
}));

const nested = (depth: number) => {
	let value: unknown = 'deep';
	for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
	return value;
};
const circle: Record<string, unknown> = {};
circle.self = [circle];

const refuse = (): never => {
	throw new Error('no');
};
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

/** What throws when it is read, or written as a text or as JSON. */
export const throwing: readonly unknown[] = [
	{ toJSON: refuse, toString: refuse },
	{ toJSON: () => ({ toJSON: refuse }) },
	Object.defineProperty({}, 'value', { enumerable: true, get: refuse }),
	Object.defineProperty({}, 'toJSON', { get: refuse }),
	Object.defineProperty(new Date(0), 'toJSON', { value: refuse }),
	Object.create(Date.prototype),
	{ isLuxonDateTime: true, toISO: refuse },
	Object.assign(Object.create(null) as object, { isLuxonDateTime: true, toISO: () => '2026-01-01' }),
	[Object.defineProperty({}, 'email', { enumerable: true, get: refuse })],
	new Proxy({}, { ownKeys: refuse }),
	new Proxy([], { get: refuse }),
	new Proxy({}, { has: refuse, getPrototypeOf: refuse }),
	revoked,
];

/** What only code can hand over. */
const live = fc.constantFrom<unknown>(
	undefined,
	Number.NaN,
	Number.POSITIVE_INFINITY,
	10n ** 40n,
	new Date(Number.NaN),
	new Date('2026-02-03T04:05:06Z'),
	new Date(8.64e15),
	DateTime.invalid('no date'),
	DateTime.fromISO('2026-02-03T04:05:06Z'),
	circle,
	Object.create(null),
	Object.create({ inherited: 1 }),
	new Map([['a', 1]]),
	new Set([1]),
	Buffer.from('bytes'),
	new Uint8Array(3),
	Symbol('s'),
	() => 'called',
	class Foo {},
	/x/g,
	new Error('message'),
	Promise.resolve(1),
	new Proxy({}, {}),
	nested(10_000),
	// fast-check itself looks into what it is given, and the last two throw then.
	...throwing.slice(0, -2),
);

const noDates = ['2021-02-29', '31/31', '0000-00-00', '10000-01-01', '٢٠٢٦-٠١-٠١', '2026-01-01\0', 'next spring'];
const dateLike = fc.oneof(
	{ weight: 9, arbitrary: fc.constantFrom('1990-02-28', '02/28/1990', '2026-01-01T00:00:00Z', '9999-12-31', '') },
	fc.constantFrom(...noDates),
);

const valueOf: Record<Shape, fc.Arbitrary<unknown>> = {
	csv: fc.oneof({ weight: 6, arbitrary: text }, longText, dateLike),
	ndjson: fc.oneof({ weight: 6, arbitrary: text }, longText, dateLike, { weight: 2, arbitrary: json }),
	items: fc.oneof(
		{ weight: 6, arbitrary: text },
		longText,
		dateLike,
		{ weight: 2, arbitrary: json },
		{ weight: 2, arbitrary: live },
	),
};

interface Email {
	readonly value: unknown;
	readonly address: string | undefined;
}

/** Addresses that mail can be sent to; many are somebody else's as well, perhaps written in another way. */
const goodEmail = (shape: Shape) =>
	fc
		.tuple(
			fc.nat(60_000),
			fc.constantFrom('', '', '', '', 'upper', 'around', 'noise'),
			fc.constantFrom(...blanks, ...controls),
		)
		.map(([n, disguise, sign]): Email => {
			const address = `${shape}${n}@example.com`;
			if (disguise === 'upper') return { address, value: address.toUpperCase() };
			if (disguise === 'around') return { address, value: `${sign}${address}${sign}` };
			if (disguise === 'noise') return { address, value: `\u0007 ${address}\0\n` };
			return { address, value: address };
		});
const oddEmail = (shape: Shape) =>
	fc
		.tuple(
			fc.nat(5_000),
			fc.constantFrom("o'brien", '!#$%&*+/=?^`{|}~-', 'a.b.c', '__proto__', 'constructor', '1', 'x'.repeat(50)),
		)
		.map(([n, local]): Email => {
			const address = `${local}@${shape}${n}.example.org`;
			return { address, value: address };
		});

const noEmails = [
	'',
	' ',
	'\0',
	'\t\n',
	'n/a',
	'ada',
	'ada@',
	'@example.com',
	'ada@example',
	'a@b@example.com',
	'ada lovelace@example.com',
	'.ada@example.com',
	'ann@example.com; bob@example.com',
	'ann@example.com,bob@example.com',
	'żaneta@example.com',
	'ada@[127.0.0.1]',
	'ada@example.com\nbcc: x',
	'a\ud800da@example.com',
	'ada\u00a0x@example.com',
	`${'x'.repeat(70)}@example.com`,
	`${'x.'.repeat(5_000)}@`,
];
/** Addresses that are meant beyond doubt, however untidily. */
const untidyEmails: ReadonlyArray<readonly [value: string, address: string]> = [
	['ada@@example.com', 'ada@example.com'],
	['ada@example..com', 'ada@example.com'],
	['Ann Lee <ann@example.com>', 'ann@example.com'],
	['"Ann, Lee" <ann@example.com>', 'ann@example.com'],
	['"ann"@example.com', 'ann@example.com'],
	['ada@пример.com', 'ada@xn--e1afmkfd.com'],
	['mailto:ada@example.com', 'ada@example.com'],
	['a\u202eda@example.com', 'ada@example.com'],
	['ada@exa\u200bmple.com', 'ada@example.com'],
];
const untidyEmail = (shape: Shape) =>
	fc.constantFrom(...untidyEmails).map(([value, address]): Email => {
		return {
			value: value.replace(/a\u202eda|ada|(?<=[<"])ann(?=["@])/, (name) => `${shape}.${name}`),
			address: `${shape}.${address}`,
		};
	});

const noEmailValues: Record<Shape, readonly unknown[]> = {
	csv: noEmails,
	ndjson: [...noEmails, null, 0, 42, true, [], {}, ['ann@example.com', 'bob@example.com'], nested(1_000)],
	items: [
		...noEmails,
		null,
		undefined,
		Number.NaN,
		42,
		7n,
		false,
		[],
		{},
		['ann@example.com', 'bob@example.com'],
		new Date(0),
		circle,
		nested(20_000),
		Symbol('ann@example.com'),
		() => 'ann@example.com',
	],
};

const emailOf = (shape: Shape): fc.Arbitrary<Email> =>
	fc.oneof(
		{ weight: 10, arbitrary: goodEmail(shape) },
		{ weight: 1, arbitrary: oddEmail(shape) },
		{ weight: 1, arbitrary: untidyEmail(shape) },
		{ weight: 4, arbitrary: fc.constantFrom(...noEmailValues[shape]).map((value): Email => ({ value, address: '' })) },
		{ weight: 1, arbitrary: valueOf[shape].map((value): Email => ({ value, address: undefined })) },
		...(shape === 'csv'
			? []
			: [{ weight: 1, arbitrary: goodEmail(shape).map(({ value, address }): Email => ({ value: [value], address })) }]),
	);

/** Names that a mapped field has, and some that nobody asked for; `error` is one that n8n itself reads. */
const strangeNames = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'valueOf',
	'then',
	'toJSON',
	'error',
	'rejection',
	'verdict',
	'$json',
	'',
	' ',
	'json',
	'binary',
	'pairedItem',
	'E-mail',
	'Email Address',
	'a.b',
	'["x"]',
	'x'.repeat(300),
];
const strangeName = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...strangeNames) },
	fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
);

type Entry = readonly [string, unknown];

function entriesOf(shape: Shape): fc.Arbitrary<readonly Entry[]> {
	const value = valueOf[shape];
	const oneIn = (cases: number, arbitrary: fc.Arbitrary<unknown>) =>
		fc.oneof({ weight: cases - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
	const common = fc
		.tuple(
			value,
			oneIn(20, longText),
			oneIn(4, dateLike),
			oneIn(4, fc.oneof({ weight: 9, arbitrary: dateLike }, value)),
			oneIn(3, value),
		)
		.map((values): Entry[] =>
			['last_name', 'street', 'birthday', 'anniversary', 'note'].map((name, at) => [name, values[at]] as const),
		);
	const custom = fc.oneof(
		{ weight: 6, arbitrary: fc.constant<Entry[]>([]) },
		{
			weight: 2,
			arbitrary: fc.array(fc.tuple(fc.constantFrom(...customFieldNames, 'joined'), value), { maxLength: 3 }),
		},
		{ weight: 1, arbitrary: value.map((each) => customFieldNames.map((name): Entry => [name, each])) },
	);
	const strange =
		shape === 'csv'
			? fc.constant<Entry[]>([])
			: fc.oneof(
					{ weight: 3, arbitrary: fc.constant<Entry[]>([]) },
					{ weight: 2, arbitrary: fc.array(fc.tuple(strangeName, value), { maxLength: 3 }) },
				);
	return fc.tuple(strange, common, custom).map((parts) => parts.flat());
}

const profileOf = (shape: Shape): fc.Arbitrary<Omit<HostileProfile, 'address'> & { email: Email; isLive: boolean }> =>
	fc.tuple(emailOf(shape), text, entriesOf(shape), fc.nat(20)).map(([email, firstName, entries, chance]) => {
		// `__proto__` becomes a field like any other.
		const profile = Object.fromEntries([
			...entries.filter(([, value]) => value !== undefined),
			['first_name', firstName],
			['email', email.value],
		]) as Record<string, unknown>;
		const isLive = shape === 'items' && chance === 0;
		if (isLive)
			Object.defineProperty(profile, 'first_name', { enumerable: true, configurable: true, get: () => firstName });
		return { profile, email, isLive, firstName: nameOf(asShown(firstName)) };
	});

/** Words for nothing are nobody's name; of some it depends on the profile's other fields. */
function nameOf(shown: string): string | undefined {
	if (shown === 'NaN' || shown === '[object Object]') return '';
	return shown === 'null' || shown === 'undefined' ? undefined : shown;
}

/**
 * What Constant Contact can be sent of a text: no control characters but line breaks and tabs, for which others stand as
 * well, nothing that nobody sees, no halves of characters, no blanks around.
 */
export function asShown(value: string): string {
	return value
		.replace(/\p{Cc}/gu, (sign) => (otherBreaks.includes(sign) ? '\n' : sign === '\x1f' ? '\t' : sign))
		.replace(/(?![\t\n\r])\p{Cc}/gu, '')
		.replace(/[\u200c\u200d]/g, (joiner, at: number, whole: string) =>
			isDrawn(whole.at(at - 1) ?? '') && at > 0 && isDrawn(whole[at + 1] ?? '') ? joiner : '',
		)
		.replace(/(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u200c\u200d])\p{Cf}|[\u2800\u3164\uffa0]/gu, '')
		.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
		.trim();
}

const otherBreaks = '\v\f\x1c\x1d\x1e\x85';

/** Joiners between such characters shape them. */
const isDrawn = (sign: string) => /[^\0-\u05ff\p{Z}\u2000-\u206f\ufeff]/u.test(sign);

/** Some profiles of ten megabytes each; a row of a file is 4 MB long at the most. */
function giants(shape: Shape): HostileProfile[] {
	const size = shape === 'items' ? 10 : 3;
	return [
		{ profile: { email: megabytes(size, 'x@') }, address: '', firstName: undefined },
		{
			profile: { email: `${shape}-giant1@example.com`, note: megabytes(size, 'x') },
			address: `${shape}-giant1@example.com`,
			firstName: undefined,
		},
		{
			profile: { email: `${shape}-giant2@example.com`, last_name: megabytes(1, ' \0') },
			address: `${shape}-giant2@example.com`,
			firstName: undefined,
		},
		{
			profile: { email: `${shape}-giant3@example.com`, birthday: megabytes(size, '1/') },
			address: `${shape}-giant3@example.com`,
			firstName: undefined,
		},
		...(shape === 'csv'
			? []
			: [
					{
						profile: {
							email: `${shape}-giant4@example.com`,
							note: Array.from({ length: size * 1_000 }, () => 'x'.repeat(997)),
						},
						address: `${shape}-giant4@example.com`,
						firstName: undefined,
					},
				]),
	];
}

/** So many profiles that mean no good; the same numbers give the same profiles. */
export function hostileProfiles(shape: Shape, count: number, seed: number): HostileProfile[] {
	const huge = giants(shape);
	const drawn = fc
		.sample(profileOf(shape), { seed, numRuns: count - huge.length })
		.map(({ profile, email, firstName }): HostileProfile => ({ profile, address: email.address, firstName }));
	huge.forEach((giant, n) => drawn.splice(Math.floor(((n + 1) * count) / (huge.length + 2)), 0, giant));
	return drawn;
}

/** One JSON object a line; halves of characters are written as escapes. */
export function asNdjson(profiles: readonly HostileProfile[]): Buffer {
	return Buffer.from(profiles.map(({ profile }) => `${JSON.stringify(profile)}\n`).join(''));
}

/** RFC 4180 with every cell in quotation marks. UTF-8 has no way to write half of a character. */
export function asCsv(profiles: readonly HostileProfile[]): Buffer {
	const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
	const lines = profiles.map(({ profile }, n) =>
		columnNames
			.map((name) => cell(name === 'id' ? n + 1 : Object.hasOwn(profile, name) ? profile[name] : ''))
			.join(','),
	);
	return Buffer.from([columnNames.map(cell).join(','), ...lines].join('\r\n'));
}
