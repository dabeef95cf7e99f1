import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import type { CancellableClock } from '../../n8n/executionClock';
import { apiBase, requestsPerSecond } from '../../account/contract';
import { isByteStream, unlessStalled } from './wholeFile';
import { Problem } from '../../problem';
import { brokenAnswer, noAnswer, notConnected, problemOfReply } from './refusals';
import { isOutcomeUnknown, retryDelayMs } from './retryPolicy';
import { throttleOf } from './throttle';

/** The name under which n8n knows our credential. */
export const credentialName = 'constantContactOAuth2Api';

/** Where a request is made from: a running workflow, a trigger's poll, or the editor's look-ups. */
export type RequestContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Path below /v3, `/contact_lists`. */
	readonly path: string;
	readonly query?: IDataObject;
	/** A Buffer goes out byte for byte, anything else as JSON. */
	readonly body?: Buffer | IDataObject;
	/** `stream`: the answer's bytes as they come. */
	readonly answer?: 'json' | 'stream';
	/** A look at running jobs while waiting for them: how many it takes nobody knows before. */
	readonly isPoll?: boolean;
	/** Whether sending it twice does no harm. GET is always repeatable. */
	readonly repeatable?: boolean;
	/**
	 * Asked before the request is sent again although it may have been carried out, its answer having been lost: what it
	 * would have answered, or undefined if it was not carried out.
	 */
	readonly findLost?: () => Promise<unknown>;
}

/** The one way to Constant Contact: signed and renewed by n8n, paced, tried again where that is safe. */
export interface Transport {
	/** @returns the parsed answer, unchecked. @throws Problem */
	send(request: ApiRequest): Promise<unknown>;
	/** Requests sent so far. */
	readonly calls: number;
	/** How many of them were looks at running jobs. */
	readonly polls: number;
}

/** Milliseconds; a 4 MB body over a slow line still goes through. */
const timeoutMs = 120_000;

/** @param appKey the OAuth client's ID: Constant Contact counts requests by it */
export function createTransport(context: RequestContext, appKey: string, clock: CancellableClock): Transport {
	const throttle = throttleOf(appKey, requestsPerSecond);
	let calls = 0;
	let polls = 0;

	/** What n8n could not read as JSON it hands on as text. To whoever asked, such an answer is as good as lost. */
	function readAnswerOf({ answer }: ApiRequest, value: unknown): unknown {
		if (answer === 'stream') return isByteStream(value) ? unlessStalled(value, timeoutMs, clock) : value;
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value);
		} catch {
			throw brokenAnswer();
		}
	}

	async function sendOnce(request: ApiRequest): Promise<unknown> {
		calls++;
		if (request.isPoll) polls++;
		try {
			// n8n ends the request itself, but not its renewal of the access.
			return readAnswerOf(
				request,
				await clock.unlessCancelled(
					context.helpers.httpRequestWithAuthentication.call(
						context,
						credentialName,
						httpOptions(request),
					) as Promise<unknown>,
				),
			);
		} catch (error) {
			throw error instanceof Problem ? error : await toProblem(error, clock.now());
		}
	}

	return {
		get calls() {
			return calls;
		},
		get polls() {
			return polls;
		},
		async send(request) {
			const repeatable = request.repeatable ?? request.method === 'GET';
			for (let attempts = 1; ; attempts++) {
				const outcome = await throttle.run(() => settle(sendOnce(request)), clock, wasThrottled);
				if (!(outcome instanceof Problem)) return outcome.answer;
				const delayMs = retryDelayMs({ kind: outcome.kind, attempts, repeatable }, Math.random());
				if (delayMs !== undefined) {
					await clock.sleep(delayMs);
					const found = isOutcomeUnknown(outcome.kind) ? await request.findLost?.() : undefined;
					if (found !== undefined) return found;
					continue;
				}
				// A cancelled execution ends its requests, too: then that is what happened.
				await clock.breathe();
				throw outcome;
			}
		},
	};
}

const wasThrottled = (outcome: unknown) => outcome instanceof Problem && outcome.kind === 'throttled';

