/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';

import { startSimulator } from '../simulator';
import type { Fault, Simulator } from '../simulator';
import { itemsOf, startN8n } from './support/n8n';
import type { CredentialJson, Execution, N8n } from './support/n8n';
import { until } from './support/processes';
import { connectedCredential, packedTarball, serveCsv } from './support/world';
import type { Served } from './support/world';
import { exportNode, exportWorkflow } from './support/workflow';
import type { ExportWorkflowOptions } from './support/workflow';

/**
 * What a run shows while it goes on, how it is stopped, what Retry On Fail and On Error make of it, and what it must
 * not show: in an n8n that logs everything.
 */

const persons = /secret(first|last|person)|planted\.example/i;
const quoting = [
	{
		error_key: 'contacts.api.bad',
		error_message: 'Secretfirst Secretlast <secretperson0@planted.example.com> is not valid',
	},
];
const people = (town: string) =>
	[0, 1, 2, 3].map((n) => ({
		email: `secretperson${n}.${town.toLowerCase()}@planted.example.com`,
		first_name: `Secretfirst${n}`,
		last_name: `Secretlast${n}`,
	}));
const fields = {
	email: '={{ $json.email }}',
	first_name: '={{ $json.first_name }}',
	last_name: '={{ $json.last_name }}',
};
const imports = /contacts_json_import$/;
const pages = /\/contacts$/;

interface Moment {
	/** What is going on when it is stopped. */
	readonly what: string;
	/** The request after which it is stopped. */
	readonly after: RegExp;
	/** Milliseconds later. */
	readonly wait: number;
	/**
	 * Stopped by the workflow's timeout, of so many seconds, instead of somebody; of twice as many where a busy machine
	 * did not come to that request by then.
	 */
	readonly timeout?: number;
	readonly fault?: Omit<Fault, 'clientId'>;
	readonly isFile?: boolean;
}

const moments: Moment[] = [
	{ what: 'readingAFile', after: /contact_lists$/, wait: 150, isFile: true },
	{
		what: 'refusedForTooManyRequests',
		after: imports,
		wait: 1_500,
		fault: { kind: 'throttled', path: imports, times: Infinity },
	},
	{ what: 'waitingForAJob', after: imports, wait: 1_500 },
	{ what: 'notAnswered', after: imports, wait: 300, fault: { kind: 'noAnswer', path: imports } },
	{ what: 'downloading', after: pages, wait: 300, fault: { kind: 'stalledAnswer', path: pages } },
	{ what: 'waitingForAJobUntilTheTimeout', after: imports, wait: 0, timeout: 10 },
];

let simulator: Simulator;
let n8n: N8n;
let longFile: Served;
const credentials = new Map<string, CredentialJson>();
const credentialOf = (name: string) => {
	const { id, name: title } = credentials.get(name) as CredentialJson;
	return { id, name: title };
};
const clientIdOf = (name: string) => String(credentials.get(name)?.data.clientId);

beforeAll(async () => {
	simulator = await startSimulator();
	const everybody = people('town')
		.map(({ email, first_name, last_name }) => `${email},${first_name},${last_name}\n`)
		.join('');
	// The same four people over and over again: a while to read, and nothing to import.
	longFile = await serveCsv(`email,first_name,last_name\n${everybody.repeat(120_000)}`);
	for (const name of ['seen', 'failing', 'retried', ...moments.map(({ what }) => what)])
		credentials.set(name, connectedCredential(simulator, { id: name }));
	n8n = await startN8n({
		tarball: packedTarball(),
		environment: {
			...simulator.environment(),
			N8N_LOG_LEVEL: 'debug',
			N8N_LOG_FORMAT: 'json',
			N8N_PUSH_BACKEND: 'sse',
		},
		credentials: [...credentials.values()],
	});
});

afterAll(async () => {
	await n8n?.stop();
	await longFile?.close();
	await simulator?.close();
});

