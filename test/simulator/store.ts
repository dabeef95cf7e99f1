import type { Clock } from '../loopback/clock';
import { Contact, type Permission, type Source, type Values } from './contact';
import type { Ids } from './ids';
import { PastMemberships } from './pastMemberships';
import type { ContactList, CustomField, CustomFieldType, Segment, Tag } from './records';
import type { Switches } from './switches';

/** What the account holds, and the few rules that keep it in itself consistent. */
export class AccountStore {
	readonly organization = { name: 'Simulated Organization', encodedAccountId: 'p07e1lqd2k5' };

	readonly lists = new Map<number, ContactList>();

	readonly tags = new Map<number, Tag>();

	readonly customFields = new Map<number, CustomField>();

	readonly segments = new Map<number, Segment>();

	/** By number; never shrinks, deletion is soft. */
	readonly contacts: Contact[] = [];

	/** Rows and lines that imports dropped silently behind the caps. */
	truncatedRows = 0;

	/** Times an import or a job put somebody back on a list which they had left by choice. */
	readdedLeavers = 0;

	/** Times a deleted contact came back. */
	restoredContacts = 0;

	readonly past: PastMemberships;

	private readonly byEmail = new Map<string, Contact>();

	private readonly bySmsNumber = new Map<string, Contact>();

	private readonly numbers = { list: 0, tag: 0, customField: 0, segment: 0 };

	constructor(
		readonly ids: Ids,
		readonly clock: Clock,
		readonly switches: Switches,
	) {
		this.past = new PastMemberships(clock, switches);
	}

	// ---- adding ----

	addList(name: string, options: { description?: string; favorite?: boolean } = {}): ContactList {
		const now = this.clock.now();
		const number = (this.numbers.list += 1);
		const list: ContactList = {
			number,
			name,
			description: options.description,
			favorite: options.favorite ?? false,
			createdAt: now,
			updatedAt: now,
			deletedAt: 0,
			id: this.ids.of('list', number),
			sequenceId: String(1_995_998_026 + number * 17),
			members: new Set(),
		};
		this.lists.set(number, list);
		return list;
	}

	addTag(name: string, source = 'Contact'): Tag {
		const now = this.clock.now();
		const number = (this.numbers.tag += 1);
		const tag: Tag = {
			number,
			id: this.ids.of('tag', number),
			name,
			source,
			createdAt: now,
			updatedAt: now,
			contacts: new Set(),
		};
		this.tags.set(number, tag);
		return tag;
	}

	addCustomField(field: {
		label: string;
		type?: CustomFieldType;
		choices?: string[];
		metadata?: Record<string, unknown>;
		version?: number;
		name?: string;
	}): CustomField {
		const now = this.clock.now();
		const number = (this.numbers.customField += 1);
		const choices = (field.choices ?? []).map((label, index) => ({
			choice_id: index + 1,
			choice_label: label,
			display_order: index + 1,
		}));
		const added: CustomField = {
			number,
			id: this.ids.of('customField', number),
			label: field.label,
			name: field.name ?? this.customFieldName(field.label),
			type: field.type ?? 'string',
			metadata: field.metadata,
			version: field.version,
			choices,
			createdAt: now,
			updatedAt: now,
		};
		this.customFields.set(number, added);
		return added;
	}

	addSegment(name: string, emails: string[] = [], criteria = '{}'): Segment {
		const now = this.clock.now();
		const number = (this.numbers.segment += 1);
		const contacts = new Set(emails.map((email) => this.mustFind(email)));
		const segment: Segment = { number, name, criteria, createdAt: now, updatedAt: now, contacts, isComputed: false };
		this.segments.set(number, segment);
		return segment;
	}

	// ---- finding ----

	find(email: string): Contact | undefined {
		return this.byEmail.get(email.toLowerCase());
	}

	/** The caller has lowered the case already: imports do it once per row. */
	findLowerCase(email: string): Contact | undefined {
		return this.byEmail.get(email);
	}

	findBySms(digits: string): Contact | undefined {
		return this.bySmsNumber.get(digits);
	}

	contactById(id: string): Contact | undefined {
		const number = this.ids.numberOf('contact', id);
		return number === undefined ? undefined : this.contacts[number];
	}

	listById(id: string): ContactList | undefined {
		const list = this.lists.get(this.ids.numberOf('list', id) ?? -1);
		return list?.deletedAt === 0 ? list : undefined;
	}

	tagById(id: string): Tag | undefined {
		return this.tags.get(this.ids.numberOf('tag', id) ?? -1);
	}