/** A problem as a value, so that the loop can look at it. */
async function settle(answer: Promise<unknown>): Promise<{ answer: unknown } | Problem> {
	return await answer.then(
		(value) => ({ answer: value }),
		(problem: unknown) => (problem instanceof Problem ? problem : noAnswer()),
	);
}

function httpOptions({ method, path, query, body, answer }: ApiRequest): IHttpRequestOptions {
	return {
		method,
		url: `${apiBase}${path}`,
		qs: query,
		body,
		headers: {
			Accept: answer === 'stream' ? 'text/csv' : 'application/json',
			...(body && { 'Content-Type': 'application/json' }),
		},
		...(answer === 'stream' ? { encoding: 'stream' as const } : { json: !Buffer.isBuffer(body) }),
		// Nobody but Constant Contact's own host is ever sent the token.
		disableFollowRedirect: true,
		timeout: timeoutMs,
	};
}

/** n8n wraps what went wrong, so Constant Contact's answer lies somewhere down the causes. */
async function toProblem(error: unknown, now: number): Promise<Problem> {
	for (let depth = 0, cause: unknown = error; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
		const { response, status, body, message, failure } = cause as Record<string, unknown>;
		if (isReply(response)) return problemOfReply(response.status, await bodyOf(response.data), now);
		// The token endpoint's refusals carry their status and body directly, those in OAuth's own words the body alone.
		if (typeof status === 'number' && body !== undefined)
			return status === 429 || status >= 500 ? problemOfReply(status, body, now) : notConnected();
		if (
			isTokenRefusal(body) ||
			isCredentialFailure(failure) ||
			/needs to be reconnected|not connected/i.test(String(message))
		)
			return notConnected();
		cause = (cause as { cause?: unknown }).cause;
	}
	return (await problemWithoutCause(error, now)) ?? noAnswer();
}

/**
 * n8n up to 2.8 at least loses the cause of its error. What is left are the status, the body where that is an object,
 * and the texts, which tell a refused request ("Request failed with status code …") from a refused renewal ("HTTP
 * status …", or OAuth's words).
 */
async function problemWithoutCause(error: unknown, now: number): Promise<Problem | undefined> {
	const { httpCode, context, message, messages } = (error ?? {}) as {
		httpCode?: unknown;
		context?: { data?: unknown };
		message?: unknown;
		messages?: unknown;
	};
	const text = [message, ...(Array.isArray(messages) ? messages : [])].join(' ');
	const status = Number(httpCode);
	const isRefusal = Number.isInteger(status) && status >= 400;
	if (isRefusal && (status === 429 || status >= 500 || text.includes('Request failed with status code')))
		return problemOfReply(status, await bodyOf(context?.data), now);
	return isRefusal || /authorization grant|refresh token|client authentication/i.test(text)
		? notConnected()
		: undefined;
}

/** A refused download comes as a stream; its beginning tells why. */
async function bodyOf(data: unknown): Promise<unknown> {
	if (typeof data !== 'object' || data === null || Buffer.isBuffer(data) || !(Symbol.asyncIterator in data))
		return data;
	let text = '';
	try {
		for await (const chunk of data as AsyncIterable<Uint8Array>) {
			text += Buffer.from(chunk).toString('utf8');
			if (text.length > maxRefusalCharacters) break;
		}
	} catch {
		return text;
	}
	return text;
}

const maxRefusalCharacters = 10_000;

/** An answer that says yes and is an error all the same was cut off on its way. */
function isReply(response: unknown): response is { status: number; data: unknown } {
	return (
		typeof response === 'object' &&
		response !== null &&
		'status' in response &&
		typeof response.status === 'number' &&
		response.status >= 300
	);
}

/** RFC 6749, "Error Response": `{error}`, such as `invalid_client` after the app got another secret. */
function isTokenRefusal(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string';
}

function isCredentialFailure(failure: unknown): boolean {
	return (
		typeof failure === 'object' && failure !== null && 'cause' in failure && failure.cause === 'credential-invalid'
	);
}
