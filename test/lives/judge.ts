import type { Summary } from '../support/segmentRun';
import type { Ending } from './execution';
import type { Expectation } from './expectation';
import type { Look } from './looks';
import { difference, lookAt } from './looks';
import type { Incident, MeantPerson, Plan } from './plans';
import { isQuiet, ownTag } from './plans';
import { fillsTooManyPhones, missingIn } from './room';
import type { Permit, Society, Target } from './society';
import { Trouble } from './story';
import { strangersTag, strangersLists } from './strangers';

/** Holds what a run did against what README promises. Every method throws Trouble. */
export class Judge {
	constructor(private readonly society: Society) {}

	/**
	 * Takes note of who is on the list now and was not, or the other way round, through a run: nobody else has a hand in
	 * it.
	 */
	absorb(target: Target, permits: readonly Permit[]): void {
		const { touched } = this.society;
		const now = this.membersOf(target);
		for (const email of difference(now, target.members)) {
			const isOn = now.has(email);
			const { leaving } = target.standing(email);
			const addresses = this.society.addressesOf(email);
			const isAllowed = permits.some((permit) =>
				addresses.some((each) => (isOn ? permit.mayPutOn(each) : permit.mayTakeOff(each))),
			);
			if (isOn && !isAllowed && leaving === 'known')
				throw new Trouble('put back', `${email} had left '${target.name}' and is on it again`, [email]);
			if (!isAllowed && !touched.has(email))
				throw new Trouble(
					isOn ? 'put on' : 'taken off',
					`${email} was ${isOn ? 'put on' : 'taken off'} '${target.name}' and must not be`,
					[email],
				);
			target.begin(email, isOn);
		}
		// Put on by a run that was not waited for, and taken off by the next one before anybody looked.
		for (const email of target.whoHasBeenOn().surely) {
			const may = (of: (permit: Permit, address: string) => boolean) =>
				permits.some((permit) => this.society.addressesOf(email).some((address) => of(permit, address)));
			const hasComeAndGone =
				may((permit, address) => permit.mayPutOn(address)) && may((permit, address) => permit.mayTakeOff(address));
			if (!now.has(email) && target.standing(email).leaving === 'known' && hasComeAndGone) target.doubt(email);
		}
	}

	/**
	 * A run may begin again with a list only where it could not know that it is an old one: where three quarters of those
	 * who have been on that are in the segment, and are more than half of the segment, it has to stop.
	 */
	newStart(expectation: Expectation): void {
		const { plan, target, meant, listBefore } = expectation;
		const { former } = target;
		const isSending = plan.operation === 'export' && plan.syncMode !== 'remove';
		const hasMade = target.list !== listBefore && !this.society.listsTouched;
		const hasBegun = hasMade || [...this.membersOf(target)].some((email) => !target.members.has(email));
		// Known limit: a list that is made again meanwhile is a new one where the tag of the old one has other words.
		if (former === undefined && target.list !== listBefore) expectation.hasBegunAnew = true;
		if (former === undefined || !isSending || !hasBegun) return;
		const brought = former.surely.filter((email) => meant.people.has(email)).length;
		const isSame = brought * 4 >= former.perhaps.length * 3 && brought * 2 > meant.people.size;
		if (plan.options.respectOptOuts && isSame)
			throw new Trouble('new start', `'${target.name}' was renamed or made again, and the run went on`);
		target.beginAnew();
		expectation.hasBegunAnew = true;
	}

