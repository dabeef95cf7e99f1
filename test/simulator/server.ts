/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Bugs, type Reply, replyFor } from '../loopback/reply';
import {
	forbidden,
	gatewayForbidden,
	methodNotAllowed,
	notFound,
	quotaExceeded,
	throttled,
	unauthorized,
} from './errors';
import { replyOf, type Fault, type Faults } from './faults';
import type { Route } from './http';
import type { OAuth } from './oauth';
import type { Grant } from './oauthTypes';
import { answerAuth } from './oauthRoutes';
import type { RateLimits } from './rateLimits';
import { wireFaultOf } from '../loopback/requestFaults';
import type { LoggedRequest, RequestLog } from './requestLog';
import { send } from '../loopback/send';
import { apiHost, authHost } from './hosts';
import type { Certificates } from '../loopback/tls';

const mostBodyBytes = '256mb';

export interface ServerParts {
	certificates: Certificates;
	routes: Route[];
	oauth: OAuth;
	limits: RateLimits;
	requests: RequestLog;
	faults: Faults;
	bugs: Bugs;
}

/** What is known about a request from its head alone, at the moment it arrives. */
interface Arrival {
	entry: LoggedRequest;
	grant: Grant | undefined;
	verdict: 'throttled' | 'quotaExceeded' | undefined;
	fault: Fault | undefined;
}

export interface RunningServer {
	port: number;
	close(): Promise<void>;
}

export async function startServer(parts: ServerParts): Promise<RunningServer> {
	const arrivals = new WeakMap<IncomingMessage, Arrival>();
	const api = apiApp(parts, arrivals);
	const auth = authApp(parts, arrivals);
	const { chainPem, keyPem } = parts.certificates;
	const server = https.createServer({ cert: chainPem, key: keyPem });
	// As long as usual gateways keep a connection; Node's 5 s would reset clients that poll more slowly.
	server.keepAliveTimeout = 75_000;

	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		const arrival = arrive(request, parts);
		if (!arrival) {
			request.socket.destroy();
			return;
		}
		arrivals.set(request, arrival);
		(arrival.entry.host === authHost ? auth : api)(request, response);
	});

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

/** Limits are judged here, before the body: what counts is when the request reached the server. */
function arrive(request: IncomingMessage, parts: ServerParts): Arrival | undefined {
	const at = performance.now();
	const { oauth, requests, limits, faults } = parts;
	const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
	const method = request.method ?? '';
	const url = request.url ?? '/';
	const cut = url.indexOf('?');
	const path = cut === -1 ? url : url.slice(0, cut);
	const query = cut === -1 ? '' : url.slice(cut + 1);
	const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const grantNow = () => (host === apiHost && token !== undefined ? oauth.grantOf(token) : undefined);
	const entry = requests.open({ at, host, method, path, query, clientId: grantNow()?.clientId });
	const fault = faults.meets({ number: entry.number, host, method, path, query, clientId: entry.clientId });
	if (fault?.kind === 'resetBefore') {
		requests.closed(entry);
		return undefined;
	}
	const isApi = host === apiHost && path.startsWith('/v3/');
	// Those who heard of the request may have ended the access.
	const grant = grantNow();
	return { entry, grant, fault, verdict: isApi && grant ? limits.judge(grant.clientId, at) : undefined };
}

type Answer = (request: Request, arrival: Arrival) => Reply | Promise<Reply>;

/** Runs what makes the answer, and lets the request's fault damage it on the way out. */
function answering(parts: ServerParts, arrivals: WeakMap<IncomingMessage, Arrival>, answer: Answer) {
	return async (request: Request, response: Response): Promise<void> => {
		const arrival = arrivals.get(request);
		if (!arrival) throw new Error('A request that never arrived');
		const { entry, fault } = arrival;
		entry.bytes = bodyOf(request).length;
		let reply = fault && replyOf(fault);
		if (!reply) {
			try {
				reply = await answer(request, arrival);
			} catch (error) {
				reply = replyFor(error, parts.bugs);
			}
		}
		if (fault?.kind === 'slow') await sleep(fault.delayMs ?? 1_000);
		entry.status = send(response, reply, wireFaultOf(fault?.kind));
		parts.requests.closed(entry);
	};
}

/**
 * Clients that are killed in the middle of an upload are none of the simulator's business; anything else is a bug of
 * it.
 */
function cutOff(parts: ServerParts): ErrorRequestHandler {
	return (error: { type?: string }, _request, response, next) => {
		if (error.type === 'request.aborted') {
			response.socket?.destroy();
			return;
		}
		parts.bugs.push(error);
		next(error);
	};
}

function bodyOf(request: Request): Buffer {
	return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function bareApp() {
	const app = express();
	app.disable('x-powered-by').disable('etag');
	app.use(express.raw({ type: () => true, limit: mostBodyBytes }));
	return app;
}

function apiApp(parts: ServerParts, arrivals: WeakMap<IncomingMessage, Arrival>) {
	const app = bareApp();
	const paths = new Set<string>();
	for (const route of parts.routes) {
		app[route.method](
			`/v3${route.path}`,
			answering(parts, arrivals, async (request, arrival) => {
				const grant = admit(arrival, parts, route);
				return await route.handle({
					params: request.params as Record<string, string>,
					query: new URLSearchParams(arrival.entry.query),
					headers: request.headers,
					body: bodyOf(request),
					grant,
				});
			}),
		);
		paths.add(route.path);
	}
	for (const path of paths) {
		app.all(
			`/v3${path}`,
			answering(parts, arrivals, (_request, arrival) => {
				admit(arrival, parts, undefined);
				throw methodNotAllowed();
			}),
		);
	}
	app.use(
		answering(parts, arrivals, (request, arrival) => {
			if (!request.path.startsWith('/v3/') || arrival.entry.host !== apiHost) throw gatewayForbidden();
			admit(arrival, parts, undefined);
			throw notFound();
		}),
	);
	app.use(cutOff(parts));
	return app;
}

/** Token, then limits, then app, scope and privilege. */
function admit(arrival: Arrival, parts: ServerParts, route: Route | undefined): Grant {
	const { grant, verdict } = arrival;
	if (!grant) throw unauthorized();
	if (verdict) throw verdict === 'throttled' ? throttled() : quotaExceeded();
	if (parts.oauth.client(grant.clientId)?.deactivated) throw forbidden('The application is deactivated.');
	if (route?.scope !== undefined && !grant.scopes.includes(route.scope)) throw forbidden('Insufficient scope.');
	if (route?.privilege !== undefined && !grant.privileges.includes(route.privilege))
		throw forbidden('Insufficient user privileges.');
	return grant;
}

function authApp(parts: ServerParts, arrivals: WeakMap<IncomingMessage, Arrival>) {
	const app = bareApp();
	app.use(
		answering(parts, arrivals, (request, { entry }) =>
			answerAuth(
				{
					at: entry.at,
					method: entry.method,
					path: entry.path,
					query: new URLSearchParams(entry.query),
					form: new URLSearchParams(bodyOf(request).toString('utf8')),
					authorization: request.headers.authorization,
				},
				parts.oauth,
				parts.limits,
				parts.bugs,
			),
		),
	);
	app.use(cutOff(parts));
	return app;
}
