/** A person as the segment's source brings them. */
export interface ModelPerson {
	readonly email: string;
	readonly first_name: string;
	readonly last_name: string;
}

export interface ModelCounts {
	read: number;
	optedOut: number;
	deleted: number;
	unchanged: number;
	sent: number;
	removed: number;
}

/**
 * What a list is to look like, in sets and plain rules, as a marketer would tell them. It knows nothing of how the node
 * works: no exports, tags or scratch lists, and none of its code.
 */
export class ReferenceModel {
	readonly members = new Set<string>();

	readonly names = new Map<string, string>();

	/** Left this list by their own choice, and were not put back since by a colleague. */
	readonly left = new Set<string>();

	readonly unsubscribed = new Set<string>();

	readonly deleted = new Set<string>();

	constructor(private readonly respectsOptOuts = true) {}

	leave(email: string): void {
		this.members.delete(email);
		this.left.add(email);
	}

	unsubscribe(email: string): void {
		this.unsubscribed.add(email);
	}

	delete(email: string): void {
		this.members.delete(email);
		this.deleted.add(email);
	}

	addByHand(email: string): void {
		this.members.add(email);
		this.left.delete(email);
	}

	export(segment: readonly ModelPerson[], isMirror: boolean): ModelCounts {
		const counts: ModelCounts = { read: segment.length, optedOut: 0, deleted: 0, unchanged: 0, sent: 0, removed: 0 };
		const inSegment = new Set<string>();
		for (const { email, first_name, last_name } of segment) {
			const address = email.toLowerCase();
			const name = `${first_name} ${last_name}`;
			inSegment.add(address);
			if (this.deleted.has(address)) counts.deleted++;
			else if (this.unsubscribed.has(address)) counts.optedOut++;
			else if (this.left.has(address) && this.respectsOptOuts) counts.optedOut++;
			else if (this.members.has(address) && this.names.get(address) === name) counts.unchanged++;
			else {
				this.members.add(address);
				this.names.set(address, name);
				this.left.delete(address);
				counts.sent++;
			}
		}
		if (!isMirror) return counts;
		for (const address of [...this.members]) {
			if (inSegment.has(address) || this.unsubscribed.has(address)) continue;
			this.members.delete(address);
			counts.removed++;
		}
		return counts;
	}
}
