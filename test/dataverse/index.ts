/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import type { RequestListener } from 'node:http';

import { Clock } from '../loopback/clock';
import type { Bugs } from '../loopback/reply';
import { Random } from '../loopback/random';
import { Access } from './access';
import { customerInsightsTables, usualColumns, type ProfileColumn } from './customerInsights';
import { Entra } from './entra';
import { Faults } from './faults';
import { People, type PeopleSeed } from './people';
import { documentedLimits, Protection, type Limits } from './protection';
import { RequestLog, type LoggedRequest } from './requestLog';
import { listenerOf } from './server';
import { defaultSwitches, type Switches } from './switches';
import { systemAttributes, type Table } from './tables';

export type { Role } from './access';
export type { ProfileColumn } from './customerInsights';
export type { EntraApp, TokenAnswer } from './entra';
export type { Fault, FaultKind, Interference } from './faults';
export type { People, PeopleSeed, SegmentSeed, Value, Values } from './people';
export type { Limits } from './protection';
export type { LoggedRequest } from './requestLog';
export { defaultSwitches, type Switches } from './switches';

export interface DataverseOptions {
	/** Of the environment. */
	host?: string;
	/** Of the sign-in. */
	authHost?: string;
	tenantId?: string;
	seed?: number;
	customers?: PeopleSeed;
	/** Contacts of business accounts. */
	contacts?: PeopleSeed;
	/** Columns of the profile beside the usual ones. */
	columns?: readonly ProfileColumn[];
	switches?: Partial<Switches>;
	limits?: Partial<Limits>;
	/** How long a request for data takes to answer: 0 when left out. */
	latencyMs?: number | ((request: LoggedRequest) => number);
	/** What a request is charged for towards the limit of execution time: what it took when left out. */
	executionMs?: (request: LoggedRequest) => number;
}

/** Dataverse with Customer Insights - Data, and the sign-in at Microsoft Entra: read only, on nobody's real host. */
export interface Dataverse {
	readonly environmentUrl: string;
	/** For `neighbours` of `startSimulator`: who answers for which host. */
	readonly listeners: Readonly<Record<string, RequestListener>>;
	readonly entra: Entra;
	readonly access: Access;
	readonly customers: People;
	readonly contacts: People;
	readonly requests: RequestLog;
	readonly faults: Faults;
	readonly protection: Protection;
	readonly switches: Switches;
	readonly clock: Clock;
	/** The environment's tables; may be taken out, and their attributes too. */
	readonly tables: Map<string, Table>;
	/** Takes a column from a table, as a new unification does. */
	dropColumn(table: string, column: string): void;
	/** Takes every table of Customer Insights away, as if it had never been connected to this environment. */
	disconnectCustomerInsights(): void;
	/** An app with its application user in the environment, as a n8n credential's data. */
	addConnectedApp(): { environmentUrl: string; tenantId: string; clientId: string; clientSecret: string };
	/** Throws if the simulator itself broke. */
	close(): void;
}

const nobody: PeopleSeed = { count: 0, segments: [] };

export function createDataverse(options: DataverseOptions = {}): Dataverse {
	const { host = 'org.crm.dynamics.com', authHost = 'login.microsoftonline.com', seed = 1, latencyMs = 0 } = options;
	const switches: Switches = { ...defaultSwitches, ...options.switches };
	const environmentUrl = `https://${host}`;
	const hosts = [host, host.replace('.', '.api.')];
	const clock = new Clock();
	const customers = new People(options.customers ?? nobody, seed * 2);
	const contacts = new People(options.contacts ?? nobody, seed * 2 + 1);
	const columns = [...usualColumns, ...(options.columns ?? [])];
	const own = customerInsightsTables({ customers, contacts, switches, columns });
	const tables = new Map([...otherTables(), ...own].map((table) => [table.logicalName, table]));
	const bugs: Bugs = [];
	const entra = new Entra(
		options.tenantId ?? '3f6a2d10-8c1b-4f0e-a5d7-9b1c2d3e4f50',
		new Set(hosts.map((one) => `https://${one}`)),
		clock,
		switches,
	);
	const access = new Access(switches);
	const protection = new Protection({ ...documentedLimits, ...options.limits }, clock);
	const requests = new RequestLog();
	const faults = new Faults(new Random(seed));
	const listener = listenerOf({
		authHost,
		entra,
		access,
		protection,
		requests,
		faults,
		switches,
		clock,
		bugs,
		tables: () => [...tables.values()],
		latencyMs: typeof latencyMs === 'function' ? latencyMs : () => latencyMs,
		executionMs: options.executionMs,
	});
	return {
		environmentUrl,
		listeners: Object.fromEntries([...hosts, authHost].map((one) => [one, listener])),
		entra,
		access,
		customers,
		contacts,
		requests,
		faults,
		protection,
		switches,
		clock,
		tables,
		dropColumn(table, column) {
			const held = tables.get(table);
			if (held) held.attributes = held.attributes.filter(({ logicalName }) => logicalName !== column);
		},
		disconnectCustomerInsights() {
			for (const { logicalName } of own) tables.delete(logicalName);
		},
		addConnectedApp() {
			const { clientId, clientSecret } = entra.addApp();
			access.addUser(clientId);
			return { environmentUrl, tenantId: entra.tenantId, clientId, clientSecret };
		},
		close() {
			clock.close();
			if (bugs.length > 0) throw new AggregateError(bugs, 'The simulator of Dataverse itself broke');
		},
	};
}

/** What every environment has, without rows here. */
function otherTables(): Table[] {
	return ['account', 'contact'].map((logicalName) => ({
		logicalName,
		entitySet: `${logicalName}s`,
		type: 'Standard' as const,
		label: logicalName === 'account' ? 'Account' : 'Contact',
		primaryId: `${logicalName}id`,
		primaryName: logicalName === 'account' ? 'name' : 'fullname',
		attributes: systemAttributes('Standard', `${logicalName}id`),
		rows: { length: 0, exists: () => false, cell: () => null },
	}));
}
