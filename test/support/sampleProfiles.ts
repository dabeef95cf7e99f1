/**
 * Customer profiles as a CRM gives them, with what must become of each.
 * The same options always give the same profiles. Every address is under example.com, example.org or example.net.
 */

export type RejectionCode =
	| 'email_missing'
	| 'email_invalid'
	| 'email_too_long'
	| 'value_too_long'
	| 'date_invalid'
	| 'too_many_custom_fields';

/** One row, with the column names of the source, not those of Constant Contact. */
export interface SampleProfile {
	customerId: string;
	email?: string | null;
	firstName: string;
	lastName: string;
	jobTitle: string;
	company: string;
	birthday: string;
	anniversary: string;
	phone: string;
	city: string;
	tier: string;
	segment: string;
	[noteColumn: `note${number}`]: string;
}

/** What Constant Contact must hold of a person; what is absent here was blank in the row. */
export interface ExpectedContact {
	email: string;
	first_name: string;
	last_name: string;
	job_title?: string;
	company_name?: string;
	birthday?: { month: number; day: number };
	/** YYYY-MM-DD */
	anniversary?: string;
	phone?: string;
	city?: string;
	/** By the name of the custom field, without `cf:`. */
	customFields: Record<string, string>;
}

export interface SampleOptions {
	/** All rows: people, bad ones and duplicates together. */
	total: number;
	/** How many rows are bad, and why. */
	bad?: Partial<Record<RejectionCode, number>>;
	/** Rows whose address another row has too, in another case or with blanks around it. */
	duplicates?: number;
	seed?: number;
	segments?: readonly string[];
}

export interface Sample {
	profiles: SampleProfile[];
	/** By lower-case address, when the last row of a person counts. */
	expected: Map<string, ExpectedContact>;
	/** The same, when the first one counts. */
	expectedIfFirstCounts: Map<string, ExpectedContact>;
	/** Position of each bad row, and the code it must be rejected with. */
	rejections: Map<number, RejectionCode>;
	counts: { read: number; duplicates: number; rejected: number; people: number };
}

/** 300 bad rows, 50 of each kind. */
export const badOfEveryKind: Readonly<Record<RejectionCode, number>> = {
	email_missing: 50,
	email_invalid: 50,
	email_too_long: 50,
	value_too_long: 50,
	date_invalid: 50,
	too_many_custom_fields: 50,
};

/** Constant Contact keeps at most this many custom fields of a contact; one more makes a profile bad. */
const maxCustomFields = 50;

const noteColumns = Array.from({ length: maxCustomFields }, (_, index) => `note${index + 1}` as const);

/** The custom fields that the account must have for these profiles: the tier, and notes that few profiles fill. */
export const sampleCustomFields = [
	{ name: 'loyalty_tier', label: 'Loyalty Tier', type: 'string', column: 'tier' },
	...noteColumns.map((column, index) => ({
		name: `note_${index + 1}`,
		label: `Note ${index + 1}`,
		type: 'string',
		column,
	})),
] as const;

/** Field ids of the node's mapper by the column that feeds each. */
export const sampleColumns: Readonly<Record<string, string>> = {
	email: 'email',
	first_name: 'firstName',
	last_name: 'lastName',
	job_title: 'jobTitle',
	company_name: 'company',
	birthday: 'birthday',
	anniversary: 'anniversary',
	phone: 'phone',
	city: 'city',
	...Object.fromEntries(sampleCustomFields.map(({ name, column }) => [`cf:${name}`, column])),
};

/** As somebody writes a name, and as their address spells it. */
type Spelled = readonly [written: string, inAddress: string];

