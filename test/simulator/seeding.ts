import type { ContactList, CustomField, Tag } from './records';
import type { AccountStore } from './store';
import type { Contact, Permission, Source, Values } from './contact';

export interface ContactSeed {
	email: string;
	/** implicit when left out. */
	permission?: Permission;
	deleted?: boolean;
	/** Lists as objects, ids or names. */
	lists?: Array<ContactList | string>;
	/** Lists which the person was on and left by their own choice. */
	leftLists?: Array<ContactList | string>;
	/** By the import's column names. */
	fields?: Values;
	/** By field name, in whatever case. */
	customFields?: Record<string, string>;
	tags?: Array<Tag | string>;
	createdAt?: Date;
	optOutReason?: string;
	source?: Source;
}

/** A copy of what the account holds about one person, for assertions. */
export interface ContactView {
	contactId: string;
	email: string;
	permission: Permission;
	optInSource: Source;
	deleted: boolean;
	/** Ids. */
	lists: string[];
	leftLists: string[];
	fields: Values;
	customFields: Record<string, string>;
	/** Names. */
	tags: string[];
	createdAt: Date;
	updatedAt: Date;
}

export function seedContact(account: AccountStore, seed: ContactSeed): Contact {
	const email = seed.email.toLowerCase();
	if (account.findLowerCase(email)) throw new Error('The simulated account has this contact already');
	const permission = seed.permission ?? 'implicit';
	const contact = account.create(
		email,
		{
			permission: permission === 'unsubscribed' ? 'implicit' : permission,
			source: seed.source ?? 'Account',
			atSeconds: seed.createdAt && Math.floor(seed.createdAt.getTime() / 1000),
		},
		seed.fields && { ...seed.fields },
	);
	for (const [name, value] of Object.entries(seed.customFields ?? {}))
		contact.setCustom(fieldNamed(account, name).number, value);
	for (const list of seed.lists ?? []) account.join(contact, account.mustHaveList(list));
	for (const list of seed.leftLists ?? [])
		contact.leftLists = contact.leftLists.with(account.mustHaveList(list).number);
	for (const tag of seed.tags ?? []) account.tag(contact, tagNamed(account, tag));
	if (permission === 'unsubscribed') account.optOut(contact, 'Contact', seed.optOutReason);
	if (seed.deleted) account.remove(contact);
	return contact;
}

export function viewContact(account: AccountStore, contact: Contact): ContactView {
	const customFields: Record<string, string> = {};
	contact.custom?.forEach((value, number) => {
		const field = account.customFields.get(number);
		if (field && value !== undefined) customFields[field.name] = value;
	});
	const idsOf = (numbers: readonly number[]) => numbers.map((number) => account.ids.of('list', number));
	return {
		contactId: account.ids.of('contact', contact.number),
		email: contact.email,
		permission: contact.permission,
		optInSource: contact.optInSource,
		deleted: contact.isDeleted,
		lists: idsOf(contact.lists.numbers),
		leftLists: idsOf(contact.leftLists.numbers),
		fields: { ...contact.values },
		customFields,
		tags: contact.tags.numbers.map((number) => account.tags.get(number)?.name ?? ''),
		createdAt: new Date(contact.createdAt * 1000),
		updatedAt: new Date(contact.updatedAt * 1000),
	};
}

function fieldNamed(account: AccountStore, name: string): CustomField {
	for (const field of account.customFields.values()) if (field.name.toLowerCase() === name.toLowerCase()) return field;
	throw new Error(`The simulated account has no custom field ${name}`);
}

function tagNamed(account: AccountStore, tag: Tag | string): Tag {
	if (typeof tag !== 'string') return tag;
	for (const held of account.tags.values()) if (held.id === tag || held.name === tag) return held;
	throw new Error(`The simulated account has no tag ${tag}`);
}
