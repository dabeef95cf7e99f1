import { createConstantContact } from '../../../nodes/shared/constantContact/client';
import { problemOfReply } from '../../../nodes/shared/constantContact/transport/refusals';
import type { ContactSelection, ShownContact } from '../../../nodes/shared/account/constantContact';
import { columnsOf } from '../../support/contactColumns';
import type { Answer } from '../../support/fakeTransport';
import { createFakeTransport } from '../../support/fakeTransport';

const apiOf = (answer: Answer) => {
	const transport = createFakeTransport(answer);
	return { api: createConstantContact(transport), requests: transport.requests };
};

const ofList = (n: number, more: object = {}) => ({
	contact_id: `id${n}`,
	email_address: { address: `p${n}@example.com`, permission_to_send: 'implicit' },
	list_memberships: ['other', 'list'],
	...more,
});
const page = (contacts: readonly unknown[], more: object = {}) => ({
	contacts,
	contacts_count: contacts.length,
	...more,
});
const list: ContactSelection = { listId: 'list' };
const emailsOf = (contacts: readonly ShownContact[] | undefined) => contacts?.map(({ email }) => email);

it.each<[ContactSelection, object, object]>([
	[list, { lists: 'list', include: 'list_memberships' }, { list_memberships: ['LIST'] }],
	[{ tagId: 'tag' }, { tags: 'tag', include: 'taggings' }, { taggings: ['tag'] }],
	[{ status: 'removed' }, { status: 'deleted' }, { deleted_at: '2026-11-24' }],
	[
		{ status: 'unsubscribed' },
		{ status: 'unsubscribed' },
		{ email_address: { address: 'a@example.com', permission_to_send: 'unsubscribed' } },
	],
])('the contacts of %j are asked for with what proves that they are', async (selection, query, proof) => {
	const contact = { contact_id: '1', email_address: { address: 'a@example.com' } };
	const { api, requests } = apiOf(() => page([{ ...contact, ...proof }]));
	await expect(api.contactsAtOnce(selection, []).then(emailsOf)).resolves.toEqual(['a@example.com']);
	expect(requests).toMatchObject([{ path: '/contacts', query: { ...query, include_count: 'true', limit: 500 } }]);
	await expect(apiOf(() => page([contact])).api.contactsAtOnce(selection, [])).resolves.toBeUndefined();
});

it.each<[string, unknown]>([
	['there are more', page([ofList(1)], { _links: { next: { href: '/v3/contacts?cursor=2' } } })],
	['it counts more than it gives', page([ofList(1)], { contacts_count: 2 })],
	['it counts fewer than it gives', page([ofList(1)], { contacts_count: 0 })],
	['nothing is counted', page([ofList(1)], { contacts_count: null })],
	['somebody comes twice', page([ofList(1), ofList(1)])],
	['somebody has no ID', page([{ ...ofList(1), contact_id: '' }])],
	['somebody is nothing', page([ofList(1), null])],
	['somebody has an address that is none', page([ofList(1), { ...ofList(2), email_address: 'p2@example.com' }])],
	['it still looks for them', { contacts: [], status: 'processing' }],
	['it is another answer', { lists: [] }],
	...[400, 403, 404].map((status): [string, unknown] => [
		`it is refused (${status})`,
		problemOfReply(status, undefined, 0),
	]),
])('a page is not taken for all where %s', async (_what, answer) => {
	await expect(apiOf(() => answer).api.contactsAtOnce(list, [])).resolves.toBeUndefined();
});

it.each([401, 429, 503])('what would meet a bulk export as well is a problem (%i)', async (status) => {
	const problem = problemOfReply(status, undefined, 0);
	await expect(apiOf(() => problem).api.contactsAtOnce(list, [])).rejects.toBe(problem);
});

it('an account that refuses pages is not asked again', async () => {
	const { api, requests } = apiOf(() => problemOfReply(403, undefined, 0));
	await api.contactsAtOnce(list, []);
	await expect(api.contactsAtOnce({ status: 'removed' }, [])).resolves.toBeUndefined();
	expect(requests).toHaveLength(1);
});

it('who has an SMS number only is on the page, and has no address', async () => {
	const contacts = [{ ...ofList(1), email_address: undefined, sms_channel: { sms_address: '7815551212' } }, ofList(2)];
	const found = await apiOf(() => page(contacts)).api.contactsAtOnce(list, []);
	expect(emailsOf(found)).toEqual([undefined, 'p2@example.com']);
});

it('values come by what they are; two of one kind, and choices without their words, are not told', async () => {
	const contact = ofList(1, {
		first_name: 'Ann',
		last_name: null,
		birthday_month: 5,
		birthday_day: 7,
		anniversary: '2020-02-28',
		custom_fields: [
			{ custom_field_id: 'level', value: 'Gold' },
			{ custom_field_id: 'choice', choice_ids: ['1'] },
		],
		phone_numbers: [
			{ kind: 'home', phone_number: '1' },
			{ kind: 'work', phone_number: '2' },
			{ kind: 'work', phone_number: '3' },
		],
		street_addresses: [{ kind: 'other', street: '1 High St', city: '', postal_code: '01234' }],
	});
	const columns = columnsOf('first_name', 'home_phone', 'other_city', 'cf:level');
	const { api, requests } = apiOf(() => page([contact]));
	const found = await api.contactsAtOnce(list, columns);
	expect(Object.fromEntries(found?.[0].values ?? [])).toEqual({
		first_name: 'Ann',
		birthday: '05/07',
		anniversary: '2020-02-28',
		level: 'Gold',
		choice: undefined,
		home_phone: '1',
		work_phone: undefined,
		other_street: '1 High St',
		other_zip: '01234',
	});
	expect(requests).toMatchObject([
		{ query: { include: 'list_memberships,custom_fields,phone_numbers,street_addresses' } },
	]);
});

describe('contacts page by page', () => {
	const read = async (...answers: readonly unknown[]) => {
		let turn = 0;
		const found: Array<string | undefined> = [];
		const { api } = apiOf(() => answers[turn++]);
		for await (const contacts of api.contactsByPages(list, [])) found.push(...contacts.map(({ email }) => email));
		return found;
	};
	const link = { _links: { next: { href: '/v3/contacts?cursor=2' } } };
	const all = ['p1@example.com', 'p2@example.com', 'p3@example.com'];

	it.each([
		['of all of them', 3, 3],
		['of those on the page', 2, 1],
	])('are all of them where the count %s agrees', async (_what, first, second) => {
		const answers = [
			page([ofList(1), ofList(2)], { ...link, contacts_count: first }),
			page([ofList(3)], { contacts_count: second }),
		];
		await expect(read(...answers)).resolves.toEqual(all);
	});

	it.each<[string, object, object]>([
		['one is missing', page([ofList(1)], { ...link, contacts_count: 3 }), page([ofList(3)], { contacts_count: 3 })],
		['one moved to the other page', page([ofList(1), ofList(2)], link), page([ofList(2)])],
		['one is not of the list', page([ofList(1)], link), page([{ ...ofList(2), list_memberships: [] }])],
		['the last one is no page', page([ofList(1)], link), {}],
	])('are a problem where %s', async (_what, first, second) => {
		await expect(read(first, second)).rejects.toThrow("Constant Contact's answer about the contacts");
	});
});
