import fc from 'fast-check';
import type { ConstantContact as Api, ShownContact } from '../../../nodes/shared/account/constantContact';
import { createConstantContact } from '../../../nodes/shared/constantContact/client';
import { Problem } from '../../../nodes/shared/problem';
import { problemOfReply, readRefusal } from '../../../nodes/shared/constantContact/transport/refusals';
import { readDownloadedContacts } from '../../../nodes/shared/account/downloads/downloadedContacts';
import { columnsOf } from '../../support/contactColumns';
import { createFakeTransport } from '../../support/fakeTransport';

/** Whatever an answer holds must not be quoted: it may be a person's. */
const secret = 'ada.lovelace@example.com';

const odd = fc.constantFrom<unknown>(
	undefined,
	null,
	true,
	0,
	-1,
	1.5,
	Number.MAX_SAFE_INTEGER,
	'',
	' ',
	secret,
	`<html>${secret}</html>`,
	'{"activity_id":"1","state":"completed"}',
	'{',
	'\ud800',
	'__proto__',
	[],
	{},
	[null],
	[[]],
	'x'.repeat(10_000),
);
const href = fc.constantFrom<unknown>(
	'/v3/contact_lists?cursor=a',
	'/v3/activities?cursor=b',
	'https://api.cc.email/v3/contacts?cursor=c',
	`https://evil.example/?to=${secret}`,
	'/v3/../x',
	'',
	null,
	7,
	{},
);
const links = fc.oneof(
	fc.constant(undefined),
	fc.record(
		{ next: fc.oneof(odd, fc.record({ href })), results: fc.oneof(odd, fc.record({ href })) },
		{ requiredKeys: [] },
	),
	odd,
);

/** A value that is what is expected, mostly. */
const mostly = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 12, arbitrary: value }, odd);
const id = mostly(fc.constantFrom('1', '2', 'a b', '../x', '\ud800', 'ü'));
const name = mostly(fc.constantFrom('News', 'n', `List of ${secret}`, '__proto__', 'constructor', ''));
const entity = fc.record(
	{
		activity_id: id,
		list_id: id,
		tag_id: id,
		contact_id: id,
		name,
		label: name,
		type: mostly(fc.constantFrom('string', 'date', '__proto__')),
		state: mostly(fc.constantFrom('initialized', 'processing', 'completed', 'failed', 'toString')),
		deleted_at: odd,
		membership_count: mostly(fc.nat()),
		activity_errors: mostly(fc.array(fc.oneof(odd, fc.record({ message: odd })), { maxLength: 3 })),
		status: mostly(
			fc.dictionary(fc.constantFrom('items_total_count', 'error_count', '__proto__', 'constructor', secret), odd, {
				maxKeys: 3,
				noNullPrototype: true,
			}),
		),
		email_address: mostly(fc.record({ address: mostly(fc.constant(secret)) })),
		choices: mostly(fc.array(mostly(fc.record({ choice_label: name })), { maxLength: 2 })),
		_links: links,
	},
	{ requiredKeys: ['activity_id', 'list_id', 'tag_id', 'name', 'state', 'type'] },
);
const pageOf = (key: string) =>
	fc.tuple(mostly(fc.array(mostly(entity), { maxLength: 3 })), links).map(([entries, _links]) => ({
		[key]: entries,
		contacts_count: Array.isArray(entries) ? entries.length : 0,
		_links,
	}));
/** What n8n's helper gives: parsed JSON, or the text where it is none. Nothing at all it never gives. */
const replyOf = (key: string) =>
	fc
		.oneof(
			{ weight: 5, arbitrary: entity },
			{ weight: 5, arbitrary: pageOf(key) },
			{ weight: 1, arbitrary: odd.map((value) => value ?? null) },
			{ weight: 1, arbitrary: fc.jsonValue() },
		)
		.chain((json) => fc.constantFrom<unknown>(json, typeof json === 'object' ? JSON.stringify(json) : json));
const bothJobs = {
	activities: ['1', '2'].map((activity_id) => ({
		activity_id,
		state: 'completed',
		status: { error_count: 0, note: secret },
	})),
};
const answerOf = (key: string) =>
	fc.oneof(
		{ weight: 8, arbitrary: replyOf(key) },
		{ weight: key === 'activities' ? 2 : 0, arbitrary: fc.constant(bothJobs) },
		fc.constantFrom(404, 400, 409).map((status) => problemOfReply(status, undefined, 0)),
	);

