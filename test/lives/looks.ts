import type { Account } from '../simulator';
import type { Values } from '../simulator/contact';
import { isForeign } from './society';

/** What the account holds of a contact. */
export interface Glance {
	readonly isDeleted: boolean;
	readonly isUnsubscribed: boolean;
	/** IDs. */
	readonly lists: ReadonlySet<string>;
	readonly tags: ReadonlySet<string>;
	readonly name: string;
	readonly values: Readonly<Values>;
}

/** The account at one moment, but for what strangers do in it. */
export interface Look {
	readonly contacts: ReadonlyMap<string, Glance>;
	/** Names by ID. */
	readonly lists: ReadonlyMap<string, string>;
	readonly tags: ReadonlyMap<string, string>;
}

export function lookAt(account: Account): Look {
	const ids = (numbers: readonly number[], of: 'list' | 'tag') =>
		new Set(numbers.map((each) => account.ids.of(of, each)));
	return {
		contacts: new Map(
			account.contacts
				.filter(({ email }) => !isForeign(email))
				.map((contact) => [
					contact.email,
					{
						isDeleted: contact.isDeleted,
						isUnsubscribed: contact.permission === 'unsubscribed',
						lists: ids(contact.lists.numbers, 'list'),
						tags: ids(contact.tags.numbers, 'tag'),
						name: `${contact.values.first_name} ${contact.values.last_name}`,
						values: { ...contact.values },
					},
				]),
		),
		lists: new Map(account.activeLists().map(({ id, name }) => [id, name])),
		tags: new Map([...account.tags.values()].map(({ id, name }) => [id, name])),
	};
}

/** What is in one of the sets and not in the other. */
export function difference<Thing>(one: ReadonlySet<Thing>, other: ReadonlySet<Thing>): Thing[] {
	return [...[...one].filter((thing) => !other.has(thing)), ...[...other].filter((thing) => !one.has(thing))];
}
