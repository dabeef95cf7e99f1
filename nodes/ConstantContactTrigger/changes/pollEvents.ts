import { Problem } from '../../shared/problem';
import type { ContactEvent } from './contactEvent';
import { findDeleted, recentlyDeleted } from './deleted';
import { findLeavers, someLeavers } from './leftList';
import type { PollState } from './pollState';
import type { PollPorts, PollSettings } from './ports';
import { findUnsubscribed, recentlyUnsubscribed } from './unsubscribed';

export interface Poll {
	readonly events: readonly ContactEvent[];
	/** What is to be remembered once the events have been handed over. */
	readonly state: PollState;
	/**
	 * Whether the state must be kept even if there are no events: somebody came back to the list, and may leave it again.
	 */
	readonly mustBeKept: boolean;
}

/**
 * What happened since the last poll, kind by kind. All or nothing: if one of them cannot be read, nobody is reported
 * and nothing is remembered, and the next poll finds it all again.
 * @throws Problem
 */
export async function pollEvents(
	{ events: wanted, list, includesHistory }: PollSettings,
	state: PollState,
	ports: PollPorts,
): Promise<Poll> {
	const unsubscribed = wanted.includes('unsubscribed')
		? await findUnsubscribed(state.unsubscribed, includesHistory, ports)
		: undefined;
	const leftList = wanted.includes('leftList')
		? await findLeavers(chosen(list), state.leftList, includesHistory, ports)
		: undefined;
	const deleted = wanted.includes('deleted') ? await findDeleted(state.deleted, includesHistory, ports) : undefined;
	return {
		events: [unsubscribed, leftList, deleted].flatMap((found) => found?.events ?? []),
		state: {
			unsubscribed: unsubscribed?.state ?? state.unsubscribed,
			leftList: leftList?.state ?? state.leftList,
			deleted: deleted?.state ?? state.deleted,
		},
		mustBeKept: state.leftList !== undefined && leftList !== undefined && leftList.state.known !== state.leftList.known,
	};
}

/** A few examples of events, to build a workflow with. Remembers nothing. @throws Problem */
export async function recentEvents(
	{ events: wanted, list }: PollSettings,
	mostOfEach: number,
	ports: PollPorts,
): Promise<ContactEvent[]> {
	return [
		...(wanted.includes('unsubscribed') ? await recentlyUnsubscribed(mostOfEach, ports) : []),
		...(wanted.includes('leftList') ? await someLeavers(mostOfEach, chosen(list), ports) : []),
		...(wanted.includes('deleted') ? await recentlyDeleted(mostOfEach, ports) : []),
	];
}

function chosen<List>(list: List | undefined): List {
	if (list !== undefined) return list;
	throw new Problem({
		kind: 'configuration',
		message: "No list is chosen in 'List'",
		advice: 'Choose the list whose leavers are to be reported.',
	});
}
