#!/bin/bash
# Node's DecompressionStream never slows down its source. `readable.pipeThrough(new DecompressionStream('gzip'))` takes
# each chunk as fast as the source gives it, even if the reader takes one chunk of the output and then rests: the whole
# packed file, and all that comes out of it, waits in memory. A plain TransformStream in the same place stops its source
# after a chunk or two. To unpack a big file in little memory, the chunks must be given one by one, each after what came
# out of the one before.
#
# Needs no package; seen with Node 20. Reads one chunk of 32 MB of gzip, rests two seconds, and says how much was taken
# from the source by then. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >run.mjs <<'JS'
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const packed = gzipSync(randomBytes(32 * 1024 * 1024));

/** @returns bytes that the stream took from its source while nobody read on */
async function takenBy(stream) {
	let taken = 0;
	const source = new ReadableStream(
		{
			pull(controller) {
				if (taken >= packed.length) return controller.close();
				const chunk = packed.subarray(taken, taken + 64 * 1024);
				taken += chunk.length;
				controller.enqueue(new Uint8Array(chunk));
			},
		},
		{ highWaterMark: 0 },
	);
	await source.pipeThrough(stream).getReader().read();
	await new Promise((done) => setTimeout(done, 2_000));
	return taken;
}

const byTransform = await takenBy(new TransformStream());
const byDecompression = await takenBy(new DecompressionStream('gzip'));
console.log(`Node ${process.version}, a source of ${packed.length} bytes in chunks of 65,536, one chunk of the output read`);
console.log(`TransformStream took     ${byTransform}`);
console.log(`DecompressionStream took ${byDecompression}`);
process.exit(byDecompression === packed.length && byTransform < 1_000_000 ? 0 : 1);
JS
node run.mjs