	customFieldById(id: string): CustomField | undefined {
		return this.customFields.get(this.ids.numberOf('customField', id) ?? -1);
	}

	activeLists(): ContactList[] {
		return [...this.lists.values()].filter((list) => list.deletedAt === 0);
	}

	listNamed(name: string): ContactList | undefined {
		return this.activeLists().find((list) => list.name === name);
	}

	/** Blanks become underscores (definitions/CustomField); whether capitals stay is contradictory. */
	customFieldName(label: string): string {
		const name = label.trim().replace(/\s/g, '_');
		return this.switches.customFieldNames === 'lowerCase' ? name.toLowerCase() : name;
	}

	// ---- changing ----

	create(
		email: string,
		origin: { permission: Permission; source: Source; atSeconds?: number },
		values: Values = {},
	): Contact {
		const atSeconds = origin.atSeconds ?? this.clock.nowSeconds();
		const contact = new Contact(this.contacts.length, email, { ...origin, atSeconds });
		contact.values = values;
		this.contacts.push(contact);
		if (email !== '') this.byEmail.set(email, contact);
		this.setSmsNumber(contact, values.sms_number);
		return contact;
	}

	changeEmail(contact: Contact, email: string): void {
		this.byEmail.delete(contact.email);
		contact.email = email;
		this.byEmail.set(email, contact);
	}

	setSmsNumber(contact: Contact, digits: string | undefined): void {
		if (digits === undefined) return;
		contact.values.sms_number = digits;
		this.bySmsNumber.set(digits, contact);
	}

	join(contact: Contact, list: ContactList): void {
		this.past.keep(contact);
		if (contact.leftLists.has(list.number) && !list.members.has(contact)) this.readdedLeavers += 1;
		contact.lists = contact.lists.with(list.number);
		contact.leftLists = contact.leftLists.without(list.number);
		list.members.add(contact);
	}

	leave(contact: Contact, list: ContactList): void {
		this.past.keep(contact);
		contact.lists = contact.lists.without(list.number);
		list.members.delete(contact);
	}

	leaveAll(contact: Contact): void {
		this.past.keep(contact);
		for (const number of contact.lists.numbers) this.lists.get(number)?.members.delete(contact);
		contact.lists = contact.lists.numbers.reduce((lists, number) => lists.without(number), contact.lists);
	}

	tag(contact: Contact, tag: Tag): void {
		this.past.keep(contact);
		contact.tags = contact.tags.with(tag.number);
		tag.contacts.add(contact);
	}

	untag(contact: Contact, tag: Tag): void {
		this.past.keep(contact);
		contact.tags = contact.tags.without(tag.number);
		tag.contacts.delete(contact);
	}

	optOut(contact: Contact, source: Source, reason?: string): void {
		contact.permission = 'unsubscribed';
		contact.optOut = { at: this.clock.nowSeconds(), source, reason };
		if (this.switches.optOutsUpdateContacts) contact.updatedAt = this.clock.nowSeconds();
		if (this.switches.unsubscribingLeavesLists) this.leaveAll(contact);
	}

	optIn(contact: Contact, source: Source): void {
		Object.assign(contact, { permission: 'explicit', optInSource: source, optInAt: this.clock.nowSeconds() });
		if (!this.switches.resubscribedKeepOptOutDate) contact.optOut = undefined;
	}

	/** Soft: no lists left, the permission stays. */
	remove(contact: Contact): void {
		if (contact.isDeleted) return;
		this.leaveAll(contact);
		contact.deletedAt = this.clock.nowSeconds();
		if (this.switches.deletionsUpdateContacts) contact.updatedAt = contact.deletedAt;
	}

	restore(contact: Contact): void {
		if (!contact.isDeleted) return;
		contact.deletedAt = 0;
		this.restoredContacts += 1;
	}

	deleteList(list: string | ContactList): void {
		const deleted = this.mustHaveList(list);
		for (const contact of deleted.members) contact.lists = contact.lists.without(deleted.number);
		deleted.members.clear();
		deleted.deletedAt = this.clock.now();
	}

	deleteTag(tag: Tag): void {
		for (const contact of tag.contacts) contact.tags = contact.tags.without(tag.number);
		this.tags.delete(tag.number);
	}

	mustHaveList(list: string | ContactList): ContactList {
		const found = typeof list === 'string' ? (this.listById(list) ?? this.listNamed(list)) : list;
		if (!found) throw new Error(`The simulated account has no list ${String(list)}`);
		return found;
	}

	mustFind(email: string): Contact {
		const contact = this.find(email);
		if (!contact) throw new Error('The simulated account has no such contact');
		return contact;
	}
}
