export type Permission = 'explicit' | 'implicit' | 'not_set' | 'pending_confirmation' | 'temp_hold' | 'unsubscribed';
export const permissions: readonly Permission[] = [
	'explicit',
	'implicit',
	'not_set',
	'pending_confirmation',
	'temp_hold',
	'unsubscribed',
];
export type Source = 'Contact' | 'Account';

export const phoneKinds = ['home', 'work', 'mobile', 'other'] as const;
export const addressKinds = ['home', 'work', 'other'] as const;
export const addressParts = ['street', 'city', 'state', 'zip', 'country'] as const;

export type PhoneColumn = `${(typeof phoneKinds)[number]}_phone`;
export type AddressColumn = `${(typeof addressKinds)[number]}_${(typeof addressParts)[number]}`;
export type Column =
	| 'first_name'
	| 'last_name'
	| 'job_title'
	| 'company_name'
	| 'birthday_month'
	| 'birthday_day'
	| 'anniversary'
	| 'sms_number'
	| 'sms_consent_date'
	| 'sms_permission'
	| PhoneColumn
	| AddressColumn;

/** Everything is kept as text, under the import's own column names. */
export type Values = Partial<Record<Column, string>>;

export interface OptOut {
	at: number;
	source: Source;
	reason: string | undefined;
}

/**
 * A set of small numbers, shared by all contacts that have the same: a million people on three lists cost three
 * objects, not a million.
 */
export class Combination {
	private static readonly known = new Map<string, Combination>();

	static readonly empty = Combination.of([]);

	private readonly larger = new Map<number, Combination>();

	private readonly smaller = new Map<number, Combination>();

	private constructor(readonly numbers: readonly number[]) {}

	private static of(numbers: readonly number[]): Combination {
		const key = numbers.join();
		let combination = Combination.known.get(key);
		if (!combination) Combination.known.set(key, (combination = new Combination(numbers)));
		return combination;
	}

	get size(): number {
		return this.numbers.length;
	}

	has(number: number): boolean {
		return this.numbers.includes(number);
	}

	with(number: number): Combination {
		if (this.has(number)) return this;
		let combination = this.larger.get(number);
		if (!combination) {
			combination = Combination.of([...this.numbers, number].sort((a, b) => a - b));
			this.larger.set(number, combination);
		}
		return combination;
	}

	without(number: number): Combination {
		if (!this.has(number)) return this;
		let combination = this.smaller.get(number);
		if (!combination) {
			combination = Combination.of(this.numbers.filter((other) => other !== number));
			this.smaller.set(number, combination);
		}
		return combination;
	}
}

/** Times are whole seconds, which V8 stores in place; milliseconds would need an object each. */
export class Contact {
	permission: Permission;

	optInSource: Source;

	createSource: Source;

	updateSource: Source;

	optInAt: number;

	createdAt: number;

	updatedAt: number;

	/** 0: not deleted. */
	deletedAt = 0;

	optOut: OptOut | undefined = undefined;

	values: Values = {};

	/** By number of the custom field, with holes. */
	custom: Array<string | undefined> | undefined = undefined;

	lists = Combination.empty;

	/** Lists that the person left by their own choice. */
	leftLists = Combination.empty;

	tags = Combination.empty;

	resubscribeAsked = false;

	constructor(
		readonly number: number,
		/** As compared: lower case. Empty for a contact that has only an SMS number. */
		public email: string,
		origin: { permission: Permission; source: Source; atSeconds: number },
	) {
		this.permission = origin.permission;
		this.optInSource = origin.source;
		this.createSource = origin.source;
		this.updateSource = origin.source;
		this.optInAt = origin.atSeconds;
		this.createdAt = origin.atSeconds;
		this.updatedAt = origin.atSeconds;
	}

	setCustom(field: number, value: string | undefined): void {
		this.custom ??= [];
		if (value === undefined) delete this.custom[field];
		else this.custom[field] = value;
	}

	get isDeleted(): boolean {
		return this.deletedAt !== 0;
	}

	/** Billable: neither deleted nor unsubscribed, and with permission. */
	get isActive(): boolean {
		return this.deletedAt === 0 && (this.permission === 'implicit' || this.permission === 'explicit');
	}
}
