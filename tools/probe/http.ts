/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a tool for maintainers, runs in Node, not in n8n */
import axios from 'axios';

import { apiBase } from '../../nodes/shared/account/contract';
import { noAnswer, problemOfReply } from '../../nodes/shared/constantContact/transport/refusals';
import type { Transport } from '../../nodes/shared/constantContact/transport/request';
import { createThrottle } from '../../nodes/shared/constantContact/transport/throttle';

/** An answer as it came. */
export interface Reply {
	readonly status: number;
	/** Parsed where it is JSON, else the text. */
	readonly body: unknown;
	readonly bytes: Buffer;
}

export interface RequestOptions {
	readonly query?: Readonly<Record<string, string | number>>;
	/** A Buffer goes out byte for byte, anything else as JSON. */
	readonly body?: unknown;
	/** Sent at once and once, whatever the pace and the answer. */
	readonly atOnce?: boolean;
}

export interface Http {
	/**
	 * One request, tried again where that does no harm. Any status is an answer. @throws Problem if none came, Stopped
	 * once the probe is to end
	 */
	request(method: string, path: string, options?: RequestOptions): Promise<Reply>;
	/** The same way for the node's own client. */
	readonly transport: Transport;
	readonly sent: () => number;
	/** Resolves when no request is on its way. */
	settled(): Promise<void>;
	/** The same connection for what must be done after the probe was stopped. */
	afterStop(): Http;
}

/** The probe is to end: somebody interrupted it, or a part of it failed. */
export class Stopped extends Error {}

const timeoutMs = 120_000;
const mostAttempts = 5;

/**
 * Constant Contact with one access token. Goes through HTTPS_PROXY if it is set.
 * @param perSecond requests a second at the most
 */
export function createHttp({
	token,
	perSecond,
	retryMs,
	stop,
}: {
	token: string;
	perSecond: number;
	retryMs: number;
	stop: AbortSignal;
}): Http {
	const throttle = createThrottle(perSecond);
	const travelling = new Set<Promise<unknown>>();
	let sent = 0;

	const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

	async function once(method: string, path: string, { query, body }: RequestOptions): Promise<Reply> {
		sent++;
		// What axios throws holds the request with its token, so only that there was no answer is handed on.
		const answer = axios.request<Buffer>({
			method,
			url: `${apiBase}${path}`,
			params: query,
			data: body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body),
			headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
			responseType: 'arraybuffer',
			validateStatus: () => true,
			maxRedirects: 0,
			maxBodyLength: Infinity,
			maxContentLength: Infinity,
			timeout: timeoutMs,
		});
		const { status, data } = await answer.catch(async () => await Promise.reject(noAnswer()));
		const bytes = Buffer.from(data);
		return { status, bytes, body: parsed(bytes.toString('utf8')) };
	}

	function connection(signal: AbortSignal | undefined): Http {
		const throwIfStopped = () => {
			if (signal?.aborted) throw new Stopped();
		};
		const pause = async (ms: number) => {
			throwIfStopped();
			await sleep(ms);
			throwIfStopped();
		};

		async function request(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
			for (let attempt = 1; ; attempt++) {
				throwIfStopped();
				const going = options.atOnce
					? once(method, path, options)
					: throttle.run(
							async () => await once(method, path, options),
							{ sleep: pause, elapsed: () => performance.now() },
							({ status }) => status === 429,
						);
				travelling.add(going);
				const reply = await going.catch((error: unknown) => error).finally(() => travelling.delete(going));
				const isReply = typeof reply === 'object' && reply !== null && 'bytes' in reply;
				const wasRefused = isReply && (reply as Reply).status === 429;
				const maySendAgain = method === 'GET' || method === 'DELETE';
				const isOver = attempt === mostAttempts || options.atOnce || reply instanceof Stopped;
				const again = wasRefused || (maySendAgain && (!isReply || (reply as Reply).status >= 500));
				if (again && !isOver) {
					await pause(retryMs * attempt);
					continue;
				}
				if (!isReply) throw reply;
				return reply as Reply;
			}
		}

		const transport: Transport = {
			calls: 0,
			polls: 0,
			async send({ method, path, query, body, answer }) {
				const reply = await request(method, path, { query: query as RequestOptions['query'], body });
				if (reply.status >= 300) throw problemOfReply(reply.status, reply.body, Date.now());
				return answer === 'stream' ? toStream(reply.bytes) : reply.body;
			},
		};

		return {
			request,
			transport,
			sent: () => sent,
			async settled() {
				while (travelling.size > 0) await Promise.allSettled(travelling);
			},
			afterStop: () => connection(undefined),
		};
	}

	return connection(stop);
}

async function* toStream(bytes: Buffer): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
