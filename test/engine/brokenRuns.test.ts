import type { ContactList, Simulator, Switches } from '../simulator';
import type { SegmentOutcome, SegmentPerson, SegmentRun } from '../support/segmentRun';
import { mustRun, notedOn, runSegment, scratchLists } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

/**
 * A mirror run is killed as soon as its n-th request was carried out, before it learned of that, and run again: every
 * n, on lists of their own, all at a time. (For Constant Contact that is the same as a run that dies before its next
 * request is taken in. Looks at running jobs are not counted: how many there are hangs on the clock, and they change
 * nothing.) More requests than the longest of the runs has; that the last ones are not killed at all proves that every
 * request was.
 */
const mostRequests = 33;
const kills = Array.from({ length: mostRequests }, (_, n) => n + 1);

let service: Service;
afterEach(async () => await service.close());

/**
 * @param isSlow whether the job that the last request started goes on for a while
 * @returns the request that was the last one; undefined if the run came to its end before
 */
async function runAndKill(
	run: Omit<SegmentRun, 'credential'>,
	at: number,
	isSlow: boolean,
): Promise<string | undefined> {
	const { faults, requests } = service.simulator;
	const credential = service.connectAlone();
	let seen = 0;
	let last = 0;
	let request: string | undefined;
	let cancel: () => void = () => undefined;
	faults.onRequest(({ clientId, method, path, number }) => {
		const isPoll = method === 'GET' && path === '/v3/activities';
		if (clientId !== credential.data.clientId || (isPoll ? seen : ++seen) < at) return undefined;
		if (last > 0) return 'drop';
		last = number;
		if (isSlow) startingSlowly.add(number);
		request = `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')}`;
		return 'dropAnswer';
	});
	const stop = requests.onAnswered(({ number }) => {
		if (number !== last) return;
		startingSlowly.delete(number);
		cancel();
	});
	await runSegment({ ...run, credential, onStart: (given) => (cancel = given) });
	stop();
	return request;
}

/** Requests under way whose jobs are to be slow; others that come in meanwhile start slow ones as well. */
const startingSlowly = new Set<number>();

type Range = readonly [number, number];

/** A list and its people, who are on no other list of the account. */
class Town {
	readonly list: ContactList;

	readonly people: SegmentPerson[];

	constructor(
		private readonly simulator: Simulator,
		private readonly name: string,
	) {
		this.list = simulator.account.addList(`News of ${name}`);
		this.people = Array.from({ length: 66 }, (_, n) => ({
			email: this.email(n),
			first_name: `First ${n}`,
			last_name: `Last ${n}`,
		}));
	}

	email(n: number): string {
		return `${this.name}-${String(n).padStart(2, '0')}@example.com`;
	}

	/** People by their numbers, from and to included. */
	segment(...ranges: Range[]): SegmentPerson[] {
		return ranges.flatMap(([from, to]) => this.people.slice(from, to + 1));
	}

	emails(...ranges: Range[]): string[] {
		return this.segment(...ranges)
			.map(({ email }) => email)
			.sort();
	}

	run(people: SegmentPerson[]): Omit<SegmentRun, 'credential'> {
		return { list: this.list, people, syncMode: 'mirror', options: { maximumRemovalPercent: 50 } };
	}

	async mirror(people: SegmentPerson[]): Promise<SegmentOutcome> {
		return await mustRun({ ...this.run(people), credential: service.connectAlone() });
	}

	state() {
		const { account } = this.simulator;
		return {
			members: account.membersOf(this.list).sort(),
			noted: notedOn(this.simulator, this.list),
			scratchLists: scratchLists(this.simulator).filter((name) => name.includes(this.list.id)),
			renamed: account.contact(this.email(staying[0]))?.fields.first_name,
		};
	}
}

/** How long a slow job goes on. */
const slowMs = 5_000;

async function start(contactPages: Switches['contactPages'] = 'given'): Promise<Simulator> {
	startingSlowly.clear();
	service = await startService({
		latency: () => (startingSlowly.size > 0 ? slowMs : 20 + Math.random() * 100),
		switches: { contactPages },
	});
	return service.simulator;
}

/** Nobody was harmed beside the list, whatever broke. */
function expectNoHarm({ account }: Simulator, unsubscribed: string[], deleted: string[]): void {
	expect(account.readdedLeavers).toBe(0);
	expect(account.restoredContacts).toBe(0);
	const found = account.contacts.map(({ email }) => account.contact(email));
	expect(
		found
			.filter((contact) => contact?.permission === 'unsubscribed')
			.map((contact) => contact?.email)
			.sort(),
	).toEqual([...unsubscribed].sort());
	expect(
		found
			.filter((contact) => contact?.deleted)
			.map((contact) => contact?.email)
			.sort(),
	).toEqual([...deleted].sort());
}

