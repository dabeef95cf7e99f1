import type { ConstantContact as Api } from '../../../nodes/shared/account/constantContact';
import { createConstantContact } from '../../../nodes/shared/constantContact/client';
import { Problem } from '../../../nodes/shared/problem';
import { problemOfReply } from '../../../nodes/shared/constantContact/transport/refusals';
import type { Answer } from '../../support/fakeTransport';
import { createFakeTransport } from '../../support/fakeTransport';

const notFound = problemOfReply(404, [{ error_key: 'contacts.api.not_found' }], 0);
const forbidden = problemOfReply(403, { error_key: 'access_denied' }, 0);

function apiOf(answer: Answer) {
	const transport = createFakeTransport(answer);
	return {
		api: createConstantContact(transport),
		paths: () => transport.requests.map(({ path }) => path),
		requests: transport.requests,
	};
}

const activity = (id: string, state = 'processing') => ({ activity_id: id, state });

describe('lists', () => {
	it('are asked for in one request, with their members', async () => {
		const { api, requests } = apiOf(() => ({ lists: [{ list_id: '1', name: 'News', membership_count: 5 }] }));
		await expect(api.lists()).resolves.toEqual([{ id: '1', name: 'News', isDeleted: false, members: 5 }]);
		expect(requests).toMatchObject([
			{
				method: 'GET',
				path: '/contact_lists',
				query: { limit: 1_000, status: 'active', include_membership_count: 'all' },
			},
		]);
	});

	it('beyond the first page are found by its link', async () => {
		const { api, paths } = apiOf(({ path }) =>
			path.includes('cursor')
				? { lists: [{ list_id: '2', name: 'B' }], _links: {} }
				: { lists: [{ list_id: '1', name: 'A' }], _links: { next: { href: '/v3/contact_lists?cursor=x' } } },
		);
		expect((await api.lists()).map(({ id }) => id)).toEqual(['1', '2']);
		expect(paths()).toEqual(['/contact_lists', '/contact_lists?cursor=x']);
	});

	it.each([
		['no links', undefined],
		['null', null],
		['empty links', {}],
		['no next link', { next: null }],
		['a next link to nowhere', { next: { href: null } }],
	])('end with a page that has %s', async (_what, links) => {
		const { api, paths } = apiOf(() => ({ lists: [{ list_id: '1', name: 'A' }], _links: links }));
		expect((await api.lists()).map(({ id }) => id)).toEqual(['1']);
		expect(paths()).toHaveLength(1);
	});

	it('are not fetched from another host', async () => {
		const { api, paths } = apiOf(() => ({
			lists: [],
			_links: { next: { href: 'https://evil.example/v3/contact_lists' } },
		}));
		await expect(api.lists()).rejects.toThrow(Problem);
		expect(paths()).toHaveLength(1);
	});

	it('that link to themselves come to an end', async () => {
		const { api, paths } = apiOf(() => ({ lists: [], _links: { next: { href: '/v3/contact_lists?cursor=same' } } }));
		await expect(api.lists()).rejects.toThrow("Constant Contact's answer about the lists could not be understood");
		expect(paths().length).toBeLessThan(100);
	});
});

describe('a list', () => {
	it.each([
		['that is there', { list_id: '1', name: 'News' }, { id: '1', name: 'News', isDeleted: false, members: undefined }],
		[
			'that was deleted',
			{ list_id: '1', name: 'News', deleted_at: '2026-01-01T00:00:00Z' },
			{ id: '1', name: 'News', isDeleted: true, members: undefined },
		],
		['that is not there', notFound, undefined],
	])('%s', async (_what, answer, list) => {
		await expect(apiOf(() => answer).api.list('1')).resolves.toEqual(list);
	});

	it('is asked for by nothing but its ID', async () => {
		const { api, paths } = apiOf(() => notFound);
		await api.list('../activities?x=1');
		expect(paths()).toEqual(['/contact_lists/..%2Factivities%3Fx%3D1']);
	});

	it('that may not be read is a problem, not a list that is not there', async () => {
		await expect(apiOf(() => forbidden).api.list('1')).rejects.toBe(forbidden);
	});
});