	/** The run went well: everything that it says, and that README says of such a run, must be true. */
	completed(expectations: readonly Expectation[], { summaries, rejected, hints }: Ending): void {
		for (const expectation of expectations) {
			const { target, plan } = expectation;
			if (expectation.stops === 'must' && plan.operation === 'export' && !this.hasChanged())
				throw new Trouble('not stopped', `the run to '${target.name}' had to stop before any change`);
			const summary = summaries.find(({ list }) => list.name === target.name) ?? summaries[0];
			if (summary === undefined) throw new Trouble('no summary', `nothing is told of '${target.name}'`);
			const codes = codesOf(rejected, plan.targets.length > 1 ? target.name : undefined);
			if (plan.operation !== 'status') {
				this.counts(expectation, summary, codes);
				this.leftOut(expectation, summary, codes);
				this.unchanged(expectation, summary);
			}
			// A list that a colleague deletes in the last moment of a run is not the one that the run wrote to.
			const isOther = this.society.listsTouched && target.list !== expectation.listBefore;
			if (summary.status !== 'completed' || isOther) continue;
			this.memberships(expectation, codes, summary.profiles.refused);
			this.notes(expectation);
			// A look at earlier imports deletes nothing, nor does a run with nobody to export; the next export does.
			const asksNothing = plan.syncMode !== 'mirror' && expectation.meant.people.size === 0;
			if (plan.operation !== 'status' && !asksNothing) this.scratchLists(target, hints);
		}
	}

	/** What a run does not say anything about has to be as it was. */
	untouched(expectations: readonly Expectation[], permits: readonly Permit[], before: Look): void {
		const after = lookAt(this.society.account);
		const isPreview = expectations.some(({ plan }) => plan.operation === 'preview');
		// Jobs of earlier runs may still have been at work.
		const hasEarlier = ({ open }: Target) => open.some((permit) => !expectations.some((each) => each === permit));
		const targets = this.society.targets.filter(
			(target) => hasEarlier(target) || (!isPreview && expectations.some((each) => each.target === target)),
		);
		const ids = targets.flatMap(({ list, name }) => [
			...(list ? [list.id] : []),
			...[...after.lists].filter(([, held]) => held === name).map(([id]) => id),
		]);
		const isOurs = (name: string) => ids.some((id) => name.toLowerCase().includes(id.toLowerCase()));
		const lists = new Map([...before.lists, ...after.lists]);
		const tags = new Map([...before.tags, ...after.tags]);
		const isOurList = (id: string) => ids.includes(id) || isOurs(lists.get(id) ?? id);
		const isOurTag = (id: string) => [ownTag, strangersTag].includes(tags.get(id) ?? '') || isOurs(tags.get(id) ?? '');
		const wrong = (what: string, ...about: string[]) => new Trouble('touched', what, about);
		if (!this.society.listsTouched) {
			for (const id of difference(new Set(before.lists.keys()), new Set(after.lists.keys())))
				if (!isOurList(id) && !strangersLists.includes(lists.get(id)!))
					throw wrong(`the list '${lists.get(id)}' was made or deleted`);
			for (const [id, name] of before.lists)
				if (after.lists.has(id) && after.lists.get(id) !== name) throw wrong(`the list '${name}' was renamed`);
			for (const id of difference(new Set(before.tags.keys()), new Set(after.tags.keys())))
				if (!isOurTag(id)) throw wrong(`the tag '${tags.get(id)}' was made or deleted`);
			for (const [id, name] of before.tags)
				if (after.tags.has(id) && after.tags.get(id) !== name) throw wrong(`the tag '${name}' was renamed`);
		}
		for (const [email, now] of after.contacts) {
			if (this.society.touched.has(email)) continue;
			const was = before.contacts.get(email);
			const mayBeSent = permits.some((permit) => permit.mayPutOn(email));
			if (was === undefined) {
				if (!mayBeSent) throw wrong(`${email} was made a contact`, email);
				continue;
			}
			if (was.isUnsubscribed !== now.isUnsubscribed) throw wrong(`the permission of ${email} was changed`, email);
			if (was.isDeleted !== now.isDeleted && !(mayBeSent && was.isDeleted))
				throw wrong(`${email} was ${now.isDeleted ? 'deleted' : 'restored'}`, email);
			if (!this.society.listsTouched) {
				const list = difference(was.lists, now.lists).find((id) => !isOurList(id));
				if (list !== undefined) throw wrong(`${email} is on or off the list '${lists.get(list)}'`, email);
				const tag = difference(was.tags, now.tags).find((id) => !isOurTag(id));
				if (tag !== undefined) throw wrong(`${email} has or lacks the tag '${tags.get(tag)}'`, email);
			}
			if (was.name !== now.name && !mayBeSent)
				throw wrong(`${email} was renamed from ${was.name} to ${now.name}`, email);
		}
	}

