/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { ProxyAgent } from '../support/proxyAgent';
import type { time as virtualTime } from './virtualTime';

/** The two minutes after which n8n gives up a request, in virtual time. */
const timeoutMs = 120_000;

export interface LineAnswer {
	readonly status: number;
	readonly body: unknown;
}

/** Real sockets to one simulator, kept open from request to request, as n8n's own helper would not. */
export class Line {
	private readonly agent: ProxyAgent;

	/** Files that are being read. */
	private readonly open = new Set<IncomingMessage>();

	constructor(
		private readonly simulator: Simulator,
		private readonly time: typeof virtualTime,
	) {
		this.agent = new ProxyAgent(simulator.proxyUrl, simulator.caPem);
	}

	/** Nobody reads any further. */
	endRun(): void {
		for (const answer of this.open) answer.destroy();
	}

	close(): void {
		this.agent.destroy();
	}

	/**
	 * Sends a request as n8n's helper does, and reads its answer.
	 * @param hangs whether no answer, or not the whole of it, is going to come
	 * @throws what axios throws where no answer comes
	 */
	async send(
		{ method, url, qs, body, headers, encoding }: IHttpRequestOptions,
		token: string,
		hangs: boolean,
	): Promise<LineAnswer> {
		const target = new URL(url);
		for (const [name, value] of Object.entries((qs ?? {}) as IDataObject)) target.searchParams.set(name, String(value));
		const bytes =
			body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body), 'utf8');
		const release = this.time.hold();
		let isStreaming = false;
		try {
			const answer = await new Promise<IncomingMessage>((resolve, reject) => {
				const request = https.request(target, {
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

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
