/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeTypeDescription } from 'n8n-workflow';

import { createDataverse } from '../dataverse';
import { startSimulator } from '../simulator';
import type { ContactList, Simulator } from '../simulator';
import { exampleNames, readExample, setUpExample } from './support/example';
import type { Choices } from './support/example';
import { itemsOf, startN8n } from './support/n8n';
import type { CredentialJson, Execution, N8n } from './support/n8n';
import { GoogleSheets } from './support/neighbours/googleSheets';
import { MailServer } from './support/neighbours/mailServer';
import type { Mail } from './support/neighbours/mailServer';
import { Slack } from './support/neighbours/slack';
import { until } from './support/processes';
import { databaseOf, installedServices, postgresLogin, startPostgres } from './support/services';
import type { Service } from './support/services';
import { connectedCredential, packedTarball } from './support/world';

/**
 * Every workflow of examples/, set up as its notes say and run twice: the second run changes nothing.
 * They run side by side, each with an app of its own, because an app may send four requests a second.
 */

const slackToken = 'the token of a Slack app';
const googleToken = 'the access token of a Google account';

let simulator: Simulator;
let n8n: N8n;
let database: Service;
let sql: ReturnType<typeof databaseOf>;
let connections: Map<string, ReturnType<typeof connectedCredential>>;
let otherCredentials: CredentialJson[];
const slack = new Slack(slackToken, ['#marketing']);
const googleSheets = new GoogleSheets(googleToken);
const mailServer = new MailServer();
/**
 * 0 to 5,199: the first segment. 5,100 to 5,299: the second. The next hundred: one whose name begins like the first.
 */
const dataverse = createDataverse({
	host: 'contoso.crm4.dynamics.com',
	customers: {
		count: 5_600,
		segments: [
			{ name: 'VIP_customers', displayName: 'VIP customers', members: (person) => person < 5_200 },
			{ name: 'Newsletter_readers', members: (person) => person >= 5_100 && person < 5_300 },
			{ name: 'VIP_customers_lost', members: (person) => person >= 5_300 && person < 5_400 },
			{ name: 'Boston', members: (person) => person % 100 === 1 },
			{ name: 'Cairo', members: (person) => person % 200 === 1 },
		],
		withoutEmail: (person) => person === 7,
	},
});

beforeAll(async () => {
	[simulator, database] = await Promise.all([
		startSimulator({
			neighbours: {
				[Slack.host]: slack.listener,
				[GoogleSheets.host]: googleSheets.listener,
				...dataverse.listeners,
			},
		}),
		installedServices().then(startPostgres),
	]);
	sql = databaseOf(database);
	const mail = await mailServer.start();
	connections = new Map(exampleNames().map((name) => [name, connectedCredential(simulator, { id: name })]));
	otherCredentials = [
		{
			id: 'customers',
			name: 'Customers',
			type: 'postgres',
			data: { host: '127.0.0.1', port: database.port, ssl: 'disable', password: '', ...postgresLogin },
		},
		{
			id: 'smtp',
			name: 'Mail server',
			type: 'smtp',
			data: { ...mail, user: '', password: '', secure: false, disableStartTls: true },
		},
		{ id: 'slack', name: 'Slack', type: 'slackApi', data: { accessToken: slackToken } },
		{
			id: 'googlesheets',
			name: 'Google Sheets',
			type: 'googleSheetsOAuth2Api',
			data: {
				clientId: 'an app',
				clientSecret: 'of Google',
				oauthTokenData: { access_token: googleToken, token_type: 'Bearer' },
			},
		},
	];
	otherCredentials.push({
		id: 'customerinsights',
		name: 'Customer Insights',
		type: 'customerInsightsOAuth2Api',
		data: { grantType: 'clientCredentials', ...dataverse.addConnectedApp() },
	});
	const credentials = [...connections.values(), ...otherCredentials];
	[n8n] = await Promise.all([
		startN8n({
			tarball: packedTarball(),
			environment: { ...simulator.environment(), TZ: 'Europe/Warsaw' },
			credentials,
			servesEditor: true,
		}),
		fillDatabase(),
	]);
});

afterAll(async () => {
	await n8n?.stop();
	await database?.stop();
	await simulator?.close();
	await mailServer.stop();
	dataverse.close();
});

