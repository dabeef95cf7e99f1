import type { IHttpRequestOptions } from 'n8n-workflow';
import type { CancellableClock } from '../../shared/n8n/executionClock';
import { Problem } from '../../shared/problem';
import { readFailure } from '../../shared/transport/failedRequest';
import type { RequestContext } from './environment';
import { credentialName } from './environment';
import { createAnswerReader } from './jsonAnswers';
import { noAnswer, notConnected, otherHost, problemOfReply } from './refusals';
import { askedDelayMs, putOffMs } from './retryAfter';

/** The one way to Dataverse: reads only, signed and renewed by n8n, put off as long as Dataverse asks. */
export interface Transport {
	/**
	 * @param url at the environment's own origin
	 * @param prefer the header of that name
	 * @returns the parsed answer, unchecked
	 * @throws Problem; as soon as the execution is cancelled, too
	 */
	get(url: string, prefer?: string): Promise<unknown>;
	/** Requests sent so far. */
	readonly requests: number;
}

/** Milliseconds: a query ends after two minutes on the server. */
const timeoutMs = 180_000;

/** @param onPutOff told how many milliseconds Dataverse asks us to wait */
export function createTransport(
	context: RequestContext,
	origin: string,
	clock: CancellableClock,
	onPutOff: (ms: number) => void = () => undefined,
): Transport {
	const read = createAnswerReader(clock, timeoutMs);
	let requests = 0;
	/** Until when no request is sent, by `clock.elapsed`: what puts one off puts all off. */
	let putOffUntil = 0;

	async function sendOnce(url: string, prefer: string | undefined): Promise<unknown> {
		for (let wait = putOffUntil - clock.elapsed(); wait > 0; wait = putOffUntil - clock.elapsed())
			await clock.sleep(wait);
		requests++;
		const answer = await clock.unlessCancelled(
			context.helpers.httpRequestWithAuthentication.call(
				context,
				credentialName,
				httpOptions(url, prefer),
			) as Promise<unknown>,
		);
		return await read(answer);
	}

	return {
		get requests() {
			return requests;
		},
		async get(url, prefer) {
			if (new URL(url).origin !== origin) throw otherHost();
			let waitedMs = 0;
			for (let attempts = 1; ; attempts++) {
				const outcome = await sendOnce(url, prefer).then(
					(answer) => ({ answer }),
					async (error: unknown) => await toFailure(error, clock.now()),
				);
				if ('answer' in outcome) return outcome.answer;
				const { problem, askedMs } = outcome;
				const delayMs = putOffMs({ kind: problem.kind, attempts, askedMs, waitedMs }, Math.random());
				// A cancelled execution ends its requests, too: then that is what happened.
				await clock.breathe();
				if (delayMs === undefined) throw problem;
				if (problem.kind === 'throttled') putOffUntil = Math.max(putOffUntil, clock.elapsed() + delayMs);
				if (delayMs >= toldFromMs) onPutOff(delayMs);
				waitedMs += delayMs;
				await clock.sleep(delayMs);
			}
		},
	};
}

/** Shorter waits are not reported. */
const toldFromMs = 5_000;

function httpOptions(url: string, prefer: string | undefined): IHttpRequestOptions {
	return {
		method: 'GET',
		url,
		headers: {
			Accept: 'application/json',
			'OData-Version': '4.0',
			'OData-MaxVersion': '4.0',
			...(prefer !== undefined && { Prefer: prefer }),
		},
		// Read piece by piece: n8n itself knows no limit to an answer's size.
		encoding: 'stream',
		// The token is never sent to another host than the environment's own.
		disableFollowRedirect: true,
		timeout: timeoutMs,
	};
}

interface Failure {
	readonly problem: Problem;
	readonly askedMs?: number;
}

async function toFailure(error: unknown, now: number): Promise<Failure> {
	if (error instanceof Problem) return { problem: error };
	const failure = await readFailure(error);
	if (failure === 'lost') return { problem: noAnswer() };
	if (failure === 'notConnected') return { problem: notConnected() };
	return {
		problem: problemOfReply(failure.status, failure.body),
		askedMs: askedDelayMs(failure.headers['retry-after'], now),
	};
}
