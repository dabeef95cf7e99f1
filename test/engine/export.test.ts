import type { IDataObject } from 'n8n-workflow';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { asItems, autoMapped, exportParameters, mapped, startService } from '../support/service';

let service: Service;
beforeEach(async () => {
	service = await startService();
});
afterEach(async () => await service.close());

const people = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		email: `person${n}@example.com`,
		first_name: `First ${n}`,
		last_name: `Łast ${n}`,
	}));
const profilesOf = (summary: IDataObject | undefined) => summary?.profiles;

test('everybody is on the list with their values, and one summary tells it', async () => {
	const list = service.simulator.account.addList('Newsletter');
	const result = await runInEngine({
		items: asItems(people(5)),
		parameters: exportParameters(list.id),
		credential: service.connect(),
	});

	expect(result.error).toBeUndefined();
	expect(service.simulator.account.membersOf(list).sort()).toEqual(people(5).map(({ email }) => email));
	expect(service.simulator.account.contact('person3@example.com')?.fields).toMatchObject({
		first_name: 'First 3',
		last_name: 'Łast 3',
	});
	expect(result.exported).toHaveLength(1);
	expect(result.exported[0].json).toEqual({
		operation: 'export',
		status: 'completed',
		text: 'All 5 profiles are on *Newsletter*.',
		rejections: {},
		syncMode: 'addOrUpdate',
		list: { id: list.id, name: 'Newsletter' },
		segments: [],
		profiles: {
			read: 5,
			duplicates: 0,
			rejected: 0,
			optedOut: 0,
			deleted: 0,
			unchanged: 0,
			sent: 5,
			refused: 0,
			removed: 0,
		},
		activities: [
			{
				activityId: expect.any(String),
				kind: 'import',
				state: 'completed',
				rows: 5,
				bytes: expect.any(Number),
				errors: [],
			},
		],
		apiCalls: service.simulator.requests.api().length,
		quota: { limit: 10000, resetsAt: expect.stringMatching(/T00:00:00.000Z$/) },
		startedAt: expect.any(String),
		finishedAt: expect.any(String),
	});
	expect(result.rejected).toEqual([]);
});

test('rejected profiles leave with what came in, the reason, and the item they came from', async () => {
	const list = service.simulator.account.addList('Newsletter');
	const items = asItems([
		{ email: 'a@example.com' },
		{ email: 'nobody', note: 'x' },
		{ first_name: 'Ann' },
		{ email: 'b@example.com', first_name: 'x'.repeat(51) },
	]);
	const { exported, rejected } = await runInEngine({
		items,
		parameters: exportParameters(list.id),
		credential: service.connect(),
	});

	expect(profilesOf(exported[0].json)).toMatchObject({ read: 4, rejected: 3, sent: 1 });
	expect(
		rejected.map(({ json, pairedItem }) => [json.rejection && (json.rejection as IDataObject).code, pairedItem]),
	).toEqual([
		['email_invalid', { item: 1 }],
		['email_missing', { item: 2 }],
		['value_too_long', { item: 3 }],
	]);
	expect(rejected[0].json).toMatchObject({
		email: 'nobody',
		note: 'x',
		rejection: { field: 'Email', row: 2, reason: expect.any(String) },
	});
});

test('who is refused by Constant Contact is named', async () => {
	const { account } = service.simulator;
	const list = account.addList('Newsletter');
	account.addContact({ email: 'person1@example.com', permission: 'unsubscribed' });
	const parameters = exportParameters(list.id, { options: { respectOptOuts: false } });
	const { exported, rejected } = await runInEngine({
		items: asItems(people(4)),
		parameters,
		credential: service.connect(),
	});

	expect(profilesOf(exported[0].json)).toMatchObject({ read: 4, sent: 4, refused: 1 });
	expect(rejected).toEqual([
		{
			json: { ...people(2)[1], rejection: expect.objectContaining({ code: 'refused_by_constant_contact', row: 2 }) },
			pairedItem: { item: 1 },
		},
	]);
});

test.each([
	['its ID', (id: string) => ({ mode: 'id', value: id })],
	[
		'its ID, pasted with the page around it',
		(id: string) => ({ mode: 'id', value: ` https://app.constantcontact.com/pages/contacts/ui#contacts/${id} ` }),
	],
	[
		'its URL',
		(id: string) => ({ mode: 'url', value: `https://app.constantcontact.com/pages/contacts/ui#contacts/${id}?x=1` }),
	],
	['its name', () => ({ mode: 'name', value: ' newsletter "Süd/West" ' })],
	['a choice from the list', (id: string) => ({ mode: 'list', value: id, cachedResultName: 'Old name' })],
])('the list is found by %s', async (_way, choice) => {
	const list = service.simulator.account.addList('Newsletter "Süd/West"');
	const { exported, error } = await runInEngine({
		items: asItems(people(1)),
		parameters: exportParameters(choice(list.id)),
		credential: service.connect(),
	});
	expect(error).toBeUndefined();
	expect(exported[0].json.list).toEqual({ id: list.id, name: 'Newsletter "Süd/West"' });
});

