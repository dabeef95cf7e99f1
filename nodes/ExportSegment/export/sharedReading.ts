import type { Activity, ConstantContact, ShownContact } from '../../shared/account/constantContact';
import type { Calls } from './run/ports';

export interface SharedReading {
	readonly constantContact: ConstantContact;
	/** Requests that were not needed because the answer was known. */
	readonly saved: number;
	/** From now on these tags count as there. */
	expectTags(names: readonly string[]): void;
}

/**
 * Constant Contact for several looks at one account in a row: what is the same for every list (the tags, and the pages
 * or bulk exports of unsubscribed and deleted contacts) is asked for once, and a file read for each. For looking only:
 * an export reads again before it writes.
 */
export function shareReading(constantContact: ConstantContact, counter: Calls): SharedReading {
	const exports = new Map<string, { answer: Activity | undefined; cost: number }>();
	const pages = new Map<string, readonly ShownContact[] | undefined>();
	let tags: { answer: Map<string, string>; cost: number } | undefined;
	let saved = 0;

	async function measured<Answer>(ask: () => Promise<Answer>): Promise<{ answer: Answer; cost: number }> {
		const before = counter.calls;
		return { answer: await ask(), cost: counter.calls - before };
	}

	return {
		get saved() {
			return saved;
		},
		expectTags(names) {
			for (const name of names) tags?.answer.set(name, 'not made yet');
		},
		constantContact: {
			...constantContact,
			async tags() {
				if (tags !== undefined) saved += tags.cost;
				tags ??= await measured(async () => await constantContact.tags());
				return tags.answer;
			},
			async contactsAtOnce(selection, columns) {
				if (!('status' in selection)) return await constantContact.contactsAtOnce(selection, columns);
				const key = selection.status;
				if (pages.has(key)) saved++;
				else pages.set(key, await constantContact.contactsAtOnce(selection, columns));
				return pages.get(key);
			},
			async startDownload(selection, fields) {
				if (!('status' in selection)) return await constantContact.startDownload(selection, fields);
				const key = JSON.stringify([selection, fields]);
				const known = exports.get(key);
				if (known !== undefined) {
					saved += known.cost;
					return known.answer;
				}
				const asked = await measured(async () => await constantContact.startDownload(selection, fields));
				exports.set(key, asked);
				return asked.answer;
			},
		},
	};
}
