import { startWithClient, type TestClient } from './client';
import { defaultSwitches, documentedSwitches, type ContactList, type Simulator, type Switches } from './index';

const jsonImport = '/v3/activities/contacts_json_import';
const fileImport = '/v3/activities/contacts_file_import';

let simulator: Simulator;
let client: TestClient;
let close: () => Promise<void>;
let list: ContactList;
let unique = 0;

beforeAll(async () => ({ simulator, client, close } = await startWithClient()));
afterAll(async () => await close());
beforeEach(() => {
	list = simulator.account.addList(`List ${(unique += 1)}`);
});
afterEach(() => Object.assign(simulator.switches, defaultSwitches, documentedSwitches));

const newEmail = () => `person${(unique += 1)}@example.com`;

async function importRows(rows: unknown[], envelope: Record<string, unknown> = {}) {
	return await client.job(jsonImport, { import_data: rows, list_ids: [list.id], ...envelope });
}

interface Row {
	[column: string]: unknown;
}

async function importOne(row: Row) {
	const email = newEmail();
	const activity = await importRows([{ email, ...row }]);
	return { email, activity, contact: simulator.account.contact(email) };
}

function csvForm(
	csv: string | Buffer,
	fields: Record<string, string> = { list_ids: list.id },
	name = 'contacts.csv',
): FormData {
	const form = new FormData();
	for (const [field, value] of Object.entries(fields)) form.append(field, value);
	form.append('file', new Blob([csv], { type: 'text/csv' }), name);
	return form;
}

async function postCsv(form: FormData) {
	const encoded = new Response(form);
	const headers = { 'content-type': encoded.headers.get('content-type') ?? '' };
	return await client.api('POST', fileImport, Buffer.from(await encoded.arrayBuffer()), { headers });
}

async function importCsv(csv: string | Buffer) {
	const posted = await postCsv(csvForm(csv));
	if (posted.status !== 201) throw new Error(JSON.stringify(posted.data));
	return await client.ended(posted.data.activity_id);
}

test('An import answers 201, initialized, 1 percent, with a relative link to itself', async () => {
	const rows = [{ email: newEmail() }];
	for (const posted of [
		await client.post(jsonImport, { import_data: rows, list_ids: [list.id] }),
		await postCsv(csvForm(`email\n${newEmail()}`)),
	]) {
		expect(posted.status).toBe(201);
		expect(posted.data).toMatchObject({
			state: 'initialized',
			percent_done: 1,
			activity_errors: [],
			_links: { self: { href: `/v3/activities/${posted.data.activity_id}` } },
		});
		expect(posted.data.started_at).toBeUndefined();
		expect(posted.data.completed_at).toBeUndefined();
	}
	await simulator.activities.idle();
});

