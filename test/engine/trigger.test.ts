import type { INodeParameters } from 'n8n-workflow';
import type { ContactList, Switches, Tag } from '../simulator';
import type { CredentialStore } from '../support/engine';
import type { PolledTrigger, PollOutcome } from '../support/polledTrigger';
import { createPolledTrigger } from '../support/polledTrigger';
import { listTagName, mustRun } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

let service: Service;

beforeEach(async () => {
	service = await startService({ limits: { perSecond: Infinity } });
});
afterEach(async () => await service.close());

const emails = ({ items = [], error }: PollOutcome) => {
	if (error !== undefined) throw new Error(error.message);
	return items.map(({ email }) => String(email));
};
const numbered = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => `p${from + index}@example.com`);

/**
 * The node keeps its pace for each app key. Here it is asked for the key once a poll, and told another each time: no
 * poll waits for the last.
 */
function credential(): CredentialStore {
	const connected = service.connectAlone();
	let polls = 0;
	const key = String(connected.data.clientId);
	Object.defineProperty(connected.data, 'clientId', { enumerable: true, get: () => `${key} ${polls++}` });
	return connected;
}

function triggerOn(
	events: readonly string[],
	more: INodeParameters = {},
	stored?: string,
	connected: CredentialStore = credential(),
): PolledTrigger {
	return createPolledTrigger({ events: [...events], ...more }, connected, stored);
}

describe('who unsubscribes', () => {
	it('after the activation is reported once, with what Constant Contact knows of it', async () => {
		const { account } = service.simulator;
		account.addContact({ email: 'before@example.com', permission: 'unsubscribed' });
		account.addContact({ email: 'ann@example.com' });
		const trigger = triggerOn(['unsubscribed']);
		expect(await trigger.activate()).toEqual({});
		expect(await trigger.poll()).toEqual({});
		account.unsubscribe('ann@example.com', 'Too many mails');
		const { items } = await trigger.poll();
		expect(items).toEqual([
			{
				event: 'unsubscribed',
				email: 'ann@example.com',
				contactId: account.contact('ann@example.com')?.contactId,
				occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
				noticedAt: expect.stringMatching(/Z$/) as unknown,
				optOutSource: 'Contact',
				optOutReason: 'Too many mails',
				listId: null,
				listName: null,
			},
		]);
		expect(await trigger.poll()).toEqual({});
	});

	it('then subscribes again and unsubscribes once more is reported once more', async () => {
		const { account, clock } = service.simulator;
		account.addContact({ email: 'ann@example.com' });
		const trigger = triggerOn(['unsubscribed']);
		await trigger.activate();
		account.unsubscribe('ann@example.com');
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
		account.confirmResubscribe('ann@example.com');
		expect(await trigger.poll()).toEqual({});
		clock.advance(1_000);
		account.unsubscribe('ann@example.com');
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
	});

	it('and is deleted before the next poll is reported all the same', async () => {
		const { account } = service.simulator;
		account.addContact({ email: 'ann@example.com' });
		const trigger = triggerOn(['unsubscribed']);
		await trigger.activate();
		account.unsubscribe('ann@example.com');
		account.deleteContact('ann@example.com');
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
	});

	it('and subscribes again before the next poll is not reported', async () => {
		const { account, switches } = service.simulator;
		switches.resubscribedKeepOptOutDate = true;
		account.addContact({ email: 'ann@example.com' });
		const trigger = triggerOn(['unsubscribed']);
		await trigger.activate();
		account.unsubscribe('ann@example.com');
		account.confirmResubscribe('ann@example.com');
		expect(await trigger.poll()).toEqual({});
	});
});

