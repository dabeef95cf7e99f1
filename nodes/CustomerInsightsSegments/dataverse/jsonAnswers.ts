import { createGrowingBytes } from '../../shared/growingBytes';
import type { GrowingBytes } from '../../shared/growingBytes';
import { longNumber, parsedWithLongNumbers } from '../../shared/json';
import type { CancellableClock } from '../../shared/n8n/executionClock';
import { Problem } from '../../shared/problem';
import { isByteStream, unlessStalled } from '../../shared/transport/byteStream';
import { noAnswer } from './refusals';

/** Bytes of one answer: 5,000 rows of a hundred columns are less. */
const mostBytes = 64_000_000;

/**
 * Reads answers as JSON, each into memory that an earlier one has left.
 * @param timeoutMs how long nothing of an answer may come
 * @throws Problem where an answer stalls, is too large, or is no JSON
 */
export function createAnswerReader(clock: CancellableClock, timeoutMs: number): (answer: unknown) => Promise<unknown> {
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

/** Every row of an elastic table has a long version number, which nobody reads. */
const longNumberRead = new RegExp(`(?<!"versionnumber)${longNumber.source}`, 'g');

function jsonOf(bytes: Buffer): unknown {
	const answer = parsedWithLongNumbers(textOf(bytes), longNumberRead);
	if (answer === undefined) throw noAnswer();
	return answer;
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

function tooLarge(): Problem {
	return new Problem({
		kind: 'unexpected',
		message: 'Dataverse answered with more than 64 MB at a time, so the reading was stopped',
		advice: "Choose fewer columns in 'Column Names or IDs': long texts make the answers large.",
	});
}
