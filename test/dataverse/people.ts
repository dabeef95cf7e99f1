export type Value = string | number | bigint | boolean | null;
export type Values = Readonly<Record<string, Value>>;

export interface SegmentSeed {
	/** The output table name, as memberships have it. */
	name: string;
	/** What people see; the name where it is left out. */
	displayName?: string;
	/** Who is in it: a share of all, drawn from the seed, or everybody the rule is true of. */
	members: number | ((person: number) => boolean);
	state?: 'active' | 'inactive';
}

/** Everybody a rule is true of; shares are drawn from the seed. */
export type Some = number | ((person: number) => boolean);

export interface PeopleSeed {
	count: number;
	segments: readonly SegmentSeed[];
	/** Members whose profile has not come (yet). */
	withoutProfile?: Some;
	withoutEmail?: Some;
	/** Who has the address of the person before them. */
	sharedEmail?: Some;
	/** Who has a second membership row, of another provider, with a part of their segments. */
	twoRows?: Some;
	/** Whose rows belong to another business unit: not shown to the reader, and nothing says so. */
	otherBusinessUnit?: Some;
	/** Another value of a column than the generated one. */
	values?: (person: number) => Values | undefined;
}

const firstNames = ['Anna', 'Zofia', 'Łukasz', 'Ελένη', '小明', 'أحمد', 'José', 'Siobhán', 'Priya', 'Noah', 'Grace'];
const lastNames = ['Nowak', 'Wiśniewska', 'Παπαδόπουλος', '王', 'الهاشمي', 'García', "O'Brien", 'Sharma', 'Jones'];
const cities = ['Boston', 'Kraków', 'Αθήνα', '上海', 'Cairo', 'Sevilla', 'Dublin'];
const domains = ['example.com', 'example.org', 'example.net'];

/**
 * Customers, or contacts of business accounts: any number of them, each made from its number and the seed at the moment
 * somebody asks. Only what was changed by hand is kept.
 */
export class People {
	segments: readonly SegmentSeed[];

	/** Numbers run from 0 to below this. */
	count: number;

	/** Its upper bits keep the ids of several such crowds apart. */
	private readonly salt: number;

	private readonly moved = new Map<number, readonly string[]>();

	private readonly edited = new Map<number, Values>();

	private readonly profileGone = new Map<number, boolean>();

	/** The person asked for last is mostly asked for again, for the next column. */
	private lastId = { person: -1, id: '' };

	private lastSegments: { person: number; names: readonly string[] } = { person: -1, names: [] };

	constructor(
		private readonly seed: PeopleSeed,
		salt: number,
	) {
		this.salt = mix(salt);
		this.count = seed.count;
		this.segments = [...seed.segments];
	}

	/** CustomerIds: 32 hexadecimal characters. */
	idOf(person: number): string {
		if (this.lastId.person !== person) {
			const first = mix(person ^ this.salt);
			const rest = [0x9e3779b9, 0x3c6ef372, 0xdaa66d2b].map((step) => hex(mix(first + step)));
			this.lastId = { person, id: hex(first) + rest.join('') };
		}
		return this.lastId.id;
	}

	/** Whose CustomerId that is, however it is written. */
	withId(id: string): number | undefined {
		const plain = id.replaceAll('-', '').toLowerCase();
		if (!/^[0-9a-f]{32}$/.test(plain)) return undefined;
		const person = (unmix(Number.parseInt(plain.slice(0, 8), 16)) ^ this.salt) >>> 0;
		return person < this.count && this.idOf(person) === plain ? person : undefined;
	}

	segmentsOf(person: number): readonly string[] {
		const moved = this.moved.get(person);
		if (moved !== undefined) return moved;
		if (person >= this.seed.count) return [];
		if (this.lastSegments.person !== person) {
			const names = this.segments
				.filter(({ members }, index) => this.holds(members, person, index + 1))
				.map(({ name }) => name);
			this.lastSegments = { person, names };
		}
		return this.lastSegments.names;
	}

	membersOf(segment: string): number[] {
		return this.numbers().filter((person) => this.segmentsOf(person).includes(segment));
	}

	hasProfile(person: number): boolean {
		return !(this.profileGone.get(person) ?? this.holds(this.seed.withoutProfile, person, 101));
	}

	hasTwoRows(person: number): boolean {
		return this.holds(this.seed.twoRows, person, 102);
	}

	isHidden(person: number): boolean {
		return this.holds(this.seed.otherBusinessUnit, person, 103);
	}