async function drained<T>(stream: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const each of stream) all.push(each);
	return all;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isActivity = (value: unknown) => {
	const { id: activityId, state, errors, counters } = value as Awaited<ReturnType<Api['importContacts']>>;
	return (
		isText(activityId) &&
		isText(state) &&
		errors.every(isText) &&
		Object.values(counters).every((count) => typeof count === 'number')
	);
};
const isList = (value: unknown) => {
	const { id: listId, name: listName, isDeleted, members } = value as Awaited<ReturnType<Api['lists']>>[number];
	return (
		isText(listId) &&
		typeof listName === 'string' &&
		typeof isDeleted === 'boolean' &&
		(members === undefined || typeof members === 'number')
	);
};
const isShownContact = (value: unknown) => {
	const { email, values } = value as ShownContact;
	return (email === undefined || isText(email)) && [...values].every(([key, text]) => isText(key) && text !== '');
};
const orNothing = (isRight: (value: unknown) => boolean) => (value: unknown) => value === undefined || isRight(value);
const isPlainObject = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);

/** What we say to Constant Contact, and whether what comes back is what the caller was promised. */
const sayings: ReadonlyArray<readonly [string, (api: Api) => Promise<unknown>, (result: never) => boolean]> = [
	['lists', async (api) => await api.lists(), (lists: unknown[]) => lists.every(isList)],
	['list', async (api) => await api.list('1'), orNothing(isList)],
	[
		'customFields',
		async (api) => await api.customFields(),
		(fields: Awaited<ReturnType<Api['customFields']>>) =>
			fields.every(
				(field) =>
					isText(field.name) &&
					typeof field.label === 'string' &&
					typeof field.type === 'string' &&
					(field.choices ?? []).every((choice) => typeof choice === 'string'),
			),
	],
	['importContacts', async (api) => await api.importContacts(Buffer.from('{}'), 1), isActivity],
	[
		'activities',
		async (api) => await api.activities(new Set(['1', '2'])),
		(found: Map<string, object>) => [...found].every(([key, value]) => ['1', '2'].includes(key) && isActivity(value)),
	],
	['startDownload', async (api) => await api.startDownload({ listId: '1' }, undefined), orNothing(isActivity)],
	[
		'unfinishedActivities',
		async (api) => await api.unfinishedActivities(0),
		(ids: Set<string>) => [...ids].every(isText),
	],
	[
		'contactsAtOnce',
		async (api) => await api.contactsAtOnce({ status: 'removed' }, []),
		orNothing((contacts) => (contacts as unknown[]).every(isShownContact)),
	],
	[
		'contactsByPages',
		async (api) => (await drained(api.contactsByPages({ status: 'removed' }, []))).flat(),
		(contacts: unknown[]) => contacts.every(isShownContact),
	],
	['createList', async (api) => await api.createList('News', 'Made by a test'), isText],
	['deleteList', async (api) => await api.deleteList('1'), orNothing(isActivity)],
	['removeMembers', async (api) => await api.removeMembers('1', '2'), isActivity],
	[
		'tags',
		async (api) => await api.tags(),
		(tags: Map<string, string>) => [...tags].every(([tag, tagId]) => typeof tag === 'string' && isText(tagId)),
	],
	['createTag', async (api) => await api.createTag('News'), isText],
	['tagMembers', async (api) => await api.tagMembers('1', ['2']), isActivity],
];
/** Under which key the answers' pages have their entries, where it is not `lists`. */
const pageKeys: Readonly<Record<string, string>> = {
	activities: 'activities',
	unfinishedActivities: 'activities',
	customFields: 'custom_fields',
	contactsAtOnce: 'contacts',
	contactsByPages: 'contacts',
	tags: 'tags',
	createTag: 'tags',
};

it.each(sayings)(
	'%s: whatever the answers look like, the result has the promised shape or it is a problem that quotes nothing',
	async (what, say, isRight) => {
		let results = 0;
		let problems = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(answerOf(pageKeys[what] ?? 'lists'), { minLength: 1, maxLength: 4 }),
				async (answers) => {
					let turn = 0;
					const api = createConstantContact(createFakeTransport(() => answers[turn++ % answers.length]));
					await say(api).then(
						(result) => {
							results++;
							expect(isRight(result as never)).toBe(true);
						},
						(problem: unknown) => {
							problems++;
							expect(problem).toBeInstanceOf(Problem);
							expect(`${(problem as Problem).message} ${(problem as Problem).advice}`).not.toContain('lovelace');
						},
					);
				},
			),
			{ numRuns: 500, seed: 5 },
		);
		// Both happened.
		expect(Math.min(results, problems)).toBeGreaterThan(0);
		expect(({} as Record<string, unknown>).items_total_count).toBeUndefined();
	},
);