it('custom fields without a label are known by their name, choices by their labels', async () => {
	const { api } = apiOf(() => ({
		custom_fields: [
			{ name: 'tier', label: 'Tier', type: 'single_select', choices: [{ choice_id: 1, choice_label: 'Gold' }] },
			{ name: 'vip', label: null, type: 'boolean' },
		],
	}));
	await expect(api.customFields()).resolves.toEqual([
		{ name: 'tier', label: 'Tier', type: 'single_select', choices: ['Gold'] },
		{ name: 'vip', label: 'vip', type: 'boolean', choices: undefined },
	]);
});

it('choices of a shape that is not known do not hide the custom field', async () => {
	const { api } = apiOf(() => ({
		custom_fields: [{ name: 'tier', type: 'single_select', choices: [{ text: 'Gold' }] }],
	}));
	await expect(api.customFields()).resolves.toMatchObject([{ name: 'tier', choices: undefined }]);
});

describe("an activity's errors", () => {
	it.each([
		['texts', ['Line 2: invalid'], ['Line 2: invalid']],
		['objects', [{ message: 'Line 2: invalid' }], ['Line 2: invalid']],
		['anything else, which says nothing', [5, null, { text: 'x' }], []],
		['none', null, []],
	])('%s', async (_what, activity_errors, errors) => {
		const { api } = apiOf(() => ({ ...activity('1', 'completed'), activity_errors }));
		await expect(api.removeMembers('1', '2')).resolves.toMatchObject({ errors });
	});
});

it('an import hands over its bytes as they are and may be sent twice', async () => {
	const { api, requests } = apiOf(() => ({
		...activity('a', 'initialized'),
		status: { items_total_count: 2, error_count: 0, note: 'x' },
		activity_errors: [{ message: 'Line 2: Ada is not valid' }, 5],
	}));
	const body = Buffer.from('{}');
	await expect(api.importContacts(body, 2)).resolves.toEqual({
		id: 'a',
		state: 'initialized',
		errors: ['Line 2: (…) is not valid'],
		counters: { items_total_count: 2, error_count: 0 },
	});
	expect(requests).toMatchObject([
		{ method: 'POST', path: '/activities/contacts_json_import', body, repeatable: true },
	]);
});

describe('activities', () => {
	const page = (ids: string[], next?: string) => ({
		activities: ids.map((id) => activity(id)),
		_links: next === undefined ? {} : { next: { href: `/v3/activities?cursor=${next}` } },
	});

	it('of a run are looked up in one request, and only they are given back', async () => {
		const { api, paths } = apiOf(() => page(['x', 'a', 'b', 'y'], 'more'));
		expect([...(await api.activities(new Set(['a', 'b']))).keys()].sort()).toEqual(['a', 'b']);
		expect(paths()).toEqual(['/activities']);
	});

	it('on later pages are found there', async () => {
		const { api, paths } = apiOf(({ path }) => (path.includes('cursor') ? page(['b']) : page(['a'], '2')));
		expect((await api.activities(new Set(['a', 'b']))).size).toBe(2);
		expect(paths()).toHaveLength(2);
	});

	it('that a busy account pushed off the pages are looked up one by one', async () => {
		const { api, paths } = apiOf(({ path }) =>
			path === '/activities/b' ? activity('b', 'completed') : page(['a'], 'more'),
		);
		expect((await api.activities(new Set(['a', 'b']))).get('b')).toMatchObject({ id: 'b', state: 'completed' });
		expect(paths().filter((path) => !path.startsWith('/activities/'))).toHaveLength(4);
		expect(paths().filter((path) => path.startsWith('/activities/'))).toEqual(['/activities/b']);
	});

	it('that Constant Contact no longer knows are absent', async () => {
		const { api } = apiOf(({ path }) => (path === '/activities/b' ? notFound : page(['a'])));
		expect([...(await api.activities(new Set(['a', 'b']))).keys()]).toEqual(['a']);
	});

	it('that may not be read are a problem', async () => {
		await expect(
			apiOf(({ path }) => (path === '/activities' ? page([]) : forbidden)).api.activities(new Set(['b'])),
		).rejects.toBe(forbidden);
	});
});

