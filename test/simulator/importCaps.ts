const quote = 0x22;
const backslash = 0x5c;
const openers = new Set([0x7b, 0x5b]);
const closers = new Set([0x7d, 0x5d]);
const key = Buffer.from('"import_data"');

/** How many objects of the top-level array `import_data` end within the first `cap` bytes of a JSON body. */
export function wholeRowsWithin(body: Buffer, cap: number): number {
	let depth = 0;
	let inRows = false;
	let rows = 0;
	for (let index = 0; index < cap && index < body.length; index++) {
		const byte = body[index];
		if (byte === quote) {
			const start = index;
			index = endOfString(body, index);
			// Only as a key can the text be followed by a colon.
			if (depth === 1 && !inRows)
				inRows =
					body.subarray(start, index + 1).equals(key) && /^\s*:/.test(body.toString('latin1', index + 1, index + 20));
		} else if (openers.has(byte)) {
			depth += 1;
		} else if (closers.has(byte)) {
			depth -= 1;
			if (inRows && depth === 2) rows += 1;
			if (inRows && depth === 1) return rows;
		}
	}
	return rows;
}

function endOfString(body: Buffer, start: number): number {
	let index = start + 1;
	while (index < body.length && body[index] !== quote) index += body[index] === backslash ? 2 : 1;
	return index;
}
