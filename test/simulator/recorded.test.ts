import { startForEachTest, type TestClient } from './client';
import { defaultSwitches, type ContactList, type Simulator, type Switches } from './index';

const exports = '/v3/activities/contact_exports';

let simulator: Simulator;
let client: TestClient;
let list: ContactList;

startForEachTest((started) => ({ simulator, client } = started), { switches: defaultSwitches });
beforeEach(() => {
	list = simulator.account.addList('News');
	simulator.account.addContact({ email: 'ann@example.com', lists: [list] });
});

const startTwo = async () => {
	const started = [await client.post(exports, {}), await client.post(exports, { list_ids: [list.id] })];
	await simulator.activities.idle();
	return started.map(({ data }) => data);
};
const listed = async () => (await client.get('/v3/activities')).data.activities;

test("GET /activities gives every entry the last entry's links; the single activity and the 201 have their own", async () => {
	const [first, second] = await startTwo();
	for (const { activity_id, _links } of [first, second]) {
		expect(_links.results.href).toBe(`/v3/contact_exports/${activity_id}`);
		expect((await client.get(`/v3/activities/${activity_id}`)).data._links).toEqual(_links);
	}
	const [newest, oldest] = await listed();
	expect([newest.activity_id, oldest.activity_id]).toEqual([second.activity_id, first.activity_id]);
	expect(newest._links).toEqual(first._links);
	expect(oldest._links).toEqual(first._links);
});

test.each([
	['none', undefined, undefined],
	['own', 1, 0],
] as const)('switch collectionResultLinks: %s', async (collectionResultLinks, newest, oldest) => {
	Object.assign(simulator.switches, { collectionResultLinks, collectionSelfLinks: 'own' });
	const started = await startTwo();
	const links = (await listed()).map(({ _links }: { _links: { results?: object } }) => _links.results);
	expect(links).toEqual(
		[newest, oldest].map((place) => (place === undefined ? undefined : started[place]._links.results)),
	);
});

test.each<[Switches['activityCounters'], unknown]>([
	['items', { items_total_count: 2, items_completed_count: 2 }],
	[
		'documented',
		{
			items_total_count: 2,
			person_count: 1,
			error_count: 0,
			correctable_count: 0,
			cannot_add_to_list_count: 0,
		},
	],
	['total', { items_total_count: 0 }],
	['empty', {}],
	['absent', undefined],
])('switch activityCounters: %s', async (activityCounters, status) => {
	simulator.switches.activityCounters = activityCounters;
	const rows = { import_data: [{ email: 'bob@example.com' }], list_ids: [list.id] };
	expect((await client.job('/v3/activities/contacts_json_import', rows)).status).toEqual(status);
});

test('a list is deleted by a job without counters, whose self link is an inside address', async () => {
	const { status, data } = await client.api('DELETE', `/v3/contact_lists/${list.id}`);
	expect([status, data.state, data.percent_done, 'status' in data]).toEqual([202, 'initialized', 1, false]);
	expect(data._links.self.href).not.toMatch(/^\/v3\//);
});

test('cursors end in a raw ==, and lead to the next page all the same', async () => {
	simulator.account.addList('Second');
	const { data } = await client.get('/v3/contact_lists?limit=1');
	expect(data._links.next.href).toMatch(/cursor=[^&]+==$/);
	expect((await client.get(data._links.next.href)).data.lists).toMatchObject([{ name: 'Second' }]);
});
