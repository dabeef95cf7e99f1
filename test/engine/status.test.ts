import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { membershipTagName } from '../../nodes/shared/account/membershipTag';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { asItems, exportParameters, startService } from '../support/service';

let service: Service;
let listId: string;
beforeAll(async () => {
	service = await startService();
});
beforeEach(() => {
	listId = service.simulator.account.addList(`List ${expect.getState().currentTestName}`).id;
	service.simulator.faults.clear();
	service.simulator.switches.activityCounters = 'documented';
});
afterAll(async () => await service.close());

const profiles = [{ email: 'ann@example.com' }, { email: 'bob@example.com' }, { email: 'left@example.com' }];
const startOnly = async () => {
	const parameters = exportParameters(listId, { options: { waitForCompletion: false, maximumBatchRows: 2 } });
	const { exported } = await runInEngine({ items: asItems(profiles), parameters, credential: service.connect() });
	return exported[0].json;
};
const statusOf = async (summary: IDataObject, overrides: INodeParameters = {}) =>
	await runInEngine({
		items: asItems([summary]),
		parameters: {
			operation: 'status',
			list: { __rl: true, mode: 'id', value: '={{ $json.list.id }}' },
			activityIds: '={{ $json.activities.map((activity) => activity.activityId) }}',
			options: {},
			...overrides,
		} as INodeParameters,
		credential: service.connect(),
	});

test('an export that was not waited for is taken up by the ids in its summary', async () => {
	const hour = 3_600_000;
	service.simulator.activities.latency = () => hour;
	const started = await startOnly();
	expect(started).toMatchObject({ status: 'processing', profiles: { sent: 3 } });
	const early = await statusOf(started);
	expect(early.exported[0].json).toMatchObject({ operation: 'status', status: 'processing', list: { id: listId } });

	service.simulator.activities.latency = { minMs: 1, maxMs: 2 };
	service.simulator.clock.advance(hour);
	await service.simulator.activities.idle();
	const late = await statusOf(started);
	expect(late.error).toBeUndefined();
	expect(late.exported).toHaveLength(1);
	expect(late.exported[0]).toMatchObject({
		pairedItem: { item: 0 },
		json: {
			status: 'completed',
			profiles: { sent: 3, refused: 0 },
			activities: [
				{ state: 'completed', rows: 2 },
				{ state: 'completed', rows: 1 },
			],
		},
	});
	expect(Object.keys(late.exported[0].json).sort()).toEqual(Object.keys(started).sort());
});

test('once all have ended, everybody on the list is noted, so that who leaves afterwards is left alone', async () => {
	const started = await startOnly();
	await service.simulator.activities.idle();
	await statusOf(started);
	expect(service.simulator.account.taggedWith(membershipTagName(listId)).sort()).toEqual(
		profiles.map(({ email }) => email),
	);

	service.simulator.account.removeFromList('left@example.com', listId);
	const next = await runInEngine({
		items: asItems(profiles),
		parameters: exportParameters(listId),
		credential: service.connect(),
	});
	expect(next.rejected.map(({ json }) => (json.rejection as IDataObject).code)).toEqual(['opted_out_of_list']);
	expect(service.simulator.account.membersOf(listId).sort()).toEqual(['ann@example.com', 'bob@example.com']);
});

test.each(['items', 'total', 'empty', 'absent'] as const)(
	'counters that do not count (%s) are not reported as 0, and the members are noted all the same',
	async (activityCounters) => {
		service.simulator.switches.activityCounters = activityCounters;
		const started = await startOnly();
		await service.simulator.activities.idle();
		const { exported, hints } = await statusOf(started);
		expect(exported[0].json).toMatchObject({
			status: 'completed',
			text: expect.stringContaining('has finished'),
			profiles: { read: null, sent: null, refused: null },
			activities: [
				{ kind: 'import', rows: null },
				{ kind: 'import', rows: null },
			],
		});
		expect(hints).toEqual([]);
		expect(service.simulator.account.taggedWith(membershipTagName(listId)).sort()).toEqual(
			profiles.map(({ email }) => email),
		);
	},
);

