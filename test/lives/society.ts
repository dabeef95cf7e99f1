import type { Account, ContactList } from '../simulator';
import type { Contact } from '../simulator/contact';
import type { Chance } from './chance';
import type { Values } from './room';
import { firstValues, otherValues } from './room';
import type { Story } from './story';

/**
 * Whether somebody left the list: `known` where a run has promised to know it, so that they must stay away; `unknown`
 * where README's known limits leave both open.
 */
export type Leaving = 'no' | 'known' | 'unknown';

export interface Standing {
	leaving: Leaving;
	/** Whether a completed run has found them on the list, and so has noted them. */
	isPromised: boolean;
}

/** How the workflow says which list it means. */
export type Locator = 'id' | 'name' | 'segment';

/** What somebody could see of a run that has not come to its end in every respect. */
export interface Permit {
	mayPutOn(email: string): boolean;
	mayTakeOff(email: string): boolean;
}

/** A list that a workflow exports to, and what is known of everybody towards it from the account and README alone. */
export class Target {
	readonly members = new Set<string>();

	/** Runs whose jobs may still be at work. */
	open: Permit[] = [];

	/** Whether colleagues have done something to the list because of which a run may stop. */
	isAstray = false;

	/** Who had been on the list that was of this name before, where a run has not begun again since. */
	former: { surely: readonly string[]; perhaps: readonly string[] } | undefined;

	/** The ID in the workflow, where it means the list by its ID. */
	chosenId = '';

	private readonly standings = new Map<string, Standing>();

	constructor(
		readonly name: string,
		readonly locator: Locator,
		readonly makesMissing: boolean,
		public list: ContactList | undefined,
	) {
		this.chosenId = list?.id ?? '';
	}

	standing(email: string): Standing {
		return this.standings.get(email) ?? { leaving: 'no', isPromised: false };
	}

	/** By choice, or by a colleague's hand. */
	leave(email: string): void {
		this.members.delete(email);
		this.standings.set(email, { leaving: this.standing(email).isPromised ? 'known' : 'unknown', isPromised: false });
	}

	/** Put on the list or taken off it by a run, or put on it by hand: nothing before that counts. */
	begin(email: string, isOn: boolean): void {
		this.standings.delete(email);
		if (isOn) this.members.add(email);
		else this.members.delete(email);
	}

	/** Who has been on the list and is noted, and who may be. */
	whoHasBeenOn(): { surely: string[]; perhaps: string[] } {
		const known = [...this.standings].filter(([, { leaving, isPromised }]) => leaving === 'known' || isPromised);
		return {
			surely: known.map(([email]) => email),
			perhaps: [...new Set([...this.standings.keys(), ...this.members])],
		};
	}

	promise(email: string): void {
		this.standings.set(email, { leaving: 'no', isPromised: true });
	}

	/** Nobody can hold it against a run whichever way it takes it. */
	doubt(email: string): void {
		this.standings.set(email, { leaving: 'unknown', isPromised: false });
	}

	breakPromise(email: string): void {
		this.standings.set(email, { ...this.standing(email), isPromised: false });
	}

	/** Somebody chose to begin again with the list, or a run did that could not know. */
	beginAnew(): void {
		this.former = undefined;
		for (const [email, { leaving }] of this.standings) if (leaving === 'known') this.doubt(email);
	}

	rename(from: string, to: string): void {
		const standing = this.standings.get(from);
		this.standings.delete(from);
		if (standing) this.standings.set(to, standing);
		if (this.members.delete(from)) this.members.add(to);
	}
}

/** Somebody as the source knows them. */
export interface SourcePerson {
	readonly email: string;
	firstName: string;
	lastName: string;
	readonly segments: Set<Target>;
	values: Values;
}

/** The people of a life, in the source and in the account, and what they and colleagues do. */
export class Society {
	readonly source = new Map<string, SourcePerson>();

	/** Addresses to which anything has happened since the run began. */
	readonly touched = new Set<string>();

	/** New addresses that people have chosen since then, with the ones before. */
	readonly changed = new Map<string, string>();

	/** Addresses of those who were deleted since then. */
	readonly deleted = new Set<string>();

	/** Whether anything has happened to a list or a tag since the run began. */
	listsTouched = false;

	private count = 0;

	private valueCount = 0;

	constructor(
		readonly account: Account,
		readonly targets: readonly Target[],
		readonly story: Story,
		private readonly hasCoincidences: boolean,
		/** What the source holds beside the names, by the fields that it is mapped to. */
		readonly fields: readonly string[],
	) {}

	/** Nothing has happened yet since the run began. */
	beginRun(): void {
		this.touched.clear();
		this.changed.clear();
		this.deleted.clear();
		this.listsTouched = false;
	}

	/** All addresses that the person with this one has had since the run began. */
	addressesOf(email: string): string[] {
		const before = this.changed.get(email);
		return before === undefined ? [email] : [email, ...this.addressesOf(before)];
	}