describe('a bulk export', () => {
	it.each([
		['the members of a list', { listId: 'list' }, { list_ids: ['list'] }],
		['everybody with a tag', { tagId: 'tag' }, { tag_ids: ['tag'] }],
		['the unsubscribed', { status: 'unsubscribed' }, { status: 'unsubscribed' }],
	] as const)('is about %s, with the columns that are wanted or all there are', async (_whom, selection, body) => {
		const { api, requests } = apiOf(() => activity('e'));
		await expect(api.startDownload(selection, ['email_address'])).resolves.toMatchObject({ id: 'e' });
		await api.startDownload(selection, undefined);
		expect(requests.map((request) => request.body)).toEqual([{ ...body, fields: ['email_address'] }, body]);
		expect(requests[0]).toMatchObject({ method: 'POST', path: '/activities/contact_exports', repeatable: true });
	});

	it('is undefined where Constant Contact does not take the selection, and a problem for any other reason', async () => {
		await expect(
			apiOf(() => problemOfReply(400, [], 0)).api.startDownload({ status: 'removed' }, undefined),
		).resolves.toBeUndefined();
		await expect(apiOf(() => forbidden).api.startDownload({ status: 'removed' }, undefined)).rejects.toBe(forbidden);
	});

	const atItsLink = (href: string) => ({ results: { href } });
	const streamed = async function* () {
		yield Buffer.from('email');
	};

	/** Answers of the POST, of the collection and of the single activity, each with these links. */
	function exportsWith(links: { started?: unknown; listed?: unknown; single?: unknown }, ids = ['e', 'f']) {
		let started = 0;
		return apiOf(({ method, path }) => {
			if (path.startsWith('/contact_exports')) return streamed();
			if (method === 'POST') return { ...activity(ids[started++]), _links: links.started };
			if (path === '/activities')
				return { activities: ids.map((id) => ({ ...activity(id, 'completed'), _links: links.listed })) };
			return { ...activity(path.slice('/activities/'.length), 'completed'), _links: links.single };
		});
	}

	it.each([
		['the answer to its start', { started: atItsLink('/v3/contact_exports/1') }, []],
		[
			'the answer to its start, whatever the collection says',
			{ started: atItsLink('/v3/contact_exports/1'), listed: atItsLink('/v3/contact_exports/2') },
			[],
		],
		[
			'the answer about it alone, where its start does not tell',
			{ listed: atItsLink('/v3/contact_exports/2'), single: atItsLink('/v3/contact_exports/1') },
			['/activities/e'],
		],
	])('takes its file from %s', async (_where, links, asked) => {
		const { api, paths } = exportsWith(links);
		await api.startDownload({ listId: 'list' }, undefined);
		await api.activities(new Set(['e']));
		const chunks: string[] = [];
		for await (const chunk of await api.openDownload('e')) chunks.push(Buffer.from(chunk).toString());
		expect(chunks).toEqual(['email']);
		expect(paths().slice(2)).toEqual([...asked, '/contact_exports/1']);
	});

	it('asks once where its file is, however often it is read', async () => {
		const { api, paths } = exportsWith({ single: atItsLink('/v3/contact_exports/1') });
		await api.startDownload({ listId: 'list' }, undefined);
		await api.openDownload('e');
		await api.openDownload('e');
		expect(paths().filter((path) => path === '/activities/e')).toHaveLength(1);
	});

	it.each([
		['no answer tells', {}],
		['the answer is about another job', { single: { results: null } }],
	])('is not read where %s', async (_what, links) => {
		const { api } = exportsWith(links);
		await api.startDownload({ listId: 'list' }, undefined);
		await expect(api.openDownload('e')).rejects.toThrow(Problem);
	});

	it('does not take a link out of an answer about another job', async () => {
		const { api } = apiOf(({ method }) => ({
			...activity(method === 'POST' ? 'e' : 'other', 'completed'),
			...(method === 'GET' && { _links: atItsLink('/v3/contact_exports/1') }),
		}));
		await api.startDownload({ listId: 'list' }, undefined);
		await expect(api.openDownload('e')).rejects.toThrow(Problem);
	});

	it.each(['started', 'single'])('is not read where another one has the same file (%s)', async (where) => {
		const { api } = exportsWith({ [where]: atItsLink('/v3/contact_exports/1') });
		await api.startDownload({ listId: 'list' }, undefined);
		await api.startDownload({ status: 'unsubscribed' }, undefined);
		const opened = api.openDownload('e').then(async () => await api.openDownload('f'));
		await expect(opened).rejects.toThrow(Problem);
	});

	it.each([
		['a link to another host', 'https://evil.example/v3/x', streamed()],
		['what is no stream', '/v3/contact_exports/1', 'email'],
	])('is refused from %s', async (_what, href, file) => {
		const { api } = apiOf(({ method }) => (method === 'POST' ? { ...activity('e'), _links: atItsLink(href) } : file));
		await api.startDownload({ listId: 'list' }, undefined);
		await expect(api.openDownload('e')).rejects.toThrow(Problem);
	});
});