/**
 * Five VIPs who may be mailed, one of them twice, one whose address is none; one who may not be mailed, and one who is
 * no VIP.
 */
async function fillDatabase(): Promise<void> {
	await sql(`
		CREATE TABLE customers (customer_id int PRIMARY KEY, email text, first_name text, last_name text, segment text, email_consent boolean, birth_date date);
		INSERT INTO customers VALUES
			(1, 'zofia@example.com', 'Zofia', 'Wiśniewska', 'VIP', true, '1990-05-17'),
			(2, 'eleni@example.org', 'Ελένη', 'Παπαδοπούλου', 'VIP', true, NULL),
			(3, 'wei@example.net', '伟', NULL, 'VIP', true, NULL),
			(4, 'silent@example.com', 'Si', 'Lent', 'VIP', false, NULL),
			(5, 'other@example.com', 'O', 'Ther', 'Newcomers', true, NULL),
			(6, 'nobody.example.com', 'No', 'Body', 'VIP', true, NULL),
			(7, ' ZOFIA@example.com', 'Zofia', 'Wiśniewska-Nowak', 'VIP', true, '1990-05-17');
	`);
}

const vips = ['eleni@example.org', 'wei@example.net', 'zofia@example.com'];

/** An example in n8n as somebody has set it up. */
async function setUp(name: string, set: Choices['set'], connectionOf = name) {
	const connection = connections.get(connectionOf);
	if (connection === undefined) throw new Error(`there is no example ${connectionOf}`);
	const id = await n8n.createWorkflow(setUpExample(name, { credentials: [connection, ...otherCredentials], set }));
	const { clientId } = connection.data;
	const requests = () => simulator.requests.entries.filter((entry) => entry.clientId === clientId);

	async function run({ meanwhile }: { meanwhile?: (executionId: string) => Promise<void> } = {}) {
		const before = requests().length;
		const executionId = await n8n.startExecution(id);
		await meanwhile?.(executionId);
		const execution = await n8n.waitFor(executionId);
		return {
			execution,
			writes: requests()
				.slice(before)
				.filter(({ isWrite }) => isWrite),
		};
	}

	return {
		id,
		clientId,
		requests,
		run,

		/** A run that ends well. */
		async runWell(options: Parameters<typeof run>[0] = {}): Promise<Execution> {
			const { execution } = await run(options);
			expect(execution.error).toBeUndefined();
			expect(execution.status).toBe('success');
			return execution;
		},

		/** One more run: nothing is written, the same people are on the lists, with the same values. */
		async runInVain(...lists: ContactList[]): Promise<Execution> {
			const before = peopleOn(lists);
			const { execution, writes } = await run();
			expect(execution.error).toBeUndefined();
			expect(writes).toEqual([]);
			expect(peopleOn(lists)).toEqual(before);
			return execution;
		},
	};
}

/**
 * The lists, person by person with their values. The account is everybody's here, so whatever else is on a contact is
 * not looked at.
 */
function peopleOn(lists: readonly ContactList[]) {
	const person = (email: string) => ({
		email,
		fields: simulator.account.contact(email)?.fields,
		customFields: simulator.account.contact(email)?.customFields,
	});
	return lists.map((list) => simulator.account.membersOf(list).map(person));
}
/** The mails about a list: each says the outcome in words, and has the report as a page, in it and attached. */
function reportsOn(list: ContactList): string[] {
	const about = ({ headers }: Mail) => headers.subject === `Constant Contact: ${list.name}`;
	return mailServer.mails.filter(about).map(({ parts }) => {
		const pages = parts
			.filter(({ type }) => type === 'text/html')
			.map(({ content }) => content.replace(/\r\n/g, '\n').trim());
		expect(parts.map(({ type, isAttachment }) => `${type}${isAttachment ? ', attached' : ''}`)).toEqual([
			'text/plain',
			'text/html',
			'text/html, attached',
		]);
		expect(parts[0].content).toContain(`*${list.name}*`);
		expect(pages[0]).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
		expect(pages[1]).toBe(pages[0]);
		return pages[0];
	});
}
const addressesOn = (list: ContactList) => simulator.account.membersOf(list).sort();