	/** Whether anything has happened since the run began: it may have read the account before or after. */
	private hasChanged(): boolean {
		return this.society.touched.size > 0 || this.society.listsTouched;
	}

	private membersOf({ list }: Target): Set<string> {
		return new Set(list === undefined || list.deletedAt !== 0 ? [] : this.society.account.membersOf(list));
	}

	private counts(expectation: Expectation, summary: Summary, codes: ReadonlyMap<string, string>): void {
		const { meant, plan, target } = expectation;
		const { profiles } = summary;
		const wrong = (what: string) =>
			new Trouble('counts', `of '${target.name}': ${what}; told: ${JSON.stringify(profiles)}`);
		const unsure = [...meant.people.values()].filter(({ isSure }) => !isSure).length;
		const { read, duplicates, rejected, optedOut, deleted, unchanged, sent, refused, removed } = profiles;
		if (read !== duplicates + rejected + optedOut + deleted + unchanged + sent) throw wrong('they do not add up');
		if (read !== meant.read) throw wrong(`${meant.read} profiles came in`);
		if (duplicates !== meant.duplicates) throw wrong(`${meant.duplicates} duplicates came in`);
		if (rejected < meant.broken || rejected > meant.broken + unsure)
			throw wrong(`${meant.broken} to ${meant.broken + unsure} cannot be exported`);
		const leftOut = [...codes.values()].filter((code) =>
			['opted_out_of_list', 'unsubscribed', 'deleted'].includes(code),
		);
		if (leftOut.length !== optedOut + deleted) throw wrong(`${leftOut.length} of those left alone leave by Rejected`);
		for (const [email, code] of codes) this.code(expectation, email, code);
		if (this.hasChanged() || expectation.isBusy || plan.operation === 'preview') return;
		if (!isQuiet(plan) && summary.status !== 'completed') return;
		const now = this.membersOf(target);
		const before = target.list === expectation.listBefore ? expectation.membersBefore : new Set<string>();
		const gone = [...before].filter((email) => !now.has(email)).length;
		if (removed !== gone) throw wrong(`${gone} were taken off`);
		if (summary.status !== 'completed' || plan.syncMode === 'remove') return;
		const told = [...codes].filter(([, code]) => code === 'refused_by_constant_contact');
		// Another list of the run may have brought what this one's import was refused: contacts are the account's.
		const isBroughtElsewhere = (email: string) =>
			plan.targets.some((other) => other !== target && plan.meant.get(other)!.people.has(email));
		// Who is on the list is refused, too, if unsubscribed, or if Constant Contact did not change what it holds.
		const isOn = told.find(
			([email]) =>
				now.has(email) &&
				this.holds(email, meant.people.get(email)) &&
				!(before.has(email) && isBroughtElsewhere(email)),
		);
		// Of members whose update was refused nobody may be able to tell who they are.
		if (refused < told.length) throw wrong(`${told.length} leave by Rejected as refused`);
		if (isOn !== undefined) throw wrong(`${isOn[0]} is told as refused and is on the list`);
		const silent = [...meant.people.keys()].find(
			(email) => !now.has(email) && !codes.has(email) && meant.people.get(email)!.isSure,
		);
		if (silent !== undefined) throw wrong(`${silent} is not on the list, and nothing is told of it`);
	}

	private holds(email: string, meant: MeantPerson | undefined): boolean {
		const { permission, values } = this.society.account.mustFind(email);
		const isCalledSo = `${values.first_name} ${values.last_name}` === meant?.name;
		return permission !== 'unsubscribed' && isCalledSo && missingIn(values, meant.held).length === 0;
	}