describe('after a lost answer', () => {
	/** The first POST of the jobs, then one whose answer is lost, and what is found meanwhile. */
	function losing(found: unknown[]) {
		let posts = 0;
		const transport = createFakeTransport(({ method }) => {
			if (method === 'GET') return { activities: found };
			posts++;
			return { ...activity(`job${posts}`, 'initialized'), created_at: `2026-11-24T00:00:0${posts}Z` };
		});
		const { send } = transport;
		let sent = 0;
		transport.send = async (request) => {
			if (request.method === 'GET' || ++sent === 1) return await send(request);
			return (await request.findLost?.()) ?? (await send(request));
		};
		return { api: createConstantContact(transport), posts: () => posts };
	}
	const lost = { ...activity('lost'), created_at: '2026-11-24T00:00:01Z' };

	it.each([
		['tagging', (api: Api) => api.tagMembers('list', ['a'])],
		['untagging', (api: Api) => api.untagMembers('list', 'a', [])],
		['a removal', (api: Api) => api.removeMembers('list', 'scratch')],
		['an import that nobody waits for', (api: Api) => api.importContacts(Buffer.from('{}'))],
	])('%s is started again, for a stranger must not be taken for it', async (_what, start) => {
		const { api, posts } = losing([lost]);
		await api.tagMembers('list', ['a']);
		await expect(start(api)).resolves.toMatchObject({ id: 'job2' });
		expect(posts()).toBe(2);
	});

	it('an import that may be the lost one is taken for it, and says that it was found', async () => {
		const { api, posts } = losing([lost]);
		await api.tagMembers('list', ['a']);
		await expect(api.importContacts(Buffer.from('{}'), 2)).resolves.toMatchObject({ id: 'lost', isFound: true });
		expect(posts()).toBe(1);
	});

	it('an import that is not found is sent again', async () => {
		const { api } = losing([]);
		await api.tagMembers('list', ['a']);
		const activity = await api.importContacts(Buffer.from('{}'), 2);
		expect(activity).toMatchObject({ id: 'job2' });
		expect(activity.isFound).toBeUndefined();
	});
});

it('the activities that have not ended are given back, except those that never will', async () => {
	const states = ['initialized', 'processing', 'completed', 'failed', 'cancelled', 'timed_out'];
	const created = (id: string, created_at?: string) => ({ ...activity(id), created_at });
	const activities = [
		...states.map((state) => activity(state, state)),
		created('young', '2026-11-24T00:00:01Z'),
		created('old', '2026-11-23T19:59:59-04:00'),
		created('undated', 'yesterday'),
	];
	await expect(
		apiOf(() => ({ activities })).api.unfinishedActivities(Date.parse('2026-11-24T00:00:00Z')),
	).resolves.toEqual(new Set(['initialized', 'processing', 'young', 'undated']));
});

describe('what is made again is found where it exists already: the answer to the same request was lost', () => {
	const conflict = problemOfReply(409, [{ error_key: 'contacts.api.conflict' }], 0);

	it('a list', async () => {
		await expect(apiOf(() => ({ list_id: '7' })).api.createList('x', 'y')).resolves.toBe('7');
		await expect(
			apiOf(({ method }) => (method === 'POST' ? conflict : { lists: [{ list_id: '8', name: 'x' }] })).api.createList(
				'x',
				'y',
			),
		).resolves.toBe('8');
		await expect(
			apiOf(({ method }) => (method === 'POST' ? conflict : { lists: [{ list_id: '8', name: 'y' }] })).api.createList(
				'x',
				'y',
			),
		).rejects.toThrow(Problem);
	});

	it('a tag', async () => {
		await expect(apiOf(() => ({ tag_id: '7', name: 'x' })).api.createTag('x')).resolves.toBe('7');
		await expect(
			apiOf(({ method }) => (method === 'POST' ? conflict : { tags: [{ tag_id: '8', name: 'X' }] })).api.createTag('x'),
		).resolves.toBe('8');
	});
});

