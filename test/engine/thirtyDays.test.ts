/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { ContactList } from '../simulator';
import type { ModelCounts } from '../support/referenceModel';
import { ordinaryDay, seededRandom, SegmentLife } from '../support/segmentLife';
import { mustRun, scratchLists } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

const size = 20_000;
const seed = Number(process.env.TEST_SEED ?? 20_261_124);
const dayMs = 86_400_000;

let service: Service;
beforeEach(async () => {
	service = await startService({ seed });
});
afterEach(async () => await service.close());

interface Trial {
	readonly syncMode: 'mirror' | 'addOrUpdate';
	readonly list: ContactList;
	readonly life: SegmentLife;
	readonly respectOptOuts: boolean;
	/** Summary's counts and the model's, calls, and milliseconds of each day. */
	readonly days: Array<{ told: ModelCounts; expected: ModelCounts; calls: number; ms: number }>;
	/** People who were on the list although the model says no, and the other way round, over all days. */
	readonly wrong: string[];
}

function begin(syncMode: Trial['syncMode'], respectOptOuts: boolean): Trial {
	const { account } = service.simulator;
	const list = account.addList(`News by ${syncMode}`);
	return {
		syncMode,
		list,
		respectOptOuts,
		life: new SegmentLife(account, list, syncMode.toLowerCase(), size, seededRandom(seed), respectOptOuts),
		days: [],
		wrong: [],
	};
}

/** A day of one list: the night's changes, the export, and the comparison with the model. */
async function live(
	{ syncMode, list, life, respectOptOuts, days, wrong }: Trial,
	day: number,
	credential: ReturnType<Service['connect']>,
): Promise<void> {
	const { account } = service.simulator;
	if (day > 1) life.passDay(ordinaryDay);
	const people = life.segment();
	const began = Date.now();
	const { summary } = await mustRun({
		list,
		people: [...people].map((person) => ({ ...person })),
		credential,
		syncMode,
		options: { respectOptOuts },
	});
	const { read, optedOut, deleted, unchanged, sent, removed } = summary.profiles;
	const expected = life.model.export(people, syncMode === 'mirror');
	days.push({
		told: { read, optedOut, deleted, unchanged, sent, removed },
		expected,
		calls: summary.apiCalls,
		ms: Date.now() - began,
	});

	const members = new Set(account.membersOf(list));
	for (const email of members) if (!life.model.members.has(email)) wrong.push(`day ${day}: ${email} is on the list`);
	for (const email of life.model.members)
		if (!members.has(email)) wrong.push(`day ${day}: ${email} is not on the list`);
	for (const [email, name] of life.model.names) {
		if (!members.has(email) || life.model.unsubscribed.has(email)) continue;
		const { first_name, last_name } = account.mustFind(email).values;
		if (`${first_name} ${last_name}` !== name) wrong.push(`day ${day}: ${email} is called ${first_name} ${last_name}`);
	}
}

/** Nobody was unsubscribed or deleted but by themselves or a colleague, and nothing of ours was left behind. */
function expectNobodyHarmed(trials: readonly Trial[]): void {
	const { account } = service.simulator;
	const all = (of: 'unsubscribed' | 'deleted') => trials.flatMap(({ life }) => [...life.model[of]]).sort();
	expect(
		account.contacts
			.filter(({ permission }) => permission === 'unsubscribed')
			.map(({ email }) => email)
			.sort(),
	).toEqual(all('unsubscribed'));
	expect(
		account.contacts
			.filter(({ isDeleted }) => isDeleted)
			.map(({ email }) => email)
			.sort(),
	).toEqual(all('deleted'));
	expect(account.restoredContacts).toBe(0);
	expect(scratchLists(service.simulator)).toEqual([]);
}

const figures = (trials: readonly Trial[]) =>
	trials.map(({ syncMode, days, life }) => {
		const sum = (of: (day: Trial['days'][number]) => number) => days.reduce((total, day) => total + of(day), 0);
		return `${syncMode}: ${days.length} days, ${sum(({ calls }) => calls)} calls, ${(sum(({ ms }) => ms) / 1000).toFixed(0)} s; sent ${sum(({ told }) => told.sent)}, removed ${sum(({ told }) => told.removed)}, left by choice ${life.model.left.size}, unsubscribed ${life.model.unsubscribed.size}, deleted ${life.model.deleted.size}`;
	});

test('thirty days of daily exports, mirrored and added: every day the list is what the reference model says, and who left by choice is never put back', async () => {
	const { simulator } = service;
	const trials = [begin('mirror', true), begin('addOrUpdate', true)];
	const credentials = trials.map(() => service.connectAlone());
	for (let day = 1; day <= 30; day++) {
		await Promise.all(trials.map(async (trial, index) => await live(trial, day, credentials[index])));
		simulator.clock.advance(dayMs);
	}
	process.stdout.write(`${figures(trials).join('\n')}\n`);
	for (const { wrong, days } of trials) {
		expect(wrong).toEqual([]);
		expect(days.map(({ told }) => told)).toEqual(days.map(({ expected }) => expected));
	}
	expect(simulator.account.readdedLeavers).toBe(trials.reduce((sum, { life }) => sum + life.putBackByHand, 0));
	expectNobodyHarmed(trials);
	// The trial is one only if all of that happened.
	for (const { life } of trials)
		expect(
			Math.min(life.model.left.size, life.model.unsubscribed.size, life.model.deleted.size, life.putBackByHand),
		).toBeGreaterThan(50);
	// Some thousand requests, four a second, beside the other tests.
}, 3_600_000);

test('ten days with Respect Opt-Outs off: people who left the list are put back, which is the harm that the protection prevents', async () => {
	const { simulator } = service;
	const trial = begin('mirror', false);
	const credential = service.connectAlone();
	for (let day = 1; day <= 10; day++) {
		await live(trial, day, credential);
		simulator.clock.advance(dayMs);
	}
	process.stdout.write(
		`${figures([trial]).join('\n')}; put back ${simulator.account.readdedLeavers - trial.life.putBackByHand}\n`,
	);
	expect(trial.wrong).toEqual([]);
	expect(simulator.account.readdedLeavers - trial.life.putBackByHand).toBeGreaterThan(200);
});
