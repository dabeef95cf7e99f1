import fc from 'fast-check';
import { wholeFile } from '../../../../nodes/shared/constantContact/transport/wholeFile';
import { Problem } from '../../../../nodes/shared/problem';

/** The file in pieces of a size, breaking off after so many bytes. */
async function* fetched(text: string, pieceBytes: number, breaksAfter = Infinity): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let start = 0; start < bytes.length; start += pieceBytes) {
		const piece = bytes.subarray(start, Math.min(start + pieceBytes, breaksAfter));
		if (piece.length > 0) yield piece;
		if (start + pieceBytes >= breaksAfter) throw new Error('aborted');
	}
}

/** Reads a file whose fetches are these, one after the other. */
async function read(first: AsyncIterable<Uint8Array>, ...later: Array<AsyncIterable<Uint8Array>>): Promise<string> {
	const open = async () => later.shift() ?? Promise.reject(new Error('fetched once too often'));
	const pieces: Uint8Array[] = [];
	for await (const piece of wholeFile(open, first)) pieces.push(Buffer.from(piece));
	return Buffer.concat(pieces).toString();
}

it('wherever it breaks off, and in whatever pieces it comes, every byte arrives once', async () => {
	const fetch = fc.record({
		pieceBytes: fc.integer({ min: 1, max: 12 }),
		breaksAfter: fc.integer({ min: 0, max: 40 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.string({ minLength: 1, maxLength: 40 }),
			fc.array(fetch, { maxLength: 5 }),
			fc.integer({ min: 1, max: 12 }),
			async (text, broken, pieceBytes) => {
				const fetches = [
					...broken.map((given) => fetched(text, given.pieceBytes, given.breaksAfter)),
					fetched(text, pieceBytes),
				];
				await expect(read(fetches[0], ...fetches.slice(1))).resolves.toBe(Buffer.from(text).toString());
			},
		),
	);
});

it('after five attempts to take it up again it is given up, as a connection that does not hold', async () => {
	const broken = () => fetched('0123456789', 4, 6);
	await expect(read(broken(), broken(), broken(), broken(), broken(), broken())).rejects.toMatchObject({
		kind: 'noAnswer',
	});
});

it.each([
	['other bytes', fetched('01234xxxxx', 4)],
	['fewer bytes', fetched('0123', 4)],
])('another file than before (%s) is not pieced together with the first', async (_what, second) => {
	await expect(read(fetched('0123456789', 4, 6), second)).rejects.toThrow(Problem);
});

it('a refusal to hand it out again is reported as that refusal', async () => {
	const forbidden = new Problem({ kind: 'forbidden', message: 'no', advice: '' });
	const reading = async () => {
		for await (const piece of wholeFile(async () => await Promise.reject(forbidden), fetched('0123456789', 4, 6)))
			expect(piece.length).toBeGreaterThan(0);
	};
	await expect(reading()).rejects.toBe(forbidden);
});
