import fc from 'fast-check';
import { pollEvents } from '../../../nodes/ConstantContactTrigger/changes/pollEvents';
import { readPollState } from '../../../nodes/ConstantContactTrigger/changes/pollState';
import type { EventKind } from '../../../nodes/ConstantContactTrigger/changes/contactEvent';
import type { PollState } from '../../../nodes/ConstantContactTrigger/changes/pollState';
import type { ModelOptions, Person } from '../../support/contactsModel';
import { createContactsModel, modelList } from '../../support/contactsModel';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const options: fc.Arbitrary<ModelOptions> = fc.record({
	people: fc.constantFrom(2, 3, 12),
	pageSize: fc.constantFrom(1, 2, 5),
	skewMs: fc.integer({ min: -50, max: 50 }).map((minutes) => minutes * minute),
	lagMs: fc.constantFrom(0, 0, 5_000, 3 * minute),
	zoneHours: fc.integer({ min: -11, max: 13 }),
	includesTheMoment: fc.boolean(),
	order: fc.nat(11),
	tellsTotal: fc.boolean(),
});

type Act = 'unsubscribe' | 'subscribe' | 'delete' | 'restore' | 'leave' | 'comeBack';
type Step =
	| { do: Act; who: number }
	| { do: 'pass'; ms: number }
	| { do: 'poll' }
	| { do: 'failingPoll'; after: number }
	| { do: 'restart' };

const person = fc.nat(11);
const stepsOf = (...acts: Act[]): fc.Arbitrary<Step[]> =>
	fc.array(
		fc.oneof(
			{ weight: 10, arbitrary: fc.record({ do: fc.constantFrom(...acts), who: person }) },
			{
				weight: 4,
				arbitrary: fc.record({
					do: fc.constant('pass' as const),
					ms: fc.constantFrom(500, 1_000, minute, 10 * minute, hour + minute, day + hour, 7 * day),
				}),
			},
			{ weight: 6, arbitrary: fc.constant({ do: 'poll' as const }) },
			{ weight: 2, arbitrary: fc.record({ do: fc.constant('failingPoll' as const), after: fc.nat(9) }) },
			{ weight: 3, arbitrary: fc.constant({ do: 'restart' as const }) },
		),
		// Without a size fast-check makes few of more than ten.
		{ maxLength: 60, size: 'max' },
	);

type Model = ReturnType<typeof createContactsModel>;

/**
 * n8n around the polls: what a poll remembers stays in memory, and reaches the database on activation and with items
 * only.
 */
async function live(
	model: Model,
	schedule: readonly Step[],
	events: readonly EventKind[],
	includesHistory: boolean,
	afterPoll: (told: readonly string[]) => void,
): Promise<void> {
	let database = '{}';
	let memory: PollState = {};
	const settings = { events, includesHistory, list: async () => modelList };

	async function poll(isActivation: boolean): Promise<void> {
		const { events: told, state, mustBeKept } = await pollEvents(settings, memory, model.ports);
		memory = readPollState(JSON.parse(JSON.stringify(state)));
		if (isActivation || told.length > 0 || mustBeKept) database = JSON.stringify(state);
		afterPoll(told.map(({ contactId, event, occurredAt }) => [event, contactId, occurredAt ?? ''].join(' ')));
	}
	async function activate(): Promise<void> {
		memory = readPollState(JSON.parse(database));
		await poll(true);
	}

	await activate();
	for (const step of schedule) {
		if (step.do === 'poll') await poll(false);
		else if (step.do === 'restart') await activate();
		else if (step.do === 'pass') model.pass(step.ms);
		else if (step.do === 'failingPoll') {
			model.failAfter(step.after);
			await poll(false).catch((error: Error) => expect(error.message).toBe('no answer'));
			model.failAfter(Infinity);
		} else act(model, step.do, someone(model, step.who));
	}
	// In the end everything has come to light, and everything is read.
	for (let last = 0; last < 2; last++) {
		model.pass(day + hour);
		await poll(false);
	}
}

