/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Simulator } from '../simulator';
import { reach } from './reach';

/** Which requests have a connection of their own, made by n8n. */
export type IsOnItsOwn = (request: Pick<http.ClientRequest, 'method' | 'path'>) => boolean;

type AddRequest = (this: http.Agent, request: http.ClientRequest, options: https.RequestOptions) => void;
const agents = http.Agent.prototype as http.Agent & { addRequest: AddRequest };

/** Takes all hosts for the near door of a simulator. */
class NearAgent extends https.Agent {
	constructor(private readonly port: number) {
		super({ keepAlive: true });
	}

	override createConnection(): net.Socket {
		return net.connect(this.port, '127.0.0.1');
	}
}

/**
 * As `reach`, by the simulator's near door, over connections that are kept from request to request. n8n's helper makes
 * an agent for each request, and so a connection: the handshakes with proxy and service took two thirds of the time of
 * a run in n8n's engine, and what went through them half of the rest. The tests of the real n8n leave that to n8n.
 * @returns a function that puts everything back
 */
export function reachOverKeptConnections(
	simulator: Pick<Simulator, 'caPem' | 'environment' | 'hosts' | 'nearPort'>,
	isOnItsOwn: IsOnItsOwn = () => false,
): () => void {
	const leave = reach(simulator);
	const kept = new NearAgent(simulator.nearPort);
	const { addRequest } = agents;
	agents.addRequest = function (request, options) {
		const isPlayed = options.port === 443 && simulator.hosts.includes(options.host ?? '');
		if (this === kept || !isPlayed || isOnItsOwn(request)) return addRequest.call(this, request, options);
		request.shouldKeepAlive = true;
		return addRequest.call(kept, request, options);
	};
	return () => {
		agents.addRequest = addRequest;
		kept.destroy();
		leave();
	};
}
