import type { ProfileFields } from '../../../../nodes/shared/files/pages';
import fc from 'fast-check';
import { Problem } from '../../../../nodes/shared/problem';
import { problemOfReply } from '../../../../nodes/shared/constantContact/transport/refusals';
import { importContacts } from '../../../../nodes/ExportSegment/export/imports/importContacts';
import { createLedger, Verdict } from '../../../../nodes/ExportSegment/export/run/ledger';
import type { ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import type { Behaviour } from '../../../support/exportRun';
import { createPorts, runOf } from '../../../support/exportRun';

const profile = (index: number): ProfileFields => ({ email: `p${index}@example.com` });
const profiles = (count: number) => Array.from({ length: count }, (_, index) => profile(index + 1));
const quota = problemOfReply(429, { error_key: 'quota_exceeded' }, 0);

/** Everything read and unsettled, except the rows that are settled already. */
function ledgerOf(count: number, duplicates: readonly number[] = []) {
	const ledger = createLedger();
	for (let row = 1; row <= count; row++) ledger.open();
	duplicates.forEach((row) => ledger.settle(row, Verdict.duplicate));
	return ledger;
}

/** A run whose source tells when its pages have been closed. */
function watched(run: ExportRun) {
	const seen = { pagesRead: 0, isClosed: false };
	function* pages() {
		try {
			for (const page of run.source.pages() as Iterable<{ firstRow: number; profiles: readonly ProfileFields[] }>) {
				seen.pagesRead++;
				yield page;
			}
		} finally {
			seen.isClosed = true;
		}
	}
	return { seen, run: { ...run, source: { pages } } };
}

function setUp(count: number, maximumBatchRows: number, behaviour: Behaviour = {}) {
	const ledger = ledgerOf(count);
	const ports = createPorts(behaviour);
	return { ledger, ports, ...watched(runOf(profiles(count), { maximumBatchRows })) };
}

it('every profile without a verdict is imported once, in its order, and counts as sent', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 30 }),
			fc.integer({ min: 1, max: 7 }),
			fc.uniqueArray(fc.integer({ min: 1, max: 30 })),
			async (count, maximumBatchRows, settled) => {
				const duplicates = settled.filter((row) => row <= count);
				const ledger = ledgerOf(count, duplicates);
				const ports = createPorts();
				const run = runOf(profiles(count), { maximumBatchRows });
				const { activities: started } = await importContacts(run, ledger, ports);
				const open = profiles(count).filter((_, index) => !duplicates.includes(index + 1));
				expect(ports.bodies.flatMap((body) => body.import_data)).toEqual(open);
				expect(started.map(({ rows }) => rows)).toEqual(ports.bodies.map((body) => body.import_data.length));
				expect(started).toHaveLength(Math.ceil(open.length / maximumBatchRows));
				expect([ledger.count(Verdict.sent), ledger.count(Verdict.duplicate)]).toEqual([open.length, duplicates.length]);
			},
		),
		{ numRuns: 50 },
	);
});

it('each import is reported with its rows and bytes as soon as it is taken in', async () => {
	const { run, ledger, ports } = setUp(5, 2);
	const { activities: started } = await importContacts(run, ledger, ports);
	expect(started.map(({ activityId, kind, state, rows }) => [activityId, kind, state, rows])).toEqual([
		['import 1', 'import', 'initialized', 2],
		['import 2', 'import', 'initialized', 2],
		['import 3', 'import', 'initialized', 1],
	]);
	expect(started.every(({ bytes }, index) => bytes === Buffer.byteLength(JSON.stringify(ports.bodies[index])))).toBe(
		true,
	);
	expect(ports.told.started).toEqual(started);
});

it('bodies travel one after the other, while the next one is built and no more than that', async () => {
	let travelling = 0;
	let pagesAhead = 0;
	const { run, seen, ledger, ports } = setUp(40, 4, {
		async onImport(_body, id) {
			travelling++;
			expect(travelling).toBe(1);
			await ports.clock.sleep(1_000);
			// Two pages fill a body: this one, the next one, and the page whose row did not fit any more.
			pagesAhead = Math.max(pagesAhead, seen.pagesRead - 2 * Number(id.split(' ')[1]));
			travelling--;
			return {};
		},
	});
	await importContacts(run, ledger, ports);
	expect(ports.bodies).toHaveLength(10);
	expect(pagesAhead).toBeGreaterThanOrEqual(2);
	expect(pagesAhead).toBeLessThanOrEqual(3);
});

it('two memories serve all bodies, and none is written over while it travels', async () => {
	const { run, ledger, ports } = setUp(40, 4);
	const memories = new Set<unknown>();
	const { importContacts: take } = ports.constantContact;
	const sent = importContacts(run, ledger, {
		...ports,
		constantContact: {
			...ports.constantContact,
			async importContacts(bytes, rows) {
				const body = bytes.toString();
				memories.add(bytes.buffer);
				const answer = await take(bytes, rows);
				await ports.clock.sleep(1_000);
				expect(bytes.toString()).toBe(body);
				return answer;
			},
		},
	});
	expect((await sent).activities).toHaveLength(10);
	expect(memories.size).toBe(2);
});

