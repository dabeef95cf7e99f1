import { pollEvents } from '../../../nodes/ConstantContactTrigger/changes/pollEvents';
import type { PollState } from '../../../nodes/ConstantContactTrigger/changes/pollState';
import { createContactsModel, modelList } from '../../support/contactsModel';

/** A poll looks up a hundred leavers; the polls after it, the others. */
const lookedUp = 100;

it('more leavers than one poll looks up are reported once each, though one of them changes the address in between', async () => {
	const account = { people: 2 * lookedUp + 50, pageSize: 500, skewMs: 0, lagMs: 0, zoneHours: 0, order: 0 };
	const model = createContactsModel(
		{ ...account, includesTheMoment: true, tellsTotal: true },
		Date.UTC(2026, 10, 24, 12),
	);
	let state: PollState = {};
	const poll = async () => {
		const settings = { events: ['leftList' as const], includesHistory: false, list: modelList };
		const told = await pollEvents(settings, state, model.ports);
		state = told.state;
		return told.events.map(({ contactId }) => contactId);
	};
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
		{ events: ['leftList'], includesHistory: false, list: modelList },
		{},
		{ constantContact: { ...ports.constantContact, activities }, clock },
	);
	await expect(poll).rejects.toMatchObject({
		message: `Constant Contact did not hand out who is on the list (${words}), so nobody was reported`,
	});
});
