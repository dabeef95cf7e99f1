/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { startSimulator } from '../simulator';
import type { LoggedRequest, Simulator } from '../simulator';
import { itemsOf, prepareN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import { installedServices, postgresLogin, startPostgres, startRedis } from './support/services';
import type { Service } from './support/services';
import { until } from './support/processes';
import { connectedCredential, packedTarball, serveCsv, serveJson } from './support/world';
import type { Served } from './support/world';
import { exportWorkflow, exportedNode, fieldsFromColumns } from './support/workflow';
import type { WorkflowJson } from './support/workflow';

const segmentSize = 50_000;
/**
 * People in a segment who are in the one before it as well: two exports, maybe of two workers, import them at the same
 * time.
 */
const shared = 5_000;
/** How many segments a worker runs at a time, so that six of them take both workers. */
const concurrency = 3;

interface Profile {
	email: string;
	firstName: string;
	lastName: string;
}

interface Segment {
	name: string;
	kind: 'file' | 'items';
	profiles: Profile[];
	served: Served;
	listId: string;
}

let simulator: Simulator;
let services: Service[] = [];
let main: N8n;
let workers: N8n[] = [];
let segments: Segment[] = [];
let credential: ReturnType<typeof connectedCredential>;

/** Nobody gets the people of a segment before all have asked for theirs: so they run at the same time on any machine. */
let asked = 0;
let startAllRuns: () => void = () => undefined;
const allHaveAsked = new Promise<void>((resolve) => (startAllRuns = resolve));
async function together<Content>(content: Content): Promise<Content> {
	if (++asked === 2 * concurrency) startAllRuns();
	await allHaveAsked;
	return content;
}

beforeAll(async () => {
	simulator = await startSimulator();
	credential = connectedCredential(simulator);
	segments = await Promise.all(
		Array.from({ length: 6 }, async (_, number): Promise<Segment> => {
			const profiles = people(number * (segmentSize - shared));
			const kind = number < 4 ? 'file' : 'items';
			const csv = csvOf(profiles);
			const served =
				kind === 'file'
					? await serveCsv(async () => await together(csv))
					: await serveJson(async () => await together(profiles));
			return {
				name: `Segment ${number + 1}`,
				kind,
				profiles,
				served,
				listId: simulator.account.addList(`Segment ${number + 1}`).id,
			};
		}),
	);

	const installed = await installedServices();
	services = await startAll(
		[startRedis, startPostgres].map((start) => async () => await start(installed)),
		async (service) => await service.stop(),
	);
	const [redis, postgres] = services;
	const options = {
		tarball: packedTarball(),
		environment: { ...simulator.environment(), ...queueMode(redis, postgres) },
	};
	[main, ...workers] = await startAll(
		Array.from({ length: 3 }, () => async () => await prepareN8n(options)),
		async (n8n) => await n8n.stop(),
	);
	// The first to come makes the tables.
	await main.importCredentials([credential]);
	await Promise.all([main.start(), ...workers.map(async (worker) => await worker.startWorker(concurrency))]);
});

afterAll(async () => {
	await Promise.all([main, ...workers].map(async (n8n) => await n8n?.stop()));
	await Promise.all([
		...services.map(async (service) => await service.stop()),
		...segments.map(async ({ served }) => await served.close()),
	]);
	await simulator?.close();
});

it('six exports of 50,000 at once over two workers, with one credential whose token expires in the middle, put everybody on their list', async () => {
	const workflows = segments.map(workflowFor);
	const ids = await Promise.all(workflows.map(async (workflow) => await main.createWorkflow(workflow)));
	await Promise.all(ids.map(async (id) => await main.publishWorkflow(id)));
	let imports = 0;
	let expiries = 0;
	simulator.requests.onAnswered((entry) => {
		if (!isTakenImport(entry) || ++imports !== 3) return;
		expiries++;
		simulator.oauth.expireAccessTokens();
	});
	const lease = await watchLease(services[0].port);
	// The old refresh token is dead at once, the new one comes when both workers want it: who tries to renew meanwhile
	// would lose the credential. n8n's lease lasts half a minute.
	simulator.faults.add({
		kind: 'slow',
		host: 'authz.constantcontact.com',
		method: 'POST',
		async until() {
			for (let looks = 0; lease.seekers().size < 2 && looks < 200; looks++) await sleep(100);
			await sleep(1_000);
		},
	});
	// Each worker keeps to the 4 requests a second, so that both together may be refused some: here, some are for certain.
	simulator.faults.add({ kind: 'throttled', path: /\/contacts$/, after: 2, times: 3 });

	await Promise.all(
		segments.map(async (_segment, number) => {
			const response = await fetch(`${main.address}/webhook/${pathOf(number)}`, { method: 'POST' });
			expect(response.status).toBe(200);
		}),
	);
	const runs = await Promise.all(ids.map(async (id) => await executionOf(id)));
	const executions = await Promise.all(runs.map(async ({ id }) => await main.waitFor(id)));
	lease.close();

	// No export failed for it.
	expect(simulator.requests.count(({ status }) => status === 429)).toBeGreaterThan(0);
	for (const execution of executions) {
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, exportedNode)).toHaveLength(1);
		expect(itemsOf(execution, exportedNode)[0].json).toMatchObject({
			status: 'completed',
			profiles: {
				read: segmentSize,
				duplicates: 0,
				rejected: 0,
				optedOut: 0,
				deleted: 0,
				sent: segmentSize,
				refused: 0,
			},
		});
	}
	for (const { name, profiles, listId } of segments)
		expect({ name, ...difference(profiles, listId) }).toEqual({ name, missing: [], tooMany: [] });

	// The files came out of the database.
	const files = executions
		.filter((_, number) => segments[number].kind === 'file')
		.map((execution) => itemsOf(execution, 'Profiles')[0].binary?.data.id);
	expect(files).toEqual(Array.from({ length: 4 }, () => expect.stringMatching(/^database:/) as unknown));

	// It was the workers who ran them, three each, and all six at the same time.
	const byWorker = workers.map((worker) => executionsIn(worker.logs(), 'Worker finished execution'));
	expect(byWorker.map((finished) => finished.length)).toEqual([concurrency, concurrency]);
	expect(byWorker.flat().sort()).toEqual(runs.map(({ id }) => id).sort());
	const ends = await Promise.all(ids.map(async (id) => await executionOf(id)));
	expect(Math.max(...ends.map(({ startedAt }) => Date.parse(startedAt)))).toBeLessThan(
		Math.min(...ends.map(({ stoppedAt }) => Date.parse(stoppedAt ?? ''))),
	);

	// n8n's lease goes through Redis: of two workers that hold an expired token one renews it, and the other waits and
	// takes the new one.
	expect(expiries).toBe(1);
	expect(simulator.requests.count(({ status }) => status === 401)).toBeGreaterThanOrEqual(2);
	expect(lease.seekers().size).toBe(2);
	expect(simulator.oauth.counters).toMatchObject({ refreshes: 1, refusedRefreshes: 0 });
	const { oauthTokenData } = (await main.exportCredentials(credential.id)) as typeof credential.data;
	expect(oauthTokenData.access_token).not.toBe(credential.data.oauthTokenData.access_token);
	expect(simulator.oauth.grantOf(oauthTokenData.access_token)).toBeDefined();

	// Each body was taken once.
	expect(simulator.requests.count(isTakenImport)).toBe(2 * segments.length);
});

