import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { searchLists } from '../../../nodes/shared/listPicker/listSearch';
import { getContactFields } from '../../../nodes/ExportSegment/parameters/offeredFields';
import { testNode } from '../../support/nodeContext';

let keys = 0;

interface Editor {
	/** Of the saved credential; none where it is not saved yet. */
	readonly credentialId?: string;
	/** What the node's parameter `list` holds. */
	readonly list?: Readonly<Record<string, unknown>>;
}

/** The editor, with a credential and a Constant Contact that answers by path. */
function editorOf(answers: Readonly<Record<string, unknown>>, { credentialId, list }: Editor = {}) {
	const asked: string[] = [];
	const clientId = `editor ${credentialId ?? keys++}`;
	const credentials =
		credentialId === undefined
			? undefined
			: { constantContactOAuth2Api: { id: credentialId, name: 'Constant Contact' } };
	const context = {
		getNode: () => ({ ...testNode, credentials }),
		getCurrentNodeParameter: (name: string) => (name === 'list' ? list : undefined),
		getCredentials: async () => ({ clientId }),
		helpers: {
			async httpRequestWithAuthentication(_credential: string, { url }: IHttpRequestOptions) {
				asked.push(url);
				const answer = answers[url.replace('https://api.cc.email/v3', '')];
				if (answer instanceof Error) throw answer;
				return answer;
			},
		},
	};
	return { editor: context as unknown as ILoadOptionsFunctions, asked };
}

const forbidden = Object.assign(new Error('x'), { response: { status: 403, data: { error_key: 'access_denied' } } });

describe('the search for lists', () => {
	const lists = [
		{ list_id: '10', name: 'Weekly 10', membership_count: 1 },
		{ list_id: '2', name: 'weekly 2', membership_count: 1_234_567 },
		{ list_id: '3', name: 'Archive' },
		{ list_id: '4', name: 'Weekly, gone', deleted_at: '2026-01-01T00:00:00Z' },
		{ list_id: '5', name: 'Über uns', membership_count: 0 },
	];
	const search = (typed?: string) => searchLists.call(editorOf({ '/contact_lists': { lists } }).editor, typed);

	it('shows all of them by name, numbers as numbers, with their members', async () => {
		await expect(search()).resolves.toEqual({
			results: [
				{ name: 'Archive', value: '3' },
				{ name: 'Über uns', value: '5', description: '0 members' },
				{ name: 'weekly 2', value: '2', description: '1,234,567 members' },
				{ name: 'Weekly 10', value: '10', description: '1 member' },
			],
		});
	});

	it.each([
		['WEEK', ['2', '10']],
		[' über ', ['5']],
		['y 1', ['10']],
		['', ['3', '5', '2', '10']],
		['none', []],
	])('for %j finds %j', async (typed, ids) => {
		expect((await search(typed)).results.map(({ value }) => value)).toEqual(ids);
	});

	it('takes one request, and the lists beyond its page with as many as there are pages', async () => {
		const { editor, asked } = editorOf({
			'/contact_lists': { lists: lists.slice(0, 2), _links: { next: { href: '/v3/contact_lists?cursor=2' } } },
			'/contact_lists?cursor=2': { lists: lists.slice(2) },
		});
		expect((await searchLists.call(editor)).results).toHaveLength(4);
		expect(asked).toHaveLength(2);
	});
});

describe('a list that was chosen and is gone', () => {
	const lists = [{ list_id: '1', name: 'News', membership_count: 2 }];
	const search = async (list?: Readonly<Record<string, unknown>>, typed?: string) =>
		(await searchLists.call(editorOf({ '/contact_lists': { lists } }, { list }).editor, typed)).results;
	const chosen = { mode: 'list', value: '9', cachedResultName: 'Old News' };

	it('stands first, and says so', async () => {
		expect(await search(chosen)).toEqual([
			{ name: "'Old News' was deleted, or is in another account: choose another list", value: '9' },
			{ name: 'News', value: '1', description: '2 members' },
		]);
	});

	it.each([
		['the list is there', { ...chosen, value: '1' }, undefined],
		['somebody searches', chosen, 'new'],
		['nothing is chosen', { mode: 'list', value: '' }, undefined],
		['an expression chooses', { mode: 'list', value: '={{ $json.list }}' }, undefined],
		['it was typed', { mode: 'id', value: '9' }, undefined],
		['the node has no list', undefined, undefined],
	])('is not mentioned where %s', async (_where, list, typed) => {
		expect((await search(list, typed)).map(({ value }) => value)).toEqual(['1']);
	});
});

