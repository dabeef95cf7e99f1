import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import type { PollState } from './types';

const windowShape = z.object({ after: z.number(), told: z.record(z.string(), z.string()) });
const shapes = {
	unsubscribed: windowShape,
	deleted: windowShape.extend({ total: z.number().optional(), readOn: z.string().optional() }),
	leftList: z.object({ listId: z.string(), known: z.string() }),
};

/** What the last poll left in n8n's static data of the node. What is not ours to read counts as never looked for. */
export function readPollState(staticData: IDataObject): PollState {
	return {
		unsubscribed: shapes.unsubscribed.safeParse(staticData.unsubscribed).data,
		deleted: shapes.deleted.safeParse(staticData.deleted).data,
		leftList: shapes.leftList.safeParse(staticData.leftList).data,
	};
}

/**
 * Puts it where n8n keeps it; n8n writes it to its database together with the items, or when a workflow is activated.
 */
export function keepPollState(staticData: IDataObject, state: PollState): void {
	for (const [kind, kept] of Object.entries(state)) if (kept !== undefined) staticData[kind] = kept as IDataObject;
}
