import { parse } from 'csv-parse/sync';

import { startForEachTest, type TestClient } from './client';
import type { ContactList, Simulator, Switches } from './index';

const exports = '/v3/activities/contact_exports';
const uuid = '04fe9a97-a579-43c5-bb1a-58ed29bf0a6a';

let simulator: Simulator;
let client: TestClient;
let list: ContactList;

startForEachTest((started) => ({ simulator, client } = started));
beforeEach(() => {
	const { account } = simulator;
	list = account.addList('List, with "quotes"');
	account.addCustomField({ label: 'Shoe size' });
	account.addContact({
		email: 'ann@example.com',
		lists: [list],
		tags: [account.addTag('T')],
		customFields: { Shoe_size: '42' },
		fields: {
			first_name: 'Ann "A", Lee',
			last_name: '王\n小明',
			anniversary: '2020-12-31',
			birthday_month: '5',
			birthday_day: '6',
			work_phone: '1',
			work_city: 'Kraków',
		},
	});
	account.addContact({ email: 'out@example.com', lists: [list], permission: 'unsubscribed', optOutReason: 'x' });
	account.addContact({ email: 'gone@example.com', lists: [list], deleted: true });
	account.addContact({ email: 'elsewhere@example.com' });
});

async function exported(body: unknown): Promise<{ header: string[]; rows: string[][]; text: string }> {
	const job = await client.job(exports, body);
	expect(job).toMatchObject({
		state: 'completed',
		status: { items_total_count: expect.any(Number), items_completed_count: job.status.items_total_count },
	});
	// As bytes: axios takes a byte order mark off texts.
	const file = await client.api('GET', job._links.results.href, undefined, { responseType: 'arraybuffer' });
	expect([file.status, file.headers['content-type']]).toEqual([200, 'text/csv']);
	const bytes = file.data as Buffer;
	const [header, ...rows] = parse(bytes) as string[][];
	return { header, rows, text: bytes.toString('utf8') };
}

const emails = async (body: object) =>
	(await exported({ ...body, fields: ['email_address'] })).rows.map(([email]) => email.split('@')[0]);

describe('Starting and fetching', () => {
	test('the link comes with completion, is relative, and needs the token', async () => {
		const posted = await client.post(exports, {});
		expect([posted.status, posted.data.state, posted.data._links.results]).toEqual([201, 'initialized', undefined]);
		const job = await client.ended(posted.data.activity_id);
		expect(job._links.results.href).toMatch(/^\/v3\/contact_exports\/[0-9a-f-]{36}$/);
		const { status, data } = await client.api('GET', job._links.results.href, undefined, {
			headers: { authorization: '' },
		});
		expect([status, data]).toEqual([401, { error_key: 'unauthorized', error_message: 'Unauthorized' }]);
	});

	test('only the requested columns, quoted as RFC 4180 says', async () => {
		const { header, rows, text } = await exported({
			list_ids: [list.id],
			status: 'active',
			fields: ['last_name', 'email_address', 'first_name'],
		});
		expect([...header].sort()).toEqual(['email_address', 'first_name', 'last_name']);
		const row = Object.fromEntries(header.map((name, index) => [name, rows[0][index]]));
		expect(row).toEqual({ email_address: 'ann@example.com', first_name: 'Ann "A", Lee', last_name: '王\n小明' });
		expect(text).toContain('"Ann ""A"", Lee"');
	});

	test('every documented field, and never a contact_id', async () => {
		const { header, rows } = await exported({ contact_ids: [simulator.account.contact('ann@example.com')!.contactId] });
		const row = Object.fromEntries(header.map((name, index) => [name, rows[0][index]]));
		expect(row).toMatchObject({
			email_lists: list.name,
			phone_number: '1',
			city: 'Kraków',
			anniversary: '2020-12-31',
			birthday: '05/06',
			birthday_day: '6',
			Shoe_size: '42',
			email_optin_source: 'Account',
		});
		expect(header).not.toContain('contact_id');
		expect(header).toHaveLength(30 + 1);
	});

	test.each([
		['everybody but the deleted', {}, ['ann', 'out', 'elsewhere']],
		['one list', { useList: true }, ['ann', 'out']],
		['one list, active', { useList: true, status: 'active' }, ['ann']],
		['unsubscribed', { status: 'unsubscribed' }, ['out']],
		['removed', { status: 'removed' }, ['gone']],
		['by tag', { useTag: true }, ['ann']],
		['new subscribers', { new_subscriber: true }, ['ann', 'elsewhere']],
	])(
		'%s',
		async (
			_,
			{ useList, useTag, ...body }: { useList?: boolean; useTag?: boolean; status?: string; new_subscriber?: boolean },
			expected,
		) => {
			const tagIds = [...simulator.account.tags.values()].map((tag) => tag.id);
			expect(
				await emails({ ...body, ...(useList && { list_ids: [list.id] }), ...(useTag && { tag_ids: tagIds }) }),
			).toEqual(expected);
		},
	);

	test('exclude leaves people out', async () => {
		const contactId = simulator.account.contact('ann@example.com')!.contactId;
		expect(await emails({ list_ids: [list.id], exclude: { contact_ids: [contactId] } })).toEqual(['out']);
	});

	test('the file shows the account as it was when the job ran', async () => {
		const job = await client.job(exports, { fields: ['email_address'] });
		simulator.account.addContact({ email: 'late@example.com' });
		expect((await client.get(job._links.results.href)).data).not.toContain('late');
	});

	test.each([
		['two filters', { list_ids: [uuid], contact_ids: [uuid] }, 400],
		['status with tags', { tag_ids: [uuid], status: 'active' }, 400],
		['exclude with contacts', { contact_ids: [uuid], exclude: { contact_ids: [uuid] } }, 400],
		['501 contacts', { contact_ids: new Array(501).fill(uuid) }, 400],
		['51 lists', { list_ids: new Array(51).fill(uuid) }, 400],
		['an unknown status', { status: 'asleep' }, 400],
		['an unknown field', { fields: ['email_address', 'contact_id'] }, 400],
		['opt-out columns without the address', { fields: ['email_optout_date'] }, 400],
		['an unknown list', { list_ids: [uuid] }, 404],
	])('%s: %#', async (_, body, status) => {
		expect((await client.post(exports, body)).status).toBe(status);
	});
});

