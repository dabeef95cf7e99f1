/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { ApiError, type Bugs, type Reply, replyFor } from '../loopback/reply';
import type { Clock } from '../loopback/clock';
import { untilAnswered, wireFaultOf } from '../loopback/requestFaults';
import { send } from '../loopback/send';
import type { Access } from './access';
import type { Entra, Grant } from './entra';
import { answerSignIn } from './entraRoutes';
import { olderShape, methodNotAllowed, notSupported, noSuchTable, refusal } from './errors';
import { replyOf, type Fault, type Faults } from './faults';
import { metadataAnswer } from './metadata';
import { pageOf } from './pages';
import type { Protection } from './protection';
import type { LoggedRequest, RequestLog } from './requestLog';
import type { Switches } from './switches';
import type { Table } from './tables';

export interface ServerParts {
	authHost: string;
	entra: Entra;
	access: Access;
	protection: Protection;
	requests: RequestLog;
	faults: Faults;
	switches: Switches;
	clock: Clock;
	bugs: Bugs;
	tables: () => readonly Table[];
	/** How long a request takes to answer. */
	latencyMs: (request: LoggedRequest) => number;
	/** What it is charged for towards the limit of execution time; what it took where left out. */
	executionMs?: (request: LoggedRequest) => number;
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/overview */
const longestUrl = 32_768;
const largestForm = 65_536;

/** What the environment and the sign-in answer, for each of their hosts. */
export function listenerOf(parts: ServerParts): RequestListener {
	return (request, response) => {
		void serve(request, response, parts).catch((error: unknown) => {
			parts.bugs.push(error);
			response.destroy();
		});
	};
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: ServerParts): Promise<void> {
	const { requests, faults, clock, entra } = parts;
	const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
	const [path, query = ''] = (request.url ?? '/').split(/\?(.*)/s);
	const method = request.method ?? '';
	const table = /^\/api\/data\/v9\.\d\/(\w+)/.exec(path)?.[1];
	const prefer = request.headers.prefer === undefined ? undefined : String(request.headers.prefer);
	const entry = requests.open({ at: clock.now(), host, method, path, query, table, prefer });
	try {
		const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
		const clientId = entra.grantOf(token)?.clientId;
		const fault = faults.meets({ number: entry.number, host, method, path, query, clientId }) as Fault | undefined;
		if (fault?.kind === 'resetBefore') return void request.socket.destroy();
		const form = await formOf(request);
		const grant = entra.grantOf(token);
		const reply = await answer({ entry, grant, fault, form, request }, parts);
		const wireFault = wireFaultOf(fault?.kind);
		if (wireFault === 'slow') await untilAnswered(fault);
		entry.bytes = reply.pieces?.[0].length ?? 0;
		entry.status = send(response, reply, wireFault);
	} finally {
		requests.closed(entry);
	}
}

interface Arrived {
	entry: LoggedRequest;
	grant: Grant | undefined;
	fault: Fault | undefined;
	form: URLSearchParams;
	request: IncomingMessage;
}

async function answer(arrived: Arrived, parts: ServerParts): Promise<Reply> {
	const { entry, form, request, fault } = arrived;
	try {
		const instead = fault && replyOf(fault, entry.table ?? '');
		if (instead) return instead;
		if (entry.host !== parts.authHost) return withVersion(await answerData(arrived, parts));
		const { method, path, query } = entry;
		const { authorization } = request.headers;
		return answerSignIn(
			{ method, path, query: new URLSearchParams(query), form, authorization },
			parts.entra,
			parts.bugs,
		);
	} catch (error) {
		return replyFor(error, parts.bugs);
	}
}

/** Token, then service protection, then membership, then rights: as far as the request gets. */
async function answerData({ entry, grant, fault, request }: Arrived, parts: ServerParts): Promise<Reply> {
	const { access, protection } = parts;
	const origin = `https://${entry.host}`;
	if (!grant || !isFor(grant, entry.host)) return unauthorized(origin, parts);
	const user = grant.principal.name;
	const remaining = protection.admit(user);
	protection.begin(user);
	const start = performance.now();
	try {
		const latency = parts.latencyMs(entry);
		if (latency > 0) await sleep(latency);
		access.idOf(user);
		if (entry.method !== 'GET') throw methodNotAllowed(entry.method);
		if ((request.url ?? '').length + origin.length > longestUrl)
			return { status: 414, text: 'URI Too Long', type: 'text/plain', headers: remaining };
		const reply = answerQuery(entry, user, fault, parts);
		return { ...reply, headers: { ...remaining, ...reply.headers } };
	} finally {
		protection.end(user, parts.executionMs?.(entry) ?? performance.now() - start);
	}
}

function answerQuery(entry: LoggedRequest, user: string, fault: Fault | undefined, parts: ServerParts): Reply {
	const { access, switches } = parts;
	const [, base = '', resource = ''] = /^(\/api\/data\/v9\.\d\/)(.+)$/.exec(decodeURIComponent(entry.path)) ?? [];
	const origin = `https://${entry.host}`;
	if (resource === 'WhoAmI' || resource === 'WhoAmI()')
		return {
			status: 200,
			json: {
				'@odata.context': `${origin}${base}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
				BusinessUnitId: '2c7a9f10-5f0e-4a8d-9c31-0e1d2c3b4a59',
				UserId: access.idOf(user),
				OrganizationId: '7b0d6b3c-3a51-4f0e-9d64-0a4f2f2f6b11',
			},
		};
	if (resource.startsWith('EntityDefinitions')) {
		access.checkReads(user, 'entity');
		const query = new URLSearchParams(entry.query);
		try {
			return { status: 200, json: metadataAnswer(`${origin}${base}`, resource, query, parts.tables(), switches) };
		} catch (error) {
			throw error instanceof ApiError && switches.metadataErrors === 'v3' ? olderShape(error) : error;
		}
	}
	if (/^\w+\(/.test(resource)) throw notSupported('The simulator gives lists of rows only.');
	const table = parts.tables().find(({ entitySet }) => entitySet === resource);
	if (!table) throw noSuchTable(resource);
	access.checkReads(user, table.logicalName);
	const asked = { origin, path: entry.path, query: entry.query, prefer: entry.prefer };
	const page = pageOf(asked, table, switches, fault?.kind);
	entry.rows = page.rows;
	return {
		status: 200,
		pieces: [page.body],
		headers: { ...(page.preferenceApplied !== undefined && { 'preference-applied': page.preferenceApplied }) },
	};
}

/** `org.api.crm…` is the same environment as `org.crm…`. */
function isFor(grant: Grant, host: string): boolean {
	return new URL(grant.audience).host.replace('.api.', '.') === host.replace('.api.', '.');
}

function unauthorized(origin: string, { switches, entra, authHost }: ServerParts): Reply {
	const { reply } = refusal(401, '0x8005F101', 'The token is not valid for this environment, or has expired.', {
		'www-authenticate': `Bearer authorization_uri=https://${authHost}/${entra.tenantId}/oauth2/authorize, resource_id=${origin}/`,
	});
	return switches.endedToken === 'json' ? reply : { status: reply.status, headers: reply.headers };
}

function withVersion(reply: Reply): Reply {
	return {
		...reply,
		type: reply.type ?? 'application/json; odata.metadata=minimal',
		headers: { 'odata-version': '4.0', ...reply.headers },
	};
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	for await (const piece of request as AsyncIterable<Buffer>) {
		bytes += piece.length;
		if (bytes <= largestForm) pieces.push(piece);
	}
	return new URLSearchParams(Buffer.concat(pieces).toString());
}
