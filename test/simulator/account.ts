import type { ContactList, Tag } from './records';
import { seedContact, viewContact, type ContactSeed, type ContactView } from './seeding';
import { AccountStore } from './store';

/** The store, with what tests need to seed it, to play the people in it, and to assert. */
export class Account extends AccountStore {
	addContact(seed: ContactSeed): ContactView {
		return viewContact(this, seedContact(this, seed));
	}

	/** Bulk seeding, for a million and more; builds no views. */
	addContacts(count: number, seedOf: (index: number) => ContactSeed): void {
		for (let index = 0; index < count; index++) seedContact(this, seedOf(index));
	}

	contact(email: string): ContactView | undefined {
		const contact = this.find(email);
		return contact && viewContact(this, contact);
	}

	membersOf(list: string | ContactList): string[] {
		return Array.from(this.mustHaveList(list).members, (contact) => contact.email);
	}

	memberCount(list: string | ContactList): number {
		return this.mustHaveList(list).members.size;
	}

	taggedWith(tag: string | Tag): string[] {
		const found =
			typeof tag === 'string' ? [...this.tags.values()].find((held) => held.id === tag || held.name === tag) : tag;
		return Array.from(found?.contacts ?? [], (contact) => contact.email);
	}

	renameList(list: string | ContactList, name: string): void {
		Object.assign(this.mustHaveList(list), { name, updatedAt: this.clock.now() });
	}

	/** A colleague renames a tag; its contacts stay. */
	renameTag(tag: string | Tag, name: string): void {
		const held = typeof tag === 'string' ? [...this.tags.values()].find((each) => each.name === tag) : tag;
		if (held === undefined) throw new Error(`The simulated account has no tag ${String(tag)}`);
		Object.assign(held, { name, updatedAt: this.clock.now() });
	}

	/** The person leaves the list by their own choice. */
	removeFromList(email: string, list: string | ContactList): void {
		const contact = this.mustFind(email);
		const left = this.mustHaveList(list);
		this.leave(contact, left);
		contact.leftLists = contact.leftLists.with(left.number);
	}

	/** A colleague adds somebody by hand. */
	addToList(email: string, list: string | ContactList): void {
		this.join(this.mustFind(email), this.mustHaveList(list));
	}

	/** The person unsubscribes from everything. */
	unsubscribe(email: string, reason?: string): void {
		this.optOut(this.mustFind(email), 'Contact', reason);
	}

	deleteContact(email: string): void {
		this.remove(this.mustFind(email));
	}

	/** The person answers the mail that PUT /contacts/resubscribe sent. */
	confirmResubscribe(email: string): void {
		this.optIn(this.mustFind(email), 'Contact');
	}
}
