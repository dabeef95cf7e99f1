/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { spawn } from 'node:child_process';
import path from 'node:path';

import { questions } from '../../tools/probe/questions';
import { defaultSwitches } from '../simulator';
import { app, owned, startProbing, tracesIn, type Probing } from './support/probing';

let probing: Probing;

beforeAll(async () => (probing = await startProbing()));
afterAll(async () => await probing.close());
afterEach(() => {
	Object.assign(probing.simulator.switches, defaultSwitches);
	probing.simulator.faults.clear();
});

const isWrite = ({ method }: { method: string }) => method !== 'GET';

test.each(['no', 'y', ''])('nothing is written unless the answer is yes (%p)', async (answer) => {
	const { simulator, probe } = probing;
	simulator.requests.clear();
	const { code, stdout, stderr } = await probe(['--address', owned], { stdin: `${answer}\n` });
	expect(simulator.requests.entries.filter(isWrite)).toEqual([]);
	expect(stderr).toMatch(/Nothing was written/);
	expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('what it asks leave for is what it writes', async () => {
	const { simulator, probe } = probing;
	const { account } = simulator;
	const [lists, fields, contacts] = [new Set(account.lists.keys()), account.customFields.size, account.contacts.length];
	const { code, stderr } = await probe(
		['--address', owned, '--address', 'otto@example.org', '--only', 'values,duplicates,left'],
		{ stdin: 'yes\n' },
	);
	expect(code).toBe(0);
	const plan = stderr.slice(stderr.indexOf('The probe will make'), stderr.indexOf('Go on?'));
	const made = account.contacts.slice(contacts).map(({ email }) => email);
	expect(plan.match(/\S+@\S+/g)?.sort()).toEqual([...made].sort());
	expect(new Set(made.map((email) => email.split('@')[1]))).toEqual(new Set(['example.com', 'example.org']));
	for (const [number, { name }] of account.lists) if (!lists.has(number)) expect(plan).toContain(`"${name}"`);
	expect(plan.match(/"N8n Probe \w+ \w+"/g)).toHaveLength(1);
	expect(account.customFields.size).toBe(fields);
});

test('contacts, lists, tags and fields of others stay as they are, and none of them is printed', async () => {
	const { simulator, probe } = probing;
	const { account } = simulator;
	const list = account.addList('Newsletter');
	account.addTag('VIP');
	account.addCustomField({ label: 'Tier', type: 'string' });
	const emails = [owned, 'olga+news@example.com', 'gone@example.com', 'no@example.com'];
	account.addContact({
		email: emails[0],
		lists: [list],
		fields: { first_name: 'Olga' },
		customFields: { Tier: 'Gold' },
		tags: ['VIP'],
	});
	account.addContact({ email: emails[1], lists: [list], permission: 'explicit' });
	account.addContact({ email: emails[2], deleted: true });
	account.addContact({ email: emails[3], lists: [list], permission: 'unsubscribed' });
	const look = () => ({
		contacts: emails.map((email) => account.contact(email)),
		lists: account.membersOf(list),
		tags: account.taggedWith('VIP'),
		fields: [...account.customFields.values()],
	});
	const before = structuredClone(look());
	const all = questions.map(({ name }) => name).filter((name) => !['pace', 'invalid-grant', 'pkce'].includes(name));
	const { code, stdout, stderr } = await probe(['--address', owned, '--only', all.join(','), '--yes', '--json']);
	expect(code).toBe(0);
	for (const secret of ['Olga', 'Gold', 'VIP', 'Tier', ...emails.slice(1)])
		expect(stdout + stderr).not.toContain(secret);
	expect(look()).toEqual(before);
	expect(tracesIn(simulator)).toEqual([]);
});

test('an address that is a contact already ends it before it writes', async () => {
	const { simulator, probe } = probing;
	// Whichever address the probe thinks of is taken by the time that it looks.
	const end = simulator.faults.onRequest(({ path: asked, query }) => {
		const email = new URLSearchParams(query).get('email');
		if (asked === '/v3/contacts' && email && !simulator.account.contact(email))
			simulator.account.addContact({ email, fields: { first_name: 'Somebody' } });
	});
	simulator.requests.clear();
	const { code, stderr } = await probe(['--address', owned, '--only', 'values', '--yes']);
	end();
	expect(code).toBe(2);
	expect(stderr).toMatch(/is a contact already/);
	const taken = simulator.account.contacts.filter(({ values }) => values.first_name === 'Somebody');
	expect(taken.length).toBeGreaterThan(0);
	expect(
		simulator.requests.entries.filter(
			({ path: asked, method }) => method !== 'GET' && !asked.startsWith('/v3/contacts/'),
		),
	).toEqual([]);
});

describe('everything is deleted, wherever it is cut', () => {
	const some = ['--only', 'values,left,field-names,tag-errors', '--yes', '--json', '--address', owned];

	test.each([1, 2, 4, 7, 10, 13])('interrupted at write %i', async (number) => {
		const { simulator, probe } = probing;
		const interrupt = new AbortController();
		let writes = 0;
		const end = simulator.faults.onRequest(
			(request) => void (isWrite(request) && ++writes === number && interrupt.abort()),
		);
		const { code, leftBehind } = await probe(some, { interrupt: interrupt.signal });
		end();
		expect(tracesIn(simulator)).toEqual([]);
		expect({ code, leftBehind }).toEqual({ code: 130, leftBehind: [] });
	});

	test.each([
		['resetAfter', /contact_lists$/],
		['resetAfter', /contact_custom_fields$/],
		['resetAfter', /contact_tags$/],
		['resetAfter', /json_import$/],
		['resetBefore', /json_import$/],
		['html500', /json_import$/],
		['unauthorized', /json_import$/],
	] as const)('%s on POST %s', async (kind, asked) => {
		const { simulator, probe } = probing;
		simulator.faults.add({ kind, method: 'POST', path: asked });
		const { code } = await probe(some);
		expect(tracesIn(simulator)).toEqual([]);
		expect(code).toBeGreaterThan(0);
	});

	test('jobs that are still to be done are waited for', async () => {
		const { simulator, probe } = probing;
		const { latency } = simulator.activities;
		simulator.activities.latency = { minMs: 300, maxMs: 400 };
		const interrupt = new AbortController();
		const end = simulator.requests.onAnswered(
			({ path: asked }) => void (asked.endsWith('json_import') && interrupt.abort()),
		);
		const { code } = await probe(some, { interrupt: interrupt.signal });
		end();
		await simulator.activities.idle();
		simulator.activities.latency = latency;
		expect(tracesIn(simulator)).toEqual([]);
		expect(code).toBe(130);
	});

	test('what cannot be deleted is named, and the next run deletes it', async () => {
		const { simulator, probe } = probing;
		simulator.faults.add({
			kind: 'html500',
			method: 'DELETE',
			path: /contacts|contact_lists|contact_tags|contact_custom_fields/,
			times: 1_000,
		});
		const broken = await probe(some);
		expect(broken.code).toBe(2);
		const left = tracesIn(simulator);
		expect(left.length).toBeGreaterThan(2);
		for (const trace of left) expect(broken.leftBehind.join('\n')).toContain(trace);
		simulator.faults.clear();
		const next = await probe(some);
		expect(next.stderr).toMatch(/what a probe that broke has left/);
		expect(tracesIn(simulator)).toEqual([]);
		expect(next).toMatchObject({ code: 0, leftBehind: [] });
	});

	test('nobody stays unsubscribed', async () => {
		const { simulator, probe } = probing;
		const first = simulator.account.contacts.length;
		const interrupt = new AbortController();
		const end = simulator.faults.onRequest(
			({ path: asked }) => void (asked.endsWith('add_list_memberships') && interrupt.abort()),
		);
		await probe(['--only', 'unsubscribed', '--yes', '--address', owned], { interrupt: interrupt.signal });
		end();
		expect(
			simulator.account.contacts.slice(first).map(({ permission, isDeleted }) => ({ permission, isDeleted })),
		).toEqual([{ permission: 'explicit', isDeleted: true }]);
	});
});

test('neither the token nor the secret is printed, whatever goes wrong', async () => {
	const { simulator, probe, token } = probing;
	const environment = { CONSTANT_CONTACT_ACCESS_TOKEN: token, CONSTANT_CONTACT_CLIENT_SECRET: app.clientSecret };
	let printed = '';
	for (const kind of ['resetBefore', 'html500', 'unauthorized', 'forbidden', 'malformedJson'] as const) {
		simulator.faults.add({ kind, times: 1_000 });
		const { code, stdout, stderr } = await probe(
			['--address', owned, '--only', 'shapes,invalid-grant', '--yes', '--client-id', app.clientId],
			{ environment },
		);
		printed += stdout + stderr;
		expect(code).toBe(2);
		simulator.faults.clear();
	}
	expect(printed).not.toContain(token);
	expect(printed).not.toContain(app.clientSecret);
	expect(printed).toMatch(/access token/);
});

test('an answer that makes no sense leaves its question open, and the others are asked', async () => {
	const { simulator, probe } = probing;
	simulator.faults.activities.add({ outcome: 'failed', kind: 'export', times: 10 });
	const { code, findings } = await probe(['--address', owned, '--only', 'export,duplicates', '--yes', '--json']);
	expect(findings.exportHeader).toMatchObject({ holds: 'unclear', seen: expect.stringMatching(/failed/) as string });
	expect(findings.duplicateRows).toMatchObject({ holds: 'yes' });
	expect(code).toBe(1);
});

test('the command itself: a table, and Ctrl-C cleans up', async () => {
	const { simulator, token } = probing;
	const script = path.join(__dirname, '../../scripts/probe.mjs');
	const run = async (args: string[], onWrite: () => void = () => undefined) => {
		// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- only a process of its own takes signals
		const child = spawn(process.execPath, [script, '--address', owned, '--token-stdin', ...args], {
			env: { ...process.env, ...simulator.environment() },
			stdio: ['pipe', 'pipe', 'pipe'],
		});
		child.stdin.end(`${token}\nyes\n`);
		let printed = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (printed += String(piece)));
		const end = simulator.faults.onRequest(
			(request) => void (request.path.endsWith('json_import') && (onWrite(), child.kill('SIGINT'))),
		);
		const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
		end();
		return { code, printed };
	};
	const whole = await run(['--only', 'field-names']);
	expect(whole.printed).toMatch(/Assumption +What we assume +What was seen +Holds\?/);
	expect(whole.printed).toMatch(
		/Name of a new custom field +the label in small letters, '_' for blanks +the label in small letters, '_' for blanks +yes/,
	);
	expect(whole.printed).toMatch(/Not settled by a probe/);
	expect(whole.code).toBe(0);
	const cut = await run(['--only', 'values']);
	expect(cut.code).toBe(130);
	expect(cut.printed).toMatch(/Everything that was made is deleted/);
	expect(tracesIn(simulator)).toEqual([]);
});