it.concurrent(
	'export-segment: the sample people are on the list, and the one without an address is reported',
	async () => {
		const list = simulator.account.addList('First export');
		const example = await setUp('export-segment', { 'Export Segment': { 'list.value': list.id } });
		const execution = await example.runWell();
		expect(addressesOn(list)).toEqual(vips);
		expect(simulator.account.contact('zofia@example.com')?.fields.last_name).toBe('Wiśniewska-Nowak');
		expect(itemsOf(execution, 'Rejected profiles')).toMatchObject([
			{ json: { email: 'nobody.example.com', rejection: { code: 'email_invalid' } }, pairedItem: { item: 0 } },
		]);
		await example.runInVain(list);
	},
);

it.concurrent('database-segment-to-list: the people of the segment are on the list, the others are not', async () => {
	const list = simulator.account.addList('VIPs');
	const example = await setUp('database-segment-to-list', { 'Export Segment': { 'list.value': list.id } });
	const execution = await example.runWell();
	expect(addressesOn(list)).toEqual(vips);
	// A DATE comes as midnight in Warsaw, where n8n runs; the workflow's zone is another.
	expect(simulator.account.contact('zofia@example.com')?.fields).toMatchObject({
		birthday_month: '5',
		birthday_day: '17',
	});
	expect(itemsOf(execution, 'Summary')).toMatchObject([
		{ json: { profiles: { read: 5, duplicates: 1, rejected: 1, sent: 3 } } },
	]);
	expect(itemsOf(execution, 'Rejected profiles')).toMatchObject([
		{ json: { email: 'nobody.example.com', rejection: { code: 'email_invalid' } } },
	]);
	await example.runInVain(list);
});

describe('csv-file-to-list', () => {
	// A million takes longer than CI has; `npm run bench` exports that many from a file in a real n8n.
	const rows = 20_000;

	it.concurrent(`every row of a file of ${rows.toLocaleString('en-US')} is a person on the list`, async () => {
		const folder = join(n8n.userFolder, '.n8n-files');
		await mkdir(folder, { recursive: true });
		const lines = Array.from({ length: rows }, (_, row) => `person.${row}@example.com;"Ann ""${row}""";Łukasz`);
		await writeFile(
			join(folder, 'segment.csv'),
			['E-mail;First Name;surname', ...lines, 'nobody;No;Body'].join('\r\n'),
		);
		const list = simulator.account.addList('From a file');
		const example = await setUp('csv-file-to-list', {
			'Read the file': { fileSelector: join(folder, 'segment.csv') },
			'Export Segment': { 'list.value': list.id },
		});
		const execution = await example.runWell();
		expect(simulator.account.memberCount(list)).toBe(rows);
		expect(simulator.account.contact(`person.${rows - 1}@example.com`)?.fields).toMatchObject({
			first_name: `Ann "${rows - 1}"`,
			last_name: 'Łukasz',
		});
		expect(itemsOf(execution, 'Rejected profiles')).toMatchObject([
			{ json: { 'E-mail': 'nobody', rejection: { code: 'email_invalid', row: rows + 1 } } },
		]);
		await example.runInVain(list);
	});

	it.concurrent('a file that is not there is an error and no green run', async () => {
		const list = simulator.account.addList('No file');
		const example = await setUp('csv-file-to-list', {
			'Read the file': { fileSelector: join(n8n.userFolder, '.n8n-files/missing.csv') },
			'Export Segment': { 'list.value': list.id },
		});
		const { execution } = await example.run();
		expect(execution.error?.message).toBe("There is no file in the input field 'data'");
	});
});