describe('rows 18 and 19: silent caps', () => {
	const rowsOf = (count: number, pad = '') =>
		Array.from({ length: count }, (_, index) => ({ email: `cap${unique}-${index}@example.com`, first_name: pad }));

	test.each([
		[40_000, 0],
		[40_001, 1],
	])('%d JSON rows: %d dropped, still 201 and completed', async (count, dropped) => {
		unique += 1;
		const before = simulator.account.truncatedRows;
		const activity = await importRows(rowsOf(count));
		expect(activity).toMatchObject({
			state: 'completed',
			activity_errors: [],
			status: { person_count: 40_000, items_total_count: 40_001, error_count: 0 },
		});
		expect(simulator.account.truncatedRows - before).toBe(dropped);
		expect(simulator.account.memberCount(list)).toBe(40_000);
	});

	test.each([
		['LF', '\n'],
		['CRLF', '\r\n'],
	])('a CSV has 40,000 lines with its header (%s)', async (_, lineEnd) => {
		unique += 1;
		const before = simulator.account.truncatedRows;
		await importCsv(['email', ...rowsOf(40_000).map((row) => row.email)].join(lineEnd));
		expect(simulator.account.memberCount(list)).toBe(39_999);
		expect(simulator.account.truncatedRows - before).toBe(1);
	});

	test.each([
		['lines', 39_998],
		['records', 39_999],
	] as const)('a line break in a CSV value counts as a line (%s)', async (csvCapCounts, members) => {
		unique += 1;
		simulator.switches.csvCapCounts = csvCapCounts;
		const emails = rowsOf(40_000).map((row) => row.email);
		await importCsv(
			`email,first_name\n${emails[0]},"two\nlines"\n${emails
				.slice(1)
				.map((email) => `${email},x`)
				.join('\n')}`,
		);
		expect(simulator.account.memberCount(list)).toBe(members);
	});

	/** A body of exactly that many bytes; the last row's name is stretched, in letters of two bytes. */
	function bodyOf(bytes: number, listsFirst: boolean): { body: string; count: number } {
		unique += 1;
		const rows = rowsOf(3_000, 'ł'.repeat(50)).map((row) => ({
			...row,
			street: 'y'.repeat(255),
			'cf:unknown': 'z'.repeat(950),
		}));
		const write = (kept: typeof rows) =>
			JSON.stringify(
				listsFirst ? { list_ids: [list.id], import_data: kept } : { import_data: kept, list_ids: [list.id] },
			);
		let size = Buffer.byteLength(write([]));
		const kept = rows.slice(
			0,
			rows.findIndex((row) => (size += Buffer.byteLength(JSON.stringify(row)) + 1) > bytes),
		);
		kept[kept.length - 1]['cf:unknown'] += 'q'.repeat(bytes - Buffer.byteLength(write(kept)));
		return { body: write(kept), count: kept.length };
	}

	const postText = async (body: string) => {
		const posted = await client.api('POST', jsonImport, body, { transformRequest: (data: unknown) => data });
		return posted.status === 201 ? await client.ended(posted.data.activity_id) : posted;
	};

	test.each([
		[4_000_000, true, 0],
		[4_000_000, false, 0],
		[4_000_002, true, 0],
		[4_000_003, true, 1],
		[4_000_040, false, 0],
		[4_001_000, false, 1],
	])(
		'a body of %d bytes (lists first: %s) loses %d rows: those that end beyond 4,000,000',
		async (bytes, listsFirst, lost) => {
			const { body, count } = bodyOf(bytes, listsFirst);
			expect(Buffer.byteLength(body)).toBe(bytes);
			const before = simulator.account.truncatedRows;
			const activity = await postText(body);
			expect(activity).toMatchObject({
				state: 'completed',
				activity_errors: [],
				status: { person_count: count - lost },
			});
			expect([simulator.account.memberCount(list), simulator.account.truncatedRows - before]).toEqual([
				count - lost,
				lost,
			]);
		},
	);

	test('switch importByteCap: 4 MB read as 4,194,304 bytes', async () => {
		simulator.switches.importByteCap = 4_194_304;
		const { body, count } = bodyOf(4_194_304, true);
		expect((await postText(body)).status.person_count).toBe(count);
	});

	test('switch oversizeJson: a body over the cap is malformed', async () => {
		simulator.switches.oversizeJson = 'refused';
		expect((await postText(bodyOf(4_000_000, true).body)).state).toBe('completed');
		expect((await postText(bodyOf(4_000_001, true).body)).status).toBe(400);
	});

	test.each([
		['fits', 0, 0],
		['is one byte too long', 1, 1],
	])("a CSV's bytes are those of the request up to its row: the last %s", async (_, surplus, lost) => {
		// What the form puts before the file counts, too.
		const around = Buffer.from(await new Response(csvForm('email')).arrayBuffer()).indexOf('email');
		const row = (index: number) => `csv${unique}-${index}@example.com,${'n'.repeat(1_000)}`;
		const rows = Array.from({ length: 3_000 }, (__, index) => row(index));
		const csv = `email,cf:unknown\n${rows.join('\n')}\n`;
		const bytes = Buffer.byteLength(csv) + around - 1;
		const last = `last${unique}@example.com,${'n'.repeat(1_000)}`;
		const filler = `fill${unique}@example.com,`;
		const room = 4_000_000 + surplus - bytes - Buffer.byteLength(last) - Buffer.byteLength(filler) - 2;
		const before = simulator.account.truncatedRows;
		await importCsv(`${csv}${filler}${'n'.repeat(room)}\n${last}`);
		expect([simulator.account.memberCount(list), simulator.account.truncatedRows - before]).toEqual([
			3_002 - lost,
			lost,
		]);
	});
});