describe('a hundred opt-outs spread over polls, with n8n restarted between, are reported once each', () => {
	it.each<[string, Partial<Switches>]>([
		['as documented', {}],
		[
			'newest first, dates in milliseconds, filters that take in the moment',
			{
				contactsOrder: 'newestFirst',
				timestamps: 'milliseconds',
				dateFiltersIncludeTheMoment: true,
				lastPageLinks: 'nullHref',
			},
		],
		[
			'dates with an offset, opt-outs that are found a few seconds late',
			{ timestamps: 'offset', optOutsFoundAfterSeconds: 3, lastPageLinks: 'empty' },
		],
	])('%s', async (_name, switches) => {
		const { account, clock } = service.simulator;
		Object.assign(service.simulator.switches, switches);
		const people = numbered(0, 100);
		people.forEach((email) => account.addContact({ email }));
		const connected = credential();
		let trigger = triggerOn(['unsubscribed'], {}, undefined, connected);
		await trigger.activate();
		const told: string[] = [];
		// Twenty times five within a second; two of each five come just after the poll has looked.
		for (let round = 0; round < 20; round++) {
			const five = people.slice(round * 5, round * 5 + 5);
			five.slice(0, 3).forEach((email) => account.unsubscribe(email));
			told.push(...emails(await trigger.poll()));
			five.slice(3).forEach((email) => account.unsubscribe(email));
			if (round % 3 === 2) {
				trigger = triggerOn(['unsubscribed'], {}, trigger.stored(), connected);
				told.push(...emails(await trigger.activate()));
			}
			clock.advance(round % 4 === 3 ? 20 * 60_000 : 1_000);
		}
		clock.advance(10_000);
		told.push(...emails(await trigger.poll()));
		expect(told.sort()).toEqual(people.sort());
		expect(await trigger.poll()).toEqual({});
	});

	it('1,100 in one second are more than two pages, and a hundred of them come to light a poll later', async () => {
		const { account } = service.simulator;
		const people = numbered(0, 1_100);
		people.forEach((email) => account.addContact({ email }));
		const trigger = triggerOn(['unsubscribed']);
		await trigger.activate();
		people.slice(0, 1_000).forEach((email) => account.unsubscribe(email));
		const told = emails(await trigger.poll());
		expect(told).toHaveLength(1_000);
		people.slice(1_000).forEach((email) => account.unsubscribe(email));
		told.push(...emails(await trigger.poll()));
		expect(told.sort()).toEqual(people.sort());
		expect(trigger.stored().length).toBeLessThan(12_000);
	});

	it('an n8n that was off for a week tells the week', async () => {
		const { account, clock } = service.simulator;
		const people = numbered(0, 7);
		people.forEach((email) => account.addContact({ email }));
		const trigger = triggerOn(['unsubscribed']);
		await trigger.activate();
		for (const email of people) {
			account.unsubscribe(email);
			clock.advance(24 * 60 * 60_000);
		}
		const again = triggerOn(['unsubscribed'], {}, trigger.stored());
		expect(emails(await again.activate())).toEqual(people);
		expect(await again.poll()).toEqual({});
	});
});

describe('what is remembered', () => {
	const remembering = (data: object) => triggerOn(['unsubscribed'], {}, JSON.stringify({ 'node:Opt-Outs': data }));

	it('by a clock of n8n that was days ahead is begun anew, once it has been put right', async () => {
		const { account, clock } = service.simulator;
		account.addContact({ email: 'before@example.com', permission: 'unsubscribed' });
		account.addContact({ email: 'ann@example.com' });
		const trigger = remembering({ unsubscribed: { after: clock.now() + 3 * 24 * 60 * 60_000, told: {} } });
		// Nobody to tell, but it must be kept.
		expect(await trigger.activate()).toEqual({ items: [] });
		account.unsubscribe('ann@example.com');
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
		expect(await trigger.poll()).toEqual({});
	});

	it.each([1e300, -1e300])('and no moment (%d) counts as never looked for', async (after) => {
		const { account } = service.simulator;
		account.addContact({ email: 'ann@example.com' });
		const trigger = remembering({ unsubscribed: { after, told: { a: 'abcdefgh' } } });
		expect(await trigger.activate()).toEqual({});
		account.unsubscribe('ann@example.com');
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
	});
});

