import { contactsPerPage } from '../../nodes/shared/account/contract';
import type { ContactList } from '../simulator';
import { addNotedList, everybody } from '../support/notedList';
import { listTagName, mustRun, notedOn } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

// Somebody leaves the list by choice in the seconds in which a mirror is about to take them off: they keep the note.

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService({ limits: { perSecond: Infinity } });
	list = addNotedList(service.simulator);
});
afterEach(async () => await service.close());

const emails = (people: typeof everybody) => people.map(({ email }) => email).sort();
const mirror = (people: typeof everybody) => ({ list, people, credential: service.connectAlone() });
const members = () => service.simulator.account.membersOf(list).sort();

/** Just before the first request with this path. */
function leaveAt(email: string, path: string): void {
	const { account, faults } = service.simulator;
	let hasLeft = false;
	faults.onRequest((request) => {
		if (hasLeft || request.method !== 'POST' || !request.path.endsWith(`/${path}`)) return undefined;
		hasLeft = true;
		return void account.removeFromList(email, list);
	});
}

describe.each([0, 20] as const)('where pages of contacts show memberships after %d seconds', (seconds) => {
	beforeEach(() => void (service.simulator.switches.membershipsShownAfterSeconds = seconds));

	it.each([
		['before the list is read once more', 'contact_lists'],
		['while those to be taken off are gathered', 'contacts_json_import'],
	])('who leaves by choice %s is not taken for taken off, and is not put back later', async (_when, path) => {
		leaveAt('p0@example.com', path);
		const { summary } = await mustRun(mirror(everybody.slice(3)));
		expect(summary.profiles.removed).toBe(2);
		expect(members()).toEqual(emails(everybody.slice(3)));
		expect(notedOn(service.simulator, list)).toEqual(emails([everybody[0], ...everybody.slice(3)]));

		service.simulator.clock.advance(60_000);
		const { codes } = await mustRun(mirror(everybody));
		expect(codes).toEqual({ 'p0@example.com': 'opted_out_of_list' });
		expect(members()).toEqual(emails(everybody.slice(1)));
	});

	it('all of those to be taken off may have left by then', async () => {
		leaveAt('p0@example.com', 'contacts_json_import');
		const { summary } = await mustRun(mirror(everybody.slice(1)));
		expect(summary.profiles.removed).toBe(0);
		expect(notedOn(service.simulator, list)).toHaveLength(20);
	});
});

it('who is missing where a file ends early without any sign is not taken for somebody who has left', async () => {
	const { faults, requests, switches } = service.simulator;
	switches.membershipsShownAfterSeconds = 20;
	switches.activityCounters = 'absent';
	faults.add({ kind: 'shortAnswer', path: /contact_exports\//, times: 1 });
	const { summary } = await mustRun(mirror(everybody.slice(0, 17)));
	expect(requests.api().filter(({ path }) => path.startsWith('/v3/contact_exports/')).length).toBeGreaterThan(1);
	expect(summary.profiles.removed).toBe(3);
	expect(members()).toEqual(emails(everybody.slice(0, 17)));
	expect(notedOn(service.simulator, list)).toEqual(emails(everybody.slice(0, 17)));
});

it.each<[string, () => void]>([
	[
		'a list of more than a page',
		() => {
			const more = { lists: [list], tags: [listTagName(list)] };
			service.simulator.account.addContacts(contactsPerPage, (n) => ({ email: `more${n}@example.com`, ...more }));
		},
	],
	[
		'a list on which an earlier run broke',
		() => void service.simulator.account.addList(`Leaving list ${list.id} (n8n export abcdef123)`),
	],
])('who left %s, and is deleted while it is read in bulk, is not put back', async (_which, prepare) => {
	const { account, faults } = service.simulator;
	prepare();
	account.removeFromList('p0@example.com', list);
	// The export that tells who has been on the list does not show the deleted.
	faults.onRequest(({ method, path }) => {
		if (method === 'POST' && path.endsWith('/contact_exports') && account.find('p0@example.com')?.isDeleted === false)
			account.deleteContact('p0@example.com');
	});
	const { codes } = await mustRun({ ...mirror(everybody), syncMode: 'addOrUpdate' });
	expect(codes).toEqual({ 'p0@example.com': 'deleted' });
	expect(members()).not.toContain('p0@example.com');
});

it('a list of more than a page is read by a bulk export, and the helper list is not held against it', async () => {
	const { account, requests } = service.simulator;
	account.addContacts(contactsPerPage, (n) => ({ email: `more${n}@example.com`, lists: [list] }));
	const pages = () => requests.api().filter(({ path, query }) => path === '/v3/contacts' && query.includes('lists='));
	const ofOthers = () => pages().filter(({ query }) => !query.includes(`lists=${list.id}&`));
	const { summary } = await mustRun({ ...mirror(everybody.slice(3)), options: { maximumRemovalPercent: 100 } });
	expect(summary.profiles.removed).toBe(contactsPerPage + 3);
	expect(ofOthers()).toEqual([]);
});