describe('rows 20, 21 and 33: refused with 400 and an array', () => {
	const uuid = '04fe9a97-a579-43c5-bb1a-58ed29bf0a6a';
	const good = [{ email: 'good@example.com' }];
	const cases: Array<[string, (id: string) => unknown]> = [
		['no list_ids', () => ({ import_data: good })],
		['empty list_ids', () => ({ import_data: good, list_ids: [] })],
		['list_ids as a string', (id) => ({ import_data: good, list_ids: id })],
		['51 list_ids', (id) => ({ import_data: good, list_ids: new Array(51).fill(id) })],
		['a list id that is no UUID', () => ({ import_data: good, list_ids: ['1995998026'] })],
		['a list that does not exist', () => ({ import_data: good, list_ids: [uuid] })],
		['no import_data', (id) => ({ list_ids: [id] })],
		['import_data as an object', (id) => ({ import_data: {}, list_ids: [id] })],
		[
			'a nested e-mail object',
			(id) => ({ import_data: [{ email_address: { address: 'a@example.com' } }], list_ids: [id] }),
		],
		[
			'a custom_fields array',
			(id) => ({ import_data: [{ email: 'a@example.com', custom_fields: [] }], list_ids: [id] }),
		],
		['a row that is a string', (id) => ({ import_data: ['a@example.com'], list_ids: [id] })],
		[
			'a number where the schema says string',
			(id) => ({ import_data: [{ email: 'a@example.com', zip: 2451 }], list_ids: [id] }),
		],
		[
			'a string where the schema says integer',
			(id) => ({ import_data: [{ email: 'a@example.com', birthday_month: '1', birthday_day: 2 }], list_ids: [id] }),
		],
		[
			'an unknown sms_permission_to_send',
			(id) => ({ import_data: good, list_ids: [id], sms_permission_to_send: 'implicit' }),
		],
	];

	test.each(cases)('%s', async (_, body) => {
		const answer = await client.post(jsonImport, body(list.id));
		expect([answer.status, answer.data]).toEqual([
			400,
			[{ error_key: 'contacts.api.validation.error', error_message: expect.any(String) }],
		]);
	});

	test('malformed JSON', async () => {
		const answer = await client.api('POST', jsonImport, '{"import_data":[', {
			transformRequest: (data: unknown) => data,
		});
		expect([answer.status, answer.data[0].error_key]).toEqual([400, 'contacts.api.validation.error']);
	});

	test('text/plain is a 415', async () => {
		expect((await client.api('POST', jsonImport, '{}', { headers: { 'content-type': 'text/plain' } })).status).toBe(
			415,
		);
	});

	test('a deleted list is one that does not exist', async () => {
		simulator.account.deleteList(list);
		expect((await client.post(jsonImport, { import_data: good, list_ids: [list.id] })).status).toBe(400);
	});

	test('switch looseJsonTypes: numbers and digits are taken', async () => {
		simulator.switches.looseJsonTypes = 'accepted';
		const { contact } = await importOne({ home_zip: 2451, birthday_month: '1', birthday_day: 2 });
		expect(contact?.fields).toEqual({ home_zip: '2451', birthday_month: '1', birthday_day: '2' });
	});
});