/** Every kind of request of an unbroken run must have been the one that the run died at. */
function expectEveryRequestKilled(killed: ReadonlyArray<string | undefined>, needed: readonly string[]): void {
	expect(killed.slice(-2)).toEqual([undefined, undefined]);
	expect(needed.filter((request) => !killed.includes(request))).toEqual([]);
}

const requestsOfEveryMirror = [
	'GET /v3/contact_lists',
	'GET /v3/contact_tags',
	'GET /v3/contacts',
	'POST /v3/activities/contacts_json_import',
	'POST /v3/activities/contacts_taggings_add',
	'POST /v3/contact_lists',
	'POST /v3/activities/contacts_taggings_remove',
	'POST /v3/activities/remove_list_memberships',
	'DELETE /v3/contact_lists/:id',
];

const requestsInBulk = ['POST /v3/activities/contact_exports', 'GET /v3/contact_exports/:id'];

/** A town whose list is in use: exported once, and then a day goes by. */
async function townInUse(simulator: Simulator, name: string): Promise<Town> {
	const { account } = simulator;
	const town = new Town(simulator, name);
	await town.mirror(town.segment([0, 59]));
	account.removeFromList(town.email(0), town.list);
	account.removeFromList(town.email(1), town.list);
	account.unsubscribe(town.email(2));
	account.deleteContact(town.email(3));
	account.addContact({ email: `${name}-by-hand@example.com`, lists: [town.list] });
	town.people.push({ email: `${name}-by-hand@example.com` });
	return town;
}

const left: Range = [0, 1];
const unsubscribed: Range = [2, 2];
const deleted: Range = [3, 3];
/** Out of the segment in the run that breaks. */
const leavers: Range = [4, 10];
const staying: Range = [11, 59];
const joiners: Range = [60, 65];
/** Added to the list by a colleague, not in the segment. */
const byHand: Range = [66, 66];

describe('a mirror run killed at any of its requests, and run again', () => {
	test.each<[string, { isSlow: boolean; comeBackAtOnce: boolean; isBulk?: boolean }]>([
		['ends as an unbroken run does, and who left the segment may come back', { isSlow: false, comeBackAtOnce: false }],
		['does so with the job that it started last still going on', { isSlow: true, comeBackAtOnce: false }],
		[
			'does so where all contacts come by bulk exports, that job still going on',
			{ isSlow: true, comeBackAtOnce: false, isBulk: true },
		],
		[
			'takes nobody off who came back to the segment in between, the job that it started last still going on',
			{ isSlow: true, comeBackAtOnce: true },
		],
	])('%s', async (_rule, { isSlow, comeBackAtOnce, isBulk }) => {
		const simulator = await start(isBulk ? 'refused' : 'given');
		const towns = await Promise.all(kills.map(async (number) => await townInUse(simulator, `town${number}`)));
		const segmentOf = (town: Town) => [
			...town.segment(left, unsubscribed, deleted),
			...town.segment(staying, joiners).map((person, n) => (n === 0 ? { ...person, first_name: 'Renamed' } : person)),
		];
		const cameBack: Range[] = comeBackAtOnce ? [leavers, byHand] : [];
		const killed = await Promise.all(
			towns.map(async (town, index) => {
				const request = await runAndKill(town.run(segmentOf(town)), kills[index], isSlow);
				await town.mirror([...segmentOf(town), ...town.segment(...cameBack)]);
				return request;
			}),
		);
		expectEveryRequestKilled(killed, [...requestsOfEveryMirror, ...(isBulk ? requestsInBulk : [])]);
		await simulator.activities.idle();
		const where = (index: number) => `killed at request ${kills[index]}: ${killed[index]}`;
		expect(towns.map((town, index) => ({ where: where(index), ...town.state() }))).toEqual(
			towns.map((town, index) => ({
				where: where(index),
				members: town.emails(unsubscribed, staying, joiners, ...cameBack),
				noted: town.emails(left, unsubscribed, deleted, staying, joiners, ...cameBack),
				scratchLists: [],
				renamed: 'Renamed',
			})),
		);

		await Promise.all(
			towns.map(async (town) => await town.mirror([...segmentOf(town), ...town.segment(leavers, byHand)])),
		);
		expect(towns.map((town, index) => ({ where: where(index), members: town.state().members }))).toEqual(
			towns.map((town, index) => ({
				where: where(index),
				members: town.emails(unsubscribed, leavers, staying, joiners, byHand),
			})),
		);
		expectNoHarm(
			simulator,
			towns.map((town) => town.email(2)),
			towns.map((town) => town.email(3)),
		);
	});

	test('ends as an unbroken run does where it is the first one on a list that others filled', async () => {
		const simulator = await start();
		const { account } = simulator;
		const towns = kills.map((number) => {
			const town = new Town(simulator, `town${number}`);
			for (const email of town.emails(leavers, [20, 40])) account.addContact({ email, lists: [town.list] });
			return town;
		});
		const killed = await Promise.all(
			towns.map(async (town, index) => await runAndKill(town.run(town.segment(staying)), kills[index], false)),
		);
		expectEveryRequestKilled(killed, [...requestsOfEveryMirror, 'POST /v3/contact_tags']);
		await Promise.all(towns.map(async (town) => await town.mirror(town.segment(staying))));
		const stateOf = (town: Town, index: number, ...ranges: Range[]) => ({
			at: killed[index],
			members: town.emails(...ranges),
			noted: town.emails(...ranges),
			scratchLists: [],
		});
		expect(towns.map((town, index) => ({ at: killed[index], ...town.state() }))).toMatchObject(
			towns.map((town, index) => stateOf(town, index, staying)),
		);
		await Promise.all(towns.map(async (town) => await town.mirror(town.segment(staying, leavers))));
		expect(towns.map((town, index) => ({ at: killed[index], ...town.state() }))).toMatchObject(
			towns.map((town, index) => stateOf(town, index, leavers, staying)),
		);
		expectNoHarm(simulator, [], []);
	});
});

