import { z } from 'zod';
import type { ToldWindow } from './toldWindow';

/** What the trigger remembers between two polls. An event that has never been looked for has no entry. */
export interface PollState {
	readonly unsubscribed?: ToldWindow;
	readonly deleted?: DeletedState;
	readonly leftList?: LeftListState;
}

export interface DeletedState extends ToldWindow {
	/** How many contacts were deleted when all were read last, and on which day (YYYY-MM-DD) that was. */
	readonly total?: number;
	readonly readOn?: string;
}

export interface LeftListState {
	readonly listId: string;
	/** Fingerprints of the addresses of everybody who had left, one behind the other. */
	readonly known: string;
	/**
	 * Those of them who were reported, one behind the other: the fingerprint of the contact's ID, and that of the
	 * address.
	 */
	readonly reported?: string;
}

/** The last one that a Date can hold. */
const lastMoment = 8_640_000_000_000_000;
const windowShape = z.object({ after: z.number().min(0).max(lastMoment), told: z.record(z.string(), z.string()) });
const shapes = {
	unsubscribed: windowShape,
	deleted: windowShape.extend({ total: z.number().optional(), readOn: z.string().optional() }),
	leftList: z.object({ listId: z.string(), known: z.string(), reported: z.string().optional() }),
};

/** What the last poll left in n8n's static data of the node. What is not ours to read counts as never looked for. */
export function readPollState(staticData: Readonly<Record<string, unknown>>): PollState {
	return {
		unsubscribed: shapes.unsubscribed.safeParse(staticData.unsubscribed).data,
		deleted: shapes.deleted.safeParse(staticData.deleted).data,
		leftList: shapes.leftList.safeParse(staticData.leftList).data,
	};
}

/**
 * Puts it where n8n keeps it; n8n writes it to its database together with the items, or when a workflow is activated.
 */
export function keepPollState(staticData: Record<string, unknown>, state: PollState): void {
	for (const [kind, kept] of Object.entries(state)) if (kept !== undefined) staticData[kind] = kept;
}