describe('rows 22 and 23: bad rows do not fail the job', () => {
	const cases: Array<[string, Row, 'correctable_count' | 'error_count']> = [
		['neither e-mail nor SMS number', { email: '', first_name: 'A' }, 'correctable_count'],
		['blank e-mail', { email: '   ' }, 'correctable_count'],
		['no @', { email: 'nobody.example.com' }, 'correctable_count'],
		['no full domain', { email: 'a@localhost' }, 'correctable_count'],
		['a space', { email: 'a b@example.com' }, 'correctable_count'],
		['a blank around it', { email: ' a@example.com' }, 'correctable_count'],
		['a comma', { email: 'a,b@example.com' }, 'correctable_count'],
		['letters outside ASCII before the @', { email: 'zażółć@example.com' }, 'correctable_count'],
		['an impossible anniversary', { anniversary: '2024-02-30' }, 'correctable_count'],
		['an anniversary of another format', { anniversary: '24.12.2020' }, 'correctable_count'],
		['half a birthday', { birthday_month: 5 }, 'correctable_count'],
		['an impossible birthday', { birthday_month: 4, birthday_day: 31 }, 'correctable_count'],
		['an SMS number abroad', { sms_number: '+48123123123' }, 'correctable_count'],
		['an e-mail over 80 characters', { email: `${'a'.repeat(69)}@example.com` }, 'error_count'],
		['a name over 50', { first_name: 'x'.repeat(51) }, 'error_count'],
		['a street over 255', { street: 'x'.repeat(256) }, 'error_count'],
	];

	test.each(cases)('%s', async (_, row, counter) => {
		const good = newEmail();
		const activity = await importRows([{ email: good }, { email: newEmail(), ...row }]);
		expect(activity.state).toBe('completed');
		expect(activity.status).toMatchObject({ person_count: 2, error_count: 0, correctable_count: 0, [counter]: 1 });
		expect(activity.activity_errors).toEqual([expect.stringMatching(/^Line 3: /)]);
		expect(simulator.account.membersOf(list)).toEqual([good]);
	});

	test.each([
		['withHeader', 'Line 3: '],
		['rowsOnly', 'Line 2: '],
		['none', 'The contact has '],
	] as const)('switch errorLines: %s', async (errorLines, start) => {
		simulator.switches.errorLines = errorLines;
		const { activity_errors: texts } = await importRows([{ email: newEmail() }, { first_name: 'Nobody' }]);
		expect(texts).toEqual([expect.stringMatching(`^${start}`)]);
	});

	test.each(['12/31/2020', '1/2/2020', '2020/12/31', '2020/1/2', '2020-12-31', '2020-1-2', '1-2-2020', '1-31-2020'])(
		'anniversary %s is a documented format',
		async (anniversary) => {
			const { contact } = await importOne({ anniversary });
			expect(contact?.fields.anniversary).toMatch(/^2020-(12-31|01-02|01-31)$/);
		},
	);

	test('29 February is a birthday', async () => {
		expect((await importOne({ birthday_month: 2, birthday_day: 29 })).contact?.fields).toEqual({
			birthday_month: '2',
			birthday_day: '29',
		});
	});

	test('80 characters are the longest e-mail, 50 the longest name, 255 the longest street', async () => {
		const email = `${'a'.repeat(68)}@example.com`;
		await importRows([{ email, first_name: 'ż'.repeat(50), street: 'x'.repeat(255) }]);
		expect(simulator.account.contact(email)?.fields.first_name).toHaveLength(50);
	});

	test('switch longValues: others are cut', async () => {
		simulator.switches.longValues = 'truncated';
		expect((await importOne({ first_name: 'x'.repeat(60) })).contact?.fields.first_name).toBe('x'.repeat(50));
	});

	test.each([
		['accepted', 1],
		['refused', 0],
	] as const)('51 to 80 characters are %s', async (emailsOver50, members) => {
		simulator.switches.emailsOver50 = emailsOver50;
		await importRows([{ email: `${'b'.repeat(39)}${(unique += 1) % 10}@example.com` }]);
		expect(simulator.account.memberCount(list)).toBe(members);
	});

	test('switch nonAsciiLocalParts', async () => {
		simulator.switches.nonAsciiLocalParts = 'accepted';
		await importRows([{ email: 'zażółć@example.com' }]);
		expect(simulator.account.memberCount(list)).toBe(1);
	});

	test('switch activityErrorsCap: only so many lines are given', async () => {
		simulator.switches.activityErrorsCap = 3;
		const activity = await importRows(new Array(10).fill({ email: 'bad' }));
		expect([activity.activity_errors.length, activity.status.correctable_count]).toEqual([3, 10]);
	});
});

describe('One address twice', () => {
	test.each([
		['lastOnly', { first_name: 'Late' }],
		['merged', { first_name: 'Late', last_name: 'Early' }],
	] as const)('%s', async (duplicateRows, fields) => {
		simulator.switches.duplicateRows = duplicateRows;
		const email = newEmail();
		await importRows([
			{ email, first_name: 'First', last_name: 'Early' },
			{ email: email.toUpperCase(), first_name: 'Late' },
		]);
		expect(simulator.account.contact(email)?.fields).toEqual(fields);
		expect(simulator.account.membersOf(list)).toEqual([email]);
	});
});

