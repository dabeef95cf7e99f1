import { mustRun, runSegment, scratchLists } from '../support/segmentRun';
import type { SegmentOutcome } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

/**
 * The day's requests are used up after so many more: before every request of a mirror run that imports and takes
 * people off.
 */
const left = Array.from({ length: 24 }, (_, n) => n + 1);
const dayMs = 24 * 60 * 60 * 1_000;

let service: Service;
let outcomes: Array<{ first: SegmentOutcome; second: SegmentOutcome; members: string[]; imported: number }>;
let resetsAt: number;
const segment = (town: number) =>
	[1, 2, 3, 4].map((n) => ({ email: `new${n}.of${town}@example.com`, first_name: `N${n}`, last_name: 'X' }));

beforeAll(async () => {
	service = await startService();
	const { simulator } = service;
	const towns = left.map((requests) => ({
		requests,
		list: simulator.account.addList(`Left ${requests}`),
		credential: service.connectAlone(),
	}));
	for (const { requests, list } of towns)
		simulator.account.addContacts(2, (n) => ({ email: `old${n}.of${requests}@example.com`, lists: [list] }));
	const run = ({ requests, list, credential }: (typeof towns)[number]) => ({
		list,
		credential,
		people: segment(requests),
		syncMode: 'mirror' as const,
		options: { maximumRemovalPercent: 100, maximumBatchRows: 2 },
	});
	const isImportOf = (clientId: unknown) =>
		simulator.requests.count(
			(request) =>
				request.clientId === clientId && request.path.endsWith('/contacts_json_import') && request.status === 201,
		);

	resetsAt = Date.parse(`${new Date(Date.now() + dayMs).toISOString().slice(0, 10)}T00:00:00Z`);
	const firsts = await Promise.all(
		towns.map(async (town) => {
			simulator.rateLimits.setUsedToday(
				String(town.credential.data.clientId),
				simulator.rateLimits.limits.perDay - town.requests,
			);
			return await runSegment(run(town));
		}),
	);
	await simulator.activities.idle();
	simulator.clock.advance(dayMs);
	outcomes = await Promise.all(
		towns.map(async (town, index) => {
			const second = await mustRun(run(town));
			return {
				first: firsts[index],
				second,
				members: simulator.account.membersOf(town.list).sort(),
				imported: isImportOf(town.credential.data.clientId),
			};
		}),
	);
});
afterAll(async () => await service.close());

const broken = () => outcomes.filter(({ first }) => first.error !== undefined);

test('the run met a quota that was used up from its beginning to its end, and the last ones none', () => {
	const met = outcomes.map(({ first }) => first.error !== undefined);
	expect(met.indexOf(false)).toBeGreaterThan(14);
	expect(met.slice(met.indexOf(false))).not.toContain(true);
});

test('the error says so, when the requests start again, and what had been done', () => {
	for (const { first } of broken()) {
		expect(first.error).toMatchObject({
			message: "Today's 10,000 requests to Constant Contact are used up",
			httpCode: '429',
		});
		expect(first.error?.description).toContain(
			`${new Date(resetsAt).toISOString().slice(0, 10)} 00:00 UTC. Run the workflow again after that: it goes on where it stopped`,
		);
	}
	const told = broken().map(
		({ first }) =>
			/By then (?:one import|2 imports) with (\d) profiles had been handed over/.exec(
				first.error?.description ?? '',
			)?.[1],
	);
	expect(new Set(told)).toEqual(new Set([undefined, '2', '4']));
});

test('n8n is told as well, in its own declaration of failures: the quota is exhausted until the reset', () => {
	for (const { first } of broken())
		expect(first.error?.failure).toEqual({ cause: 'quota-exhausted', resetsAtEpochMs: resetsAt });
});

test('the day after, another run takes up where it stopped: the list is exact, and only what was missing was sent', () => {
	for (const [index, { members, second }] of outcomes.entries()) {
		expect(members).toEqual(segment(left[index]).map(({ email }) => email));
		expect(second.summary.profiles.refused).toBe(0);
	}
	// Two imports of two profiles, and one of the leavers on their way off the list, which a run that broke there makes
	// again.
	const imported = outcomes.map((outcome) => outcome.imported);
	expect(Math.min(...imported)).toBe(3);
	expect(Math.max(...imported)).toBeLessThanOrEqual(4);
	expect(scratchLists(service.simulator)).toEqual([]);
});