	/** The source's day: some join a segment, some leave one, some have another name. */
	passDay(chance: Chance): void {
		const people = [...this.source.values()];
		if (this.hasCoincidences) this.bringAgain(chance.of('again'));
		for (let n = chance.between(0, 3); n > 0; n--) this.join(chance);
		for (const person of chance.some(people, chance.between(0, 4))) {
			const target = chance.pick(this.targets);
			const isIn = person.segments.delete(target);
			if (!isIn) person.segments.add(target);
			this.story.add(`in the source, ${person.email} ${isIn ? 'leaves' : 'joins'} '${target.name}'`, person.email);
		}
		for (const person of chance.some(people, chance.between(0, 2))) {
			person.lastName = `Name ${this.count++}`;
			this.story.add(`in the source, ${person.email} is now called ${person.lastName}`, person.email);
		}
		this.correct(people, chance.of('values'));
	}

	join(chance: Chance, email = `person${this.count++}@example.com`): SourcePerson {
		const number = this.count++;
		const segments = new Set(this.targets.filter(() => chance.yes(0.75)));
		const values = firstValues(this.fields, this.valueCount++, chance.of(`values of ${email}`));
		const person = { email, firstName: `First ${number}`, lastName: `Last ${number}`, segments, values };
		this.source.set(email, person);
		return person;
	}

	/** Phones, addresses and SMS numbers come, go and change. */
	private correct(people: readonly SourcePerson[], chance: Chance): void {
		if (this.fields.length === 0) return;
		for (const person of chance.some(people, chance.between(0, 6))) {
			person.values = otherValues(person.values, this.fields, this.valueCount++, chance);
			this.story.add(`in the source, ${person.email} now has ${JSON.stringify(person.values)}`, person.email);
		}
	}

	/** Who had left a segment, and then the list by choice, is in the segment once more. */
	private bringAgain(chance: Chance): void {
		const target = chance.pick(this.targets);
		const hasLeft = ({ email, segments }: SourcePerson) =>
			!segments.has(target) && target.standing(email).leaving === 'known';
		for (const person of chance.some([...this.source.values()].filter(hasLeft), chance.between(0, 2))) {
			person.segments.add(target);
			this.story.add(`in the source, ${person.email} joins '${target.name}' again`, person.email);
		}
	}

	/** Something that a person or a colleague does to one of the contacts. */
	happen(chance: Chance): void {
		const kind = chance.weighted({
			leave: 5,
			takenOff: 1.5,
			unsubscribe: 1.5,
			signUp: 2,
			changeAddress: 1,
			deleted: 2,
			revived: 0.7,
			addedByHand: 1.5,
			stranger: 0.7,
			edited: 1,
		});
		const { account } = this;
		const target = chance.pick(this.targets);
		const { list } = target;
		if (list === undefined || list.deletedAt !== 0) return;
		const contacts = account.contacts.filter(({ email }) => !isForeign(email));
		const present = contacts.filter(({ isDeleted }) => !isDeleted);
		const on = present.filter((contact) => list.members.has(contact));
		const off = present.filter((contact) => !list.members.has(contact) && contact.permission !== 'unsubscribed');
		const choices = {
			leave: on,
			takenOff: on,
			unsubscribe: present.filter(({ permission }) => permission !== 'unsubscribed'),
			signUp: contacts.filter((contact) => !list.members.has(contact)),
			changeAddress: present,
			deleted: present,
			revived: contacts.filter(({ isDeleted }) => isDeleted),
			addedByHand: off,
			stranger: present,
			edited: present,
		}[kind];
		if (choices.length === 0) return;
		const contact = chance.pick(this.oftener(choices, target, chance.of('whom')));
		const { email } = contact;
		const tell = (what: string, ...others: string[]) => {
			this.touched.add(email);
			this.story.add(`${email} ${what}`, email, ...others);
		};
		switch (kind) {
			case 'leave':
				return this.leave(contact, target, list);
			case 'takenOff':
				account.leave(contact, list);
				target.leave(email);
				return tell(`is taken off '${target.name}' by a colleague`);
			case 'unsubscribe':
				this.losingLists(contact, () => account.unsubscribe(email));
				return tell('unsubscribes');
			case 'signUp':
				account.restore(contact);
				account.optIn(contact, 'Contact');
				account.join(contact, list);
				target.begin(email, true);
				return tell(`signs up for '${target.name}'`);
			case 'changeAddress': {
				const changed = `moved${this.count++}@example.com`;
				account.changeEmail(contact, changed);
				for (const each of this.targets) each.rename(email, changed);
				this.touched.add(changed);
				this.changed.set(changed, email);
				const person = this.source.get(email);
				const isLearned = person !== undefined && chance.yes(0.5);
				if (isLearned) {
					this.source.delete(email);
					this.source.set(changed, { ...person, email: changed });
				}
				return tell(`changes the address to ${changed}${isLearned ? ', and the source knows' : ''}`, changed);
			}
			case 'deleted':
				this.losingLists(contact, () => account.deleteContact(email));
				this.deleted.add(email);
				return tell('is deleted by a colleague');
			case 'revived':
				account.restore(contact);
				return tell('is brought back to the contacts by a colleague, on no list');
			case 'addedByHand':
				account.addToList(email, list);
				target.begin(email, true);
				return tell(`is put on '${target.name}' by a colleague`);
			case 'stranger': {
				const stranger = `friend${this.count++}@example.com`;
				account.addContact({ email: stranger, lists: [list] });
				target.begin(stranger, true);
				this.touched.add(stranger);
				return this.story.add(`${stranger} is made and put on '${target.name}' by a colleague`, stranger);
			}
			case 'edited':
				contact.values = { ...contact.values, first_name: `Edited ${this.count++}` };
				return tell(`is renamed ${contact.values.first_name} by a colleague`);
		}
	}