	/** What a contact has no room for is told, field by field, and nothing else is. */
	private leftOut({ meant, target, plan }: Expectation, summary: Summary, codes: ReadonlyMap<string, string>): void {
		const told = new Map<string, number>();
		for (const { field, count } of summary.valuesLeftOut ?? []) told.set(field, (told.get(field) ?? 0) + count);
		for (const label of new Set([...told.keys(), ...meant.leftOut.keys()])) {
			const { least, most } = meant.leftOut.get(label) ?? { least: 0, most: 0 };
			const count = told.get(label) ?? 0;
			if (count < least || count > most)
				throw new Trouble('left out', `of '${target.name}': ${label} ${count} times, and it is ${least} to ${most}`);
		}
		for (const [email, { isRejected }] of meant.people)
			if ((codes.get(email) === 'value_invalid') !== isRejected)
				throw new Trouble('left out', `${email} is told as ${codes.get(email)} by ${plan.operation}`, [email]);
	}

	/** Whose contact held all that is sent of them before the run is not sent again. */
	private unchanged(expectation: Expectation, { profiles, status }: Summary): void {
		const { meant, plan, target, membersBefore, listBefore } = expectation;
		// Known limit: exports of the other kind do not show kinds, and pages are not asked after a broken run.
		const isShown = this.society.account.switches.exportTypes === 'typed';
		const asksConsent = plan.options.smsPermissionToSend === 'explicit';
		const isSending = plan.operation === 'export' && plan.syncMode !== 'remove' && plan.options.onlyChanges;
		if (!isShown || !isSending || !isQuiet(plan) || status !== 'completed' || plan.targets.length > 1) return;
		if (this.hasChanged() || expectation.isBusy || target.list !== listBefore) return;
		const same = [...meant.people].filter(([email, { name, isSure, held }]) => {
			const glance = expectation.glance(email);
			const isThere = glance !== undefined && !glance.isDeleted && !glance.isUnsubscribed && membersBefore.has(email);
			if (asksConsent && held.sms_number !== undefined) return false;
			return isSure && isThere && glance.name === name && missingIn(glance.values, held).length === 0;
		});
		if (profiles.unchanged < same.length)
			throw new Trouble(
				'sent again',
				`${same.length} of '${target.name}' are as they were, and ${profiles.unchanged} told`,
				same.map(([email]) => email),
			);
	}

	/** A reason has to be true of whom it is told. */
	private code(expectation: Expectation, email: string, code: string): void {
		const { target } = expectation;
		if (this.society.touched.has(email) || this.society.listsTouched) return;
		const glance = expectation.glance(email);
		// A preview waits for no job: one that puts somebody on the list may be at work, or not be shown yet.
		const mayBeLate = expectation.isBusy && expectation.plan.operation === 'preview';
		const isTrue =
			code === 'opted_out_of_list'
				? mayBeLate || (expectation.leavingOf(email) !== 'no' && !expectation.membersBefore.has(email))
				: code === 'unsubscribed'
					? glance?.isUnsubscribed === true
					: code === 'deleted'
						? glance?.isDeleted === true
						: true;
		if (isTrue) return;
		if (code === 'opted_out_of_list')
			throw new Trouble('kept off', `${email} never left '${target.name}', and is told as having left it`, [email]);
		throw new Trouble('reasons', `${email} is told as ${code} and is not`, [email]);
	}

