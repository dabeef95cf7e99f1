const kinds = ['contact', 'list', 'activity', 'customField', 'tag', 'phone', 'address'] as const;

export type IdKind = (typeof kinds)[number];

// An odd factor makes n → n·factor mod 2³² reversible: ids look unordered, yet need no index.
const factor = 0x9e3779b1;
const inverse = inverseModulo32(factor);

function inverseModulo32(odd: number): number {
	let guess = odd;
	for (let round = 0; round < 5; round++) guess = Math.imul(guess, 2 - Math.imul(odd, guess));
	return guess >>> 0;
}

/** Ids that look like version-1 UUIDs and carry the number of what they name. */
export class Ids {
	private readonly tails: Record<IdKind, string>;

	constructor(seed: number) {
		const node = `fa163e${(seed & 0xffffff).toString(16).padStart(6, '0')}`;
		const tail = (kind: IdKind) => `-cc52-11ea-${(0x9dad + kinds.indexOf(kind)).toString(16)}-${node}`;
		this.tails = Object.fromEntries(kinds.map((kind) => [kind, tail(kind)])) as Record<IdKind, string>;
	}

	of(kind: IdKind, number: number): string {
		return (Math.imul(number + 1, factor) >>> 0).toString(16).padStart(8, '0') + this.tails[kind];
	}

	/** The number behind an id of that kind, or undefined for anything else. */
	numberOf(kind: IdKind, id: string): number | undefined {
		const lower = id.toLowerCase();
		if (!/^[0-9a-f]{8}-/.test(lower) || lower.slice(8) !== this.tails[kind]) return undefined;
		return (Math.imul(Number.parseInt(lower.slice(0, 8), 16), inverse) - 1) >>> 0;
	}
}

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