test.each([
	[
		'ids that Constant Contact does not know',
		{ activityIds: '00000000-1111-2222-3333-444444444444' },
		'does not know this activity',
		'10 days',
	],
	['no ids', { activityIds: ' , ' }, "No activity is given in 'Activity IDs'", "export's summary"],
])('%s: a clear message', async (_what, overrides, message, wayOut) => {
	const { error } = await statusOf({ list: { id: listId }, activities: [] }, overrides);
	expect(error?.message).toContain(message);
	expect(error?.description).toContain(wayOut);
});

test('each export is reported on a page of its own, with the numbers that are known', async () => {
	const started = await startOnly();
	await service.simulator.activities.idle();
	const nothing = { list: { id: listId }, activities: [] };
	const { exported } = await runInEngine({
		items: asItems([started, nothing]),
		parameters: {
			operation: 'status',
			list: { __rl: true, mode: 'id', value: '={{ $json.list.id }}' },
			activityIds: '={{ $json.activities.map((activity) => activity.activityId) }}',
			options: { attachReport: true },
		},
		credential: service.connect(),
	});
	const pages = exported.map(({ binary }) =>
		Buffer.from(binary?.report.data ?? '', 'base64')
			.toString('utf8')
			.replace(/<[^>]*>/g, ' '),
	);
	expect(pages).toEqual([
		expect.stringMatching(
			/The export has finished: all 3 profiles are on[\s\S]*On the list: new or changed\s+3\s+100 %/,
		),
		expect.stringContaining('Nothing was handed over for'),
	]);
	for (const page of pages) {
		expect(page).toContain('Get Export Status');
		expect(page).not.toMatch(/No profile came in|Add and Update/);
	}
});

test('an export that had nothing to send is completed', async () => {
	const { error, exported } = await statusOf({ list: { id: listId }, activities: [] });
	expect(error).toBeUndefined();
	expect(exported[0].json).toMatchObject({ status: 'completed', profiles: { sent: 0 }, activities: [] });
});

test('an import that did not complete is an error, not a summary', async () => {
	service.simulator.faults.activities.add({ kind: 'import', outcome: 'timed_out' });
	const started = await startOnly();
	await service.simulator.activities.idle();
	const { error } = await statusOf(started);
	expect(error?.message).toBe('Constant Contact did not finish 1 of 2 imports (timed out)');
});

test('refusals are counted, and explained as far as the counters do', async () => {
	const { account } = service.simulator;
	account.addContact({ email: 'gone@example.com' });
	account.unsubscribe('gone@example.com');
	const parameters = exportParameters(listId, { options: { waitForCompletion: false, respectOptOuts: false } });
	const { exported } = await runInEngine({
		items: asItems([...profiles, { email: 'gone@example.com' }]),
		parameters,
		credential: service.connect(),
	});
	await service.simulator.activities.idle();
	const status = await statusOf(exported[0].json);
	expect(status.exported[0].json).toMatchObject({
		status: 'completed',
		profiles: { sent: 4, refused: 1 },
		activities: [{ errors: ['1 not put on the list: unsubscribed before, or on as many lists as a contact can be.'] }],
	});
	expect(status.hints.map(({ message }) => message)).toEqual([
		expect.stringContaining('did not put 1 of 4 profiles on'),
	]);
});

test('where the wait for the imports runs out, the summary says processing, and holds the ids to ask by', async () => {
	const hour = 3_600_000;
	service.simulator.activities.latency = (kind) => (kind === 'import' ? hour : 5);
	const parameters = exportParameters(listId, { options: { maximumWait: 0.01 } });
	const { error, exported, hints } = await runInEngine({
		items: asItems(profiles),
		parameters,
		credential: service.connect(),
	});
	service.simulator.activities.latency = { minMs: 1, maxMs: 2 };
	expect(error).toBeUndefined();
	expect(exported[0].json).toMatchObject({
		status: 'processing',
		profiles: { sent: 3 },
		activities: [{ kind: 'import', activityId: expect.any(String) }],
	});
	expect(hints.map(({ message }) => message)).toContainEqual(expect.stringContaining('still working on'));
	service.simulator.clock.advance(hour);
	await service.simulator.activities.idle();
	expect((await statusOf(exported[0].json)).exported[0].json).toMatchObject({
		status: 'completed',
		profiles: { sent: 3, refused: 0 },
	});
});
