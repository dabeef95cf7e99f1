import type { Clock } from '../loopback/clock';
import type { Contact } from './contact';
import type { Switches } from './switches';

export type Memberships = Pick<Contact, 'lists' | 'tags'>;

interface Past extends Memberships {
	/** Until when they were like that, in milliseconds since 1970. */
	readonly until: number;
}

/** Lists and tags of contacts as they were a while ago, for readings of the service that show changes late. */
export class PastMemberships {
	/** The oldest first. */
	private readonly known = new Map<Contact, Past[]>();

	constructor(
		private readonly clock: Clock,
		private readonly switches: Switches,
	) {}

	/** Called just before they change. */
	keep(contact: Contact): void {
		if (this.switches.membershipsShownAfterSeconds === 0) return;
		const { lists, tags } = contact;
		this.known.set(contact, [...this.recent(contact), { lists, tags, until: this.clock.now() }]);
	}

	/** As GET /contacts shows them at this moment. */
	shown(contact: Contact): Memberships {
		return this.recent(contact)[0] ?? contact;
	}

	private recent(contact: Contact): Past[] {
		const since = this.clock.now() - this.switches.membershipsShownAfterSeconds * 1_000;
		return this.known.get(contact)?.filter(({ until }) => until > since) ?? [];
	}
}