describe('New and existing contacts', () => {
	test('new: implicit, by the account', async () => {
		expect((await importOne({})).contact).toMatchObject({
			permission: 'implicit',
			optInSource: 'Account',
			lists: [list.id],
		});
	});

	test('existing: only what is supplied changes, lists are added, the permission stays', async () => {
		const email = newEmail();
		const old = simulator.account.addList(`Old ${unique}`);
		simulator.account.addContact({
			email,
			permission: 'explicit',
			fields: { first_name: 'Ann', last_name: 'Lee' },
			lists: [old],
		});
		await importRows([{ email, first_name: 'Anna', company_name: 'Acme' }]);
		expect(simulator.account.contact(email)).toMatchObject({
			permission: 'explicit',
			fields: { first_name: 'Anna', last_name: 'Lee', company_name: 'Acme' },
			lists: [list.id, old.id],
		});
	});

	test.each([
		['keep', { first_name: 'Ann', last_name: 'Lee' }],
		['erase', {}],
	] as const)('blank values %s what is stored; null is no value', async (blankValues, fields) => {
		simulator.switches.blankValues = blankValues;
		const email = newEmail();
		simulator.account.addContact({ email, fields: { first_name: 'Ann', last_name: 'Lee' } });
		await importRows([
			{ email, first_name: '', last_name: '  ' },
			{ email, first_name: '', last_name: '  ', job_title: null },
		]);
		expect(simulator.account.contact(email)?.fields).toEqual(fields);
	});

	test('phones, addresses and street2 land where the specification says', async () => {
		const { contact } = await importOne({
			phone: '1',
			work_phone: '2',
			street: 'Main 1',
			street2: 'Apt. 2',
			zip: '02451',
			'home country': 'US',
			work_city: 'Kraków',
		});
		expect(contact?.fields).toEqual({
			other_phone: '1',
			work_phone: '2',
			home_street: 'Main 1 Apt. 2',
			home_zip: '02451',
			home_country: 'US',
			work_city: 'Kraków',
		});
	});

	test('a fourth phone is one too many', async () => {
		expect(
			(await importOne({ home_phone: '1', work_phone: '2', mobile_phone: '3', phone: '4' })).activity.status
				.error_count,
		).toBe(1);
	});

	test('switch homeCountryKey', async () => {
		simulator.switches.homeCountryKey = 'home country';
		expect((await importOne({ home_country: 'PL' })).contact?.fields).toEqual({});
		simulator.switches.homeCountryKey = 'home_country';
		expect((await importOne({ 'home country': 'PL' })).contact?.fields).toEqual({});
	});

	test('an SMS number alone is an identity; explicit permission needs a consent date', async () => {
		const activity = await importRows(
			[{ sms_number: '781-555-1212', sms_consent_date: '07-03-2024' }, { sms_number: '7815551213' }],
			{ sms_permission_to_send: 'explicit' },
		);
		expect(activity.status).toMatchObject({ correctable_count: 1, error_count: 0 });
		expect(simulator.account.memberCount(list)).toBe(1);
	});
});

