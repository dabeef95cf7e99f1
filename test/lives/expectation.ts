import type { ContactList } from '../simulator';
import type { Look } from './looks';
import type { Meant, Plan } from './plans';
import type { Leaving, Permit, Target } from './society';

/**
 * What README promises of a run to one list, worked out from the account as it is when the run begins and from what
 * happened before. It knows nothing of how the node works.
 */
export class Expectation implements Permit {
	readonly membersBefore: ReadonlySet<string>;

	readonly listBefore: ContactList | undefined;

	readonly meant: Meant;

	hasBegunAnew = false;

	/** Addresses of deleted contacts who came back while the run was at work. */
	private cameBack: ReadonlySet<string> = new Set();

	private readonly leavings: ReadonlyMap<string, Leaving>;

	constructor(
		readonly plan: Plan,
		readonly target: Target,
		readonly before: Look,
		/** Whether jobs of earlier runs, or ones that hang, may still be at work. */
		readonly isBusy: boolean,
		/** Addresses of contacts that are deleted while the run is at work. */
		private readonly deletedMeanwhile: ReadonlySet<string>,
	) {
		this.membersBefore = new Set(target.members);
		this.listBefore = target.list;
		this.meant = plan.meant.get(target)!;
		this.leavings = new Map([...before.contacts.keys()].map((email) => [email, target.standing(email).leaving]));
	}

	/** @param touched addresses to which anything has happened since the run began */
	endRun(touched: ReadonlySet<string>): void {
		this.cameBack = new Set([...touched].filter((email) => this.glance(email)?.isDeleted));
	}

	/** What is to be held of everybody's leaving; where the run has begun again with the list, it could not know. */
	leavingOf(email: string): Leaving {
		const leaving = this.leavings.get(email) ?? 'no';
		return leaving === 'known' && this.hasBegunAnew ? 'unknown' : leaving;
	}

	mayPutOn(email: string): boolean {
		const { operation, syncMode, options } = this.plan;
		if (operation !== 'export' || syncMode === 'remove') return false;
		if (this.meant.people.get(email)?.isRejected ?? true) return false;
		const isDeleted = this.glance(email)?.isDeleted ?? false;
		// An import of an earlier run may bring them back while this one is at work.
		if (isDeleted && !options.restoreDeletedContacts && !this.isBusy && !this.cameBack.has(email)) return false;
		// Known limit: a deleted contact does not tell whether it had left the list before.
		if ((isDeleted || this.deletedMeanwhile.has(email)) && options.restoreDeletedContacts) return true;
		return !options.respectOptOuts || this.leavingOf(email) !== 'known';
	}

	mayTakeOff(email: string): boolean {
		const { operation, syncMode } = this.plan;
		if (operation !== 'export' || syncMode === 'addOrUpdate') return false;
		return this.meant.people.has(email) === (syncMode === 'remove');
	}

	/** Whether the person must be on the list after a completed run. */
	mustBeOn(email: string): boolean {
		const glance = this.glance(email);
		const staysDeleted = !this.plan.options.restoreDeletedContacts || this.leavingOf(email) !== 'no';
		const isOut = glance !== undefined && (glance.isUnsubscribed || (glance.isDeleted && staysDeleted));
		const mayStayAway =
			this.plan.options.respectOptOuts && this.leavingOf(email) !== 'no' && !this.membersBefore.has(email);
		return this.mayPutOn(email) && this.meant.people.get(email)!.isSure && !isOut && !mayStayAway;
	}

	/** Whether the person must be off the list after a completed run: unsubscribed people stay as they are. */
	mustBeOff(email: string): boolean {
		const isSure = this.plan.syncMode === 'mirror' || (this.meant.people.get(email)?.isSure ?? false);
		return isSure && this.mayTakeOff(email) && !this.glance(email)?.isUnsubscribed;
	}

	/** Whether the run has to stop before it changes anything, or may. */
	get stops(): 'must' | 'may' | 'no' {
		const { target, plan } = this;
		const { syncMode, options } = plan;
		if (plan.operation === 'status') return 'may';
		const isMissing = target.list === undefined || target.list.deletedAt !== 0;
		if (isMissing && (!target.makesMissing || syncMode === 'remove')) return 'must';
		// A list of ours under another name may be the missing one.
		if (isMissing || target.isAstray || this.isBusy || this.looksLikeOneThatIsGone) return 'may';
		if (syncMode === 'addOrUpdate' || plan.operation === 'preview') return 'no';
		const profiles = [...this.meant.people.values()];
		if (syncMode === 'mirror' && !profiles.some(({ isSure }) => isSure)) return profiles.length === 0 ? 'must' : 'may';
		const share = this.leaversShare();
		if (share.least > options.maximumRemovalPercent) return 'must';
		return share.most > options.maximumRemovalPercent ? 'may' : 'no';
	}

	/**
	 * A list that is meant by its name and new to the node, while another one that it has exported to is gone: it may be
	 * that list made again where three quarters of the other's people are in the segment, and are more than half of it.
	 */
	private get looksLikeOneThatIsGone(): boolean {
		const { target, plan, before, meant } = this;
		const isNew = ![...before.tags.values()].some((name) => name.includes(target.list!.id));
		if (target.locator === 'id' || !plan.options.respectOptOuts || plan.syncMode === 'remove' || !isNew) return false;
		const isOfGone = (name: string) =>
			name.startsWith('Has been on list') && ![...before.lists.keys()].some((id) => name.includes(id));
		const sure = [...meant.people.values()].filter(({ isSure }) => isSure).length;
		return [...before.tags].some(([tagId, name]) => {
			if (!isOfGone(name)) return false;
			const noted = [...before.contacts].filter(([, { tags, isDeleted }]) => tags.has(tagId) && !isDeleted);
			const brought = noted.filter(([email]) => meant.people.has(email)).length;
			return brought * 4 >= noted.length * 3 && brought * 2 > sure;
		});
	}

	/** Leavers in a hundred members, without and with those of whom nobody can be sure. */
	private leaversShare(): { least: number; most: number } {
		const members = [...this.membersBefore].filter((email) => !this.glance(email)?.isUnsubscribed);
		const percent = (leavers: number) => (members.length === 0 ? 0 : (leavers * 100) / members.length);
		return {
			least: percent(members.filter((email) => this.mustBeOff(email)).length),
			most: percent(members.filter((email) => this.mayTakeOff(email)).length),
		};
	}

	glance(email: string) {
		return this.before.contacts.get(email);
	}
}
