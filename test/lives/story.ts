interface Entry {
	readonly when: string;
	readonly what: string;
	/** Addresses that it is about; of all if there are none. */
	readonly about: readonly string[];
}

/** Something that must not be: it ends the life. */
export class Trouble extends Error {
	constructor(
		readonly kind: string,
		readonly what: string,
		/** Addresses of those to whom it happened. */
		readonly about: readonly string[] = [],
	) {
		super(`${kind}: ${what}`);
	}
}

/** Who did what when. */
export class Story {
	private readonly entries: Entry[] = [];

	constructor(private readonly now: () => number) {}

	add(what: string, ...about: string[]): void {
		this.entries.push({ when: new Date(this.now()).toISOString().slice(5, 19).replace('T', ' '), what, about });
	}

	/**
	 * What led to the trouble: all that was done by runs and colleagues, and what happened to the people whom it is
	 * about.
	 */
	leadingTo({ about }: Trouble): string {
		const isOfMatter = (entry: Entry) => entry.about.length === 0 || entry.about.some((email) => about.includes(email));
		return this.entries
			.filter(isOfMatter)
			.map(({ when, what }) => `${when}  ${what}`)
			.join('\n');
	}
}
