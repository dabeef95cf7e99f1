import type { ProblemKind } from '../../shared/problem';
import { Problem } from '../../shared/problem';
import type { ContactEvent } from './contactEvent';
import { findDeleted, recentlyDeleted } from './deleted';
import { findLeavers, nobodyNoted, someLeavers } from './leftList';
import type { PollState } from './pollState';
import type { Found, PollPorts, PollSettings } from './ports';
import { findUnsubscribed, recentlyUnsubscribed } from './unsubscribed';

export interface Poll {
	readonly events: readonly ContactEvent[];
	/** What is to be remembered once the events have been handed over. */
	readonly state: PollState;
	/**
	 * Whether the state must be kept even if there are no events: somebody came back to the list, and may leave it again,
	 * or a kind of event was looked for for the first time while the workflow was active.
	 */
	readonly mustBeKept: boolean;
	/** Why a kind of event could not be read, where others could: to be told once there is nothing else to hand over. */
	readonly problem: Problem | undefined;
}

/**
 * What happened since the last poll, kind by kind. A kind that the account does not show keeps no other from being
 * told: what is remembered of it stays, and the next poll finds it again. Where Constant Contact cannot be reached at
 * all, or none of the kinds can be read, nobody is reported and nothing is remembered.
 * @throws Problem
 */
export async function pollEvents(
	{ events: wanted, list, includesHistory }: PollSettings,
	state: PollState,
	ports: PollPorts,
): Promise<Poll> {
	const problems: Problem[] = [];
	async function look<State>(find: () => Promise<Found<State>>): Promise<Found<State> | undefined> {
		return await find().catch(async (problem: unknown) => {
			if (!(problem instanceof Problem && ofOneKind.has(problem.kind))) return await Promise.reject(problem);
			problems.push(problem);
			return undefined;
		});
	}
	const unsubscribed = wanted.includes('unsubscribed')
		? await look(async () => await findUnsubscribed(state.unsubscribed, includesHistory, ports))
		: undefined;
	// A list that cannot be found is told when the workflow is activated; one that has vanished since silences nobody.
	const isBeginning = Object.values(state).every((kept) => kept === undefined);
	const foundList = isBeginning && wanted.includes('leftList') ? await list() : undefined;
	const leftList = wanted.includes('leftList')
		? await look(async () => await findLeavers(foundList ?? (await list()), state.leftList, includesHistory, ports))
		: undefined;
	const deleted = wanted.includes('deleted')
		? await look(async () => await findDeleted(state.deleted, includesHistory, ports))
		: undefined;
	const [problem] = problems;
	if (problem !== undefined && problems.length >= new Set(wanted).size) throw problem;
	const next = {
		unsubscribed: unsubscribed?.state ?? state.unsubscribed,
		leftList: leftList?.state ?? state.leftList,
		deleted: deleted?.state ?? state.deleted,
	};
	return {
		problem,
		events: [unsubscribed, leftList, deleted].flatMap((found) => found?.events ?? []),
		state: next,
		mustBeKept: !isBeginning && hasBegunAnew(state, next),
	};
}

/**
 * Whether a restart that forgets what came of this poll would lose somebody: a kind of event was looked for for the
 * first time, or in another place, or who comes back to the list may leave it again.
 */
function hasBegunAnew(before: PollState, after: PollState): boolean {
	return (
		before.unsubscribed?.after !== after.unsubscribed?.after ||
		before.deleted?.after !== after.deleted?.after ||
		before.leftList?.listId !== after.leftList?.listId ||
		before.leftList?.known !== after.leftList?.known
	);
}

/** Problems of one question alone: another question to the same account may be answered. */
const ofOneKind: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
	'configuration',
	'forbidden',
	'notFound',
	'invalid',
	'activity',
	'unexpected',
]);

/**
 * A few examples of events, to build a workflow with. Remembers nothing.
 * @throws Problem, also where there are none since nothing was exported to the list yet
 */
export async function recentEvents(
	{ events: wanted, list }: PollSettings,
	mostOfEach: number,
	ports: PollPorts,
): Promise<ContactEvent[]> {
	const unsubscribed = wanted.includes('unsubscribed') ? await recentlyUnsubscribed(mostOfEach, ports) : [];
	const foundList = wanted.includes('leftList') ? await list() : undefined;
	const leavers = foundList === undefined ? [] : await someLeavers(mostOfEach, foundList, ports);
	const deleted = wanted.includes('deleted') ? await recentlyDeleted(mostOfEach, ports) : [];
	const events = [...unsubscribed, ...(leavers ?? []), ...deleted];
	if (foundList !== undefined && leavers === undefined && events.length === 0) throw nobodyNoted(foundList);
	return events;
}
