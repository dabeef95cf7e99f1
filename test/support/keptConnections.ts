/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import http from 'node:http';
import https from 'node:https';
import type { Simulator } from '../simulator';
import { ProxyAgent } from './proxyAgent';
import { reach } from './reach';

/** Which requests have a connection of their own, made by n8n. */
export type IsOnItsOwn = (request: Pick<http.ClientRequest, 'method' | 'path'>) => boolean;

type AddRequest = (this: http.Agent, request: http.ClientRequest, options: https.RequestOptions) => void;
const agents = http.Agent.prototype as http.Agent & { addRequest: AddRequest };

/**
 * As `reach`, over connections that are kept from request to request. n8n's helper makes an agent for each request, and
 * so a connection: the handshakes with proxy and service took two thirds of the time of a run in n8n's engine. The
 * tests of the real n8n leave that to n8n.
 * @returns a function that puts everything back
 */
export function reachOverKeptConnections(
	simulator: Pick<Simulator, 'caPem' | 'environment' | 'hosts' | 'proxyUrl'>,
	isOnItsOwn: IsOnItsOwn = () => false,
): () => void {
	const leave = reach(simulator);
	const kept = new ProxyAgent(simulator.proxyUrl, simulator.caPem);
	const { addRequest } = agents;
	agents.addRequest = function (request, options) {
		const isPlayed = options.port === 443 && simulator.hosts.includes(options.host ?? '');
		if (this instanceof ProxyAgent || !isPlayed || isOnItsOwn(request)) return addRequest.call(this, request, options);
		request.shouldKeepAlive = true;
		return addRequest.call(kept, request, options);
	};
	return () => {
		agents.addRequest = addRequest;
		kept.destroy();
		leave();
	};
}
