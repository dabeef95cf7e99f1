/**
 * Numbers by chance that are the same each time. Every question that a life asks has a stream of its own, named by
 * what is asked: so one kind of happening can be left out, and the others still happen as before.
 */
export class Chance {
	private state: number;

	constructor(private readonly name: string) {
		this.state = hash(name);
	}

	/** A stream of its own. */
	of(what: string | number): Chance {
		return new Chance(`${this.name}/${what}`);
	}

	/** From 0 to 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	yes(probability: number): boolean {
		return this.next() < probability;
	}

	/** A whole number from `least` to `most`. */
	between(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	/** @throws Error where there is nothing to choose from */
	pick<Choice>(choices: readonly Choice[]): Choice {
		if (choices.length === 0) throw new Error('Nothing to choose from');
		return choices[Math.floor(this.next() * choices.length)];
	}

	/** Some of them, `most` at the most, each once. */
	some<Choice>(choices: readonly Choice[], most: number): Choice[] {
		const left = [...choices];
		const picked: Choice[] = [];
		while (picked.length < most && left.length > 0)
			picked.push(...left.splice(Math.floor(this.next() * left.length), 1));
		return picked;
	}

	/** One of the names, each as often as its weight says. */
	weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
		const entries = Object.entries(weights) as Array<[Name, number]>;
		let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [name, weight] of entries) if ((left -= weight) < 0) return name;
		return entries[0][0];
	}
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	return value >>> 0;
}
