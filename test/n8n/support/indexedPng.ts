/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { crc32, deflateSync } from 'node:zlib';

const mostColours = 256;

/**
 * Pixels (RGB and an ignored fourth byte) as a PNG with a palette, a third of what a browser makes of a page of text.
 * The most frequent colours stay as they are; a rare one, on the edge of a letter, becomes the nearest of them.
 */
export function indexedPng(width: number, height: number, pixels: Uint8Array): Buffer {
	const colourAt = (pixel: number) => (pixels[4 * pixel] << 16) | (pixels[4 * pixel + 1] << 8) | pixels[4 * pixel + 2];
	const counts = new Map<number, number>();
	for (let pixel = 0; pixel < width * height; pixel++)
		counts.set(colourAt(pixel), (counts.get(colourAt(pixel)) ?? 0) + 1);
	const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
	const palette = frequent.slice(0, mostColours);
	const indexOf = new Map(frequent.map((colour) => [colour, nearest(colour, palette)]));
	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(y * width + x))!;
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Eight bits a pixel, which is an index of the palette.
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(palette.flatMap(channels))),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];

function nearest(colour: number, palette: readonly number[]): number {
	const wanted = channels(colour);
	const distances = palette.map((each) =>
		channels(each).reduce((sum, value, channel) => sum + (value - wanted[channel]) ** 2, 0),
	);
	return distances.indexOf(Math.min(...distances));
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const ends = Buffer.alloc(8);
	ends.writeUInt32BE(data.length, 0);
	ends.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