const someone = ({ people }: Model, who: number) => people[who % people.length];

function act(model: Model, what: string, who: Person): void {
	if (what === 'unsubscribe') model.unsubscribe(who);
	if (what === 'subscribe') who.optedOutAt = undefined;
	if (what === 'delete') model.delete(who);
	if (what === 'restore') who.deletedOn = undefined;
	if (what === 'leave') who.isOnList = false;
	if (what === 'comeBack') who.isOnList = who.deletedOn === undefined;
}

const start = Date.UTC(2026, 10, 24, 12);

describe('whatever happens, and however polls, failures and restarts lie between', () => {
	it('every opt-out that a poll could see is reported exactly once', async () => {
		await fc.assert(
			fc.asyncProperty(
				options,
				stepsOf('unsubscribe', 'unsubscribe', 'subscribe', 'delete', 'restore'),
				fc.boolean(),
				fc.array(person),
				async (account, schedule, includesHistory, optedOutBefore) => {
					const model = createContactsModel(account, start);
					optedOutBefore.forEach((who) => model.unsubscribe(someone(model, who)));
					model.pass(10 * minute);
					let expected: Set<string> | undefined = includesHistory ? new Set() : undefined;
					const told: string[] = [];
					const before = new Set<string>();
					await live(model, schedule, ['unsubscribed'], includesHistory, (fresh) => {
						told.push(...fresh);
						const inForce = model.people
							.filter(model.isFound)
							.map(({ id, optedOutAt }) => `unsubscribed ${id} ${new Date(optedOutAt!).toISOString()}`);
						if (expected === undefined) {
							expected = new Set();
							inForce.forEach((event) => before.add(event));
						}
						for (const event of inForce) if (!before.has(event)) expected.add(event);
						expect([...told].sort()).toEqual([...expected].sort());
					});
				},
			),
			{ numRuns: 150 },
		);
	});

	it('every deletion is reported once, at the latest a day later', async () => {
		await fc.assert(
			fc.asyncProperty(
				options,
				stepsOf('delete', 'restore'),
				fc.array(person),
				async (account, schedule, deletedBefore) => {
					const model = createContactsModel(account, start);
					deletedBefore.forEach((who) => model.delete(someone(model, who)));
					const nameOf = ({ id, deletedOn }: Person) => `deleted ${id} ${deletedOn}`;
					const inForce = () => model.people.filter(({ deletedOn }) => deletedOn !== undefined).map(nameOf);
					const before = new Set(inForce());
					const told: string[] = [];
					await live(model, schedule, ['deleted'], false, (fresh) => {
						told.push(...fresh);
						expect(new Set(told).size).toBe(told.length);
						expect(fresh.filter((event) => !inForce().includes(event))).toEqual([]);
					});
					expect(inForce().filter((event) => !told.includes(event) && !before.has(event))).toEqual([]);
					expect(told.filter((event) => before.has(event))).toEqual([]);
				},
			),
			{ numRuns: 120 },
		);
	});

	it('anybody who leaves the list is reported once each time that a poll sees them gone', async () => {
		await fc.assert(
			fc.asyncProperty(
				options,
				stepsOf('leave', 'comeBack', 'leave', 'comeBack', 'delete', 'restore'),
				async (account, schedule) => {
					const model = createContactsModel(account, start);
					let gone: Set<string> | undefined;
					await live(model, schedule, ['leftList'], false, (fresh) => {
						const isGone = ({ isOnList, deletedOn }: Person) => !isOnList && deletedOn === undefined;
						const now = new Set(model.people.filter(isGone).map(({ id }) => `leftList ${id} `));
						const expected = gone === undefined ? [] : [...now].filter((event) => !gone!.has(event));
						expect([...fresh].sort()).toEqual(expected.sort());
						gone = now;
					});
				},
			),
			{ numRuns: 60 },
		);
	});
});