/** So many people, from a number on; the same number is always the same person. */
function people(first: number): Profile[] {
	const names = ['Żaneta', 'Łukasz', 'Zoë', '雨桐', 'Ελένη', 'Jo', 'D’Arcy'];
	return Array.from({ length: segmentSize }, (_, offset) => {
		const number = first + offset;
		return {
			email: `person.${number}@example.com`,
			firstName: names[number % names.length],
			lastName: `Smith, Jr. ${number}`,
		};
	});
}

function csvOf(profiles: readonly Profile[]): string {
	return [
		'email,firstName,lastName',
		...profiles.map(({ email, firstName, lastName }) => `${email},${firstName},"${lastName}"`),
	].join('\r\n');
}

function workflowFor({ name, kind, served, listId }: Segment, number: number): WorkflowJson {
	const workflow = exportWorkflow({
		name,
		trigger: 'webhook',
		source: { url: served.url, asFile: kind === 'file' },
		credential: { id: credential.id, name: credential.name },
		list: { mode: 'list', value: listId },
		fields: fieldsFromColumns({ email: 'email', first_name: 'firstName', last_name: 'lastName' }),
		parameters: kind === 'file' ? { source: 'file', inputBinaryField: 'data' } : {},
	});
	const [webhook] = workflow.nodes;
	// Answered at once; otherwise the caller has to hold the line for the whole export.
	Object.assign(webhook.parameters, { path: pathOf(number), responseMode: 'onReceived' });
	return workflow;
}