	private memberships(expectation: Expectation, codes: ReadonlyMap<string, string>, refused: number): void {
		const { target, plan, meant } = expectation;
		const { touched, account } = this.society;
		const now = this.membersOf(target);
		const after = lookAt(account);
		if (plan.operation !== 'export') return;
		const isTooMuch = (email: string) => this.hasTooManyPhones(expectation, email);
		const areAllKnown = refused <= [...meant.people.keys()].filter(isTooMuch).length;
		for (const [email, { name, held }] of meant.people) {
			if (touched.has(email) || !expectation.mustBeOn(email)) continue;
			const isRefusedTruly =
				codes.get(email) === 'refused_by_constant_contact' &&
				(isTakenForAnother(plan) || isTooMuch(email) || this.isRefused(target, email));
			if (!now.has(email) && !isRefusedTruly)
				throw new Trouble(
					'not on the list',
					`${email} is valid and not on '${target.name}' (${codes.get(email) ?? 'not a word of it'})`,
					[email],
				);
			if (!now.has(email) || expectation.isBusy || !areAllKnown || isTooMuch(email)) continue;
			const contact = after.contacts.get(email);
			if (contact?.name !== name)
				throw new Trouble('values', `${email} is called ${contact?.name}, and ${name} in the source`, [email]);
			const missing = missingIn(contact.values, held);
			if (missing.length > 0)
				throw new Trouble('values', `${email} does not have the ${missing.join()} of the source`, [email]);
		}
		if (expectation.isBusy) return;
		for (const email of now)
			if (!touched.has(email) && expectation.membersBefore.has(email) && expectation.mustBeOff(email))
				throw new Trouble('left on', `${email} is on '${target.name}' and should have been taken off`, [email]);
	}

	/** Known limit: the phones that a contact holds count beside those that are sent. */
	private hasTooManyPhones({ meant, before }: Expectation, email: string): boolean {
		const { held } = meant.people.get(email)!;
		const glance = before.contacts.get(email);
		const now = this.society.account.find(email);
		return fillsTooManyPhones({ ...glance?.values, ...now?.values }, held);
	}

	/** Under some readings an import does not put everybody on a list. */
	private isRefused({ list }: Target, email: string): boolean {
		const { account } = this.society;
		const contact = account.find(email);
		if (contact === undefined || list === undefined) return true;
		return (
			(contact.isDeleted && !account.switches.deletedAreRestored) ||
			(contact.leftLists.has(list.number) && !account.switches.leaversAreReadded)
		);
	}

	/** A run that says completed has noted everybody: from now on, anybody who leaves is known to have left. */
	private notes({ target, plan, meant, membersBefore }: Expectation): void {
		const { account, touched } = this.society;
		const isNoting = plan.operation === 'status' || (plan.operation === 'export' && plan.syncMode !== 'remove');
		if (!plan.options.respectOptOuts || !isNoting || target.list === undefined) return;
		if (plan.operation === 'export' && ![...meant.people.values()].some(({ isSure }) => isSure)) return;
		const id = target.list.id.toLowerCase();
		const tags = [...account.tags.values()].filter(({ name }) => name.toLowerCase().includes(id));
		for (const email of this.membersOf(target)) {
			const contact = account.mustFind(email);
			if (touched.has(email) || contact.permission === 'unsubscribed') continue;
			if (!membersBefore.has(email) && !meant.people.has(email)) continue;
			if (!tags.some((tag) => tag.contacts.has(contact)))
				throw new Trouble('not noted', `the run to '${target.name}' says completed and has not noted ${email}`, [
					email,
				]);
			target.promise(email);
		}
	}

	private scratchLists({ list }: Target, hints: readonly string[]): void {
		const left = this.society.account
			.activeLists()
			.filter(({ name, id }) => id !== list?.id && list !== undefined && name.includes(list.id));
		if (left.length > 0 && !hints.some((hint) => hint.includes('helper list')))
			throw new Trouble('scratch list', `'${left[0].name}' was left behind without a word`);
	}
}

/**
 * A stranger's job with as many people may be taken for an import whose answer was lost: then nobody of it is on the
 * list, each is reported as refused, and the next run sends them.
 */
function isTakenForAnother({ incidents }: Plan): boolean {
	const isOfPeople = ({ what }: Incident) => ['person', 'lists', 'stranger'].includes(what);
	return incidents.some(({ what }) => what === 'stranger') && !incidents.every(isOfPeople);
}

/** The codes of those who left by Rejected, by the address that they mean. */
function codesOf(rejected: Ending['rejected'], segment: string | undefined): Map<string, string> {
	const codes = new Map<string, string>();
	for (const { person, rejection } of rejected)
		if (segment === undefined || rejection.segment === segment) codes.set(String(person), rejection.code);
	return codes;
}
