/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { keepAliveTimeout } from './proxy';

/** Node's own limit is half of the longest URL that Dataverse takes. */
export const maxHeaderSize = 131_072;

export interface NearDoor {
	readonly port: number;
	close(): Promise<void>;
}

/**
 * The hosts that are played, at one port, without TLS and without the proxy: for tests that ask neither, in half the
 * time. The real n8n and the simulator's own tests go the whole way.
 */
export async function startNearDoor(listeners: ReadonlyMap<string, RequestListener>): Promise<NearDoor> {
	const server = http.createServer({ maxHeaderSize }, (request, response) => {
		const listener = listeners.get(request.headers.host ?? '');
		if (listener === undefined) return void response.writeHead(421).end();
		listener(request, response);
	});
	server.keepAliveTimeout = keepAliveTimeout;
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