describe('a poll that fails', () => {
	it('halfway tells nobody and remembers nothing, and the next one tells everybody once', async () => {
		const { account, faults } = service.simulator;
		const people = numbered(0, 600);
		people.forEach((email) => account.addContact({ email }));
		const trigger = triggerOn(['unsubscribed']);
		await trigger.activate();
		const before = trigger.stored();
		people.forEach((email) => account.unsubscribe(email));
		faults.add({ kind: 'forbidden', path: /\/contacts$/, after: 1, times: 1 });
		const { error, items } = await trigger.poll();
		expect(error?.message).toBe('Constant Contact does not let this connection work with contacts and lists');
		expect(error?.description).toMatch(/^Nobody was reported, and nobody is lost: .* Connect the credential as/);
		expect(JSON.stringify(error)).not.toContain('@example.com');
		expect(items).toBeUndefined();
		expect(trigger.stored()).toBe(before);
		expect(emails(await trigger.poll()).sort()).toEqual(people.sort());
	});

	it('for one kind of event tells the others, and why, once there is nobody to tell of', async () => {
		const { account, faults } = service.simulator;
		for (const email of ['ann@example.com', 'bo@example.com']) account.addContact({ email });
		const trigger = triggerOn(['unsubscribed', 'deleted']);
		await trigger.activate();
		account.unsubscribe('ann@example.com');
		account.deleteContact('bo@example.com');
		const endFault = faults.onRequest(({ query }) => (query.includes('optout_after') ? 'forbidden' : undefined));
		expect(emails(await trigger.poll())).toEqual(['bo@example.com']);
		const { error, items } = await trigger.poll();
		expect([error?.message, items]).toEqual([
			'Constant Contact does not let this connection work with contacts and lists',
			undefined,
		]);
		endFault();
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
		expect(await trigger.poll()).toEqual({});
	});

	it('for one kind of event at the activation is looked for later, and a restart does not forget since when', async () => {
		const { account, faults } = service.simulator;
		for (const email of ['ann@example.com', 'bo@example.com']) account.addContact({ email });
		const connected = credential();
		const trigger = triggerOn(['unsubscribed', 'deleted'], {}, undefined, connected);
		const endFault = faults.onRequest(({ query }) => (query.includes('optout_after') ? 'forbidden' : undefined));
		expect(await trigger.activate()).toEqual({});
		expect((await trigger.poll()).error).toBeDefined();
		endFault();
		// Nobody to tell, but from now on opt-outs are looked for.
		expect(await trigger.poll()).toEqual({ items: [] });
		expect(await trigger.poll()).toEqual({});
		account.unsubscribe('ann@example.com');
		const again = triggerOn(['unsubscribed', 'deleted'], {}, trigger.stored(), connected);
		expect(emails(await again.activate())).toEqual(['ann@example.com']);
	});

	it('since no event is chosen says so: nobody would notice that it is silent', async () => {
		const { account } = service.simulator;
		account.addContact({ email: 'ann@example.com' });
		for (const none of [[], 'nothing', ['Unsubscribed']]) {
			const { error } = await createPolledTrigger({ events: none }, credential()).activate();
			expect(error?.message).toBe("No event is chosen in 'Events'");
		}
		const trigger = createPolledTrigger({ events: 'unsubscribed' }, credential());
		await trigger.activate();
		account.unsubscribe('ann@example.com');
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
	});

	it('without consent has asked Constant Contact nothing', async () => {
		const unwilling = credential();
		unwilling.data.dataPrivacyConsent = false;
		const { error } = await triggerOn(['unsubscribed'], {}, undefined, unwilling).activate();
		expect(error).toMatchObject({ message: expect.stringMatching(/consent/) as unknown });
		expect(service.simulator.requests.api()).toEqual([]);
	});
});

it('a poll that begins before the last has ended stands back', async () => {
	const { account } = service.simulator;
	account.addContact({ email: 'ann@example.com' });
	const trigger = triggerOn(['unsubscribed']);
	await trigger.activate();
	account.unsubscribe('ann@example.com');
	// One executor tells of both: what the second emits would replace what the first did.
	const slow = trigger.poll();
	const asked = service.simulator.requests.api().length;
	await trigger.poll();
	expect(service.simulator.requests.api().length).toBe(asked);
	expect(emails(await slow)).toEqual(['ann@example.com']);
});

