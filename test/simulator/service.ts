/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import type { IncomingHttpHeaders } from 'node:http';
import { performance } from 'node:perf_hooks';

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
import { apiHost, authHost } from './hosts';
import type { Route } from './http';
import type { OAuth } from './oauth';
import { answerAuth } from './oauthRoutes';
import type { Grant } from './oauthTypes';
import type { RateLimits } from './rateLimits';
import type { LoggedRequest, RequestLog } from './requestLog';
import { createRouting } from './routing';

export interface ServiceParts {
	readonly routes: readonly Route[];
	readonly oauth: OAuth;
	readonly limits: RateLimits;
	readonly requests: RequestLog;
	readonly faults: Faults;
	readonly bugs: Bugs;
}

/** A request's first lines: all that is known of it when it arrives. */
export interface RequestHead {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	/** `host` among them. */
	readonly headers: IncomingHttpHeaders;
}

export interface Arrival {
	readonly entry: LoggedRequest;
	/** What it meets; who carries the answer has to see to a fault of the way. */
	readonly fault: Fault | undefined;
	/** @returns what it is answered; never rejects */
	answer(body: Buffer): Promise<Reply>;
}

/** Both hosts of Constant Contact, whatever way a request comes and its answer goes. */
export interface Service {
	/** Limits are judged here, before the body: what counts is when the request reached the server. */
	arrive(head: RequestHead): Arrival;
}

export function createService(parts: ServiceParts): Service {
	const { oauth, requests, limits, faults, bugs } = parts;
	const routing = createRouting(parts.routes);

	/** Token, then limits, then app, scope and privilege. */
	function admit(
		grant: Grant | undefined,
		verdict: 'throttled' | 'quotaExceeded' | undefined,
		route: Route | undefined,
	): Grant {
		if (!grant) throw unauthorized();
		if (verdict) throw verdict === 'throttled' ? throttled() : quotaExceeded();
		if (oauth.client(grant.clientId)?.deactivated) throw forbidden('The application is deactivated.');
		if (route?.scope !== undefined && !grant.scopes.includes(route.scope)) throw forbidden('Insufficient scope.');
		if (route?.privilege !== undefined && !grant.privileges.includes(route.privilege))
			throw forbidden('Insufficient user privileges.');
		return grant;
	}

	return {
		arrive({ method, url, headers }) {
			const at = performance.now();
			const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
			const cut = url.indexOf('?');
			const path = cut === -1 ? url : url.slice(0, cut);
			const query = cut === -1 ? '' : url.slice(cut + 1);
			const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
			const grantNow = () => (host === apiHost && token !== undefined ? oauth.grantOf(token) : undefined);
			const entry = requests.open({ at, host, method, path, query, clientId: grantNow()?.clientId });
			const fault = faults.meets({ number: entry.number, host, method, path, query, clientId: entry.clientId });
			if (fault?.kind === 'resetBefore') return { entry, fault, answer: async () => ({ status: 0 }) };
			const isApi = host === apiHost && path.startsWith('/v3/');
			// Those who heard of the request may have ended the access.
			const grant = grantNow();
			const verdict = isApi && grant ? limits.judge(grant.clientId, at) : undefined;

			async function answerOfApi(body: Buffer): Promise<Reply> {
				if (!isApi) throw gatewayForbidden();
				const found = routing.find(method, path.slice('/v3'.length));
				const admitted = admit(grant, verdict, typeof found === 'object' ? found.route : undefined);
				if (found === 'unknown') throw notFound();
				if (found === 'otherMethod') throw methodNotAllowed();
				const { route, params } = found;
				return await route.handle({ params, query: new URLSearchParams(query), headers, body, grant: admitted });
			}

			const answerOfAuth = (body: Buffer) =>
				answerAuth(
					{
						at,
						method,
						path,
						query: new URLSearchParams(query),
						form: new URLSearchParams(body.toString('utf8')),
						authorization: headers.authorization,
					},
					oauth,
					limits,
					bugs,
				);

			return {
				entry,
				fault,
				async answer(body) {
					entry.bytes = body.length;
					const instead = fault && replyOf(fault);
					if (instead) return instead;
					try {
						return host === authHost ? answerOfAuth(body) : await answerOfApi(body);
					} catch (error) {
						return replyFor(error, bugs);
					}
				},
			};
		},
	};
}
