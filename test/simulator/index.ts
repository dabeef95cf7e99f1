/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Account } from './account';
import { accountRoutes } from './accountInfo';
import { ActivityQueue, type ActivityKind, type Latency } from './activities';
import { activityRoutes } from './activityRoutes';
import { Clock } from '../loopback/clock';
import { exportRoutes } from './contactExports';
import { contactRoutes } from './contacts';
import { customFieldRoutes } from './customFields';
import type { Bugs } from '../loopback/reply';
import { Faults } from './faults';
import { Ids } from './ids';
import { importRoutes } from './imports';
import { listRoutes } from './lists';
import { membershipRoutes } from './memberships';
import { OAuth } from './oauth';
import { startProxy, type Proxy } from '../loopback/proxy';
import { Random } from '../loopback/random';
import { documentedLimits, RateLimits, type Limits } from './rateLimits';
import { startNearDoor, type NearDoor } from '../loopback/nearDoor';
import { startNeighbours, type Neighbours } from '../loopback/neighbours';
import { RequestLog } from './requestLog';
import { segmentRoutes } from './segments';
import { listenerOf, startServer } from './server';
import { createService, type Service } from './service';
import { UpdateGuard } from './signUpAbuse';
import { signUpRoutes } from './signUpForm';
import { defaultSwitches, type Switches } from './switches';
import { tagRoutes } from './tags';
import { apiHost, authHost } from './hosts';
import { certificatesFor } from '../loopback/tls';

export type { Account } from './account';
export type { Activity, ActivityKind, ActivityQueue, ActivityState, Latency } from './activities';
export type { Clock } from '../loopback/clock';
export type { Permission, Values } from './contact';
export type { ActivityFate, ArrivingRequest, Fault, FaultKind, Faults, Interference } from './faults';
export type { OAuth } from './oauth';
export type { Client, TokenAnswer } from './oauthTypes';
export type { Limits, RateLimits } from './rateLimits';
export type { LoggedRequest, RequestLog } from './requestLog';
export type { ContactList, CustomField, CustomFieldType, Segment, Tag } from './records';
export type { ContactSeed, ContactView } from './seeding';
export { defaultSwitches, documentedSwitches, type Switches } from './switches';

/** Quick enough for tests, and never in order. */
export const testLatency: Latency = { minMs: 20, maxMs: 120 };
/** What a person watching would believe. */
export const demoLatency: Latency = { minMs: 1_500, maxMs: 6_000 };

export interface SimulatorOptions {
	seed?: number;
	/** Of the proxy; free when left out. */
	port?: number;
	limits?: Partial<Limits>;
	latency?: Latency | ((kind: ActivityKind, number: number) => number);
	switches?: Partial<Switches>;
	/**
	 * Other services that a workflow speaks to beside Constant Contact, by their real host names: reached through the
	 * same proxy.
	 */
	neighbours?: Readonly<Record<string, RequestListener>>;
}

export interface Simulator {
	readonly proxyUrl: string;
	/** Of all hosts on loopback, without TLS and without the proxy. */
	readonly nearPort: number;
	/** PEM file in a folder of its own, removed at close. */
	readonly caFile: string;
	readonly caPem: string;
	/** For child processes: Node and n8n find the simulator by these. */
	environment(): Record<string, string>;
	/** What answers, without a socket before it. */
	readonly service: Service;
	readonly account: Account;
	readonly activities: ActivityQueue;
	readonly oauth: OAuth;
	readonly rateLimits: RateLimits;
	readonly requests: RequestLog;
	readonly faults: Faults;
	readonly switches: Switches;
	readonly clock: Clock;
	/** Host names that are played, those of neighbours among them. */
	readonly hosts: readonly string[];
	/** Hosts somebody wanted to reach through the proxy and was not let through to. */
	readonly refusedHosts: readonly string[];
	close(): Promise<void>;
}

/** Constant Contact's V3 API and OAuth server on loopback, held to what docs/constant-contact.md knows of them. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const seed = options.seed ?? 1;
	const switches: Switches = { ...defaultSwitches, ...options.switches };
	const limits: Limits = { ...documentedLimits, ...options.limits };
	const clock = new Clock();
	const ids = new Ids(seed);
	const faults = new Faults(new Random(seed + 1));
	const account = new Account(ids, clock, switches);
	const bugs: Bugs = [];
	const parts = { bugs, ids, clock, switches, limits, random: new Random(seed), faults: faults.activities };
	const activities = new ActivityQueue(parts, options.latency ?? testLatency);
	const oauth = new OAuth(clock, switches);
	const rateLimits = new RateLimits(limits, clock, switches);
	const requests = new RequestLog();
	const guard = new UpdateGuard(clock, switches);
	const world = { account, activities, switches, clock };
	const routes = [
		...importRoutes(world, guard),
		...exportRoutes(world),
		...membershipRoutes(world),
		...listRoutes(world),
		...signUpRoutes(world, guard),
		...contactRoutes(world),
		...customFieldRoutes(world),
		...tagRoutes(world),
		...segmentRoutes(world),
		...accountRoutes(world),
		...activityRoutes(world),
	];

	const pems = await certificatesFor([apiHost, authHost]);
	const folder = await mkdtemp(path.join(tmpdir(), 'constant-contact-simulator-'));
	const caFile = path.join(folder, 'ca.pem');
	await writeFile(caFile, pems.caPem);
	const service = createService({ routes, oauth, limits: rateLimits, requests, faults, bugs });
	const listener = listenerOf({ service, requests, bugs });
	const server = await startServer(pems, listener);
	const removeFolder = async () => await rm(folder, { recursive: true, force: true });
	let nearDoor: NearDoor | undefined;
	let neighbours: Neighbours | undefined;
	let proxy: Proxy | undefined;
	const closeServers = async () =>
		await Promise.all([server.close(), nearDoor?.close(), neighbours?.close(), removeFolder()]);
	try {
		nearDoor = await startNearDoor(
			new Map([[apiHost, listener], [authHost, listener], ...Object.entries(options.neighbours ?? {})]),
		);
		neighbours = await startNeighbours(options.neighbours ?? {});
		proxy = await startProxy(
			new Map([[apiHost, server.port], [authHost, server.port], ...neighbours.ports]),
			options.port,
		);
	} finally {
		if (!proxy) await closeServers();
	}
	const { close: closeProxy, refused: refusedHosts } = proxy;
	const proxyUrl = `http://127.0.0.1:${proxy.port}`;

	return {
		proxyUrl,
		nearPort: nearDoor.port,
		caFile,
		caPem: pems.caPem,
		service,
		account,
		activities,
		oauth,
		rateLimits,
		requests,
		faults,
		switches,
		clock,
		hosts: [apiHost, authHost, ...neighbours.ports.keys()],
		refusedHosts,
		environment: () => ({ HTTPS_PROXY: proxyUrl, NODE_EXTRA_CA_CERTS: caFile, NO_PROXY: '127.0.0.1,localhost' }),
		close: async () => {
			clock.close();
			await closeProxy();
			await closeServers();
			if (bugs.length > 0) throw new AggregateError(bugs, 'The simulator itself broke');
		},
	};
}