const people: ReadonlyArray<{ first: readonly Spelled[]; last: readonly Spelled[] }> = [
	{
		first: [
			['Łukasz', 'lukasz'],
			['Żaneta', 'zaneta'],
			['Małgorzata', 'malgorzata'],
			['Zdzisław', 'zdzislaw'],
			['Śniegosława', 'sniegoslawa'],
		],
		last: [
			['Wiśniewski', 'wisniewski'],
			['Dąbrowska', 'dabrowska'],
			['Źdźbło', 'zdzblo'],
			['Grzęda-Żółw', 'grzeda-zolw'],
			['Brzęczyszczykiewicz', 'brzeczyszczykiewicz'],
		],
	},
	{
		first: [
			['Ελένη', 'eleni'],
			['Γιώργος', 'giorgos'],
			['Αθηνά', 'athina'],
			['Δημήτρης', 'dimitris'],
			['Ευαγγελία', 'evangelia'],
		],
		last: [
			['Παπαδόπουλος', 'papadopoulos'],
			['Νικολάου', 'nikolaou'],
			['Οικονόμου', 'oikonomou'],
			['Καραμανλής', 'karamanlis'],
			['Χατζηγεωργίου', 'chatzigeorgiou'],
		],
	},
	{
		first: [
			['伟', 'wei'],
			['秀英', 'xiuying'],
			['雨桐', 'yutong'],
			['子轩', 'zixuan'],
			['𠮷', 'ji'],
		],
		last: [
			['王', 'wang'],
			['欧阳', 'ouyang'],
			['李', 'li'],
			['张', 'zhang'],
			['司马', 'sima'],
		],
	},
	{
		first: [
			['محمد', 'mohammed'],
			['فاطمة', 'fatima'],
			['عبد الرحمن', 'abdulrahman'],
			['نور', 'nour'],
			['ليلى', 'layla'],
		],
		last: [
			['الحسيني', 'alhusseini'],
			['بن علي', 'ben-ali'],
			['المصري', 'almasri'],
			['حدّاد', 'haddad'],
			['الخوري', 'alkhoury'],
		],
	},
	{
		first: [
			['Zoë 🌷', 'zoe'],
			['Max 🚀', 'max'],
			['Ana 👩‍👩‍👧‍👦', 'ana'],
			['Jo 🇵🇱', 'jo'],
			['Kim ✨', 'kim'],
		],
		last: [
			['Smith 🎉', 'smith'],
			['Novák', 'novak'],
			['Ødegård', 'odegard'],
			['Müller-Lüdenscheidt', 'mueller'],
			['Nguyễn', 'nguyen'],
		],
	},
	{
		first: [
			["D'Arcy", 'darcy'],
			['Robert "Bob"', 'bob'],
			['Anne-Marie', 'anne-marie'],
			['„Ola”', 'ola'],
			['Back\\slash', 'backslash'],
		],
		last: [
			["O'Connor", 'oconnor'],
			['O’Brien', 'obrien'],
			['Smith, Jr.', 'smith-jr'],
			['St. John; Esq.', 'st-john'],
			["'t Hooft <3", 'thooft'],
		],
	},
	{
		first: [
			['Emma', 'emma'],
			['Liam', 'liam'],
			['Olivia', 'olivia'],
			['Noah', 'noah'],
			['Ava', 'ava'],
		],
		last: [
			['Johnson', 'johnson'],
			['Brown', 'brown'],
			['García', 'garcia'],
			['Rossi', 'rossi'],
			['Tanaka', 'tanaka'],
		],
	},
];
const jobs = [
	'Buyer',
	'Kierowniczka sprzedaży',
	'Διευθυντής',
	'软件工程师',
	'مهندسة',
	'Head of “Things”',
	"Owner's rep",
	'',
];
const companies = [
	'Example Co',
	'Piekarnia „U Ani”',
	'Ελληνικά Προϊόντα Α.Ε.',
	'示例有限公司',
	'شركة المثال',
	'Fish & Chips <Ltd>',
	'=SUM Tools',
	'',
];
const cities = ['Łódź', 'Αθήνα', '上海', 'القاهرة', 'São Paulo', 'Boston', ''];
const tiers = ['Gold', 'Silver', 'Bronze', 'Platinum ⭐', ''];
const domains = ['example.com', 'example.org', 'example.net'];

const invalidAddresses = [
	(name: string) => `${name}.example.com`,
	(name: string) => `${name}@`,
	(name: string) => `@${name}.example.com`,
	(name: string) => `${name}@example`,
	(name: string) => `${name.slice(0, 3)} ${name.slice(3)}@example.com`,
	(name: string) => `${name}@example.com, ${name}@example.org`,
	(name: string) => `ask at ${name}(at)example.com`,
	() => 'unknown',
];
const missingAddresses: ReadonlyArray<string | null | undefined> = ['', '   ', '\t', null, undefined];
const invalidDates = ['2021-02-30', '31.31.1990', 'next spring', '13/45', '2021-13-01'];
const textColumns = ['firstName', 'lastName', 'jobTitle', 'company'] as const;

type Slot = { person: number; copy: number } | { bad: RejectionCode };

export function sampleSegment({
	total,
	bad = {},
	duplicates = 0,
	seed = 1,
	segments = ['VIP'],
}: SampleOptions): Sample {
	const random = randomNumbers(seed);
	const badSlots = Object.entries(bad).flatMap(([code, count]) =>
		Array.from({ length: count }, (): Slot => ({ bad: code as RejectionCode })),
	);
	const personCount = total - badSlots.length - duplicates;
	if (personCount < 1) throw new Error('the bad rows and duplicates leave no room for people');
	const slots: Slot[] = [
		...Array.from({ length: personCount }, (_, person): Slot => ({ person, copy: 0 })),
		...Array.from({ length: duplicates }, (_, index): Slot => ({ person: random.below(personCount), copy: index + 1 })),
		...badSlots,
	];
	random.shuffle(slots);

	const sample: Sample = {
		profiles: [],
		expected: new Map(),
		expectedIfFirstCounts: new Map(),
		rejections: new Map(),
		counts: { read: total, duplicates, rejected: badSlots.length, people: personCount },
	};
	slots.forEach((slot, row) => {
		if ('bad' in slot) {
			sample.rejections.set(row, slot.bad);
			sample.profiles.push(badProfile(slot.bad, row, segments, random));
			return;
		}
		const profile = goodProfile(slot.person, slot.copy, row, segments, random);
		const email = addressOf(slot.person);
		const contact = contactOf(profile, email);
		sample.profiles.push(slot.copy === 0 ? profile : { ...profile, email: disguise(email, random) });
		sample.expected.set(email, contact);
		if (!sample.expectedIfFirstCounts.has(email)) sample.expectedIfFirstCounts.set(email, contact);
	});
	return sample;
}