test("auto-map knows the usual spellings and the account's custom fields", async () => {
	const { account } = service.simulator;
	const list = account.addList('Newsletter');
	const field = account.addCustomField({ label: 'Member Level', type: 'string' });
	const items = asItems([
		{
			'E-mail': 'Ann@Example.com',
			given_name: 'Ann',
			Surname: 'Lee',
			'member level': 'Gold',
			birthdate: '1990-02-28',
			whatever: 1,
		},
	]);
	const { error } = await runInEngine({
		items,
		parameters: exportParameters(list.id, { fields: autoMapped }),
		credential: service.connect(),
	});
	expect(error).toBeUndefined();
	const contact = account.contact('ann@example.com');
	expect(contact?.fields).toMatchObject({
		first_name: 'Ann',
		last_name: 'Lee',
		birthday_month: '2',
		birthday_day: '28',
	});
	expect(contact?.customFields).toEqual({ [field.name]: 'Gold' });
});

test('a complex expression is evaluated by n8n, and a hint says that it is slow', async () => {
	const list = service.simulator.account.addList('Newsletter');
	const fields = mapped({
		email: '={{ $json.user.toLowerCase() }}@example.com',
		first_name: '={{ $json.name.split(" ")[0] }}',
		last_name: 'Fixed',
	});
	const { hints, error } = await runInEngine({
		items: asItems([{ user: 'ANN', name: 'Ann Lee' }]),
		parameters: exportParameters(list.id, { fields }),
		credential: service.connect(),
	});
	expect(error).toBeUndefined();
	expect(service.simulator.account.contact('ann@example.com')?.fields).toMatchObject({
		first_name: 'Ann',
		last_name: 'Fixed',
	});
	expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining("'Email', 'First Name'")]);
});

test('return: batches gives one item for each import', async () => {
	const list = service.simulator.account.addList('Newsletter');
	const { exported } = await runInEngine({
		items: asItems(people(5)),
		parameters: exportParameters(list.id, { options: { return: 'batches', maximumBatchRows: 2 } }),
		credential: service.connect(),
	});
	expect(exported.map(({ json }) => json.rows)).toEqual([2, 2, 1]);
	expect(service.simulator.account.memberCount(list)).toBe(5);
});

test('return: profiles gives one item for each profile, with its verdict', async () => {
	const list = service.simulator.account.addList('Newsletter');
	const items = asItems([{ email: 'a@example.com' }, { email: 'nobody' }, { email: ' A@example.com ' }]);
	const { exported } = await runInEngine({
		items,
		parameters: exportParameters(list.id, { options: { return: 'profiles' } }),
		credential: service.connect(),
	});
	expect(exported.map(({ json, pairedItem }) => [json.verdict, pairedItem])).toEqual([
		['duplicate', { item: 0 }],
		['rejected', { item: 1 }],
		['exported', { item: 2 }],
	]);
});

test('a mapped field that no profile has is told by a hint', async () => {
	const list = service.simulator.account.addList('Newsletter');
	const run = async (items: IDataObject[]) => {
		const { hints } = await runInEngine({
			items: asItems(items),
			parameters: exportParameters(list.id, { operation: 'preview' }),
			credential: service.connect(),
		});
		return hints.map(({ message }) => message).filter((message) => message.includes('mapped'));
	};
	const [ann, bob] = [
		{ email: 'ann@example.com', first_name: 'Ann' },
		{ email: 'bob@example.com', last_name: null },
	];
	expect(await run([ann, ann])).toEqual([
		"No profile has 'last_name', which is mapped in 'Fields'. If the source calls it otherwise by now, map it again.",
	]);
	expect(await run([ann, bob])).toEqual([]);
});

test('not waiting, the summary says so and names the activities', async () => {
	const list = service.simulator.account.addList('Newsletter');
	const { exported } = await runInEngine({
		items: asItems(people(3)),
		parameters: exportParameters(list.id, { options: { waitForCompletion: false } }),
		credential: service.connect(),
	});
	expect(exported[0].json).toMatchObject({
		status: 'processing',
		profiles: { sent: 3 },
		activities: [{ state: 'initialized' }],
	});
});

test('a custom field that was renamed stops the run before anything is sent, and names who has its label now', async () => {
	const { account, requests } = service.simulator;
	const list = account.addList('Newsletter');
	account.addCustomField({ label: 'Level before' });
	account.addCustomField({ label: 'Member Level' });
	const fields = mapped({ email: '={{ $json.email }}', 'cf:level': '={{ $json.last_name }}' });
	Object.assign(fields, { schema: [{ id: 'cf:level', displayName: 'Member Level' }] });
	requests.clear();
	const { error } = await runInEngine({
		items: asItems(people(2)),
		parameters: exportParameters(list.id, { fields }),
		credential: service.connect(),
	});
	expect(error?.message).toBe(
		"The field 'level' does not exist in Constant Contact any more; the label 'Member Level' is now that of 'member_level'",
	);
	expect(requests.writes()).toEqual([]);
});