test.each([
	['fieldNames', ['first_name', 'email_address']],
	['labels', ['First name', 'Email address']],
	['odd', [' FIRST  NAME ', ' EMAIL  ADDRESS ']],
] as const)('Header spelling %s', async (exportHeader, expected) => {
	simulator.switches.exportHeader = exportHeader;
	expect((await exported({ fields: ['first_name', 'email_address'] })).header).toEqual(expected);
});

describe('switches of exports', () => {
	const fields = ['email_address', 'anniversary'];
	const cases: Array<[string, Partial<Switches>, () => Promise<unknown>, unknown]> = [
		[
			'removed refused',
			{ exportStatusRemoved: 'refused' },
			async () => (await client.post(exports, { status: 'removed' })).status,
			400,
		],
		[
			'lists without their unsubscribed',
			{ exportOfListsHasUnsubscribed: false },
			async () => await emails({ list_ids: [list.id] }),
			['ann'],
		],
		[
			'custom fields never',
			{ exportCustomFields: 'never' },
			async () => (await exported({})).header.includes('Shoe_size'),
			false,
		],
		[
			'custom fields by default without fields',
			{},
			async () => (await exported({})).header.includes('Shoe_size'),
			true,
		],
		[
			'no custom fields by default with fields',
			{},
			async () => (await exported({ fields })).header.includes('Shoe_size'),
			false,
		],
		[
			'custom fields always',
			{ exportCustomFields: 'always' },
			async () => (await exported({ fields })).header,
			['email_address', 'anniversary', 'Shoe_size'],
		],
		[
			'unknown fields ignored',
			{ unknownExportFields: 'ignored' },
			async () => (await exported({ fields: [...fields, 'nonsense'] })).header,
			fields,
		],
		[
			'American dates',
			{ exportDates: 'MM/DD/YYYY' },
			async () => (await exported({ fields })).rows[0][1],
			'12/31/2020',
		],
		[
			'a byte order mark',
			{ exportHasBom: true },
			async () => (await exported({ fields })).text.startsWith('\uFEFF'),
			true,
		],
		[
			'the misspelt link',
			{ exportLinkPath: 'contacts_exports' },
			async () => (await exported({ fields })).rows.length,
			3,
		],
		[
			'unsubscribing ends memberships',
			{ unsubscribingLeavesLists: true },
			async () => {
				simulator.account.unsubscribe('ann@example.com');
				return simulator.account.membersOf(list);
			},
			['out@example.com'],
		],
	];

	test.each(cases)('%s', async (_, switches, look, expected) => {
		Object.assign(simulator.switches, switches);
		expect(await look()).toEqual(expected);
	});

	test('the misspelt path is a 404 otherwise', async () => {
		expect((await client.get(`/v3/contacts_exports/${uuid}`)).status).toBe(404);
	});
});