function nameOf(person: number): { first: Spelled; last: Spelled } {
	const { first, last } = people[person % people.length];
	const turn = Math.floor(person / people.length);
	return { first: first[turn % first.length], last: last[Math.floor(turn / first.length) % last.length] };
}

function addressOf(person: number): string {
	const { first, last } = nameOf(person);
	return `${first[1]}.${last[1]}${person % 3 === 0 ? '+' : '.'}${person}@${domains[person % domains.length]}`;
}

function goodProfile(
	person: number,
	copy: number,
	row: number,
	segments: readonly string[],
	random: RandomNumbers,
): SampleProfile {
	const { first, last } = nameOf(person);
	const day = new Date(Date.UTC(1950 + random.below(60), random.below(12), 1 + random.below(28)))
		.toISOString()
		.slice(0, 10);
	const profile: SampleProfile = {
		customerId: `C${String(row + 1).padStart(7, '0')}`,
		email: addressOf(person),
		firstName: first[0],
		lastName: copy === 0 ? last[0] : `${last[0]} ${copy}`,
		jobTitle: random.pick(jobs),
		company: random.pick(companies),
		birthday: random.pick([day, `${day.slice(5, 7)}/${day.slice(8)}`, '']),
		anniversary: random.pick([day, '']),
		phone: random.pick([`+1 555 01${String(person % 100).padStart(2, '0')}`, '']),
		city: random.pick(cities),
		tier: random.pick(tiers),
		segment: random.pick(segments),
	};
	if (random.below(10) === 0) profile.note1 = `Prefers "quiet" hours; ${first[0]} — 50% off, really\\n`;
	return profile;
}

function badProfile(
	code: RejectionCode,
	row: number,
	segments: readonly string[],
	random: RandomNumbers,
): SampleProfile {
	const profile = goodProfile(row, 0, row, segments, random);
	const name = `bad.row.${row}`;
	profile.email = `${name}@example.com`;
	switch (code) {
		case 'email_missing':
			profile.email = random.pick(missingAddresses);
			if (profile.email === undefined) delete profile.email;
			break;
		case 'email_invalid':
			profile.email = random.pick(invalidAddresses)(name);
			break;
		case 'email_too_long':
			profile.email = `${name.padEnd(60, 'x')}@long-domain-name.example.com`;
			break;
		case 'value_too_long':
			if (random.below(2) === 0) profile[random.pick(textColumns)] = 'Ω'.repeat(51);
			else profile.tier = 'ł'.repeat(256);
			break;
		case 'date_invalid':
			profile[random.pick(['birthday', 'anniversary'] as const)] = random.pick(invalidDates);
			break;
		case 'too_many_custom_fields':
			profile.tier = 'Gold';
			for (const column of noteColumns) profile[column] = `about ${row}`;
			break;
	}
	return profile;
}

function contactOf(profile: SampleProfile, email: string): ExpectedContact {
	const custom = sampleCustomFields.map(({ name, column }) => [name, profile[column] ?? ''] as const);
	return {
		email,
		first_name: profile.firstName,
		last_name: profile.lastName,
		job_title: profile.jobTitle || undefined,
		company_name: profile.company || undefined,
		birthday: profile.birthday ? monthAndDay(profile.birthday) : undefined,
		anniversary: profile.anniversary || undefined,
		phone: profile.phone || undefined,
		city: profile.city || undefined,
		customFields: Object.fromEntries(custom.filter(([, value]) => value !== '')),
	};
}

function monthAndDay(date: string) {
	const [month, day] = date.split(/[-/]/).slice(-2).map(Number);
	return { month, day };
}

/** The same address as another system would have it: letters in another case, blanks around it. */
function disguise(email: string, random: RandomNumbers): string {
	const inOtherCase = random.pick([
		email.toUpperCase(),
		email.replace(/(^|[.@+-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase()),
		email,
	]);
	const [before, after] = random.pick([
		['', ' '],
		['  ', ''],
		['\t', '\n'],
		['\u00a0', ' '],
	] as const);
	return inOtherCase === email || random.below(2) === 0 ? before + inOtherCase + after : inOtherCase;
}

interface RandomNumbers {
	/** A whole number from 0, below the limit. */
	below(limit: number): number;
	pick<T>(values: readonly T[]): T;
	shuffle(values: unknown[]): void;
}

/** mulberry32: small, fast, and the same on every machine. */
function randomNumbers(seed: number): RandomNumbers {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		below,
		pick: (values) => values[below(values.length)],
		shuffle(values) {
			for (let last = values.length - 1; last > 0; last--) {
				const other = below(last + 1);
				[values[last], values[other]] = [values[other], values[last]];
			}
		},
	};
}
