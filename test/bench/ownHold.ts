/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { syncModes } from '../../nodes/ExportSegment/export/run/syncModes';
import { itemSource } from '../../nodes/ExportSegment/sources/items';
import { exportAtOnce } from './exportAtOnce';

/** Profiles whose email field holds a long text, in which a mirror looks for everybody who may be meant. */
const cells = 3_000;
const characters = 1_000;
const rounds = 15;

/** Texts that take long to look through, each in its own way. */
const units: Readonly<Record<string, string>> = {
	'one address after the other': 'ann.b@example.com, ',
	'@ alone': '@',
	'words without an address': 'zażółć gęślą ',
	'signs written for HTML': '&#64;&lt;a&gt;',
	'dots and @': 'a.@.b',
};

export interface OwnHold {
	cells: number;
	characters: number;
	rounds: number;
	/** Milliseconds of the longest step, by what is in the cells. */
	longestMs: Array<{ what: string; ms: number }>;
}

/**
 * The longest time at a stretch for which the node keeps others from the event loop while it looks for addresses. Of
 * each text the quietest round counts: what other programs take of the processor is not the node's.
 */
export async function benchOwnHold(): Promise<OwnHold> {
	const longestMs: OwnHold['longestMs'] = [];
	for (const [what, unit] of Object.entries(units)) {
		const email = unit.repeat(characters).slice(0, characters);
		let ms = Infinity;
		for (let round = 0; round < rounds; round++) ms = Math.min(ms, await longestStepMs(email));
		longestMs.push({ what, ms });
	}
	return { cells, characters, rounds, longestMs };
}

async function longestStepMs(email: string): Promise<number> {
	const items = Array.from({ length: cells }, (_, n) => ({ json: { email: `${n} ${email}`, first: 'Ann' } }));
	let longest = 0;
	let since = performance.now();
	const breathe = async () => {
		longest = Math.max(longest, performance.now() - since);
		await new Promise((resolve) => setImmediate(resolve));
		since = performance.now();
	};
	const { counts } = await exportAtOnce(itemSource(items), {
		columns: { email: 'email', first_name: 'first' },
		run: { isPreview: true },
		policy: { sync: syncModes.mirror },
		breathe,
	});
	if (counts.rejected !== cells) throw new Error(`only ${counts.rejected} of ${cells} rejected`);
	return longest;
}