describe('what was asked a moment ago is not asked again', () => {
	const answers = { '/contact_lists': { lists: [] }, '/contact_custom_fields': { custom_fields: [] } };

	it('for one credential, lists and fields each', async () => {
		const { editor, asked } = editorOf(answers, { credentialId: 'kept' });
		for (const typed of ['', 'n', 'ne', 'new']) await searchLists.call(editor, typed);
		await getContactFields.call(editor);
		await getContactFields.call(editor);
		expect(asked).toHaveLength(2);
	});

	it('another credential asks for itself, and so does one that is not saved', async () => {
		for (const credentialId of ['one', 'other', undefined, undefined]) {
			const { editor, asked } = editorOf(answers, { credentialId });
			await searchLists.call(editor);
			expect(asked).toHaveLength(1);
		}
	});

	it('a failure is', async () => {
		await expect(
			searchLists.call(editorOf({ '/contact_lists': forbidden }, { credentialId: 'failing' }).editor),
		).rejects.toThrow(NodeApiError);
		const { editor, asked } = editorOf(answers, { credentialId: 'failing' });
		await searchLists.call(editor);
		expect(asked).toHaveLength(1);
	});
});

describe('the mapper offers', () => {
	const custom = [
		{
			name: 'tier',
			label: 'Tier',
			type: 'single_select',
			choices: [{ choice_label: 'Gold' }, { choice_label: 'Silver' }],
		},
		{ name: 'points', label: 'points', type: 'number' },
		{ name: 'joined', label: 'Joined', type: 'date' },
		{ name: 'vip', label: 'VIP', type: 'boolean' },
		{ name: 'seen', label: 'Seen', type: 'datetime' },
		{ name: 'odd', label: 'Odd', type: 'constructor' },
	];
	const fields = async () =>
		(await getContactFields.call(editorOf({ '/contact_custom_fields': { custom_fields: custom } }).editor)).fields;

	it('every import column, the email first and required', async () => {
		const [email, ...others] = await fields();
		expect(email).toMatchObject({ id: 'email', displayName: 'Email', required: true, removed: false });
		expect(others.some(({ required }) => required)).toBe(false);
		expect(others.map(({ id }) => id)).toEqual(
			expect.arrayContaining([
				'job_title',
				'birthday',
				'anniversary',
				'mobile_phone',
				'street2',
				'home_country',
				'work_zip',
				'other_city',
				'sms_number',
				'sms_consent_date',
			]),
		);
	});

	it('email, first and last name at the start, and the rest to add', async () => {
		expect((await fields()).filter(({ removed }) => !removed).map(({ id }) => id)).toEqual([
			'email',
			'first_name',
			'last_name',
		]);
	});

	it('every custom field by its label, with its type and choices', async () => {
		const offered = (await fields()).filter(({ id }) => id.startsWith('cf:'));
		expect(offered.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
			['cf:joined', 'Joined', 'dateTime'],
			['cf:odd', 'Odd', 'string'],
			['cf:points', 'points', 'number'],
			['cf:seen', 'Seen', 'dateTime'],
			['cf:tier', 'Tier', 'options'],
			['cf:vip', 'VIP', 'boolean'],
		]);
		const labels = (await fields()).map(({ displayName }) => displayName);
		expect(labels.indexOf('VIP')).toBeLessThan(labels.indexOf('Phone'));
		expect(labels.indexOf('Joined')).toBeGreaterThan(labels.indexOf('Anniversary'));
		expect(offered[4].options).toEqual([
			{ name: 'Gold', value: 'Gold' },
			{ name: 'Silver', value: 'Silver' },
		]);
	});

	it('each field once', async () => {
		const ids = (await fields()).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('a look-up that fails must not look like an empty list', () => {
	it('lists', async () => {
		await expect(searchLists.call(editorOf({ '/contact_lists': forbidden }).editor)).rejects.toThrow(NodeApiError);
	});

	it('fields', async () => {
		await expect(getContactFields.call(editorOf({ '/contact_custom_fields': '<html>' }).editor)).rejects.toThrow(
			NodeOperationError,
		);
	});
});