describe('rows 27 to 29: people who left, unsubscribed or were deleted', () => {
	test('27: the unsubscribed are not added, and counted', async () => {
		const email = newEmail();
		simulator.account.addContact({ email, permission: 'unsubscribed' });
		const activity = await importRows([{ email, first_name: 'Ann' }, { email: newEmail() }]);
		expect(activity.status).toMatchObject({ cannot_add_to_list_count: 1, error_count: 0, correctable_count: 0 });
		expect(simulator.account.contact(email)).toMatchObject({
			permission: 'unsubscribed',
			lists: [],
			fields: { first_name: 'Ann' },
		});
		expect(simulator.account.memberCount(list)).toBe(1);
	});

	test('switch unsubscribedAreUpdated', async () => {
		simulator.switches.unsubscribedAreUpdated = false;
		const email = newEmail();
		simulator.account.addContact({ email, permission: 'unsubscribed' });
		await importRows([{ email, first_name: 'Ann' }]);
		expect(simulator.account.contact(email)?.fields).toEqual({});
	});

	test.each([
		[true, 1],
		[false, 0],
	])('28: who left only that list is added again (%s)', async (leaversAreReadded, members) => {
		simulator.switches.leaversAreReadded = leaversAreReadded;
		const email = newEmail();
		simulator.account.addContact({ email, lists: [list] });
		simulator.account.removeFromList(email, list.id);
		expect(simulator.account.memberCount(list)).toBe(0);
		const before = simulator.account.readdedLeavers;
		await importRows([{ email }]);
		expect([simulator.account.memberCount(list), simulator.account.readdedLeavers - before]).toEqual([
			members,
			members,
		]);
	});

	test.each([
		[true, 1],
		[false, 0],
	])('29: the deleted are restored and added (%s)', async (deletedAreRestored, members) => {
		simulator.switches.deletedAreRestored = deletedAreRestored;
		const email = newEmail();
		simulator.account.addContact({ email, deleted: true });
		const before = simulator.account.restoredContacts;
		await importRows([{ email }]);
		expect(simulator.account.contact(email)?.deleted).toBe(!deletedAreRestored);
		expect([simulator.account.memberCount(list), simulator.account.restoredContacts - before]).toEqual([
			members,
			members,
		]);
	});

	test('29: who had unsubscribed before comes back unsubscribed', async () => {
		const email = newEmail();
		simulator.account.addContact({ email, permission: 'unsubscribed', deleted: true });
		expect((await importRows([{ email }])).status.cannot_add_to_list_count).toBe(1);
		expect(simulator.account.contact(email)).toMatchObject({ deleted: false, permission: 'unsubscribed', lists: [] });
	});
});

describe('Custom fields', () => {
	beforeAll(() => {
		for (let number = 1; number <= 30; number++) simulator.account.addCustomField({ label: `My field ${number}` });
		simulator.account.addCustomField({ label: 'Since', type: 'date', version: 2 });
	});
	const fieldsFrom = (from: number, count: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, index) => [`cf:My_field_${from + index}`, 'x']));

	test('cf: goes by name; neither label nor id nor other case is one; unknown names are ignored', async () => {
		const { contact, activity } = await importOne({
			'cf:My_field_1': 'Zażółć',
			'cf:My field 2': 'x',
			'cf:my_field_3': 'x',
			'cf:nothing': 'x',
			nonsense: 'x',
		});
		expect(contact?.customFields).toEqual({ My_field_1: 'Zażółć' });
		expect(activity.status).toMatchObject({ error_count: 0, correctable_count: 0 });
	});

	test.each([
		['unknownCustomFields', 'cf:nothing'],
		['unknownColumns', 'nonsense'],
	] as const)('switch %s', async (name, column) => {
		(simulator.switches as Switches)[name] = 'refused';
		expect((await importOne({ [column]: 'x' })).activity.status.error_count).toBe(1);
	});

	test('25 are allowed, 26 are an error of the row', async () => {
		expect(Object.keys((await importOne(fieldsFrom(1, 25))).contact?.customFields ?? {})).toHaveLength(25);
		const { activity, contact } = await importOne(fieldsFrom(1, 26));
		expect([activity.status.error_count, contact]).toEqual([1, undefined]);
	});

	test('25 are the most a contact can have, also over several imports', async () => {
		const { email } = await importOne(fieldsFrom(1, 20));
		expect((await importRows([{ email, ...fieldsFrom(16, 10) }])).status.error_count).toBe(0);
		expect((await importRows([{ email, ...fieldsFrom(26, 1) }])).status.error_count).toBe(1);
	});

	test.each([
		['unchecked', 0],
		['checked', 1],
	] as const)('switch customFieldTypes: %s', async (customFieldTypes, refused) => {
		simulator.switches.customFieldTypes = customFieldTypes;
		expect((await importOne({ 'cf:Since': 'long ago' })).activity.status.correctable_count).toBe(refused);
	});
});

test('A contact that would be on more than 50 lists is an error of its row', async () => {
	const email = newEmail();
	const lists = Array.from({ length: 50 }, (_, index) => simulator.account.addList(`Of many ${unique} ${index}`));
	simulator.account.addContact({ email, lists });
	const activity = await importRows([{ email, first_name: 'Ann' }]);
	expect(activity.status.error_count).toBe(1);
	expect(simulator.account.contact(email)?.fields).toEqual({});
	expect(
		(await client.job(jsonImport, { import_data: [{ email, first_name: 'Ann' }], list_ids: [lists[3].id] })).status
			.error_count,
	).toBe(0);
});

