/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { ProxyAgent } from '../support/proxyAgent';
import type { time as virtualTime } from './virtualTime';
import type { Way, WayAnswer } from './way';
import { bytesOf, parsed, targetOf, timeoutMs } from './way';

/** Real sockets to one simulator, kept open from request to request, as n8n's own helper would not. */
export class Sockets implements Way {
	private readonly agent: ProxyAgent;

	/** Files that are being read. */
	private readonly open = new Set<IncomingMessage>();

	constructor(
		private readonly simulator: Simulator,
		private readonly time: typeof virtualTime,
	) {
		this.agent = new ProxyAgent(simulator.proxyUrl, simulator.caPem);
	}

	endRun(): void {
		for (const answer of this.open) answer.destroy();
	}

	close(): void {
		this.agent.destroy();
	}

	async send(options: IHttpRequestOptions, token: string, hangs: boolean): Promise<WayAnswer> {
		const { method, headers, encoding } = options;
		const bytes = bytesOf(options);
		const release = this.time.hold();
		let isStreaming = false;
		try {
			const answer = await new Promise<IncomingMessage>((resolve, reject) => {
				const request = https.request(targetOf(options), {
					method,
					agent: this.agent,
					headers: {
						...(headers as Record<string, string>),
						authorization: `Bearer ${token}`,
						...(bytes && { 'content-length': bytes.length }),
					},
				});
				request.on('error', reject);
				request.on('response', resolve);
				request.end(bytes);
				if (hangs) this.giveUp(request, release);
			});
			const status = answer.statusCode ?? 0;
			if (encoding === 'stream' && status < 300) {
				isStreaming = !hangs;
				this.open.add(answer);
				answer.once('close', () => {
					this.open.delete(answer);
					release();
				});
				answer.on('error', () => undefined);
				return { status, body: answer };
			}
			const chunks: Buffer[] = [];
			for await (const chunk of answer) chunks.push(chunk as Buffer);
			return { status, body: parsed(Buffer.concat(chunks).toString('utf8')) };
		} finally {
			if (!isStreaming) release();
		}
	}

	/** What never comes is not waited for in real time: once the request was taken in, two minutes pass at once. */
	private giveUp(request: ReturnType<typeof https.request>, release: () => void): void {
		const endWait = this.simulator.requests.onAnswered(() => {
			endWait();
			release();
			void this.time.sleep(timeoutMs).then(() => request.destroy(new Error('timeout of 120000ms exceeded')));
		});
	}
}