it('a list that is gone needs no deletion', async () => {
	await expect(apiOf(() => activity('d')).api.deleteList('1')).resolves.toMatchObject({ id: 'd' });
	await expect(apiOf(() => notFound).api.deleteList('1')).resolves.toBeUndefined();
});

it.each([
	[
		'members are taken off a list by another list',
		(api: Api) => api.removeMembers('list', 'scratch'),
		'/activities/remove_list_memberships',
		{ source: { list_ids: ['scratch'] }, list_ids: ['list'] },
	],
	[
		'tags go on everybody on a list',
		(api: Api) => api.tagMembers('list', ['a', 'b']),
		'/activities/contacts_taggings_add',
		{ source: { list_ids: ['list'] }, tag_ids: ['a', 'b'] },
	],
	[
		'a tag comes off everybody on a list',
		(api: Api) => api.untagMembers('list', 'a', []),
		'/activities/contacts_taggings_remove',
		{ source: { list_ids: ['list'] }, tag_ids: ['a'] },
	],
	[
		'a tag comes off everybody on a list but some',
		(api: Api) => api.untagMembers('list', 'a', ['ann']),
		'/activities/contacts_taggings_remove',
		{ source: { list_ids: ['list'] }, exclude: { contact_ids: ['ann'] }, tag_ids: ['a'] },
	],
])('%s', async (_what, start, path, body) => {
	const { api, requests } = apiOf(() => activity('j'));
	await expect(start(api)).resolves.toMatchObject({ id: 'j' });
	expect(requests).toMatchObject([{ method: 'POST', path, body, repeatable: true }]);
});

describe('contacts that left', () => {
	const answer = {
		contacts: [
			{
				contact_id: '1',
				email_address: {
					address: 'ann@example.com',
					permission_to_send: 'unsubscribed',
					opt_out_date: '2026-11-24T12:00:00Z',
					opt_out_source: 'Contact',
					opt_out_reason: null,
				},
				updated_at: '2025-01-01T00:00:00Z',
			},
			{ contact_id: '2', deleted_at: '2026-11-24', sms_channel: {} },
		],
		contacts_count: 2,
		_links: { next: { href: null } },
	};

	it('are read with what is known of them, also without an address; a last page may link to nothing', async () => {
		const { api, requests } = apiOf(() => answer);
		const pages = [];
		for await (const page of api.contactsOptedOutAfter(Date.UTC(2026, 10, 24))) pages.push(page);
		expect(requests).toMatchObject([
			{ path: '/contacts', query: { status: 'all', optout_after: '2026-11-24T00:00:00.000Z', limit: 500 } },
		]);
		expect(pages).toEqual([
			{
				total: 2,
				contacts: [
					expect.objectContaining({
						id: '1',
						email: 'ann@example.com',
						permission: 'unsubscribed',
						optOutDate: '2026-11-24T12:00:00Z',
						optOutSource: 'Contact',
						optOutReason: undefined,
						listIds: [],
					}),
					expect.objectContaining({ id: '2', email: undefined, permission: undefined, deletedAt: '2026-11-24' }),
				],
			},
		]);
	});

	it('without an ID could not be told apart, so such an answer is refused', async () => {
		const { api } = apiOf(() => ({ contacts: [{ email_address: { address: 'ann@example.com' } }] }));
		await expect(api.contactByEmail('ann@example.com')).rejects.toThrow(
			"Constant Contact's answer about a contact could not be understood",
		);
	});

	it.each([
		['no ID', { email_address: { address: 'odd@example.com' } }],
		['nothing in it', null],
		[
			'nulls everywhere',
			{ contact_id: '9', email_address: { address: null, permission_to_send: null }, updated_at: null },
		],
		['an address that is no object', { contact_id: '9', email_address: 'odd@example.com' }],
		['numbers for dates', { contact_id: '9', updated_at: 5, deleted_at: {} }],
	])('one with %s does not hide the others on its page', async (_what, odd) => {
		const { api } = apiOf(() => ({ ...answer, contacts: [odd, ...answer.contacts] }));
		for await (const { contacts } of api.deletedContactPages())
			expect(contacts.map(({ email }) => email).filter((email) => email !== undefined)).toEqual(['ann@example.com']);
	});
});