describe.each([
	['the first', 1],
	['one in the middle', 3],
	['the last', 5],
])('when %s import is refused', (_which, refused) => {
	const behaviour: Behaviour = {
		onImport: (_body, id) => (id === `import ${refused}` ? Promise.reject(quota) : {}),
	};

	it('the refusal surfaces, the source is closed, and nothing is sent after it', async () => {
		const { run, seen, ledger, ports } = setUp(10, 2, behaviour);
		await expect(importContacts(run, ledger, ports)).rejects.toBe(quota);
		expect(seen.isClosed).toBe(true);
		expect(ports.bodies).toHaveLength(refused);
	});

	it('what was taken in before is told, and the rest has no verdict', async () => {
		const { run, ledger, ports } = setUp(10, 2, behaviour);
		await importContacts(run, ledger, ports).catch(() => undefined);
		expect(ports.told.started).toHaveLength(refused - 1);
		expect([ledger.count(Verdict.sent), ledger.count(Verdict.unsettled)]).toEqual([
			2 * (refused - 1),
			10 - 2 * (refused - 1),
		]);
	});
});

it('a failing source is reported as such, once the body on its way has arrived', async () => {
	const broken = new Error('the file ends here');
	const run = runOf(profiles(4), { maximumBatchRows: 1 });
	const source = {
		*pages() {
			yield* run.source.pages() as Iterable<never>;
			throw broken;
		},
	};
	const ports = createPorts({ onImport: async () => (await ports.clock.sleep(100), {}) });
	await expect(importContacts({ ...run, source }, ledgerOf(4), ports)).rejects.toBe(broken);
	expect(ports.told.started.length).toBe(ports.bodies.length);
});

it('a profile that was good when it was read and no longer is stops the run', async () => {
	const run = runOf([{ email: 'ada@example.com' }, { email: 'gone' }]);
	const outcome = await importContacts(run, ledgerOf(2), createPorts()).catch((error: unknown) => error);
	expect(outcome).toBeInstanceOf(Problem);
	expect(outcome).toMatchObject({ message: 'Profile 2 changed while it was being exported', itemIndex: 1 });
});

it('a profile that was to be sent as it came is checked once more where it has changed', async () => {
	const run = runOf([{ email: 'ada@example.com' }, { email: { address: 'eve@example.com' } }, { email: 'gone' }]);
	const ledger = ledgerOf(3);
	for (const row of [1, 2, 3]) ledger.noteAsItCame(row);
	const ports = createPorts();
	const outcome = await importContacts({ ...run, policy: { ...run.policy, maximumBatchRows: 1 } }, ledger, ports).catch(
		(error: unknown) => error,
	);
	expect(outcome).toMatchObject({ message: 'Profile 3 changed while it was being exported', itemIndex: 2 });
	expect(ports.bodies.flatMap((body) => body.import_data)).toEqual([{ email: 'ada@example.com' }]);
});

describe('an import that was found after its answer was lost', () => {
	const found = { isFound: true };
	const importing = async (stateOf: Behaviour['stateOf'], waitForCompletion = true) => {
		const ports = createPorts({ onImport: (_body, id) => (id === 'import 1' ? found : {}), stateOf });
		const run = runOf(profiles(2), { waitForCompletion });
		return { ...(await importContacts(run, ledgerOf(2), ports)), ports };
	};

	it.each([
		['as many people', { person_count: 2 }],
		['as many items', { items_total_count: 2 }],
		['as many items and a header', { items_total_count: 3, items_completed_count: 3 }],
	])('is ours if it ends with %s, and leaves the doubt whose people they are', async (_what, counters) => {
		const { activities, rowsFound, ports } = await importing(() => ({ state: 'completed', counters }));
		expect(activities.map(({ activityId }) => activityId)).toEqual(['import 1']);
		expect([rowsFound, ports.bodies.length]).toEqual([2, 1]);
	});

	it.each<[string, Behaviour['stateOf']]>([
		['with other people', () => ({ state: 'completed', counters: { person_count: 3, items_total_count: 3 } })],
		['without a number', () => ({ state: 'completed' })],
		['in another state', () => ({ state: 'failed', counters: { person_count: 2 } })],
		['unknown', () => undefined],
	])('is sent again if it ends %s', async (_how, stateOf) => {
		const { activities, ports } = await importing(stateOf);
		expect(activities.map(({ activityId }) => activityId)).toEqual(['import 2']);
		expect(ports.bodies[1]).toEqual(ports.bodies[0]);
	});
});
