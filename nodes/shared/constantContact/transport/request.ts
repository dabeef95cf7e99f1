import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { apiBase, requestsPerSecond } from '../../account/contract';
import { parsedJson } from '../../json';
import type { CancellableClock } from '../../n8n/executionClock';
import { Problem } from '../../problem';
import { isByteStream, unlessStalled } from '../../transport/byteStream';
import { readFailure } from '../../transport/failedRequest';
import { isOutcomeUnknown, retryDelayMs } from '../../transport/retryPolicy';
import { brokenAnswer, noAnswer, notConnected, problemOfReply } from './refusals';
import { throttleOf } from './throttle';

/** The name under which n8n knows our credential. */
export const credentialName = 'constantContactOAuth2Api';

/** Where a request is made from: a running workflow, a trigger's poll, or the editor's look-ups. */
export type RequestContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** One request to Constant Contact's API. */
export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Path below /v3, `/contact_lists`. */
	readonly path: string;
	readonly query?: IDataObject;
	/** A Buffer goes out byte for byte, anything else as JSON. */
	readonly body?: Buffer | IDataObject;
	/** `stream`: the answer's bytes as they come. */
	readonly answer?: 'json' | 'stream';
	/**
	 * Whether it looks at running jobs while waiting for them: nobody knows beforehand how many such looks a run takes.
	 */
	readonly isPoll?: boolean;
	/** Whether sending it twice does no harm. GET is always repeatable. */
	readonly repeatable?: boolean;
	/** Whether a refusal of this request may be temporary: such refusals have been seen to pass. */
	readonly mayPass?: boolean;
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

	/** n8n hands on as text what it could not read as JSON. For the caller, such an answer is as good as lost. */
	function readAnswerOf({ answer }: ApiRequest, value: unknown): unknown {
		if (answer === 'stream') return isByteStream(value) ? unlessStalled(value, timeoutMs, clock, noAnswer) : value;
		const read = typeof value === 'string' ? parsedJson(value) : value;
		if (typeof value === 'string' && read === undefined) throw brokenAnswer();
		return read;
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
				const outcome = await throttle.run(() => settle(sendOnce(request)), clock, wasThrottled, request.isPoll);
				if (!(outcome instanceof Problem)) return outcome.answer;
				const delayMs = retryDelayMs(
					{ kind: outcome.kind, attempts, repeatable, mayPass: request.mayPass },
					Math.random(),
				);
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
		// The token is never sent to another host than Constant Contact's own.
		disableFollowRedirect: true,
		timeout: timeoutMs,
	};
}

/** What a failed request means in Constant Contact's words. */
async function toProblem(error: unknown, now: number): Promise<Problem> {
	const failure = await readFailure(error);
	if (failure === 'lost') return noAnswer();
	return failure === 'notConnected' ? notConnected() : problemOfReply(failure.status, failure.body, now);
}
