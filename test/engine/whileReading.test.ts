import type { Account, ContactList } from '../simulator';
import { addNotedList, everybody } from '../support/notedList';
import { mustRun } from '../support/segmentRun';
import { startService } from '../support/service';

jest.mock('../../nodes/shared/n8n/executionClock', () => ({
	...jest.requireActual<object>('../../nodes/shared/n8n/executionClock'),
	createClock: jest.requireActual<{ createClock: unknown }>('../faults/virtualTime').createClock,
}));

// An export reads contacts one request after the other, and each shows a moment of its own. What happens to somebody
// before the last of them, the import must not undo.

const email = 'p0@example.com';
type Event = (account: Account, list: ContactList) => void;

const leave: Event = (account, list) => account.removeFromList(email, list);
const unsubscribe: Event = (account) => account.unsubscribe(email);
const remove: Event = (account) => account.deleteContact(email);
const bringBack: Event = (account) => account.restore(account.mustFind(email));
const wasNeverOn: Event = (account, list) => {
	const contact = account.mustFind(email);
	account.leave(contact, list);
	for (const tag of account.tags.values()) account.untag(contact, tag);
};

/** Readings: the deleted; the list, the unsubscribed and the notes side by side; and, before anybody is sent, the deleted. */
const places = [1, 2, 3, 4, 5];

interface Happened {
	/** Whether all of it came before the last reading; of who leaves, before the list was read. */
	readonly isInTime: boolean;
	readonly isOn: boolean;
	readonly isUndone: boolean;
}

/**
 * Somebody brings a new name, so that they are sent if nothing speaks against it.
 * @param before what happened to them before the run
 * @param events what happens during it
 * @param when just before which of the readings each of them happens
 */
async function runWith(
	contactPages: 'given' | 'refused',
	before: readonly Event[],
	events: readonly Event[],
	when: readonly number[],
): Promise<Happened> {
	const service = await startService({
		latency: () => 0,
		limits: { perSecond: Infinity, tokensPerSecond: Infinity },
		switches: { contactPages },
	});
	try {
		const { account, faults } = service.simulator;
		const list = addNotedList(service.simulator);
		for (const event of before) event(account, list);
		const byPage = contactPages === 'given';
		const [method, path] = byPage ? ['GET', 'contacts'] : ['POST', 'contact_exports'];
		let readings = 0;
		let isReading = true;
		let happened = 0;
		let listReadAt = Infinity;
		faults.onRequest((request) => {
			isReading &&= request.method === 'GET' || request.path.endsWith('/contact_exports');
			if (!isReading || request.method !== method || !request.path.endsWith(`/${path}`)) return;
			readings++;
			// Pages come in no certain order, exports are started in this one.
			if (byPage ? request.query.includes('lists=') : readings === 2) listReadAt = readings;
			for (; when[happened] === readings; happened++) events[happened](account, list);
		});
		const people = [...everybody.slice(1), { ...everybody[0], first_name: 'New' }];
		await mustRun({ list, people, credential: service.connectAlone(), syncMode: 'addOrUpdate' });
		return {
			isInTime: happened === events.length && !events.some((event, n) => event === leave && when[n] > listReadAt),
			isOn: account.membersOf(list).includes(email),
			isUndone: [remove, bringBack].includes(events.at(-1)!) && isDeleted(account) !== (events.at(-1) === remove),
		};
	} finally {
		await service.close();
	}
}

const isDeleted = (account: Account) => account.mustFind(email).isDeleted;

describe.each([
	['pages', 'given'],
	['bulk exports', 'refused'],
] as const)('where contacts are read by %s', (_ways, contactPages) => {
	it.each<[string, Event[], Event[]]>([
		['who had left is deleted', [leave], [remove]],
		['who had left and was deleted is brought back', [leave, remove], [bringBack]],
		['who had left and was deleted is brought back and deleted', [leave, remove], [bringBack, remove]],
		['who had left unsubscribes', [leave], [unsubscribe]],
		['who had left unsubscribes and is deleted', [leave], [unsubscribe, remove]],
		['who had unsubscribed is deleted', [wasNeverOn, unsubscribe], [remove]],
		['who had unsubscribed and was deleted is brought back', [wasNeverOn, unsubscribe, remove], [bringBack]],
		['who was never on the list unsubscribes', [wasNeverOn], [unsubscribe]],
		['who was never on the list is deleted', [wasNeverOn], [remove]],
		['who was never on the list unsubscribes and is deleted', [wasNeverOn], [unsubscribe, remove]],
		['a member is deleted', [], [remove]],
		['a member leaves', [], [leave]],
		['a member leaves and is deleted', [], [leave, remove]],
	])('%s: nobody is put on the list, whenever it happens', async (_what, before, events) => {
		const moments = places.flatMap((first) =>
			events.length === 1 ? [[first]] : places.filter((second) => second >= first).map((second) => [first, second]),
		);
		const harm: string[] = [];
		let inTime = 0;
		for (const when of moments) {
			const { isInTime, isOn, isUndone } = await runWith(contactPages, before, events, when);
			if (isInTime) inTime++;
			if (isInTime && (isOn || isUndone)) harm.push(`before reading ${when.join(' and ')}`);
		}
		expect(harm).toEqual([]);
		expect(inTime).toBeGreaterThan(1);
	});
});