it.concurrent(
	'mirror-with-guard-and-alert: who left the segment leaves the list, the rejected are in the sheet once, and a tripped guard is reported in Slack',
	async () => {
		await sql(
			'CREATE TABLE segment_of_the_mirror AS SELECT * FROM customers; INSERT INTO segment_of_the_mirror VALUES (8, NULL, $$No$$, $$Address$$, $$VIP$$, true);',
		);
		const list = simulator.account.addList('Mirrored');
		for (const number of [1, 2, 3, 4, 5, 6, 7])
			simulator.account.addContact({ email: `vip.${number}@example.com`, lists: [list] });
		await sql(
			`INSERT INTO segment_of_the_mirror SELECT 10 + number, 'vip.' || number || '@example.com', 'V', 'Ip', 'VIP', true FROM generate_series(1, 6) AS number`,
		);
		googleSheets.addSpreadsheet('sheet-1', { Rejected: [] });
		const example = await setUp('mirror-with-guard-and-alert', {
			Segment: {
				query:
					"SELECT email, first_name, last_name FROM segment_of_the_mirror WHERE segment = 'VIP' AND email_consent ORDER BY customer_id",
			},
			'Export Segment': { 'list.value': list.id },
			'Sheet of rejected profiles': { documentId: { __rl: true, mode: 'id', value: 'sheet-1' } },
		});
		const stay = [...vips, ...[1, 2, 3, 4, 5, 6].map((number) => `vip.${number}@example.com`)].sort();
		const rejected = [
			expect.objectContaining({
				Profile: 'nobody.example.com',
				Code: 'email_invalid',
				Reason: expect.stringMatching(/\w/) as string,
			}),
			expect.objectContaining({ Profile: 'row 6', Code: 'email_missing' }),
		];
		await example.runWell();
		expect(addressesOn(list)).toEqual(stay);
		expect(googleSheets.rows('sheet-1', 'Rejected')).toEqual(rejected);
		await example.runInVain(list);
		expect(googleSheets.rows('sheet-1', 'Rejected')).toEqual(rejected);
		expect(slack.messages.filter((message) => /did not run/.test(Slack.textOf(message)))).toEqual([]);
		expect(reportsOn(list)).toEqual([
			expect.stringMatching(/9 of 12 profiles are on <b>Mirrored<\/b>; 1 person was taken off\./),
			expect.stringContaining('all unchanged'),
		]);

		await sql("DELETE FROM segment_of_the_mirror WHERE email LIKE 'vip%'");
		await example.runInVain(list);
		await sql('DELETE FROM segment_of_the_mirror');
		await example.runInVain(list);
		await sql('DROP TABLE segment_of_the_mirror');
		await example.runInVain(list);
		const alerts = slack.messages.map(Slack.textOf).filter((text) => text.includes('did not run'));
		expect(alerts[0]).toContain('6 of 9 members');
		expect(alerts[1]).toContain('The segment is empty');
		// What the database says, and that the list was left as it is.
		expect(alerts.slice(2).sort()).toEqual([
			expect.stringContaining('The segment is empty'),
			expect.stringContaining('relation "segment_of_the_mirror" does not exist'),
		]);
	},
);

it.concurrent(
	'preview-and-approve: nothing happens before somebody presses the button, nor after a no, and nobody is asked about nothing',
	async () => {
		const list = simulator.account.addList('Approved');
		const example = await setUp('preview-and-approve', {
			'Preview Export': { 'list.value': list.id },
			'Export Segment': { 'list.value': list.id },
		});
		const questions = () => slack.messages.filter((message) => Slack.textOf(message).includes('*Approved*'));
		const press = (button: string, number: number) => async (executionId: string) => {
			await n8n.waitUntilWaiting(executionId);
			expect(questions()).toHaveLength(number);
			expect(Slack.textOf(questions()[number - 1])).toContain(
				'Preview: the export would send 3 of 5 profiles to *Approved*. 1 would be rejected (with an invalid address), 1 is a duplicate.',
			);
			expect(reportsOn(list)).toHaveLength(number);
			expect(reportsOn(list)[number - 1]).toContain('Preview: Export to Approved');
			expect(addressesOn(list)).toEqual([]);
			const response = await fetch(Slack.buttonsOf(questions()[number - 1])[button], {
				headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
			});
			expect(response.status).toBe(200);
		};

		const { execution, writes } = await example.run({ meanwhile: press('Do not export', 1) });
		expect(execution.error).toBeUndefined();
		expect(writes).toEqual([]);
		expect(execution.runData['Export Segment']).toBeUndefined();

		const approved = await example.runWell({ meanwhile: press('Export', 2) });
		expect(addressesOn(list)).toEqual(vips);
		expect(itemsOf(approved, 'Summary')).toMatchObject([
			{ json: { operation: 'export', profiles: { read: 5, sent: 3 } } },
		]);
		expect(itemsOf(approved, 'Rejected profiles')).toMatchObject([{ json: { email: 'nobody.example.com' } }]);

		await example.runInVain(list);
		expect(questions()).toHaveLength(2);
	},
);

