import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { EngineRun } from '../support/engine';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { asItems, exportParameters, startService } from '../support/service';

/** What people set in the node's own settings: Retry On Fail, and the three choices of On Error. */
let service: Service;
let listId: string;
beforeAll(async () => {
	service = await startService();
});
beforeEach(() => {
	listId = service.simulator.account.addList(`List ${expect.getState().currentTestName}`).id;
	service.simulator.faults.clear();
	service.simulator.requests.clear();
});
afterAll(async () => await service.close());

const nowhere = '00000000-1111-2222-3333-444444444444';
const people = Array.from({ length: 6 }, (_, n) => ({
	email: `person${n}@example.com`,
	first_name: 'Ann',
	last_name: 'Lee',
}));
const everybody = people.map(({ email }) => email);
const isImport = ({ path }: { path: string }) => path.endsWith('/contacts_json_import');
const run = async (settings: Partial<EngineRun>, list = listId) =>
	await runInEngine({
		items: asItems(people),
		parameters: exportParameters(list, { options: { maximumBatchRows: 2 } }),
		credential: service.connectAlone(),
		...settings,
	});

describe('On Error', () => {
	test('Stop Workflow: an error with what happened and how to get unstuck', async () => {
		const {
			error,
			exported,
			run: { data },
		} = await run({}, nowhere);
		expect(error).toMatchObject({
			message: 'There is no list with this ID in Constant Contact',
			description: expect.stringContaining('Choose the list'),
		});
		expect(exported).toEqual([]);
		expect(data.resultData.lastNodeExecuted).toBe('Export Segment');
	});

	test.each([
		['Continue', 'continueRegularOutput', 'exported'],
		['Continue (using error output)', 'continueErrorOutput', 'failed'],
	] as const)(
		'%s: one item tells it, and nothing about the first profile, which it has nothing to do with',
		async (_title, onError, output) => {
			const { error, exported, rejected, failed } = await run({ onError }, nowhere);
			expect(error).toBeUndefined();
			expect({ exported, rejected, failed }).toEqual({
				exported: [],
				rejected: [],
				failed: [],
				[output]: [
					{
						json: {
							error: 'There is no list with this ID in Constant Contact',
							message: expect.stringMatching(/^There is no list with this ID in Constant Contact. Choose the list/),
							details: expect.stringContaining('Choose the list'),
						},
						pairedItem: 0,
					},
				],
			});
		},
	);

	test('Continue (using error output): what is not on the list still leaves by Rejected, and the summary by Exported', async () => {
		const { exported, rejected, failed } = await run({
			onError: 'continueErrorOutput',
			items: asItems([...people, { email: 'nobody', error: 'a field of the profile' }]),
		});
		expect(exported).toMatchObject([{ json: { status: 'completed', profiles: { read: 7, sent: 6, rejected: 1 } } }]);
		expect(rejected).toMatchObject([
			{
				json: { email: 'nobody', profile_error: 'a field of the profile', rejection: { code: 'email_invalid' } },
				pairedItem: { item: 6 },
			},
		]);
		expect(failed).toEqual([]);
	});
});

describe('Retry On Fail', () => {
	test('another try takes up where the one before stopped: only what is missing is sent', async () => {
		service.simulator.faults.add({ kind: 'forbidden', path: /contacts_json_import/, after: 2 });
		const { error, exported, customData } = await run({ retryOnFail: true });
		expect(error).toBeUndefined();
		expect(exported).toMatchObject([{ json: { status: 'completed', profiles: { read: 6, unchanged: 4, sent: 2 } } }]);
		expect(service.simulator.account.membersOf(listId).sort()).toEqual(everybody);
		const taken = service.simulator.requests.count((request) => isImport(request) && request.status === 201);
		expect(taken).toBe(3);
		// The imports of the try that failed are in no summary, and noted all the same.
		expect(customData.constantContactActivities.split(',')).toHaveLength(3);
	});

	test('with Continue: the item that tells the error comes after the last try, not after the first', async () => {
		const { exported } = await run({ retryOnFail: true, maxTries: 2, onError: 'continueRegularOutput' }, nowhere);
		expect(exported).toMatchObject([{ json: { error: 'There is no list with this ID in Constant Contact' } }]);
		expect(service.simulator.requests.count(({ path }) => path.endsWith(nowhere))).toBe(2);
	});

	test.each(['summary', 'batches', 'profiles'])(
		'Return = %s: a run that went well is not run again, whatever fields the profiles have',
		async (returns) => {
			const items = asItems([
				{ email: 'ann@example.com', error: 'a field of the profile' },
				{ email: 'nobody', error: 'another' },
			]);
			const { exported, rejected } = await run({
				retryOnFail: true,
				items,
				parameters: exportParameters(listId, { options: { return: returns } }),
			});
			expect(exported.length).toBeGreaterThan(0);
			expect(rejected).toHaveLength(1);
			expect(service.simulator.requests.count(isImport)).toBe(1);
		},
	);
});

describe('Get Export Status runs for each item', () => {
	const status = async (summaries: IDataObject[], onError: EngineRun['onError']) =>
		await run({
			onError,
			items: asItems(summaries),
			parameters: {
				operation: 'status',
				list: { __rl: true, mode: 'id', value: '={{ $json.list.id }}' },
				activityIds: '={{ $json.ids }}',
				options: {},
			} as INodeParameters,
		});

	test('where it is to go on, an export that failed keeps nobody from learning of the others', async () => {
		const started = await run({ parameters: exportParameters(listId, { options: { waitForCompletion: false } }) });
		await service.simulator.activities.idle();
		const ids = (started.exported[0].json.activities as IDataObject[]).map(({ activityId }) => activityId);
		const summaries = [
			{ list: { id: listId }, ids: nowhere },
			{ list: { id: listId }, ids },
		] as IDataObject[];

		const regular = await status(summaries, 'continueRegularOutput');
		expect(regular.exported).toMatchObject([
			{
				json: { error: 'Constant Contact does not know this activity', details: expect.any(String) },
				pairedItem: { item: 0 },
			},
			{ json: { status: 'completed', profiles: { sent: null } }, pairedItem: { item: 1 } },
		]);
		const separate = await status(summaries, 'continueErrorOutput');
		expect(separate.exported).toMatchObject([{ json: { status: 'completed' }, pairedItem: { item: 1 } }]);
		// The summary comes with it, so that the workflow knows which export it was.
		expect(separate.failed).toMatchObject([
			{ json: { error: 'Constant Contact does not know this activity', ids: nowhere }, pairedItem: { item: 0 } },
		]);
		const stopping = await status(summaries, undefined);
		expect(stopping.error?.message).toBe('Constant Contact does not know this activity');
	});
});
