/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Chance } from '../lives/chance';
import { heldMemory } from '../support/heldMemory';
import { exportAtOnce } from './exportAtOnce';
import { csvSource } from './ownFileTime';

const people = 1_000_000;
const few = 2;
const many = 30;
const rowsAtOnce = 1_000;

export interface OwnMemory {
	people: number;
	/** Bytes that the node holds of each person once it has read them all, by how many columns the file has. */
	held: Array<{ columns: number; bytesEach: number }>;
}

/** What the node remembers of a million people of a file whose optional columns are filled by chance. */
export async function benchOwnMemory(): Promise<OwnMemory> {
	const folder = await mkdtemp(join(tmpdir(), 'constant-contact-memory-'));
	try {
		const held: OwnMemory['held'] = [];
		for (const optional of [few, many]) {
			const path = join(folder, `${optional}.csv`);
			await pipeline(Readable.from(rowsOf(optional)), createWriteStream(path));
			held.push({ columns: optional + 1, bytesEach: (await heldBytes(path, optional)) / people });
		}
		return { people, held };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const namesOf = (optional: number) => Array.from({ length: optional }, (_, index) => `field${index}`);

/** Each optional value is there or not, as likely as not: a million people fill a million sets of columns. */
function* rowsOf(optional: number): Generator<string> {
	const chance = new Chance(`${optional} columns`);
	yield `email,${namesOf(optional).join()}\r\n`;
	for (let start = 0; start < people; start += rowsAtOnce) {
		let text = '';
		for (let n = start; n < start + rowsAtOnce; n++) {
			const filled = chance.between(0, 2 ** optional - 1);
			text += `person.${n}@example.com`;
			for (let column = 0; column < optional; column++) text += (filled >>> column) & 1 ? `,v${n % 97}` : ',';
			text += '\r\n';
		}
		yield text;
	}
}

async function heldBytes(path: string, optional: number): Promise<number> {
	const before = heldMemory();
	let held = NaN;
	const custom = namesOf(optional).map((name): [string, string] => [`cf:${name}`, name]);
	const { counts } = await exportAtOnce(csvSource(path, people), {
		columns: { email: 'email', ...Object.fromEntries(custom) },
		isFile: true,
		// Values are remembered only where somebody on the list may hold them already.
		run: { isPreview: true, listMembers: people },
		beforeCompare: () => (held = heldMemory() - before),
	});
	if (counts.sent !== people) throw new Error(`only ${counts.sent} of ${people} would be sent`);
	return held;
}