async function workflowOf(name: string, list: string, options: Partial<ExportWorkflowOptions> = {}): Promise<string> {
	return await n8n.createWorkflow(
		exportWorkflow({
			name,
			source: { pinned: people(name) },
			credential: credentialOf(name),
			list: { mode: 'id', value: list },
			fields,
			...options,
		}),
	);
}

interface LogLine {
	readonly level: string;
	readonly message: string;
	readonly timestamp?: string;
	readonly metadata?: {
		readonly workflowId?: string;
		readonly executionId?: string;
		readonly timestamp?: string;
		readonly nodeName?: string;
	};
}

function logLines(): LogLine[] {
	return (
		n8n
			.logs()
			.split('\n')
			// The last one may not have come whole.
			.slice(0, -1)
			.filter((line) => line.startsWith('{'))
			.map((line) => JSON.parse(line) as LogLine)
	);
}

const momentOf = (line: LogLine | undefined) => Date.parse(line?.metadata?.timestamp ?? line?.timestamp ?? '');

/** The moment at which n8n logged that it stops this execution, told by somebody or by the workflow's timeout. */
function stopOf(executionId: string): number {
	return momentOf(
		logLines().find(
			({ message, metadata }) => metadata?.executionId === executionId && message === 'Cancelling execution',
		),
	);
}

/** The moment at which n8n logged that the node's work in this workflow is over, however it ended. */
function endOf(workflowId: string): number {
	return momentOf(
		logLines().find(
			({ message, metadata }) =>
				metadata?.workflowId === workflowId && message.startsWith(`Running node "${exportNode.name}" finished`),
		),
	);
}