const pathOf = (number: number) => `segment-${number + 1}`;

/** As n8n's manual has it: the same for main and workers, one key for the credentials of all. */
function queueMode(redis: Service, postgres: Service): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgresLogin.user,
		DB_POSTGRESDB_DATABASE: postgresLogin.database,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
	};
}

interface Run {
	id: string;
	startedAt: string;
	stoppedAt?: string;
}

/** The one execution of a workflow, as soon as n8n knows it. */
async function executionOf(workflowId: string): Promise<Run> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	let runs: Run[] = [];
	await until(async () => {
		({ results: runs } = await main.rest<{ results: Run[] }>('GET', `/executions?filter=${filter}`));
		return runs.length > 0;
	}, `n8n has an execution of workflow ${workflowId}`);
	return runs[0];
}

function executionsIn(logs: string, event: string): string[] {
	return Array.from(logs.matchAll(new RegExp(`${event} (\\d+)`, 'g')), ([, id]) => id);
}

/** Who asks Redis for n8n's lease on our credential, by their connection. */
async function watchLease(redisPort: number) {
	const key = `:lock:\\d+:${createHash('sha256').update(credential.id).digest('hex')}`;
	const asking = new RegExp(`\\[\\d+ (\\S+)\\] "set" "[^"]*${key}"`, 'gi');
	const socket = connect(redisPort, '127.0.0.1');
	let told = '';
	// Should the test fail before it is closed, Redis ends it.
	socket
		.setEncoding('utf8')
		.on('data', (text: string) => (told += text))
		.on('error', () => {});
	await once(socket, 'connect');
	socket.write('MONITOR\r\n');
	await once(socket, 'data');
	return {
		seekers: () => new Set(Array.from(told.matchAll(asking), ([, client]) => client)),
		close: () => socket.destroy(),
	};
}

const isTakenImport = ({ method, path, status }: LoggedRequest) =>
	method === 'POST' && path.endsWith('/contacts_json_import') && status < 300;

/**
 * The list in Constant Contact against what it has to be, person by person with their names: the first ten of each
 * kind.
 */
function difference(profiles: readonly Profile[], listId: string): { missing: string[]; tooMany: string[] } {
	const wanted = new Set(profiles.map(({ email, firstName, lastName }) => [email, firstName, lastName].join(' | ')));
	const found = new Set<string>();
	for (const address of simulator.account.membersOf(listId)) {
		const contact = simulator.account.contact(address);
		found.add([address, contact?.fields.first_name, contact?.fields.last_name].join(' | '));
	}
	const without = (some: Set<string>, others: Set<string>) =>
		[...some].filter((line) => !others.has(line)).slice(0, 10);
	return { missing: without(wanted, found), tooMany: without(found, wanted) };
}

/** Starts all; if one does not start, the others are stopped and nothing is left over. */
async function startAll<T>(
	starters: ReadonlyArray<() => Promise<T>>,
	stop: (started: T) => Promise<void>,
): Promise<T[]> {
	const settled = await Promise.allSettled(starters.map(async (start) => await start()));
	const started = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
	const failure = settled.find((result) => result.status === 'rejected');
	if (failure === undefined) return started;
	await Promise.all(started.map(stop));
	throw failure.reason;
}
