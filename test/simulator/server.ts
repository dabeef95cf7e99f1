/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { keepAliveTimeout } from '../loopback/proxy';
import type { Bugs } from '../loopback/reply';
import { untilAnswered, wireFaultOf } from '../loopback/requestFaults';
import { send } from '../loopback/send';
import type { Certificates } from '../loopback/tls';
import type { RequestLog } from './requestLog';
import type { Service } from './service';

export interface ServedParts {
	readonly service: Service;
	readonly requests: RequestLog;
	readonly bugs: Bugs;
}

export interface RunningServer {
	port: number;
	close(): Promise<void>;
}

/** What answers a request that came over a socket. */
export function listenerOf(parts: ServedParts): RequestListener {
	return (request, response) => {
		void serve(request, response, parts).catch((error: unknown) => {
			parts.bugs.push(error);
			response.destroy();
		});
	};
}

/** The service behind TLS on loopback. */
export async function startServer(
	{ chainPem, keyPem }: Certificates,
	listener: RequestListener,
): Promise<RunningServer> {
	const server = https.createServer({ cert: chainPem, key: keyPem }, listener);
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

async function serve(
	request: IncomingMessage,
	response: ServerResponse,
	{ service, requests }: ServedParts,
): Promise<void> {
	const { method = '', url = '/', headers } = request;
	const { entry, fault, answer } = service.arrive({ method, url, headers });
	if (fault?.kind === 'resetBefore') {
		request.socket.destroy();
		return requests.closed(entry);
	}
	const body = await bodyOf(request);
	if (body === undefined) return;
	const reply = await answer(body);
	if (fault?.kind === 'slow') await untilAnswered(fault);
	entry.status = send(response, reply, wireFaultOf(fault?.kind));
	requests.closed(entry);
}

/** Undefined where the client was killed in the middle of an upload, which is none of the simulator's business. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
	const pieces: Buffer[] = [];
	return await new Promise((resolve) => {
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.once('end', () => resolve(Buffer.concat(pieces)));
		request.once('error', () => resolve(undefined));
		request.once('close', () => resolve(undefined));
	});
}
