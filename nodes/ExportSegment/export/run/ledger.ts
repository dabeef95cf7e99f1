import { uncountedBytes } from '../../../shared/uncountedMemory';
import type { ValuesRead } from './valuesRead';
import { nothingRead } from './valuesRead';
import type { SyncRules } from './syncModes';

/**
 * The counts of the summary (docs/results.md); read = duplicates + rejected + optedOut + deleted + unchanged + sent.
 */
export interface ProfileCounts {
	read: number;
	duplicates: number;
	rejected: number;
	optedOut: number;
	deleted: number;
	unchanged: number;
	sent: number;
	refused: number;
	removed: number;
}

/**
 * What became of each profile. A profile is unsettled until a stage settles it, exactly once; only `sent` may still
 * become `refused`, when Constant Contact's own counters say so.
 */
export const Verdict = {
	unsettled: 0,
	sent: 1,
	rejected: 2,
	duplicate: 3,
	refused: 4,
	optedOutOfList: 5,
	unsubscribed: 6,
	deleted: 7,
	unchanged: 8,
	/** In none of the segments that are exported: not a profile of this run. */
	outside: 9,
} as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** The word for a verdict in `return: profiles`. */
export function verdictName(verdict: Verdict, { sentName, unchangedName }: SyncRules): string {
	if (verdict === Verdict.sent) return sentName;
	if (verdict === Verdict.unchanged) return unchangedName;
	return verdictNames[verdict];
}

const verdictNames: Readonly<Record<Verdict, string>> = {
	[Verdict.unsettled]: 'unknown',
	[Verdict.sent]: 'exported',
	[Verdict.rejected]: 'rejected',
	[Verdict.duplicate]: 'duplicate',
	[Verdict.refused]: 'refused',
	[Verdict.optedOutOfList]: 'optedOut',
	[Verdict.unsubscribed]: 'optedOut',
	[Verdict.deleted]: 'deleted',
	[Verdict.unchanged]: 'unchanged',
	[Verdict.outside]: 'outside',
};

/** One byte a profile; rows count from 1. */
export interface Ledger {
	readonly rows: number;
	/** Opens the next row, unsettled. */
	open(): void;
	verdict(row: number): Verdict;
	/** Notes of an unsettled row that its values are sent just as they came, so that nobody need check them again. */
	noteAsItCame(row: number): void;
	isAsItCame(row: number): boolean;
	/** @throws Error if the row has a verdict already: a stage that settles twice is a defect of ours. */
	settle(row: number, verdict: Verdict): void;
	/** Gives every row that is still unsettled this verdict. */
	settleRest(verdict: Verdict): void;
	/** The row was sent, and did not land. */
	refuse(row: number): void;
	count(verdict: Verdict): number;
	/** What the first pass learned of the values. */
	values: ValuesRead;
}

/** Stands beside the verdict of a row whose values are sent as they came. */
const asItCame = 0x80;

/** No profile has been read yet. */
export function createLedger(): Ledger {
	let verdicts = uncountedBytes(1_024);
	let rows = 0;
	const counts = new Array<number>(Object.keys(Verdict).length).fill(0);

	const verdictOf = (row: number) => (verdicts[row] & ~asItCame) as Verdict;

	function change(row: number, from: Verdict, to: Verdict): void {
		if (row < 1 || row > rows) throw new Error(`There is no profile ${row}`);
		if (verdictOf(row) !== from)
			throw new Error(`Profile ${row} is "${verdictNames[verdictOf(row)]}", not "${verdictNames[from]}"`);
		verdicts[row] = to;
		counts[from]--;
		counts[to]++;
	}

	return {
		get rows() {
			return rows;
		},
		open() {
			rows++;
			counts[Verdict.unsettled]++;
			if (rows < verdicts.length) return;
			const larger = uncountedBytes(verdicts.length * 2);
			larger.set(verdicts);
			verdicts = larger;
		},
		verdict: verdictOf,
		noteAsItCame(row) {
			verdicts[row] |= asItCame;
		},
		isAsItCame: (row) => (verdicts[row] & asItCame) !== 0,
		settle: (row, verdict) => change(row, Verdict.unsettled, verdict),
		settleRest(verdict) {
			for (let row = 1; row <= rows; row++)
				if (verdictOf(row) === Verdict.unsettled) change(row, Verdict.unsettled, verdict);
		},
		refuse: (row) => change(row, Verdict.sent, Verdict.refused),
		count: (verdict) => counts[verdict],
		values: nothingRead,
	};
}

/**
 * The summary's counts.
 * @param removed people who were taken off the list
 * @param unnamed profiles that were refused, and nobody can tell which
 * @throws Error if a profile was left without a verdict: silence is never taken for success
 */
export function countProfiles(ledger: Ledger, removed: number, unnamed = 0): ProfileCounts {
	const unsettled = ledger.count(Verdict.unsettled);
	if (unsettled > 0) throw new Error(`${unsettled} profiles were left without a verdict`);
	const refused = ledger.count(Verdict.refused);
	return {
		read: ledger.rows - ledger.count(Verdict.outside),
		duplicates: ledger.count(Verdict.duplicate),
		rejected: ledger.count(Verdict.rejected),
		optedOut: ledger.count(Verdict.optedOutOfList) + ledger.count(Verdict.unsubscribed),
		deleted: ledger.count(Verdict.deleted),
		unchanged: ledger.count(Verdict.unchanged),
		sent: ledger.count(Verdict.sent) + refused,
		refused: refused + unnamed,
		removed,
	};
}
