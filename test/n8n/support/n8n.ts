/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { copyFirstFolder } from './firstFolder';
import { installedN8n } from './packPackage';
import { freePorts } from './ports';
import { patienceMs, runGuarded, startGuarded, untilPrinted } from './processes';
import type { GuardedProcess } from './processes';
import { mannersOf } from './versions';
import type { WorkflowJson } from './workflow';

const run = promisify(execFile);

export interface N8nOptions {
	/** What `npm pack` made; installed as n8n installs community packages. */
	tarball: string;
	/** Added to n8n's environment: the simulator's proxy and certificate, for example. */
	environment?: Readonly<Record<string, string>>;
	/** A folder of an earlier n8n to go on with; else a temporary one, deleted at the end. */
	userFolder?: string;
	/** Node's own options, `--max-old-space-size=4096`. */
	nodeOptions?: string;
	/** What Node takes on its command line alone, `--no-memory-reducer` for example; only for n8n's server or worker. */
	nodeArguments?: readonly string[];
	port?: number;
	onOutput?: (text: string) => void;
	/** Whether it serves the editor's pages and the types that those read; at each start it writes them anew, 40 MB. */
	servesEditor?: boolean;
}

export interface CredentialJson {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface ExecutionItem {
	json: Record<string, unknown>;
	binary?: Record<string, Record<string, unknown>>;
	pairedItem?: { item: number; input?: number } | Array<{ item: number; input?: number }> | number;
}

interface NodeRun {
	executionTime: number;
	executionStatus: string;
	error?: ExecutionError;
	hints?: Array<{ message: string }>;
	data?: { main?: Array<ExecutionItem[] | null> };
}

export interface ExecutionError {
	message: string;
	description?: string | null;
	httpCode?: string | null;
	[property: string]: unknown;
}

export interface Execution {
	/** Absent where n8n's command line ran it, which keeps no number. */
	id?: string;
	status: string;
	error?: ExecutionError;
	runData: Readonly<Record<string, readonly NodeRun[]>>;
}

export const owner = { email: 'owner@example.com', firstName: 'Olga', lastName: 'Owner', password: 'Segment-2-List' };

/** What left a node through one of its outputs, in its last run. */
export function itemsOf(execution: Execution, node: string, output = 0): ExecutionItem[] {
	return execution.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}

export interface OpenEditor {
	readonly pushRef: string;
	/** What n8n has sent to it so far. */
	received(): string;
	close(): Promise<void>;
}

export type N8n = Awaited<ReturnType<typeof prepareN8n>>;

/**
 * An n8n that runs and has an owner who is logged in and has these credentials, each with the ID that n8n gives it: it
 * is written into what was handed in.
 */
export async function startN8n({
	credentials = [],
	...options
}: N8nOptions & { credentials?: CredentialJson[] }): Promise<N8n> {
	const n8n = await prepareN8n(options);
	const starting = async () => {
		await n8n.start();
		for (const credential of credentials) credential.id = await n8n.createCredential(credential);
		return n8n;
	};
	return await starting().catch(async (error: unknown) => {
		await n8n.stop();
		return await Promise.reject(error);
	});
}

/** An n8n with a folder of its own and the package in it, not yet started: its command line can already be used. */
export async function prepareN8n(options: N8nOptions) {
	const { node, n8n: script, n8nVersion } = await installedN8n();
	const manners = mannersOf(n8nVersion);
	// Here and not when it is needed: between tests that run side by side jest lets nobody require anything.
	const { parse: unflatten } = flattedOf(script);
	const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'constant-contact-n8n-')));
	const deleteFolder = async () => {
		if (options.userFolder === undefined) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	const isNew = options.userFolder === undefined && options.environment?.DB_TYPE === undefined;
	const fillFolder = async () => {
		if (isNew) await copyFirstFolder(userFolder);
		await installPackage(options.tarball, userFolder);
	};
	await fillFolder().catch(async (error: unknown) => {
		await deleteFolder();
		return await Promise.reject(error);
	});
	const [freePort, brokerPort, cliBrokerPort] = await freePorts(3);
	const port = options.port ?? freePort;
	const address = `http://127.0.0.1:${port}`;
	const environment: NodeJS.ProcessEnv = {
		// n8n starts its task runner as `node`.
		PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
		LANG: process.env.LANG,
		TZ: process.env.TZ,
		// n8n also writes below the home folder (~/.cache/n8n).
		HOME: userFolder,
		TMPDIR: await folderIn(userFolder, 'tmp'),
		NO_COLOR: '1',
		...(options.nodeOptions && { NODE_OPTIONS: options.nodeOptions }),
		DB_TYPE: 'sqlite',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: address,
		N8N_WEBHOOK_URL: address,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		// At any other level `n8n execute` prints nothing.
		N8N_LOG_LEVEL: 'info',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DISABLE_UI: String(!options.servesEditor),
		...manners.environment,
		NO_PROXY: '127.0.0.1,localhost',
		...options.environment,
	};

	let server: GuardedProcess | undefined;
	let cookie = '';
	const earlierLogs: string[] = [];

	async function cli(command: string, ...flags: string[]): Promise<string> {
		return await runGuarded(node, [script, command, ...flags], {
			cwd: userFolder,
			env: { ...environment, N8N_RUNNERS_BROKER_PORT: String(cliBrokerPort) },
		});
	}

	async function withJsonFile<T>(content: unknown, use: (file: string) => Promise<T>): Promise<T> {
		const folder = await mkdtemp(join(environment.TMPDIR ?? userFolder, 'cli-'));
		const file = join(folder, 'data.json');
		await writeFile(file, JSON.stringify(content));
		return await use(file).finally(async () => await rm(folder, { recursive: true, force: true }));
	}

	async function request(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Response> {
		return await fetch(`${address}${path}`, {
			method,
			headers: {
				cookie,
				// n8n closes connections that idle for five seconds, which may cross with a request that is just being sent.
				connection: 'close',
				...(body !== undefined && { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}

	/** n8n's internal API, as the owner; gives what the answer has under `data`. */
	async function rest<T = unknown>(
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	): Promise<T> {
		const response = await request(method, `/rest${path}`, body, headers);
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} /rest${path}: ${response.status} ${text.slice(0, 2_000)}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	/** Static files of n8n, such as /types/nodes.json. */
	async function file<T>(path: string): Promise<T> {
		const response = await request('GET', path);
		if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
		return (await response.json()) as T;
	}

	async function logIn(): Promise<void> {
		const setUp = await request('POST', '/rest/owner/setup', owner);
		const response = setUp.ok
			? setUp
			: await request('POST', '/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
		if (!response.ok) throw new Error(`logging in: ${response.status} ${await response.text()}`);
		cookie = response.headers
			.getSetCookie()
			.map((text) => text.split(';')[0])
			.join('; ');
	}

	/** One process for each of us: n8n itself or, in queue mode, a worker. */
	async function launch(args: readonly string[], ready: string): Promise<void> {
		server = startGuarded(node, [...(options.nodeArguments ?? []), script, ...args], {
			cwd: userFolder,
			env: environment,
			onOutput: options.onOutput,
		});
		await untilPrinted(server, ready, `n8n ${args[0]}`);
	}

	async function start(): Promise<void> {
		await launch(['start'], 'Editor is now accessible');
		await logIn();
	}

	async function endServer(end: (running: GuardedProcess) => Promise<void>): Promise<void> {
		if (server === undefined) return;
		const running = server;
		server = undefined;
		await end(running);
		earlierLogs.push(running.output());
	}

	async function whileIn(
		statuses: readonly string[],
		executionId: string,
		timeoutMs: number,
	): Promise<{ status: string; data: string }> {
		const deadline = Date.now() + timeoutMs;
		for (let pause = 50; ; pause = Math.min(pause * 1.5, 1_000)) {
			const answer = await rest<{ status: string; data: string }>('GET', `/executions/${executionId}`);
			if (!statuses.includes(answer.status)) return answer;
			if (Date.now() > deadline) throw new Error(`execution ${executionId} is still ${answer.status}`);
			await sleep(pause);
		}
	}

	async function waitFor(executionId: string, timeoutMs = patienceMs): Promise<Execution> {
		const { status, data } = await whileIn(['new', 'running', 'waiting'], executionId, timeoutMs);
		return { id: executionId, status, ...resultOf(unflatten(data)) };
	}

	return {
		address,
		userFolder,
		manners,
		start,

		/** Instead of `start`, in queue mode: a worker that runs so many executions at a time. */
		async startWorker(concurrency: number): Promise<void> {
			await launch(['worker', `--concurrency=${concurrency}`], 'n8n worker is now ready');
		},

		rest,
		file,
		waitFor,

		/** All executions of a workflow, once they have ended. */
		async executionsOf(workflowId: string): Promise<Execution[]> {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const { results } = await rest<{ results: Array<{ id: string }> }>('GET', `/executions?filter=${filter}`);
			return await Promise.all(results.map(async ({ id }) => await waitFor(id)));
		},

		/** Until a node has put the execution to sleep and n8n can be told to wake it up. */
		async waitUntilWaiting(executionId: string): Promise<void> {
			const { status } = await whileIn(['new', 'running'], executionId, patienceMs);
			if (status !== 'waiting') throw new Error(`execution ${executionId} did not wait: ${status}`);
		},

		/** Saves a credential in the running n8n and gives its ID; by n8n's command line it takes another process. */
		async createCredential({ name, type, data }: CredentialJson): Promise<string> {
			const { id } = await rest<{ id: string }>('POST', '/credentials', { name, type, data });
			return id;
		},

		/** With the IDs that they have. */
		async importCredentials(list: CredentialJson[]): Promise<void> {
			await withJsonFile(list, async (input) => await cli('import:credentials', `--input=${input}`));
		},

		async importWorkflows(list: WorkflowJson[]): Promise<void> {
			await withJsonFile(list, async (input) => await cli('import:workflow', `--input=${input}`));
		},

		/** The decrypted data of a credential as n8n stored it last: its tokens, after a refresh. */
		async exportCredentials(id: string): Promise<Record<string, unknown>> {
			return await withJsonFile([], async (output) => {
				await cli('export:credentials', `--id=${id}`, '--decrypted', `--output=${output}`);
				const [credential] = JSON.parse(await readFile(output, 'utf8')) as CredentialJson[];
				return credential.data;
			});
		},

		/** Saves a workflow in the running n8n and gives its ID. */
		async createWorkflow(workflow: WorkflowJson): Promise<string> {
			const { id } = await rest<{ id: string }>('POST', '/workflows', { active: false, ...workflow, id: undefined });
			return id;
		},

		/** Makes what is saved of a workflow its published version, and waits until its trigger is live. */
		async publishWorkflow(workflowId: string): Promise<void> {
			const { versionId } = await rest<{ versionId: string }>('GET', `/workflows/${workflowId}`);
			await rest('POST', `/workflows/${workflowId}/activate`, { versionId });
			for (const deadline = Date.now() + patienceMs; manners.publishesLater; await sleep(50)) {
				const { status } = await rest<{ status: string }>('GET', `/workflows/${workflowId}/publication-status`);
				if (status === 'published') return;
				if (status === 'failed' || Date.now() > deadline)
					throw new Error(`publishing workflow ${workflowId}: ${status}\n${server?.output().slice(-2_000)}`);
			}
		},

		/** Runs a workflow in the running n8n, as somebody does who presses Execute, and waits for its end. */
		async execute(workflowId: string, { timeoutMs = patienceMs } = {}): Promise<Execution> {
			const starting = this.startExecution(workflowId).catch(async (error: Error) => {
				if (manners.refusesIncompleteWorkflows && /has issues/.test(error.message)) return undefined;
				return await Promise.reject(error);
			});
			const id = await starting;
			return id === undefined
				? { status: 'error', error: { message: 'The workflow has issues' }, runData: {} }
				: await waitFor(id, timeoutMs);
		},

		/**
		 * The same without waiting; gives the execution's ID.
		 * @param editor the open editor that it is started from, as `openEditor` gives it
		 */
		async startExecution(workflowId: string, editor?: OpenEditor): Promise<string> {
			const workflow = await rest<WorkflowJson>('GET', `/workflows/${workflowId}`);
			const trigger = workflow.nodes.find(({ type }) => /trigger$/i.test(type));
			if (trigger === undefined) throw new Error(`workflow ${workflowId} has no trigger`);
			const { executionId } = await rest<{ executionId: string }>(
				'POST',
				`/workflows/${workflowId}/run`,
				manners.runRequest(workflow, trigger.name),
				editor && { 'push-ref': editor.pushRef },
			);
			return executionId;
		},

		/** As much of an open editor as hears what n8n sends it; n8n must be started with N8N_PUSH_BACKEND=sse. */
		async openEditor(pushRef: string): Promise<OpenEditor> {
			const closing = new AbortController();
			const { body } = await fetch(`${address}/rest/push?pushRef=${pushRef}`, {
				headers: { cookie, origin: address },
				signal: closing.signal,
			});
			let received = '';
			const listening = (async () => {
				for await (const chunk of body as unknown as AsyncIterable<Uint8Array>)
					received += Buffer.from(chunk).toString('utf8');
			})().catch(() => undefined);
			return {
				pushRef,
				received: () => received,
				async close() {
					closing.abort();
					await listening;
				},
			};
		},

		/** Runs a workflow by n8n's command line, in a process of its own. */
		async executeByCli(workflowId: string): Promise<Execution> {
			// n8n exits before a pipe has taken all that it printed, if the reader is busy; a file takes it at once.
			const file = join(environment.TMPDIR ?? userFolder, `execution-of-${workflowId}.txt`);
			const command = [node, script, 'execute', `--id=${workflowId}`, '--rawOutput'];
			await startGuarded('sh', ['-c', 'exec "$@" > "$0" 2>&1', file, ...command], {
				cwd: userFolder,
				env: { ...environment, N8N_RUNNERS_BROKER_PORT: String(cliBrokerPort) },
			}).ended;
			const output = await readFile(file, 'utf8');
			await rm(file);
			const json = /^\{\n[\s\S]*?^\}$/m.exec(output)?.[0];
			if (json === undefined) throw new Error(`n8n execute printed no result\n${output.slice(-4_000)}`);
			const { status, data } = JSON.parse(json) as { status: string; data: StoredRun };
			return { status, ...resultOf(data) };
		},

		/** n8n's own process, without those that it starts; only while the server runs. */
		async pid(): Promise<number> {
			if (server === undefined) throw new Error('n8n does not run');
			return await server.pid;
		},

		logs: () => [...earlierLogs, server?.output() ?? ''].join(''),

		/** Stops the server, if it runs, and deletes the folder if it was ours. */
		async stop(): Promise<void> {
			await endServer(async (running) => await running.stop());
			await deleteFolder();
		},

		/** Stops the server but keeps the folder, so that it can be started again. */
		async shutDown(): Promise<void> {
			await endServer(async (running) => await running.stop());
		},

		/** Ends the server as a crash does; the folder stays. */
		async kill(): Promise<void> {
			await endServer(async (running) => await running.kill());
		},
	};
}

interface StoredRun {
	resultData: { runData: Record<string, NodeRun[]>; error?: ExecutionError };
}

const resultOf = ({ resultData }: StoredRun) => ({ runData: resultData.runData, error: resultData.error });

/** n8n stores a run as one flat array in which equal parts stand once; its own library reads it. */
const flattedOf = (script: string) => createRequire(script)('flatted') as { parse: (text: string) => StoredRun };

async function folderIn(parent: string, name: string): Promise<string> {
	const folder = join(parent, name);
	await mkdir(folder, { recursive: true });
	return folder;
}

/** As n8n's CommunityPackagesService.downloadPackage does it, npm's download aside. */
async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = await folderIn(userFolder, '.n8n/nodes');
	const unpacked = await folderIn(nodes, 'node_modules/.unpacked');
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Record<string, unknown> & {
		name: string;
		version: string;
	};
	for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[field];
	await writeFile(join(unpacked, 'package.json'), JSON.stringify(manifest, null, 2));
	const target = join(nodes, 'node_modules', manifest.name);
	await rm(target, { recursive: true, force: true });
	await run('mv', [unpacked, target]);
	const ledger = { name: 'installed-nodes', private: true, dependencies: { [manifest.name]: manifest.version } };
	await writeFile(join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
}
