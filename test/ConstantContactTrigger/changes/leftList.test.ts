import { pollEvents } from '../../../nodes/ConstantContactTrigger/changes/pollEvents';
import type { PollState } from '../../../nodes/ConstantContactTrigger/changes/pollState';
import type { FoundContact } from '../../../nodes/shared/account/constantContact';
import { createContactsModel, modelList } from '../../support/contactsModel';

/** A poll looks up a hundred leavers; the polls after it, the others. */
const lookedUp = 100;

afterEach(() => void jest.restoreAllMocks());

it('more leavers than one poll looks up are reported once each, though one of them changes the address in between', async () => {
	const account = { people: 2 * lookedUp + 50, pageSize: 500, skewMs: 0, lagMs: 0, zoneHours: 0, order: 0 };
	const model = createContactsModel(
		{ ...account, includesTheMoment: true, tellsTotal: true },
		Date.UTC(2026, 10, 24, 12),
	);
	let state: PollState = {};
	const poll = async () => {
		const settings = { events: ['leftList' as const], includesHistory: false, list: async () => modelList };
		const told = await pollEvents(settings, state, model.ports);
		state = told.state;
		return told.events.map(({ contactId }) => contactId);
	};
	// Of those who are too many for one poll, the last ones wait.
	jest.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
	await poll();
	const last = model.people[model.people.length - 1];
	last.isOnList = false;
	expect(await poll()).toEqual([last.id]);
	for (const person of model.people) person.isOnList = false;
	last.email = 'another@example.org';
	const polls = [await poll(), await poll(), await poll(), await poll()];
	expect(polls.map(({ length }) => length)).toEqual([lookedUp, lookedUp, 49, 0]);
	expect(polls.flat().sort()).toEqual(
		model.people
			.map(({ id }) => id)
			.filter((id) => id !== last.id)
			.sort(),
	);
});

it.each([
	['processing', 'still at work when the wait was over'],
	['timed_out', 'timed out'],
])('an export that ends as %s is told in words', async (state, words) => {
	const account = { people: 3, pageSize: 2, skewMs: 0, lagMs: 0, zoneHours: 0, order: 0 };
	const { ports } = createContactsModel({ ...account, includesTheMoment: true, tellsTotal: true }, 0);
	const activities = async (ids: ReadonlySet<string>) =>
		new Map([...ids].map((id) => [id, { id, state, errors: [], counters: {} }]));
	let now = 0;
	const clock = { ...ports.clock, now: () => now, sleep: async (ms: number) => void (now += ms) };
	const poll = pollEvents(
		{ events: ['leftList'], includesHistory: false, list: async () => modelList },
		{},
		{ constantContact: { ...ports.constantContact, activities }, clock },
	);
	await expect(poll).rejects.toMatchObject({
		message: `Constant Contact did not hand out who is on the list (${words}), so nobody was reported`,
	});
});

describe('people who are looked up in vain', () => {
	const account = { people: 300, pageSize: 500, skewMs: 0, lagMs: 0, zoneHours: 0, order: 0 };

	/** Polls of an account whose list is shown without most of its members, who are on it all the same. */
	function pollsOf(lookedUp: (contact: FoundContact) => FoundContact) {
		const model = createContactsModel({ ...account, includesTheMoment: true, tellsTotal: true }, 0);
		const { constantContact, clock } = model.ports;
		const [leaver] = model.people.slice(-1);
		leaver.isOnList = false;
		const contactsAtOnce: typeof constantContact.contactsAtOnce = async (selection, columns) =>
			'listId' in selection ? [stayer] : await constantContact.contactsAtOnce(selection, columns);
		const stayer = { email: 'stays@example.com', values: new Map<string, string>() };
		let lookUps = 0;
		const contactByEmail: typeof constantContact.contactByEmail = async (email) => {
			lookUps++;
			const contact = await constantContact.contactByEmail(email);
			return contact === undefined || contact.id === leaver.id ? contact : lookedUp(contact);
		};
		const ports = { constantContact: { ...constantContact, contactsAtOnce, contactByEmail }, clock };
		let state: PollState = { leftList: { listId: modelList.id, known: '' } };
		return {
			leaver,
			async poll() {
				lookUps = 0;
				const settings = { events: ['leftList' as const], includesHistory: false, list: async () => modelList };
				const told = await pollEvents(settings, state, ports);
				state = told.state;
				return { told: told.events.map(({ contactId }) => contactId), lookUps };
			},
		};
	}

	it('do not stand before somebody who has left for ever', async () => {
		const { leaver, poll } = pollsOf((contact) => contact);
		const told: string[] = [];
		for (let times = 0; times < 60; times++) told.push(...(await poll()).told);
		expect(told).toEqual([leaver.id]);
	});

	it('since they were deleted, and are shown without their tags, are looked up once', async () => {
		const { leaver, poll } = pollsOf(({ id, email }) => ({
			id,
			email,
			deletedAt: '1970-01-01',
			listIds: [],
			tagIds: [],
		}));
		const polls = [await poll(), await poll(), await poll(), await poll()];
		expect(polls.map(({ lookUps }) => lookUps)).toEqual([100, 100, 100, 0]);
		expect(polls.flatMap(({ told }) => told)).toEqual([leaver.id]);
	});
});