	/** One value of a profile; undefined where no such column is generated and nothing was set. */
	valueOf(person: number, column: string): Value | undefined {
		const edited = this.edited.get(person)?.[column];
		if (edited !== undefined) return edited;
		const set = this.seed.values?.(person)?.[column];
		return set === undefined ? this.generated(person, column) : set;
	}

	/** Who is in which segments, from now on. */
	move(person: number, segments: readonly string[]): void {
		this.moved.set(person, segments);
	}

	/** A segment that is deleted: memberships just lack its name. */
	dropSegment(name: string): void {
		this.segments = this.segments.filter((segment) => segment.name !== name);
		this.lastSegments = { person: -1, names: [] };
		for (const [person, names] of this.moved)
			this.moved.set(
				person,
				names.filter((other) => other !== name),
			);
	}

	edit(person: number, values: Values): void {
		this.edited.set(person, { ...this.edited.get(person), ...values });
	}

	setProfile(person: number, exists: boolean): void {
		this.profileGone.set(person, !exists);
	}

	/** One more. Gives the number. */
	add(segments: readonly string[], values: Values = {}): number {
		const person = this.count;
		this.count += 1;
		this.moved.set(person, segments);
		this.profileGone.set(person, false);
		this.edited.set(person, values);
		return person;
	}

	/** A number from 0 to below 2³², the same for the same person and salt. */
	draw(person: number, salt: number): number {
		return mix(mix(person + Math.imul(salt, 0x9e3779b9)) ^ this.salt);
	}

	numbers(): number[] {
		return Array.from({ length: this.count }, (_, person) => person);
	}

	private holds(some: Some | undefined, person: number, salt: number): boolean {
		if (some === undefined) return false;
		return typeof some === 'function' ? some(person) : this.draw(person, salt) < some * 0x1_0000_0000;
	}

	private generated(person: number, column: string): Value | undefined {
		switch (column) {
			case 'email':
				return this.emailOf(person);
			case 'firstname':
				return this.draw(person, 1) % 13 === 0 ? null : this.oneOf(firstNames, person, 201);
			case 'lastname':
				return `${this.oneOf(lastNames, person, 202)} ${inLetters(person)}`;
			case 'fullname':
				return `${this.oneOf(firstNames, person, 201)} ${this.oneOf(lastNames, person, 202)} ${inLetters(person)}`;
			case 'mobilephone':
				return `+1 617 555 ${String(person % 10_000).padStart(4, '0')}`;
			case 'city':
				return this.oneOf(cities, person, 203);
			case 'birthdate':
				return new Date(Date.UTC(1940 + (person % 60), 0, 1 + (this.draw(person, 204) % 365)))
					.toISOString()
					.slice(0, 10);
			case 'points':
				return this.draw(person, 205) % 5_000;
			case 'totalspend':
				return (this.draw(person, 206) % 1_000_000) / 100;
			case 'isgold':
				return this.draw(person, 207) % 5 === 0;
			case 'level':
				return 534_120_000 + (this.draw(person, 208) % 3);
			default:
				return undefined;
		}
	}

	private emailOf(person: number): string | null {
		if (this.holds(this.seed.withoutEmail, person, 104)) return null;
		if (person > 0 && this.holds(this.seed.sharedEmail, person, 105)) return this.emailOf(person - 1);
		return `customer${person}@${domains[person % domains.length]}`;
	}

	private oneOf<T>(from: readonly T[], person: number, salt: number): T {
		return from[this.draw(person, salt) % from.length];
	}
}

/** Names have no digits: a number as a word of its own, such as `Hvv`. */
function inLetters(number: number): string {
	const word = [...number.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('');
	return word[0].toUpperCase() + word.slice(1);
}

/** A one-to-one scatter of 32 bits (lowbias32, https://nullprogram.com/blog/2018/07/31/), and its inverse. */
function mix(number: number): number {
	let bits = number | 0;
	bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
	bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
	return (bits ^ (bits >>> 16)) >>> 0;
}

function unmix(number: number): number {
	let bits = number | 0;
	bits = Math.imul(bits ^ (bits >>> 16), 0x43021123);
	bits = Math.imul(bits ^ (bits >>> 15) ^ (bits >>> 30), 0x1d69e2a5);
	return (bits ^ (bits >>> 16)) >>> 0;
}

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight hexadecimal characters. */
export function hex(bits: number): string {
	return bytes[bits >>> 24] + bytes[(bits >>> 16) & 255] + bytes[(bits >>> 8) & 255] + bytes[bits & 255];
}