/** A request whose answer is lost is sent again, so there are two jobs; the first of them may well end last. */
test('every answer to one kind of request is lost once, and the job it started ends long after its twin: the list is right, and leavers may come back', async () => {
	const simulator = await start();
	const { activities, faults, requests } = simulator;
	requests.onAnswered(({ number }) => startingSlowly.delete(number));
	const kinds = [
		'contacts_json_import',
		'contacts_taggings_add',
		'contacts_taggings_remove',
		'remove_list_memberships',
		'contact_lists',
		'contact_exports',
	];
	const towns = await Promise.all(
		kinds.map(async (kind) => {
			const town = await townInUse(simulator, kind.replaceAll('_', '-'));
			simulator.account.addContact({ email: town.email(joiners[0]), lists: [town.list] });
			return town;
		}),
	);
	const credentials = kinds.map(() => service.connectAlone());
	const isTwin = new Set<string>();
	faults.onRequest(({ method, path, number, clientId }) => {
		const kind = kinds[credentials.findIndex(({ data }) => data.clientId === clientId)];
		if (kind === undefined || method === 'GET' || !path.includes(kind)) return undefined;
		if (isTwin.delete(kind)) return undefined;
		isTwin.add(kind);
		startingSlowly.add(number);
		return 'dropAnswer';
	});
	const segmentOf = (town: Town) => town.segment(left, staying, joiners);
	await Promise.all(
		towns.map(async (town, index) => await mustRun({ ...town.run(segmentOf(town)), credential: credentials[index] })),
	);
	await activities.idle();
	expect(towns.map((town) => town.state())).toMatchObject(
		towns.map((town) => ({
			members: town.emails(unsubscribed, staying, joiners),
			noted: town.emails(left, unsubscribed, deleted, staying, joiners),
			scratchLists: [],
		})),
	);
	await Promise.all(towns.map(async (town) => await town.mirror([...segmentOf(town), ...town.segment(leavers)])));
	expect(towns.map((town) => town.state().members)).toEqual(
		towns.map((town) => town.emails(unsubscribed, leavers, staying, joiners)),
	);
	expectNoHarm(
		simulator,
		towns.map((town) => town.email(2)),
		towns.map((town) => town.email(3)),
	);
});

test('a lost note of who is on the list is carried out just before the leavers are taken off: they may come back all the same', async () => {
	const simulator = await start();
	const { account, clock, faults, requests } = simulator;
	const town = await townInUse(simulator, 'town');
	account.addContact({ email: town.email(joiners[0]), lists: [town.list] });
	const segment = town.segment(left, staying, joiners);
	let isLost = false;
	faults.onRequest(({ path, number }) => {
		if (path.endsWith('/remove_list_memberships')) clock.advance(slowMs);
		if (isLost || !path.endsWith('/contacts_taggings_add')) return undefined;
		isLost = true;
		startingSlowly.add(number);
		return 'dropAnswer';
	});
	requests.onAnswered(({ number }) => startingSlowly.delete(number));
	await town.mirror(segment);
	expect(isLost).toBe(true);
	expect(town.state().noted).toEqual(town.emails(left, unsubscribed, deleted, staying, joiners));
	await town.mirror([...segment, ...town.segment(leavers)]);
	expect(town.state().members).toEqual(town.emails(unsubscribed, leavers, staying, joiners));
});