it.concurrent('export-history: the second report shows the run before, out of the data table', async () => {
	const list = simulator.account.addList('With a history');
	const example = await setUp('export-history', { 'Export Segment': { 'list.value': list.id } });
	await example.runWell();
	expect(addressesOn(list)).toEqual(vips);
	const second = await example.runInVain(list);
	expect(itemsOf(second, 'Earlier runs')).toMatchObject([
		{ json: { list: 'With a history', outcome: expect.stringContaining('3 of 5 profiles are on') as string } },
	]);
	await example.runInVain(list);
	expect(reportsOn(list).map((page) => /over (\d+) runs/.exec(page)?.[1])).toEqual([undefined, '2', '3']);
});

it.concurrent(
	'export-wait-status: goes round as long as Constant Contact is busy, and ends with the counts',
	async () => {
		const list = simulator.account.addList('Not waited for');
		const example = await setUp('export-wait-status', {
			'Export Segment': { 'list.value': list.id },
			Wait: { amount: 2, unit: 'seconds' },
		});
		// Until the example has looked at it twice. The others have to wait as well meanwhile, and do not mind.
		const { latency } = simulator.activities;
		let end: () => void = () => undefined;
		const hasLookedTwice = new Promise<void>((resolve) => (end = resolve));
		simulator.activities.latency = (kind) => (kind === 'import' ? hasLookedTwice : 20);
		let isImported = false;
		let looks = 0;
		const forget = simulator.requests.onAnswered(({ clientId, method, path }) => {
			if (clientId !== example.clientId) return;
			isImported ||= path.endsWith('/contacts_json_import');
			if (isImported && method === 'GET' && path.includes('/activities') && ++looks === 2) end();
		});
		const execution = await example.runWell().finally(() => {
			forget();
			end();
			simulator.activities.latency = latency;
		});
		expect(execution.runData['Still processing?'].length).toBeGreaterThanOrEqual(2);
		expect(itemsOf(execution, 'Done')).toMatchObject([
			{ json: { operation: 'status', status: 'completed', profiles: { sent: null, refused: null } } },
		]);
		expect(addressesOn(list)).toEqual(vips);
		const second = await example.runInVain(list);
		expect(itemsOf(second, 'Done')).toMatchObject([
			{ json: { operation: 'status', status: 'completed', profiles: { sent: 0 } } },
		]);
	},
);

it.concurrent(
	'several-segments-to-lists: each segment of a sheet is on the list of its name, and a list that was not there is made',
	async () => {
		const vip = simulator.account.addList('Sheet VIP');
		googleSheets.addSpreadsheet('sheet-2', {
			Customers: [
				['Email', 'First Name', 'Last Name', 'Segments'],
				['ann@example.com', 'Ann', 'Lee', 'Sheet VIP, Sheet News'],
				['bob@example.com', 'Bob', 'Ray', 'Sheet News'],
				['cyd@example.com', 'Cyd', 'Orr', 'Sheet VIP'],
				['nobody', 'No', 'Body', 'Sheet News'],
				['dan@example.com', 'Dan', 'Fox', ''],
			],
		});
		const example = await setUp('several-segments-to-lists', {
			Customers: { documentId: { __rl: true, mode: 'id', value: 'sheet-2' } },
		});
		const execution = await example.runWell();
		const news = simulator.account.listNamed('Sheet News');
		if (news === undefined) throw new Error('no list was made');
		expect(addressesOn(vip)).toEqual(['ann@example.com', 'cyd@example.com']);
		expect(addressesOn(news)).toEqual(['ann@example.com', 'bob@example.com']);
		const summaries = itemsOf(execution, 'Summaries').map(({ json }) => (json.list as ContactList).name);
		expect(summaries.sort()).toEqual(['Sheet News', 'Sheet VIP']);
		expect(itemsOf(execution, 'Rejected profiles')).toMatchObject([
			{ json: { Email: 'nobody', rejection: { code: 'email_invalid', segment: 'Sheet News' } } },
		]);
		await example.runInVain(vip, news);
	},
);

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, offset) => from + offset);
const addressesOf = (people: readonly number[]) =>
	people
		.map((person) => dataverse.customers.valueOf(person, 'email'))
		.filter((email) => email !== null)
		.sort();