	/** Half of the time somebody whom a mirror is about to take off, if there is anybody. */
	private oftener(contacts: readonly Contact[], target: Target, chance: Chance): readonly Contact[] {
		const leavers = this.hasCoincidences && chance.yes(0.5) ? contacts.filter(this.isToBeTakenOff(target)) : [];
		return leavers.length > 0 ? leavers : contacts;
	}

	private isToBeTakenOff(target: Target): (person: { readonly email: string }) => boolean {
		return ({ email }) => target.members.has(email) && !this.source.get(email)?.segments.has(target);
	}

	/** After a run that broke off, somebody whom it may have begun to take off leaves by choice. */
	leaveInTheMiddle(target: Target, chance: Chance): void {
		const { list } = target;
		if (!this.hasCoincidences || list === undefined || list.deletedAt !== 0 || chance.yes(0.5)) return;
		const leavers = this.account.contacts.filter(this.isToBeTakenOff(target));
		if (leavers.length > 0) this.leave(chance.pick(leavers), target, list);
	}

	private leave({ email }: Contact, target: Target, list: ContactList): void {
		this.account.removeFromList(email, list);
		target.leave(email);
		this.touched.add(email);
		this.story.add(`${email} leaves '${target.name}'`, email);
	}

	/** Something by which somebody may lose memberships without having left a list: a run may take it either way. */
	private losingLists(contact: Contact, happening: () => void): void {
		const isOn = ({ list }: Target) => list?.members.has(contact) ?? false;
		const before = this.targets.filter(isOn);
		happening();
		for (const target of before.filter((each) => !isOn(each))) {
			target.members.delete(contact.email);
			target.doubt(contact.email);
		}
	}

	/** Something that a colleague does to a list or to its tag. */
	rearrange(chance: Chance): void {
		const { account } = this;
		const target = chance.pick(this.targets);
		const { list } = target;
		if (list === undefined || list.deletedAt !== 0 || target.isAstray) return;
		this.listsTouched = true;
		switch (chance.weighted({ renamed: 2, madeAnew: 1, tagRenamed: 2 })) {
			case 'renamed':
				account.renameList(list, `${target.name} (old)`);
				target.isAstray = target.locator !== 'id';
				return this.story.add(`a colleague renames the list '${target.name}' to '${list.name}'`);
			case 'madeAnew':
				// Known limit: a tag with other words does not tell that it is about a list that is gone.
				if (![...account.tags.values()].some(({ name }) => name === renamedTag(list)))
					target.former = target.whoHasBeenOn();
				account.deleteList(list);
				for (const email of [...target.members]) target.begin(email, false);
				target.list = account.addList(target.name);
				target.isAstray = true;
				if (target.former === undefined) target.beginAnew();
				return this.story.add(`a colleague deletes the list '${target.name}' and makes one of the same name`);
			case 'tagRenamed':
				for (const tag of account.tags.values())
					if (tag.name.includes(list.id)) {
						tag.name = renamedTag(list);
						this.story.add(`a colleague renames the tag of '${target.name}' to '${tag.name}'`);
					}
		}
	}

	/** What somebody does about a run that stopped because of the lists: one of the ways out. */
	putRight(target: Target): void {
		const { account } = this;
		target.isAstray = false;
		const { list } = target;
		if (list === undefined) {
			target.list = account.addList(target.name);
			return this.story.add(`somebody makes the list '${target.name}'`);
		}
		if (list.deletedAt !== 0) return;
		if (list.name !== target.name) {
			account.renameList(list, target.name);
			return this.story.add(`somebody renames the list back to '${target.name}'`);
		}
		target.chosenId = list.id;
		const isOfOldList = (name: string) =>
			[...account.lists.values()].some(
				({ id, deletedAt, name: old }) => deletedAt !== 0 && old === target.name && name.includes(id),
			);
		for (const tag of [...account.tags.values()]) if (isOfOldList(tag.name)) account.deleteTag(tag);
		target.beginAnew();
		this.story.add(`somebody chooses to begin again with the list '${target.name}'`);
	}
}

/** What colleagues call the tag of a list. */
const renamedTag = ({ id }: ContactList) => `Do not delete: ${id}`;

/** People of the strangers' jobs, whom no run knows. */
export const isForeign = (email: string) => email.startsWith('foreign');
