/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import type { RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { maxHeaderSize } from './nearDoor';
import { keepAliveTimeout } from './proxy';
import { certificatesFor } from './tls';

export interface Neighbours {
	/** Host name → the port on loopback where it is played. */
	ports: ReadonlyMap<string, number>;
	close(): Promise<void>;
}

/**
 * Serves each host under a certificate of its own name, signed by the authority that callers of the simulator trust
 * anyway.
 */
export async function startNeighbours(listeners: Readonly<Record<string, RequestListener>>): Promise<Neighbours> {
	const ports = new Map<string, number>();
	const servers: https.Server[] = [];
	for (const [host, listener] of Object.entries(listeners)) {
		const { chainPem, keyPem } = await certificatesFor([host]);
		const server = https.createServer({ cert: chainPem, key: keyPem, maxHeaderSize }, listener);
		server.keepAliveTimeout = keepAliveTimeout;
		await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
		ports.set(host, (server.address() as AddressInfo).port);
		servers.push(server);
	}
	return {
		ports,
		close: async () => {
			await Promise.all(
				servers.map(async (server) => {
					const closed = new Promise<void>((resolve) => server.close(() => resolve()));
					server.closeAllConnections();
					await closed;
				}),
			);
		},
	};
}
