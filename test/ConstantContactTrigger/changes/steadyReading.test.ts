import type { EventKind } from '../../../nodes/ConstantContactTrigger/changes/contactEvent';
import { pollEvents } from '../../../nodes/ConstantContactTrigger/changes/pollEvents';
import type { PollState } from '../../../nodes/ConstantContactTrigger/changes/pollState';
import { readSteadily } from '../../../nodes/ConstantContactTrigger/changes/steadyReading';
import type { Person } from '../../support/contactsModel';
import { createContactsModel, modelList } from '../../support/contactsModel';
import { heldMemory } from '../../support/heldMemory';

const minute = 60_000;
const day = 24 * 60 * minute;
const account = { people: 12, pageSize: 5, skewMs: 0, lagMs: 0, zoneHours: 0, includesTheMoment: true };

/** An account, and a trigger that was activated there and then was off for a week. */
async function afterAWeek(kind: EventKind, options: { order: number; includesHistory?: boolean }) {
	const { order, includesHistory = false } = options;
	const model = createContactsModel({ ...account, order, tellsTotal: true }, Date.UTC(2026, 10, 24, 12));
	let requests = 0;
	const { constantContact, clock } = model.ports;
	const counted = <Rest extends unknown[], Page>(read: (...rest: Rest) => AsyncIterable<Page>) =>
		async function* (...rest: Rest) {
			for await (const page of read(...rest)) {
				requests++;
				yield page;
			}
		};
	const ports = {
		clock,
		constantContact: {
			...constantContact,
			contactsOptedOutAfter: counted(constantContact.contactsOptedOutAfter),
			deletedContactPages: counted(constantContact.deletedContactPages),
		},
	};
	let state: PollState = {};
	const poll = async () => {
		requests = 0;
		const told = await pollEvents({ events: [kind], includesHistory, list: async () => modelList }, state, ports);
		state = told.state;
		return told.events.map(({ contactId }) => contactId);
	};
	if (!includesHistory) await poll();
	for (const person of model.people) {
		model.pass(day / 2);
		if (kind === 'deleted') model.delete(person);
		else model.unsubscribe(person);
	}
	model.pass(minute);
	return { model, poll, requests: () => requests };
}

const takeBack = (person: Person) => {
	person.optedOutAt = undefined;
	person.deletedOn = undefined;
};

describe('where pages shift while they are read, nobody is lost behind the window that closes', () => {
	it.each<[EventKind, number, boolean]>([
		['unsubscribed', 0, false],
		['unsubscribed', 1, false],
		['unsubscribed', 2, true],
		['deleted', 0, false],
		['deleted', 3, true],
	])('%s, order %d, history %s: somebody of the first page is taken back', async (kind, order, includesHistory) => {
		const { model, poll } = await afterAWeek(kind, { order, includesHistory });
		let shifts = 1;
		const shown: Person[] = [];
		model.betweenPages((page) => {
			if (page !== 1 || shifts-- <= 0) return;
			// Whoever stands first in this order is on the page that has been read.
			const turned = order % 2 === 0 ? model.people : [...model.people].reverse();
			const first = turned[order % turned.length];
			shown.push(first);
			takeBack(first);
		});
		const told = [...(await poll()), ...(await poll())];
		expect(shown).toHaveLength(1);
		expect(told.sort()).toEqual(model.people.map(({ id }) => id).sort());
	});

	it.each<EventKind>(['unsubscribed', 'deleted'])(
		'%s: a reading that never comes to rest ends with the fourth, and the rest is told by the next poll',
		async (kind) => {
			const { model, poll, requests } = await afterAWeek(kind, { order: 0 });
			const coming = model.people.slice(6);
			coming.forEach(takeBack);
			model.betweenPages((page) => {
				const next = page === 1 ? coming.shift() : undefined;
				if (next !== undefined && kind === 'deleted') model.delete(next);
				else if (next !== undefined) model.unsubscribe(next);
			});
			const told = await poll();
			expect(coming).toHaveLength(2);
			expect(requests()).toBe(4 * 2);
			model.betweenPages(() => undefined);
			told.push(...(await poll()));
			expect(told.sort()).toEqual(
				model.people
					.slice(0, 10)
					.map(({ id }) => id)
					.sort(),
			);
		},
	);
});

describe('what needs no second reading', () => {
	it('is one page', async () => {
		const { model, poll, requests } = await afterAWeek('unsubscribed', { order: 0 });
		model.people.slice(account.pageSize).forEach(takeBack);
		expect(await poll()).toHaveLength(account.pageSize);
		expect(requests()).toBe(1);
	});

	it('are several pages that bring nobody new, or nobody behind whom the window closes', async () => {
		const { model, poll, requests } = await afterAWeek('unsubscribed', { order: 0 });
		model.people.forEach(takeBack);
		model.people.slice(1).forEach((person) => model.unsubscribe(person));
		expect([(await poll()).length, requests()]).toEqual([11, 2 * 3]);
		expect([(await poll()).length, requests()]).toEqual([0, 3]);
		model.unsubscribe(model.people[0]);
		expect([(await poll()).length, requests()]).toEqual([1, 3]);
	});
});

it('the last of several readings of 20,000 people holds no more of them than the one before', async () => {
	const held: number[] = [];
	const read = async () => {
		held.push(heldMemory());
		const someone = (_: unknown, n: number) => ({
			contactId: `contact-${n}`,
			at: n + 1,
			contact: new Array(20).fill(n),
		});
		// One more each time, so that it goes on.
		return { found: Array.from({ length: 20_000 + held.length }, someone), pages: 41 };
	};
	const { fresh } = await readSteadily({ after: 0, told: {} }, read, day, { overlapMs: 1, mostRemembered: 100_000 });
	expect(fresh).toHaveLength(20_004);
	expect(held[3] - held[2]).toBeLessThan((held[1] - held[0]) / 2);
});