test.each([
	[true, 3],
	[false, 2],
])('items_total_count with the header row (%s)', async (itemsTotalCountsHeader, total) => {
	simulator.switches.itemsTotalCountsHeader = itemsTotalCountsHeader;
	expect((await importRows([{ email: newEmail() }, { email: 'bad' }])).status).toMatchObject({
		items_total_count: total,
		person_count: 2,
	});
});

describe('CSV', () => {
	test('quotes, line breaks, other scripts, a byte order mark and missing cells', async () => {
		const [first, second] = [newEmail(), newEmail()];
		await importCsv(`\uFEFFemail,first_name,company_name\r\n${first},"O""Brien,\r\nÉmile",王小明\r\n${second},Ann\r\n`);
		expect(simulator.account.contact(first)?.fields).toEqual({
			first_name: 'O"Brien,\r\nÉmile',
			company_name: '王小明',
		});
		expect(simulator.account.contact(second)?.fields).toEqual({ first_name: 'Ann' });
	});

	test('the activity names the file', async () => {
		const posted = await postCsv(csvForm(`email\n${newEmail()}`));
		expect((await client.ended(posted.data.activity_id)).source_file_name).toBe('contacts.csv');
	});

	test.each([
		[
			'a name that does not end in .csv',
			() => csvForm('email\na@example.com', { list_ids: list.id }, 'contacts.txt'),
			415,
		],
		['no list_ids', () => csvForm('email\na@example.com', {}), 400],
		[
			'an unknown list',
			() => csvForm('email\na@example.com', { list_ids: '04fe9a97-a579-43c5-bb1a-58ed29bf0a6a' }),
			400,
		],
		['neither email nor sms_number column', () => csvForm('e-mail,first_name\na@example.com,A'), 400],
		['an empty file', () => csvForm(''), 400],
	])('%s', async (_, form, status) => {
		expect((await postCsv(form())).status).toBe(status);
	});

	test('no file part', async () => {
		const form = new FormData();
		form.append('list_ids', list.id);
		expect((await postCsv(form)).status).toBe(400);
	});

	test.each(['application/json', 'text/csv'])('%s is a 415', async (type) => {
		expect(
			(await client.api('POST', fileImport, 'email\na@example.com', { headers: { 'content-type': type } })).status,
		).toBe(415);
	});

	test('prefixed phones are columns of JSON only', async () => {
		const email = newEmail();
		await importCsv(`email,work_phone,phone\n${email},1,2`);
		expect(simulator.account.contact(email)?.fields).toEqual({ other_phone: '2' });
	});
});

test('Sign-up-abuse protection, off by default', async () => {
	const email = newEmail();
	for (let time = 0; time < 6; time++) await importRows([{ email, first_name: `A${time}` }]);
	expect(simulator.account.contact(email)?.fields.first_name).toBe('A5');
	simulator.switches.signUpAbuseProtection = true;
	for (let time = 6; time < 12; time++) await importRows([{ email, first_name: `A${time}` }]);
	expect(simulator.account.contact(email)?.fields.first_name).toBe('A10');
	simulator.clock.advance(49 * 3_600_000);
	client.token = simulator.oauth.issueTokens('test-client').access_token;
	await importRows([{ email, first_name: 'later' }]);
	expect(simulator.account.contact(email)?.fields.first_name).toBe('later');
});

test('a list that is deleted while the import waits makes it fail', async () => {
	const { latency } = simulator.activities;
	// Long enough for the answer to arrive on a busy machine.
	simulator.activities.latency = { minMs: 1_500, maxMs: 1_500 };
	const posted = await client.post(jsonImport, { import_data: [{ email: newEmail() }], list_ids: [list.id] });
	simulator.account.deleteList(list);
	simulator.activities.latency = latency;
	expect(await client.ended(posted.data.activity_id)).toMatchObject({
		state: 'failed',
		activity_errors: [expect.any(String)],
	});
});