it.concurrent(
	'customer-insights-segments-to-lists and customer-insights-to-list: the members are on their lists, over pages, a throttled request and an expired token',
	async () => {
		await segmentsToLists();
		await segmentsToOneList();
	},
);

/** Each segment is mirrored to the list of its name, made where there is none. */
async function segmentsToLists(): Promise<void> {
	const people = numbers(0, 5_600).filter((person) => person % 100 === 1);
	const boston = simulator.account.addList('Boston');
	const example = await setUp('customer-insights-segments-to-lists', {
		'Get Segment Members': { segments: ['Boston', 'Cairo'] },
	});
	await example.runWell();
	const cairo = [...simulator.account.lists.values()].find(({ name }) => name === 'Cairo');
	if (cairo === undefined) throw new Error('no list was made');
	expect(addressesOn(boston)).toEqual(addressesOf(people));
	expect(addressesOn(cairo)).toEqual(addressesOf(people.filter((person) => person % 200 === 1)));
	await example.runInVain(boston, cairo);

	dataverse.customers.move(1, ['VIP_customers', 'Cairo']);
	await example.runWell();
	expect(addressesOn(boston)).toEqual(addressesOf(people.slice(1)));
	expect(addressesOn(cairo)).toEqual(addressesOf(people.filter((person) => person % 200 === 1)));
}

/** The members of both segments are on one list. */
async function segmentsToOneList(): Promise<void> {
	const list = simulator.account.addList('From Customer Insights');
	const example = await setUp('customer-insights-to-list', {
		'Get Segment Members': { segments: ['VIP_customers', 'Newsletter_readers'] },
		'Export Segment': { 'list.value': list.id },
	});
	dataverse.faults.add({ kind: 'tooMuchExecutionTime', path: /segmentmemberships$/, after: 1 });
	const execution = await example.runWell();
	expect(addressesOn(list)).toEqual(addressesOf(numbers(0, 5_300)));
	const email = String(dataverse.customers.valueOf(5_299, 'email'));
	expect(simulator.account.contact(email)?.fields).toMatchObject({
		last_name: dataverse.customers.valueOf(5_299, 'lastname'),
	});
	expect(itemsOf(execution, 'Rejected profiles')).toMatchObject([
		{ json: { segments: ['VIP_customers'], msdynci_email: null, rejection: { code: 'email_missing' } } },
	]);
	expect(itemsOf(execution, 'Get Segment Members')).toMatchObject([
		{ json: { segments: [{ displayName: 'VIP customers', members: 5_200 }, {}], members: 5_300, parts: 1 } },
	]);

	dataverse.entra.expireAccessTokens();
	await example.runInVain(list);

	// Who has no profile yet is in the segment, and no leaver.
	dataverse.customers.setProfile(5_000, false);
	const refreshing = await example.run();
	expect(itemsOf(refreshing.execution, 'What went wrong')).toMatchObject([
		{ json: { error: expect.stringContaining('would take 1 of') as string } },
	]);
	expect(refreshing.writes).toEqual([]);
	dataverse.customers.setProfile(5_000, true);

	// A source that breaks off between two pages is an error, and no smaller segment.
	dataverse.faults.add({ kind: 'tooManyRequests', path: /customerprofiles$/, after: 1, retryAfterSeconds: 3_600 });
	const broken = await example.run();
	expect(itemsOf(broken.execution, 'What went wrong')).toMatchObject([
		{ json: { error: 'Dataverse kept putting this reading off because of too much work at a time' } },
	]);
	expect(broken.writes).toEqual([]);

	for (const person of numbers(5_100, 5_300)) dataverse.customers.move(person, ['VIP_customers_lost']);
	const empty = await example.run();
	expect(itemsOf(empty.execution, 'What went wrong')).toMatchObject([
		{ json: { error: "The segment 'Newsletter_readers' has no members" } },
	]);
	expect(empty.writes).toEqual([]);
	expect(simulator.account.memberCount(list)).toBe(5_299);
}

