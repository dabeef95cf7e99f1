import type { ContactList, Simulator } from '../simulator';
import type { SegmentPerson } from '../support/segmentRun';
import { listTagName, notedOn, scratchLists } from '../support/segmentRun';
import type { Mode, Stage } from './faultTable';

/** What can be seen of a list in the account. */
export interface State {
	readonly members: readonly string[];
	readonly noted: readonly string[];
	/** Members of each scratch list. */
	readonly scratchLists: ReadonlyArray<readonly string[]>;
	/** First name of the person whom the segment renames. */
	readonly renamed: string | undefined;
}

/** An account with a list and its people, a segment for it, and how the list looks at each stage of a run. */
export interface Scenario {
	readonly list: ContactList;
	readonly people: readonly SegmentPerson[];
	readonly stages: Partial<Record<Stage, State>>;
}

const email = (name: string) => `${name}@example.com`;
const staying = ['stays', 'stays-too', 'renamed'];
const joining = ['joins', 'joins-too'];
const leaving = ['leaves', 'leaves-too'];
/** Unsubscribed, and still on the list. */
const unsubscribed = 'unsubscribed';
/** Unsubscribed, and on no list. */
const unsubscribedElsewhere = Array.from({ length: 5 }, (_, n) => `unsubscribed-elsewhere-${n}`);
/** On the list, added by a colleague, and not noted yet. */
const byHand = 'by-hand';
/** Out of reach: left the list by choice, or deleted. */
const left = 'left';
const deleted = 'deleted';

/**
 * @param isFirstRun whether nobody has noted yet who is on the list
 */
export function createScenario({ account }: Simulator, mode: Mode, isFirstRun: boolean): Scenario {
	const list = account.addList('News');
	const tag = isFirstRun ? undefined : account.addTag(listTagName(list));
	const add = (name: string, isOn: boolean, isNoted: boolean) =>
		account.addContact({
			email: email(name),
			lists: isOn ? [list] : [],
			tags: tag && isNoted ? [tag] : [],
			fields: { first_name: 'Old', last_name: 'Name' },
		});
	for (const name of [...staying, ...leaving, unsubscribed]) add(name, true, true);
	add(byHand, true, false);
	add(left, false, true);
	add(deleted, false, true);
	account.unsubscribe(email(unsubscribed));
	account.deleteContact(email(deleted));
	for (const name of unsubscribedElsewhere) account.addContact({ email: email(name), permission: 'unsubscribed' });
	account.addContact({ email: email('elsewhere'), lists: [account.addList('Another list')] });
	const person = (name: string): SegmentPerson => ({
		email: email(name),
		first_name: name === 'renamed' ? 'New' : 'Old',
		last_name: 'Name',
	});
	const exported = [...staying, byHand, unsubscribed, ...(isFirstRun ? [] : [left]), deleted, ...joining];
	const people = (
		mode === 'remove'
			? [...leaving, unsubscribed, 'elsewhere', 'nobody-knows']
			: mode === 'mirror'
				? exported
				: [...exported, 'leaves']
	).map(person);
	return { list, people, stages: stagesOf(mode, isFirstRun) };
}

function stagesOf(mode: Mode, isFirstRun: boolean): Partial<Record<Stage, State>> {
	const state = (members: string[], noted: string[], renamed: string, ...scratch: string[][]): State => ({
		members: members.map(email).sort(),
		noted: noted.map(email).sort(),
		scratchLists: scratch.map((gathered) => gathered.map(email).sort()),
		renamed,
	});
	const before = [...staying, ...leaving, unsubscribed, byHand];
	const everNoted = isFirstRun ? [] : [...staying, ...leaving, unsubscribed, left, deleted];
	const nothing = state(before, everNoted, 'Old');
	if (mode === 'preview') return { nothing, done: nothing };
	if (mode === 'remove') {
		const after = before.filter((name) => !leaving.includes(name));
		const notedAfter = everNoted.filter((name) => !leaving.includes(name));
		return {
			nothing,
			made: state(before, everNoted, 'Old', []),
			gathered: state(before, everNoted, 'Old', leaving),
			untagged: state(before, notedAfter, 'Old', leaving),
			notedAgain: state(before, [...new Set([...everNoted, ...before])], 'Old', leaving),
			removed: state(after, notedAfter, 'Old', leaving),
			done: state(after, notedAfter, 'Old'),
			doneNotedAgain: state(after, [...new Set([...notedAfter, ...after])], 'Old'),
		};
	}
	const notedFirst = isFirstRun ? before : [...everNoted, byHand];
	const imported = [...before, ...joining];
	if (mode !== 'mirror') {
		// An export that was not waited for has noted nobody.
		const notedBefore = mode === 'status' ? everNoted : notedFirst;
		return {
			nothing,
			noted: state(before, notedFirst, 'Old'),
			imported: state(imported, notedBefore, 'New'),
			done: state(imported, [...notedFirst, ...joining], 'New'),
		};
	}
	const after = imported.filter((name) => !leaving.includes(name));
	const notedAfter = notedFirst.filter((name) => !leaving.includes(name));
	return {
		nothing,
		noted: state(before, notedFirst, 'Old'),
		imported: state(imported, notedFirst, 'New'),
		made: state(imported, notedFirst, 'New', []),
		gathered: state(imported, notedFirst, 'New', leaving),
		untagged: state(imported, notedAfter, 'New', leaving),
		notedAgain: state(imported, [...notedFirst, ...joining], 'New', leaving),
		removed: state(after, notedAfter, 'New', leaving),
		cleaned: state(after, notedAfter, 'New'),
		done: state(after, [...notedAfter, ...joining], 'New'),
	};
}

export function stateOf(simulator: Simulator, list: ContactList): State {
	const { account } = simulator;
	return {
		members: account.membersOf(list).sort(),
		noted: notedOn(simulator, list),
		scratchLists: scratchLists(simulator).map((name) => account.membersOf(account.listNamed(name) ?? name).sort()),
		renamed: account.contact(email('renamed'))?.fields.first_name,
	};
}

/**
 * Whatever broke, nobody may have been harmed: nobody is back who left, nobody's permission or existence has changed,
 * no other list either.
 */
export function harmDone({ account }: Simulator): string[] {
	const harm: string[] = [];
	if (account.readdedLeavers > 0) harm.push('somebody who left is back on the list');
	if (account.restoredContacts > 0) harm.push('somebody who was deleted is back');
	for (const { email: address } of account.contacts) {
		const contact = account.contact(address);
		if (contact === undefined) continue;
		if (
			(contact.permission === 'unsubscribed') !==
			[unsubscribed, ...unsubscribedElsewhere].map(email).includes(address)
		)
			harm.push(`the permission of ${address} changed`);
		if (contact.deleted !== (address === email(deleted))) harm.push(`${address} was deleted or restored`);
	}
	const elsewhere = account.listNamed('Another list');
	if (elsewhere === undefined || account.membersOf(elsewhere).join() !== email('elsewhere'))
		harm.push('another list changed');
	return harm;
}