describe('history', () => {
	const seed = () => {
		service.simulator.account.addContact({ email: 'out@example.com', permission: 'unsubscribed' });
		service.simulator.account.addContact({ email: 'gone@example.com', deleted: true });
		service.simulator.clock.advance(3 * 24 * 60 * 60_000);
	};

	it('is reported by the first poll where the user asks for it, and never again', async () => {
		seed();
		const connected = credential();
		const more = { options: { includeHistory: true } };
		const trigger = triggerOn(['unsubscribed', 'deleted'], more, undefined, connected);
		expect(emails(await trigger.activate())).toEqual(['out@example.com', 'gone@example.com']);
		expect(await trigger.poll()).toEqual({});
		expect(await triggerOn(['unsubscribed', 'deleted'], more, trigger.stored(), connected).activate()).toEqual({});
	});

	it('is what Fetch Test Event shows examples of, and that remembers nothing', async () => {
		const trigger = triggerOn(['unsubscribed', 'deleted'], {}, undefined, credential());
		expect(await trigger.fetchTestEvent()).toBeNull();
		seed();
		const shown = await triggerOn(['unsubscribed', 'deleted'], {}, undefined, credential()).fetchTestEvent();
		expect(shown).toMatchObject([
			{ event: 'unsubscribed', email: 'out@example.com' },
			{ event: 'deleted', email: 'gone@example.com' },
		]);
		expect(trigger.stored()).toBe('{}');
		service.simulator.faults.add({ kind: 'forbidden', path: /\/contacts$/, times: 1 });
		const failing = triggerOn(['unsubscribed'], {}, undefined, credential()).fetchTestEvent();
		await expect(failing).rejects.toMatchObject({ description: expect.stringMatching(/^Connect the/) as unknown });
	});
});

describe('who is deleted', () => {
	it('is reported with the day, once, also among more than a page of deleted contacts', async () => {
		const { account, requests } = service.simulator;
		account.addContacts(700, (index) => ({ email: `old${index}@example.com`, deleted: true }));
		account.addContact({ email: 'ann@example.com' });
		const trigger = triggerOn(['deleted']);
		expect(await trigger.activate()).toEqual({});
		account.deleteContact('ann@example.com');
		expect((await trigger.poll()).items).toMatchObject([
			{ event: 'deleted', email: 'ann@example.com', occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown },
		]);
		requests.clear();
		expect(await trigger.poll()).toEqual({});
		// As many as before: one look at their number is enough.
		expect(requests.api()).toHaveLength(1);
	});

	it('is reported by the next poll also where only the contacts of a page are counted', async () => {
		const { account, switches } = service.simulator;
		switches.contactsCount = 'page';
		account.addContacts(700, (index) => ({ email: `old${index}@example.com`, deleted: true }));
		account.addContact({ email: 'ann@example.com' });
		const trigger = triggerOn(['deleted']);
		await trigger.activate();
		account.deleteContact('ann@example.com');
		expect(emails(await trigger.poll())).toEqual(['ann@example.com']);
		expect(await trigger.poll()).toEqual({});
	});
});