it.concurrent(
	'opt-outs-to-database: who unsubscribed, left the list or was deleted is noted in the database, once',
	async () => {
		const names = ['unsubscribes', 'leaves', 'deletes', 'stays'];
		await sql(
			`INSERT INTO customers VALUES ${names.map((name, index) => `(${100 + index}, '${name === 'leaves' ? ' Leaves@Example.com' : `${name}@example.com`}', '${name}', 'Out', 'Outgoing', true)`).join()}`,
		);
		const list = simulator.account.addList('Left by some');
		const outgoing =
			"SELECT email, first_name, last_name, birth_date FROM customers WHERE segment = 'Outgoing' AND email_consent ORDER BY customer_id";
		const exporting = await setUp(
			'database-segment-to-list',
			{ 'Export Segment': { 'list.value': list.id }, Segment: { query: outgoing } },
			'opt-outs-to-database',
		);
		await exporting.runWell();
		expect(addressesOn(list)).toEqual(names.map((name) => `${name}@example.com`).sort());

		// n8n lets nobody poll more often than once a minute, but at several seconds of it.
		const everyFiveSeconds = {
			item: Array.from({ length: 12 }, (_, fifth) => ({ mode: 'custom', cronExpression: `${fifth * 5} * * * * *` })),
		};
		const example = await setUp('opt-outs-to-database', {
			'Somebody said no': { 'list.value': list.id, pollTimes: everyFiveSeconds },
		});
		await n8n.publishWorkflow(example.id);
		simulator.account.unsubscribe('unsubscribes@example.com');
		simulator.account.removeFromList('leaves@example.com', list);
		simulator.account.deleteContact('deletes@example.com');
		const consents = async () =>
			(
				await sql<{ first_name: string; email_consent: boolean }>(
					"SELECT first_name, email_consent FROM customers WHERE segment = 'Outgoing' ORDER BY customer_id",
				)
			)
				.filter(({ email_consent: consent }) => consent)
				.map(({ first_name: name }) => name);
		await until(async () => (await consents()).length <= 1, 'all of them are noted');
		expect(await consents()).toEqual(['stays']);

		// A poll asks for the unsubscribed once, whatever else it asks for.
		const polls = () =>
			example.requests().filter(({ method, query }) => method === 'GET' && /optout_after/.test(query)).length;
		const later = polls() + 3;
		await until(() => polls() >= later, 'the trigger polls three times more');
		await n8n.rest('POST', `/workflows/${example.id}/deactivate`);
		const told = (await n8n.executionsOf(example.id)).flatMap((execution) =>
			itemsOf(execution, 'Somebody said no').map(({ json }) => `${String(json.email)} ${String(json.event)}`),
		);
		expect(told.sort()).toEqual([
			'deletes@example.com deleted',
			'leaves@example.com leftList',
			'unsubscribes@example.com unsubscribed',
		]);
		expect(await consents()).toEqual(['stays']);

		// By now the source itself knows who must not be sent any more.
		const execution = await exporting.runInVain(list);
		expect(itemsOf(execution, 'Summary')).toMatchObject([
			{ json: { profiles: { read: 1, optedOut: 0, unchanged: 1 } } },
		]);
	},
);

it('n8n knows every node of the examples, its version and its parameters, and misses only what is to be chosen', async () => {
	const types = await n8n.file<INodeTypeDescription[]>('/types/nodes.json');
	for (const name of exampleNames()) {
		for (const node of readExample(name).nodes as INode[]) {
			const type = types.find((each) => each.name === node.type && [each.version].flat().includes(node.typeVersion));
			if (type === undefined) throw new Error(`${name}: n8n has no ${node.type} of version ${node.typeVersion}`);
			// What n8n keeps of a node that is pasted: a parameter that it does not know, or does not show, is gone.
			const parameters = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type);
			expect({ name, node: node.name, parameters }).toMatchObject({ parameters: node.parameters });
			const issues = NodeHelpers.getNodeParametersIssues(
				type.properties,
				{ ...node, parameters: parameters ?? {} },
				type,
			);
			expect({
				name,
				node: node.name,
				missing: Object.keys(issues?.parameters ?? {}).filter(
					(parameter) => !['list', 'documentId', 'segments'].includes(parameter),
				),
			}).toMatchObject({ missing: [] });
		}
	}
});
