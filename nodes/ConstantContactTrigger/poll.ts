import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { openSession } from '../shared/constantContact/session';
import type { ContactEvent } from './changes/contactEvent';
import { pollEvents, recentEvents } from './changes/pollEvents';
import { keepPollState, readPollState } from './changes/pollState';
import { readSettings } from './parameters';

/** In the editor's *Fetch Test Event*. */
const examplesOfEachKind = 3;

/**
 * Activated nodes whose poll is under way: n8n makes one context for each, while static data may be another copy in
 * every poll. n8n starts the next poll when its time has come, whether the last has ended or not.
 */
const underWay = new WeakSet<IPollFunctions>();

/**
 * One poll of n8n's: an item for each person something has happened to since the last poll, or null if there is nobody.
 * @throws Problem, or what n8n throws where the node has no credential
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await fetchTestEvents(context);
	// Two polls that remember the same would report the same people twice.
	if (underWay.has(context)) return null;
	underWay.add(context);
	try {
		return await pollOnce(context, context.getWorkflowStaticData('node'));
	} finally {
		underWay.delete(context);
	}
}

async function pollOnce(context: IPollFunctions, staticData: IDataObject): Promise<INodeExecutionData[][] | null> {
	const { api, clock } = await openSession(context);
	const settings = readSettings(context, api);
	const before = readPollState(staticData);
	const { events, state, mustBeKept, problem } = await pollEvents(settings, before, { constantContact: api, clock });
	keepPollState(staticData, state);
	// A poll that throws hands over nothing, and ends the activation, which is what saves a first look.
	const isFirstLook = (Object.keys(state) as Array<keyof typeof state>).some(
		(kind) => before[kind] === undefined && state[kind] !== undefined,
	);
	if (problem !== undefined && events.length === 0 && !mustBeKept && !isFirstLook) throw problem;
	// n8n writes static data to its database only together with a list of items, even an empty one.
	return events.length > 0 || mustBeKept ? [toItems(events)] : null;
}

/** Examples, without remembering them; null where there are none, which n8n tells in its own words. */
async function fetchTestEvents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const { api, clock } = await openSession(context);
	const ports = { constantContact: api, clock };
	const events = await recentEvents(readSettings(context, api), examplesOfEachKind, ports);
	return events.length > 0 ? [toItems(events)] : null;
}

function toItems(events: readonly ContactEvent[]): INodeExecutionData[] {
	return events.map((event) => ({ json: { ...event } }));
}
