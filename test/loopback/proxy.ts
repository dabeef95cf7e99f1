/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import http from 'node:http';
import net from 'node:net';

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** In milliseconds, as usual gateways keep a connection; Node's 5 s would reset clients that poll more slowly. */
export const keepAliveTimeout = 75_000;

export interface Proxy {
	port: number;
	/** Hosts that were asked for and refused: nothing may ever leave this machine. */
	refused: string[];
	close(): Promise<void>;
}

/**
 * Each host that is played here ends at its port on loopback, loopback itself is let through (n8n's own editor), the
 * rest is refused. node:http rather than proxy-chain: that one is ESM only, which jest's CommonJS cannot load.
 */
export async function startProxy(played: ReadonlyMap<string, number>, port = 0): Promise<Proxy> {
	const refused: string[] = [];
	const sockets = new Set<net.Socket>();
	const server = http.createServer();

	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
	});

	server.on('connect', (request, client: net.Socket, head) => {
		const [host, targetPort] = splitAuthority(request.url ?? '');
		const playedAt = targetPort === 443 ? played.get(host) : undefined;
		if (playedAt === undefined && !loopback.has(host)) {
			refused.push(`${host}:${targetPort}`);
			client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
			return;
		}
		const target = net.connect(playedAt ?? targetPort, '127.0.0.1');
		sockets.add(target);
		target.on('connect', () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			target.write(head);
			target.pipe(client);
			client.pipe(target);
		});
		// A reset on either side has to arrive as a reset on the other; a socket that is closing cannot be reset, and Node
		// would leak it.
		target.on('error', () => (client.writableEnded ? client.destroy() : client.resetAndDestroy()));
		target.on('close', (hadError) => (sockets.delete(target), hadError || client.destroySoon()));
		client.on('error', () => target.destroy());
		client.on('close', () => target.destroy());
	});

	server.on('request', (request, response) => {
		const url = URL.canParse(request.url ?? '') ? new URL(request.url!) : undefined;
		if (url?.protocol !== 'http:' || !loopback.has(url.hostname)) {
			refused.push(url?.host ?? request.url ?? '');
			response.writeHead(403).end();
			return;
		}
		const headers = { ...request.headers };
		delete headers['proxy-connection'];
		const onward = http.request({
			host: '127.0.0.1',
			port: url.port || 80,
			method: request.method,
			path: url.pathname + url.search,
			headers,
		});
		onward.on('response', (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
		response.on('close', () => onward.destroy());
		request.pipe(onward);
	});

	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		refused,
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			server.closeAllConnections();
			await closed;
		},
	};
}

function splitAuthority(authority: string): [string, number] {
	const colon = authority.lastIndexOf(':');
	return colon === -1
		? [authority, 443]
		: [authority.slice(0, colon).toLowerCase(), Number(authority.slice(colon + 1))];
}
