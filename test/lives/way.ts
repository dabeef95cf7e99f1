import type { IHttpRequestOptions } from 'n8n-workflow';

/** The two minutes after which n8n gives up a request, in virtual time. */
export const timeoutMs = 120_000;

export interface WayAnswer {
	readonly status: number;
	readonly body: unknown;
}

/** How requests come to the simulator, and its answers back. */
export interface Way {
	/**
	 * Sends a request as n8n's helper does, and reads its answer.
	 * @param hangs whether no answer, or not the whole of it, is going to come
	 * @throws what axios throws where no answer comes
	 */
	send(options: IHttpRequestOptions, token: string, hangs: boolean): Promise<WayAnswer>;
	/** Nobody reads any further. */
	endRun(): void;
	close(): void;
}

/** Path and query. */
export function targetOf({ url, qs }: IHttpRequestOptions): URL {
	const target = new URL(url);
	for (const [name, value] of Object.entries(qs ?? {})) target.searchParams.set(name, String(value));
	return target;
}

export function bytesOf({ body }: IHttpRequestOptions): Buffer | undefined {
	if (body === undefined) return undefined;
	return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body), 'utf8');
}

/** What n8n hands on of an answer. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
