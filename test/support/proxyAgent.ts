/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

/** Reaches https hosts through a CONNECT proxy and trusts one authority only; Node 20 has no such agent of its own. */
export class ProxyAgent extends https.Agent {
	constructor(
		private readonly proxyUrl: string,
		private readonly caPem: string,
	) {
		super({ keepAlive: true });
	}

	override createConnection(
		options: https.AgentOptions & { host?: string; port?: number | string },
		done: (error: Error | null, socket: Duplex) => void,
	): undefined {
		const proxy = new URL(this.proxyUrl);
		const host = options.host ?? '';
		const target = `${host}:${options.port ?? 443}`;
		const connect = http.request({
			host: proxy.hostname,
			port: proxy.port,
			method: 'CONNECT',
			path: target,
			headers: { host: target },
			agent: false,
		});
		const fail = done as (error: Error) => void;
		connect.once('error', fail);
		connect.once('connect', (answer, socket) => {
			if (answer.statusCode !== 200) {
				socket.destroy();
				return fail(new Error(`The proxy answered ${answer.statusCode} for ${target}`));
			}
			const secure = tls.connect({ socket, servername: host, ca: this.caPem });
			secure.once('error', fail);
			secure.once('secureConnect', () => done(null, secure));
			return undefined;
		});
		connect.end();
		return undefined;
	}
}