it('counters of any names are an object of numbers and nothing else', async () => {
	const status = JSON.parse('{"__proto__":{"polluted":1},"constructor":5,"error_count":2}') as object;
	const { counters } = await createConstantContact(
		createFakeTransport(() => ({ activity_id: '1', state: 'completed', status })),
	).importContacts(Buffer.from('{}'), 1);
	expect(isPlainObject(counters)).toBe(true);
	expect({ ...counters }).toEqual({ constructor: 5, error_count: 2 });
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

const errorKey = fc.constantFrom<unknown>(
	'throttled',
	'quota_exceeded',
	'contacts.api.conflict',
	secret,
	'__proto__',
	'constructor',
	5,
	null,
);
const refusal = fc.oneof(
	fc.record(
		{ error_key: errorKey, error_message: odd, message: odd, error: odd, error_description: odd },
		{ requiredKeys: [] },
	),
	odd,
);
const refusalBody = fc.oneof(
	refusal,
	fc.array(refusal, { maxLength: 2 }),
	refusal.map((value) => JSON.stringify(value)),
	refusal.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
	fc.anything(),
);

it('a refusal of any status and shape is a problem in our own words', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.constantFrom(400, 401, 403, 404, 408, 409, 429, 500, 503), fc.integer({ min: 100, max: 999 })),
			refusalBody,
			(status, given) => {
				const { key, message } = readRefusal(given);
				expect([typeof key, typeof message]).toEqual(['string', 'string']);
				const problem = problemOfReply(status, given, 1_700_000_000_000);
				expect([problem.message, problem.advice].every((words) => /^[A-Z'].{10,}/.test(words))).toBe(true);
				expect(`${problem.message} ${problem.advice}`).not.toContain('lovelace');
			},
		),
		{ numRuns: 2_000, seed: 5 },
	);
});

describe('an export of contacts with any content', () => {
	const cell = fc.oneof(
		fc.constantFrom('', secret, 'bob@example.org', '"', ',', 'x'.repeat(300), '\u0000', '1/2', '2026-01-01', '=1+1'),
		fc.string({ unit: 'grapheme', maxLength: 6 }),
	);
	const header = fc.constantFrom(
		'email_address',
		'Email address',
		'E-Mail',
		'First name',
		'first_name',
		'Note',
		'note',
		'__proto__',
		'constructor',
		'anniversary',
		'',
		'email_lists',
	);
	const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
	const table = fc
		.tuple(
			fc.array(header, { minLength: 1, maxLength: 6 }),
			fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 5 }),
			fc.constantFrom('\n', '\r\n'),
		)
		.map(([names, rows, end]) => [names, ...rows].map((row) => row.map(quoted).join(',')).join(end));
	const content = fc.oneof(
		{ weight: 4, arbitrary: table.map((text) => Buffer.from(text)) },
		{
			weight: 1,
			arbitrary: fc
				.constantFrom('<html>not found</html>', '{"error":"x"}', '[]', '', '\n\n', '\ufeff', 'PK\x03\x04')
				.map((text) => Buffer.from(text)),
		},
		{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
	);

	it('gives addresses with a text or nothing for each field, or is a problem that quotes nothing', async () => {
		let read = 0;
		let refused = 0;
		const columns = columnsOf('first_name', 'anniversary', 'cf:note');
		await fc.assert(
			fc.asyncProperty(content, async (bytes) => {
				const pieces = (async function* () {
					for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
				})();
				await readDownloadedContacts(
					pieces,
					columns,
					({ text }, values) => {
						read++;
						expect(text).not.toBe('');
						const told = columns.map((_field, column) => values.textOf(column));
						expect(told.every((value) => value === undefined || typeof value === 'string')).toBe(true);
					},
					async () => undefined,
				).catch((problem: unknown) => {
					refused++;
					expect(problem).toBeInstanceOf(Problem);
					expect(`${(problem as Problem).message} ${(problem as Problem).advice}`).not.toContain('lovelace');
				});
			}),
			{ numRuns: 3_000, seed: 5 },
		);
		expect(Math.min(read, refused)).toBeGreaterThan(100);
	});
});
