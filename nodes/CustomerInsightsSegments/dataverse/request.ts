import type { IHttpRequestOptions } from 'n8n-workflow';
import type { CancellableClock } from '../../shared/n8n/executionClock';
import { createGrowingBytes } from '../../shared/growingBytes';
import type { GrowingBytes } from '../../shared/growingBytes';
import { Problem } from '../../shared/problem';
import { isByteStream, unlessStalled } from '../../shared/transport/byteStream';
import { readFailure } from '../../shared/transport/failedRequest';
import type { RequestContext } from './environment';
import { credentialName } from './environment';
import { noAnswer, notConnected, problemOfReply } from './refusals';
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
/** Bytes of one answer: 5,000 rows of a hundred columns are less. */
const mostBytes = 64_000_000;

/** @param onPutOff told how many milliseconds Dataverse asks us to wait */
export function createTransport(
	context: RequestContext,
	origin: string,
	clock: CancellableClock,
	onPutOff: (ms: number) => void = () => undefined,
): Transport {
	const read = createReader(clock);
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

/** Shorter waits are nobody's matter. */
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
		// Nobody but the environment's own host is ever sent the token.
		disableFollowRedirect: true,
		timeout: timeoutMs,
	};
}

/** Reads answers as JSON, each into memory that an earlier one has left. */
function createReader(clock: CancellableClock): (answer: unknown) => Promise<unknown> {
	const unused: GrowingBytes[] = [];
	return async (answer) => {
		if (!isByteStream(answer)) throw noAnswer();
		const bytes = unused.pop() ?? createGrowingBytes();
		try {
			for await (const piece of unlessStalled(answer, timeoutMs, clock, noAnswer)) {
				if (bytes.length + piece.length > mostBytes) throw tooLarge();
				bytes.add(piece);
			}
			return jsonOf(bytes.take());
		} finally {
			bytes.take();
			unused.push(bytes);
		}
	};
}

function jsonOf(bytes: Buffer): unknown {
	try {
		return JSON.parse(textOf(bytes));
	} catch {
		throw noAnswer();
	}
}

/** Decoded in parts: Node keeps the text of more than a megabyte outside of V8's heap. */
function textOf(bytes: Buffer): string {
	let text = '';
	for (let start = 0, end = 0; start < bytes.length; start = end) {
		end = Math.min(start + partBytes, bytes.length);
		while (end < bytes.length && bytes[end] >= 0x80) end++;
		text += bytes.toString('utf8', start, end);
	}
	return text;
}
const partBytes = 65_536;

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

function otherHost(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: 'Dataverse sent this reading on to another host than the environment, so it was stopped',
		advice:
			"The access is for the environment's host only. Check the 'Environment URL' of the credential, and whether a proxy stands between this n8n and Dataverse.",
	});
}

function tooLarge(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: 'Dataverse answered with more than 64 MB at a time, so the reading was stopped',
		advice: "Choose fewer columns in 'Column Names or IDs': long texts make the answers large.",
	});
}
