import type { IDataObject } from 'n8n-workflow';
import { runInEngine } from '../support/engine';
import { startHeartbeat } from '../support/heartbeat';
import type { Service } from '../support/service';
import { asItems, exportParameters, mapped, startService } from '../support/service';
import type { Fault } from '../simulator';

let service: Service;
let listId: string;
beforeEach(async () => {
	service = await startService();
	listId = service.simulator.account.addList('Newsletter').id;
});
afterEach(async () => await service.close());

const profiles = Array.from({ length: 6 }, (_, n) => ({
	email: `person${n}@example.com`,
	first_name: 'A',
	last_name: 'B',
}));
const settings = () => ({
	items: asItems(profiles),
	parameters: exportParameters(listId, { options: { maximumBatchRows: 2 } }),
	credential: service.connect(),
});
const everybody = profiles.map(({ email }) => email);

test('a token that expires in the middle: one refresh, the rotated token stored, nothing lost or sent twice', async () => {
	const { simulator } = service;
	const credential = service.connect();
	const before = (credential.data.oauthTokenData as IDataObject).refresh_token;
	let imports = 0;
	simulator.faults.onRequest(({ path }) => {
		if (path.endsWith('/contacts_json_import') && ++imports === 2) simulator.oauth.expireAccessTokens();
	});
	const { error, exported } = await runInEngine({ ...settings(), credential });

	expect(error).toBeUndefined();
	expect(credential.updates).toHaveLength(1);
	const after = (credential.data.oauthTokenData as IDataObject).refresh_token;
	expect(after).not.toBe(before);
	expect(exported[0].json.profiles).toMatchObject({ sent: 6, refused: 0 });
	expect(simulator.account.membersOf(listId).sort()).toEqual(everybody);
	expect(simulator.requests.count(({ path, status }) => path.endsWith('/contacts_json_import') && status === 201)).toBe(
		3,
	);
});

test.each<[string, Omit<Fault, 'path'>]>([
	['throttled by somebody else with the same app key', { kind: 'throttled', times: 2 }],
	['the queue of 1,000 activities is full for a while', { kind: 'queueFull', times: 1 }],
	['under maintenance', { kind: 'html503', times: 1 }],
	['an answer that is lost after the import was taken in', { kind: 'resetAfter', times: 1 }],
	['a connection that is reset before the import was taken in', { kind: 'resetBefore', times: 1 }],
])('%s: it waits and goes on', async (_what, fault) => {
	service.simulator.faults.add({ ...fault, path: /contacts_json_import/ } as Fault);
	const { error, exported } = await runInEngine(settings());
	expect(error).toBeUndefined();
	expect(exported[0].json.profiles).toMatchObject({ sent: 6, refused: 0 });
	expect(service.simulator.account.membersOf(listId).sort()).toEqual(everybody);
});

test.each<[string, Fault, string, string]>([
	[
		'quota used up',
		{ kind: 'quotaExceeded', path: /contacts_json_import/, after: 1 },
		"Today's 10,000 requests",
		'00:00 UTC',
	],
	[
		'privilege missing',
		{ kind: 'forbidden', path: /contacts_json_import/, after: 1 },
		'does not let this connection',
		'account owner',
	],
])(
	'%s in the middle: the message says what was done by then and how to go on',
	async (_what, fault, message, wayOut) => {
		service.simulator.faults.add(fault);
		const { error } = await runInEngine(settings());
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(wayOut);
		expect(error?.description).toContain('one import with 2 profiles had been handed over');
	},
);

test('a connection that was revoked asks to connect again', async () => {
	const run = settings();
	service.simulator.oauth.revoke();
	const { error } = await runInEngine(run);
	expect(error?.message).toBe('Constant Contact no longer accepts this connection');
	expect(error?.description).toContain('connect the account again');
});

describe('a list of members that is cut off on its way', () => {
	beforeEach(() => {
		service.simulator.account.addContacts(5_000, (n) => ({ email: `member${n}@example.com`, lists: [listId] }));
	});

	test('is fetched again and read on from there', async () => {
		service.simulator.faults.add({ kind: 'cutAnswer', path: /contact_exports\// });
		const { error, exported } = await runInEngine({
			...settings(),
			items: asItems([...profiles, { email: 'member4999@example.com' }]),
			parameters: exportParameters(listId, { fields: mapped({ email: '={{ $json.email }}' }) }),
		});
		expect(error).toBeUndefined();
		expect(exported[0].json.profiles).toMatchObject({ sent: 6, unchanged: 1 });
	});

	test('again and again is not taken for the whole list: nothing is sent', async () => {
		service.simulator.faults.add({ kind: 'cutAnswer', path: /contact_exports\//, times: Infinity });
		const { error } = await runInEngine(settings());
		expect(error?.message).toBe('Constant Contact could not be reached');
		expect(service.simulator.requests.writes()).toEqual([]);
		expect(service.simulator.account.memberCount(listId)).toBe(5_000);
	});
});

test.each([
	['of a later import: it is found among the activities, and not sent again', 1, 3],
	['of the first job of a run: nothing tells since when jobs may be its own, so it is sent again', 0, 4],
])('an answer is lost %s', async (_what, after, imports) => {
	service.simulator.faults.add({ kind: 'resetAfter', path: /contacts_json_import/, after });
	const { error, exported } = await runInEngine(settings());
	expect(error).toBeUndefined();
	expect(exported[0].json).toMatchObject({
		profiles: { sent: 6 },
		activities: [{ rows: 2 }, { rows: 2 }, { rows: 2 }],
	});
	expect(service.simulator.activities.all.filter(({ kind }) => kind === 'import')).toHaveLength(imports);
	expect(service.simulator.account.membersOf(listId).sort()).toEqual(everybody);
});

test('an import that Constant Contact does not finish is told, with the people in it', async () => {
	service.simulator.faults.activities.add({ kind: 'import', outcome: 'failed' });
	const { error } = await runInEngine(settings());
	expect(error?.message).toMatch(/did not finish 1 of 3 imports \(failed\), with 2 profiles/);
	expect(error?.description).toContain('Run the export again');
});

test('cancelled: it ends at once, between requests', async () => {
	service.simulator.faults.activities.add({ kind: 'import', outcome: 'neverEnds' });
	const heartbeat = startHeartbeat();
	let cancelledAt = 0;
	await runInEngine({
		...settings(),
		onStart: (cancel) =>
			service.simulator.faults.onRequest(({ path }) => {
				if (path.endsWith('/activities') && cancelledAt === 0) {
					cancelledAt = heartbeat.ms + 1;
					cancel();
				}
			}),
	});
	expect(cancelledAt).toBeGreaterThan(0);
	heartbeat.stop();
	expect(heartbeat.ms - cancelledAt).toBeLessThan(2_000);
});