describe('what is seen', () => {
	let execution: Execution;
	let told: string;

	beforeAll(async () => {
		const list = simulator.account.addList('Seen');
		simulator.account.addContact({ email: 'already.there@example.com', lists: [list] });
		const editor = await n8n.openEditor('an-editor');
		const workflowId = await workflowOf('seen', list.id, { parameters: { options: { maximumBatchRows: 2 } } });
		execution = await n8n.waitFor(await n8n.startExecution(workflowId, editor));
		await until(() => editor.received().includes('completed after'), 'the editor hears of the end');
		told = editor.received();
		await editor.close();
	});

	const progress = [
		'4 profiles read',
		'compared with the list: 4 profiles to send, 0 people to take off',
		'import 1 (',
		'import 2 (',
		'2 of 2 ended',
		'completed after ',
	];

	it("n8n's log tells rows, batches and jobs at the level info, with the execution and the node", () => {
		const lines = logLines().filter(
			({ metadata, message }) =>
				metadata?.executionId === execution.id && message.startsWith('Constant Contact export: '),
		);
		for (const part of progress)
			expect(lines.map(({ message }) => message)).toContainEqual(expect.stringContaining(part));
		for (const { level, metadata } of lines)
			expect({ level, nodeName: metadata?.nodeName }).toEqual({ level: 'info', nodeName: exportNode.name });
	});

	it('the editor of who started it hears the same', () => {
		for (const part of progress) expect(told).toContain(part);
		expect(told).toContain('sendConsoleMessage');
	});

	it('between its beginning and its end n8n hands on nothing of the node but what the console shows', () => {
		const sent = told
			.split('\n')
			.filter((line) => line.startsWith('data: {'))
			.map((line) => JSON.parse(line.slice('data: '.length)) as { type: string; data: { nodeName?: string } });
		const of = (moment: string) =>
			sent.findIndex(({ type, data }) => type === moment && data.nodeName === exportNode.name);
		const meanwhile = sent.slice(of('nodeExecuteBefore') + 1, of('nodeExecuteAfter'));
		expect(meanwhile.length).toBeGreaterThan(progress.length - 1);
		expect(new Set(meanwhile.map(({ type }) => type))).toEqual(new Set(['sendConsoleMessage']));
		// The hints come with the end.
		expect(JSON.stringify(sent[of('nodeExecuteAfter')].data)).toContain('This is the first export to');
	});

	it("the activity IDs are the execution's custom data, by which n8n finds it", async () => {
		const ids = (itemsOf(execution, exportNode.name)[0].json.activities as Array<{ activityId: string }>).map(
			({ activityId }) => activityId,
		);
		const { customData } = await n8n.rest<{ customData: Record<string, string> }>('GET', `/executions/${execution.id}`);
		expect(customData).toEqual({ constantContactActivities: ids.join(',') });
		const filter = JSON.stringify({
			metadata: [{ key: 'constantContactActivities', value: ids[1], exactMatch: false }],
		});
		const { results } = await n8n.rest<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${encodeURIComponent(filter)}`,
		);
		expect(results.map(({ id }) => id)).toEqual([execution.id]);
	});
});

describe('a run that is stopped', () => {
	interface Stopped {
		readonly status: string;
		readonly executionId: string;
		readonly stoppedAt: number;
		readonly tookMs: number;
		readonly requestsAfter: number;
		readonly again: Execution;
		readonly members: string[];
	}
	const stopped = new Map<string, Stopped>();

	beforeAll(async () => {
		// The compare must not wait, the imports must.
		simulator.activities.latency = (kind) => (kind === 'import' ? 60_000 : 5);
		const firsts = await Promise.all(
			moments.map(async ({ what, after, wait, timeout, fault, isFile }) => {
				const list = simulator.account.addList(what);
				simulator.account.addContact({ email: people(isFile ? 'town' : what)[0].email, lists: [list] });
				if (fault !== undefined) simulator.faults.add({ ...fault, clientId: clientIdOf(what) });
				const source = isFile && {
					source: { url: longFile.url, asFile: true },
					parameters: { source: 'file', inputBinaryField: 'data' },
				};
				const again = await workflowOf(what, list.id, { ...source });
				let isReached = false;
				const forget = simulator.faults.onRequest(({ path, clientId }) => {
					if (clientId === clientIdOf(what) && after.test(path)) isReached = true;
					return undefined;
				});
				let workflowId = again;
				let executionId = '';
				for (let seconds = timeout; !isReached; seconds = seconds && seconds * 2) {
					if (seconds !== undefined)
						workflowId = await workflowOf(what, list.id, { ...source, settings: { executionTimeout: seconds } });
					executionId = await n8n.startExecution(workflowId);
					await until(() => isReached || stopOf(executionId) > 0, what);
				}
				forget();
				if (timeout === undefined) {
					await sleep(wait);
					await n8n.rest('POST', `/executions/${executionId}/stop`);
				}
				await until(() => stopOf(executionId) > 0, `${what}: n8n stops it`);
				const { status } = await n8n.waitFor(executionId);
				await until(() => endOf(workflowId) > 0, `${what}: the node ends`);
				return {
					what,
					list,
					again,
					status,
					executionId,
					endedAt: performance.now(),
					// By n8n's clock alone: a busy n8n begins a run, and its timeout, later than it was asked to.
					stoppedAt: stopOf(executionId),
					tookMs: endOf(workflowId) - stopOf(executionId),
				};
			}),
		);
		await sleep(1_000);
		const requestsAfter = firsts.map(({ what, endedAt }) =>
			simulator.requests.count(({ clientId, at }) => clientId === clientIdOf(what) && at > endedAt),
		);

		simulator.faults.clear();
		simulator.activities.latency = { minMs: 1, maxMs: 5 };
		await Promise.all(
			firsts.map(async ({ what, list, again, status, executionId, stoppedAt, tookMs }, index) => {
				const execution = await n8n.execute(again);
				stopped.set(what, {
					status,
					executionId,
					stoppedAt,
					tookMs,
					requestsAfter: requestsAfter[index],
					again: execution,
					members: simulator.account.membersOf(list).sort(),
				});
			}),
		);
	});

	describe.each(moments.map(({ what, isFile }) => ({ what, isFile })))('while it is $what', ({ what, isFile }) => {
		const outcome = () => stopped.get(what) as Stopped;

		// Two seconds, where nothing else takes the processor (engine/stopping.test.ts); what it waits for takes a minute.
		it('ends at once, as canceled', () => {
			expect(outcome().status).toBe('canceled');
			expect(outcome().tookMs).toBeLessThan(20_000);
		});

		it('asks nothing of Constant Contact any more', () => expect(outcome().requestsAfter).toBe(0));

		it('is finished by another run', () => {
			expect(outcome().again.error).toBeUndefined();
			expect(outcome().again.status).toBe('success');
			expect(outcome().members).toEqual(people(isFile ? 'town' : what).map(({ email }) => email));
		});
	});

	it('a file is stopped in the middle of it, not at its end', () => {
		const { executionId, stoppedAt } = stopped.get('readingAFile') as Stopped;
		const readAt = momentOf(
			logLines().find(
				({ message, metadata }) => metadata?.executionId === executionId && message.endsWith('profiles read'),
			),
		);
		// A busy machine may stop it later than that.
		expect(readAt > stoppedAt).toBe(false);
	});
});

describe("the node's settings", () => {
	it('Retry On Fail: another try takes up where the one before stopped', async () => {
		const list = simulator.account.addList('Retried');
		simulator.faults.add({
			kind: 'status',
			reply: { status: 400, json: quoting },
			path: imports,
			clientId: clientIdOf('retried'),
			after: 1,
			// An import that is refused is tried once more a minute later.
			times: 2,
		});
		const execution = await n8n.execute(
			await workflowOf('retried', list.id, {
				parameters: { options: { maximumBatchRows: 2 } },
				node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 },
			}),
		);
		expect(execution.error).toBeUndefined();
		expect(itemsOf(execution, exportNode.name)[0].json.profiles).toMatchObject({ read: 4, unchanged: 2, sent: 2 });
		expect(simulator.account.memberCount(list)).toBe(4);
	});

	it('On Error: Continue (using error output) tells what happened there, and nobody is named', async () => {
		const list = simulator.account.addList('Failing');
		simulator.faults.add({
			kind: 'status',
			reply: { status: 400, json: quoting },
			path: imports,
			clientId: clientIdOf('failing'),
			times: 2,
		});
		const execution = await n8n.execute(
			await workflowOf('failing', list.id, { node: { onError: 'continueErrorOutput' } }),
		);
		expect(execution.status).toBe('success');
		expect([0, 1].map((output) => itemsOf(execution, exportNode.name, output))).toEqual([[], []]);
		expect(itemsOf(execution, exportNode.name, 2).map(({ json }) => json)).toEqual([
			{
				error: 'Constant Contact did not accept the request',
				details: expect.any(String),
				message: expect.stringContaining('Constant Contact did not accept the request. '),
			},
		]);
	});
});

describe('nothing leaks', () => {
	const secrets = () =>
		[...credentials.values()].flatMap(({ data }) => {
			const { access_token, refresh_token } = data.oauthTokenData as Record<string, string>;
			return [String(data.clientSecret), access_token, refresh_token];
		});

	it("into n8n's log at its finest level", () => {
		const lines = n8n.logs().split('\n');
		expect(lines.length).toBeGreaterThan(100);
		expect(lines.filter((line) => persons.test(line) || secrets().some((secret) => line.includes(secret)))).toEqual([]);
	});

	it('into what n8n stores of the runs: errors, hints, custom data, summaries, items about errors', async () => {
		const { results } = await n8n.rest<{ results: Array<{ id: string }> }>('GET', '/executions?limit=100');
		expect(results.length).toBeGreaterThan(moments.length * 2);
		for (const { id } of results) {
			const { error, runData } = await n8n.waitFor(id);
			const { customData } = await n8n.rest<{ customData: unknown }>('GET', `/executions/${id}`);
			const told = (runData[exportNode.name] ?? []).map(({ data, ...task }) => ({
				...task,
				exported: data?.main?.[0],
				failed: data?.main?.[2],
			}));
			const text = JSON.stringify({ error, customData, told });
			expect({
				id,
				persons: persons.exec(text)?.[0],
				secrets: secrets().filter((secret) => text.includes(secret)),
			}).toEqual({ id, persons: undefined, secrets: [] });
		}
	});
});
