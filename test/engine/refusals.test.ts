import type { INodeParameters } from 'n8n-workflow';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { asItems, exportParameters, mapped, startService } from '../support/service';

let service: Service;
let listId: string;
beforeEach(async () => {
	service = await startService();
	listId = service.simulator.account.addList('Newsletter').id;
});
afterEach(async () => await service.close());

const items = asItems([{ email: 'ann@example.com', first_name: 'Ann', last_name: 'Lee' }]);
const nowhere = '00000000-1111-2222-3333-444444444444';

interface Case {
	readonly what: string;
	readonly parameters?: () => INodeParameters;
	readonly credential?: Record<string, unknown>;
	readonly message: string;
	readonly wayOut: string;
}

const cases: Case[] = [
	{
		what: 'without consent',
		credential: { dataPrivacyConsent: false },
		message: 'lacks your consent',
		wayOut: "'I Agree'",
	},
	{
		what: 'with a list that does not exist',
		parameters: () => exportParameters(nowhere),
		message: 'no list with this ID',
		wayOut: 'From list',
	},
	{
		what: 'with a list name that does not exist',
		parameters: () => exportParameters({ mode: 'name', value: 'Nobody/"knows" it' }),
		message: `no list named 'Nobody/"knows" it'`,
		wayOut: 'spelling',
	},
	{
		what: 'with an ID that is none',
		parameters: () => exportParameters('1234567'),
		message: 'no list ID',
		wayOut: "copy the page's address",
	},
	{
		what: 'with no email mapped',
		parameters: () =>
			exportParameters(listId, { fields: mapped({ email: null, first_name: '={{ $json.first_name }}' }) }),
		message: 'No email address is mapped',
		wayOut: "'Email'",
	},
	{
		what: 'with nothing mapped',
		parameters: () => exportParameters(listId, { fields: mapped({}) }),
		message: 'No email address is mapped',
		wayOut: "'Email'",
	},
	{
		what: 'with a custom field that is gone',
		parameters: () => exportParameters(listId, { fields: mapped({ email: '={{ $json.email }}', 'cf:gone': 'x' }) }),
		message: "'gone' does not exist",
		wayOut: 'Refresh Field List',
	},
];

test.each(cases)(
	'$what: a clear message, and not one write request',
	async ({ parameters, credential, message, wayOut }) => {
		const { error, exported, rejected } = await runInEngine({
			items,
			parameters: parameters?.() ?? exportParameters(listId),
			credential: service.connect(credential as never),
		});
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(wayOut);
		expect([...exported, ...rejected]).toEqual([]);
		expect(service.simulator.requests.writes()).toEqual([]);
	},
);

test.each([
	['without a list', () => exportParameters(''), '"List" is required'],
	[
		'with an address that holds no list ID',
		() => exportParameters({ mode: 'url', value: 'https://app.constantcontact.com/lists' }),
		"copy the page's address",
	],
])('%s: n8n shows what is missing before anything runs', async (_what, parameters, issue) => {
	await expect(runInEngine({ items, parameters: parameters(), credential: service.connect() })).rejects.toThrow(issue);
	expect(service.simulator.requests.api()).toEqual([]);
});

test('without consent nothing is asked either', async () => {
	await runInEngine({
		items,
		parameters: exportParameters(listId),
		credential: service.connect({ dataPrivacyConsent: false }),
	});
	expect(service.simulator.requests.api()).toEqual([]);
});

test('a list that was deleted is named', async () => {
	service.simulator.account.deleteList(listId);
	const { error } = await runInEngine({ items, parameters: exportParameters(listId), credential: service.connect() });
	expect(error?.message).toMatch(/'Newsletter' was deleted|no list with this ID/);
	expect(service.simulator.requests.writes()).toEqual([]);
});

test('the one empty item that n8n hands on for nothing is an empty segment: a clean summary, no write request', async () => {
	const { error, exported, rejected } = await runInEngine({
		items: asItems([{}]),
		parameters: exportParameters(listId),
		credential: service.connect(),
	});
	expect(error).toBeUndefined();
	expect(exported[0].json).toMatchObject({
		status: 'completed',
		profiles: { read: 0, sent: 0, rejected: 0 },
		activities: [],
	});
	expect(rejected).toEqual([]);
	expect(service.simulator.requests.writes()).toEqual([]);
});

test('no items at all: n8n does not run the node, nothing is asked', async () => {
	const { error, exported } = await runInEngine({
		items: [],
		parameters: exportParameters(listId),
		credential: service.connect(),
	});
	expect(error).toBeUndefined();
	expect(exported).toEqual([]);
	expect(service.simulator.requests.api()).toEqual([]);
});

test('invalid profiles: stop names the first one, and sends nobody', async () => {
	const bad = asItems([{ email: 'ann@example.com' }, { email: 'nobody' }, {}]);
	const { error } = await runInEngine({
		items: bad,
		parameters: exportParameters(listId, { options: { invalidProfiles: 'stop' } }),
		credential: service.connect(),
	});
	expect(error?.message).toBe('2 of 3 profiles cannot be exported, so nothing was sent');
	expect(error?.description).toContain('profile 2');
	expect(service.simulator.requests.writes()).toEqual([]);
});