describe('who leaves a list', () => {
	let list: ContactList;
	let tag: Tag;

	beforeEach(() => {
		const { account } = service.simulator;
		list = account.addList('Weekly');
		tag = account.addTag(listTagName(list));
		for (const name of ['ann+news', 'bo', 'cy'])
			account.addContact({ email: `${name}@example.com`, lists: [list], tags: [tag] });
	});

	const leavers = (stored?: string, more: INodeParameters = {}) =>
		triggerOn(['leftList'], { list: { __rl: true, mode: 'name', value: 'weekly' }, ...more }, stored);

	it('is reported once, with the list; who unsubscribed only, or was deleted, is not', async () => {
		const { account, requests } = service.simulator;
		const trigger = leavers();
		expect(await trigger.activate()).toEqual({});
		expect(requests.api()).toHaveLength(4);
		account.removeFromList('ann+news@example.com', list);
		account.unsubscribe('bo@example.com');
		account.deleteContact('cy@example.com');
		expect((await trigger.poll()).items).toMatchObject([
			{
				event: 'leftList',
				email: 'ann+news@example.com',
				contactId: account.contact('ann+news@example.com')?.contactId,
				occurredAt: null,
				listId: list.id,
				listName: 'Weekly',
			},
		]);
		requests.clear();
		expect(await trigger.poll()).toEqual({});
		expect(requests.count(({ query }) => query.includes('email='))).toBe(0);
	});

	it('comes back, n8n is restarted, and leaves again is reported again', async () => {
		const { account } = service.simulator;
		account.removeFromList('ann+news@example.com', list);
		let trigger = leavers();
		// Who left before the activation is history.
		expect(await trigger.activate()).toEqual({});
		account.addToList('ann+news@example.com', list);
		// Nobody to tell, but something to keep.
		expect(await trigger.poll()).toEqual({ items: [] });
		trigger = leavers(trigger.stored());
		expect(await trigger.activate()).toEqual({});
		account.removeFromList('ann+news@example.com', list);
		expect(emails(await trigger.poll())).toEqual(['ann+news@example.com']);
	});

	it('and changes the address later has left once; back on the list under the new one, they may leave again', async () => {
		const { account } = service.simulator;
		const changeAddress = (from: string, to: string) =>
			account.changeEmail(account.contacts.find(({ email }) => email === from)!, to);
		let trigger = leavers();
		await trigger.activate();
		account.removeFromList('ann+news@example.com', list);
		expect(emails(await trigger.poll())).toEqual(['ann+news@example.com']);
		changeAddress('ann+news@example.com', 'ann@example.org');
		account.removeFromList('bo@example.com', list);
		expect(emails(await trigger.poll())).toEqual(['bo@example.com']);
		trigger = leavers(trigger.stored());
		await trigger.activate();
		changeAddress('ann@example.org', 'ann@example.net');
		expect(emails(await trigger.poll())).toEqual([]);
		account.addToList('ann@example.net', list);
		await trigger.poll();
		account.removeFromList('ann@example.net', list);
		expect(emails(await trigger.poll())).toEqual(['ann@example.net']);
	});

	it('is reported where the account gives no pages of contacts, and so hides who unsubscribed, which a later poll tells', async () => {
		const { account, switches } = service.simulator;
		switches.contactPages = 'refused';
		const chosen = { list: { __rl: true, mode: 'name', value: 'weekly' } };
		const trigger = triggerOn(['unsubscribed', 'leftList'], chosen);
		expect(await trigger.activate()).toEqual({});
		account.removeFromList('bo@example.com', list);
		expect(emails(await trigger.poll())).toEqual(['bo@example.com']);
		expect((await trigger.poll()).error?.message).toBeDefined();
	});

	it("is not forgotten, and reported again, where an export's file ends early", async () => {
		const { account, faults, switches } = service.simulator;
		switches.contactPages = 'refused';
		for (const email of numbered(0, 30)) account.addContact({ email, lists: [list], tags: [tag] });
		const trigger = leavers();
		await trigger.activate();
		for (const email of numbered(0, 30)) account.removeFromList(email, list);
		expect(emails(await trigger.poll()).sort()).toEqual(numbered(0, 30).sort());
		faults.add({ kind: 'shortAnswer', path: /contact_exports\//, times: 1 });
		expect((await trigger.poll()).error?.message).toContain('the file that arrived holds');
		expect(await trigger.poll()).toEqual({});
	});

	it('has not been taken off by a mirror, nor is hidden in an export without unsubscribed members', async () => {
		const { account, switches, requests } = service.simulator;
		Object.assign(switches, { contactPages: 'refused', exportOfListsHasUnsubscribed: false });
		account.unsubscribe('bo@example.com');
		await mustRun({
			list,
			people: [{ email: 'ann+news@example.com' }, { email: 'bo@example.com' }],
			credential: service.connectAlone(),
			options: { maximumRemovalPercent: 100 },
		});
		expect(account.membersOf(list)).not.toContain('cy@example.com');
		const trigger = leavers(undefined, { options: { includeHistory: true } });
		expect((await trigger.activate()).items ?? []).toEqual([]);
		requests.clear();
		expect(await trigger.poll()).toEqual({});
		expect(requests.count(({ query }) => query.includes('email='))).toBe(0);
	});

	it('is shown by Fetch Test Event with no more look-ups than examples', async () => {
		const { account, requests } = service.simulator;
		account.addContacts(40, (index) => ({ email: `gone${index}@example.com`, tags: [tag] }));
		const shown = await leavers().fetchTestEvent();
		expect(shown).toHaveLength(3);
		expect(requests.count(({ query }) => query.includes('email='))).toBe(3);
	});

	const weekly = { list: { __rl: true, mode: 'name', value: 'weekly' } };

	it.each<[string, () => void]>([
		['is deleted', () => service.simulator.account.deleteList(list)],
		['has another name', () => (list.name = 'Monthly')],
		['shares its name with another', () => void service.simulator.account.addList('WEEKLY')],
	])('from a list that %s silences nobody else, and the reason is told', async (_name, change) => {
		const { account } = service.simulator;
		const trigger = triggerOn(['unsubscribed', 'leftList', 'deleted'], weekly);
		expect(await trigger.activate()).toEqual({});
		change();
		account.unsubscribe('bo@example.com');
		account.deleteContact('cy@example.com');
		expect(emails(await trigger.poll())).toEqual(['bo@example.com', 'cy@example.com']);
		expect((await trigger.poll()).error?.message).toMatch(/list/i);
	});

	it.each([
		['was never chosen', '', 'list', "No list is chosen in 'List'"],
		['does not exist', 'Weekley', 'name', "There is no list named 'Weekley' in Constant Contact"],
		['has no such ID', 'weekly', 'id', "'List' holds no list ID"],
	])('from a list that %s is told by the activation', async (_name, value, mode, message) => {
		const trigger = triggerOn(['unsubscribed', 'leftList'], { list: { __rl: true, mode, value } });
		const { error } = await trigger.activate();
		expect(error?.message).toBe(message);
		expect(error?.description).not.toMatch(/export/);
	});

	it('is not forgotten by a restart, where another list has taken the name in the meantime', async () => {
		const { account } = service.simulator;
		const connected = credential();
		const trigger = triggerOn(['leftList'], weekly, undefined, connected);
		expect(await trigger.activate()).toEqual({});
		list.name = 'Monthly';
		const other = account.addList('Weekly');
		account.addContact({ email: 'dee@example.com', lists: [other], tags: [account.addTag(listTagName(other))] });
		expect(await trigger.poll()).toEqual({ items: [] });
		account.removeFromList('dee@example.com', other);
		const again = triggerOn(['leftList'], weekly, trigger.stored(), connected);
		expect(emails(await again.activate())).toEqual(['dee@example.com']);
	});

	it('is nobody yet where nothing was exported to the list, and Fetch Test Event says so, unless it has other examples', async () => {
		const { account, clock } = service.simulator;
		const other = account.addList('Other');
		const chosen = { list: { __rl: true, mode: 'id', value: other.id } };
		const fetched = async (...events: string[]) =>
			await triggerOn(events, chosen, undefined, credential()).fetchTestEvent();
		const message = "Nothing was exported to the list 'Other' yet, so nobody is known to have been on it";
		await expect(fetched('leftList')).rejects.toMatchObject({ message });
		await expect(fetched('unsubscribed', 'leftList', 'deleted')).rejects.toMatchObject({ message });
		account.unsubscribe('bo@example.com');
		clock.advance(1_000);
		expect(await fetched('unsubscribed', 'leftList')).toMatchObject([{ email: 'bo@example.com' }]);
		account.addTag(listTagName(other));
		expect(await fetched('leftList')).toBeNull();
	});

	it('is nobody on a list that nothing was exported to; a list that is gone is an error', async () => {
		const other = service.simulator.account.addList('Other');
		const trigger = triggerOn(['leftList'], { list: { __rl: true, mode: 'id', value: other.id } });
		expect(await trigger.activate()).toEqual({});
		service.simulator.account.deleteList(other);
		expect((await trigger.poll()).error?.message).toMatch(/deleted|no list/);
	});
});
