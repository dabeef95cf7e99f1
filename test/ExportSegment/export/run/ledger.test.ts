import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import fc from 'fast-check';
import { countProfiles, createLedger, Verdict, verdictName } from '../../../../nodes/ExportSegment/export/run/ledger';

const settled = [
	Verdict.sent,
	Verdict.rejected,
	Verdict.duplicate,
	Verdict.optedOutOfList,
	Verdict.unsubscribed,
	Verdict.deleted,
	Verdict.unchanged,
] as const;

it('every profile has the one verdict that it was given, and the counts add up', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.constantFrom(...settled), fc.boolean()), { maxLength: 3_000, size: 'max' }),
			(verdicts) => {
				const ledger = createLedger();
				verdicts.forEach(() => ledger.open());
				verdicts.forEach(([verdict, isRefused], index) => {
					ledger.settle(index + 1, verdict);
					if (verdict === Verdict.sent && isRefused) ledger.refuse(index + 1);
				});
				const expected = verdicts.map(([verdict, isRefused]) =>
					verdict === Verdict.sent && isRefused ? Verdict.refused : verdict,
				);
				expect(verdicts.map((_, index) => ledger.verdict(index + 1))).toEqual(expected);
				const { read, duplicates, rejected, optedOut, deleted, unchanged, sent, refused } = countProfiles(ledger, 0);
				expect(read).toBe(verdicts.length);
				expect(duplicates + rejected + optedOut + deleted + unchanged + sent).toBe(read);
				expect(refused).toBe(expected.filter((verdict) => verdict === Verdict.refused).length);
			},
		),
		{ numRuns: 30 },
	);
});

it('a profile that is opened is unsettled', () => {
	const ledger = createLedger();
	ledger.open();
	expect([ledger.rows, ledger.verdict(1), ledger.count(Verdict.unsettled)]).toEqual([1, Verdict.unsettled, 1]);
});

it('that a profile is sent as it came is noted beside its verdict', () => {
	const ledger = createLedger();
	for (let row = 1; row <= 3; row++) ledger.open();
	ledger.noteAsItCame(2);
	ledger.noteAsItCame(3);
	expect([1, 2, 3].map(ledger.isAsItCame)).toEqual([false, true, true]);
	expect([1, 2, 3].map(ledger.verdict)).toEqual([Verdict.unsettled, Verdict.unsettled, Verdict.unsettled]);
	ledger.settle(2, Verdict.duplicate);
	ledger.settleRest(Verdict.sent);
	expect([1, 2, 3].map(ledger.verdict)).toEqual([Verdict.sent, Verdict.duplicate, Verdict.sent]);
	expect(ledger.count(Verdict.sent)).toBe(2);
});

it('a second verdict is a defect', () => {
	const ledger = createLedger();
	ledger.open();
	ledger.settle(1, Verdict.sent);
	expect(() => ledger.settle(1, Verdict.rejected)).toThrow('Profile 1 is "exported", not "unknown"');
});

it('refusals that nobody can name are counted beside those that are named, and were sent all the same', () => {
	const ledger = createLedger();
	for (const row of [1, 2, 3]) {
		ledger.open();
		ledger.settle(row, Verdict.sent);
	}
	ledger.refuse(1);
	expect(countProfiles(ledger, 0, 2)).toMatchObject({ sent: 3, refused: 3 });
});

it.each([Verdict.unsettled, Verdict.rejected, Verdict.duplicate, Verdict.refused, Verdict.unchanged, Verdict.deleted])(
	'only what was sent can be refused, not verdict %i',
	(verdict) => {
		const ledger = createLedger();
		ledger.open();
		if (verdict !== Verdict.unsettled) ledger.settle(1, verdict);
		expect(() => ledger.refuse(1)).toThrow(`Profile 1 is "${verdictName(verdict, syncModes.addOrUpdate)}"`);
	},
);

it.each([0, -1, 2, 1e6])('a row that was never opened cannot be settled: %i', (row) => {
	const ledger = createLedger();
	ledger.open();
	expect(() => ledger.settle(row, Verdict.sent)).toThrow(`There is no profile ${row}`);
	expect([ledger.count(Verdict.sent), ledger.count(Verdict.unsettled)]).toEqual([0, 1]);
});

it('however many there are, the last profile has its verdict like the first', () => {
	const ledger = createLedger();
	for (let row = 1; row <= 4_100; row++) {
		ledger.open();
		ledger.settle(row, Verdict.sent);
		if (ledger.verdict(row) !== Verdict.sent || ledger.verdict(1) !== Verdict.sent) throw new Error(`row ${row}`);
	}
	expect(ledger.count(Verdict.sent)).toBe(4_100);
});

it.each([
	['addOrUpdate', {}],
	['mirror', {}],
	['remove', { sent: 'removed', unchanged: 'notOnList' }],
] as const)('the words for what became of a profile, in mode %s', (syncMode, otherwise) => {
	const words = Object.entries(Verdict).map(([name, verdict]) => [name, verdictName(verdict, syncModes[syncMode])]);
	expect(Object.fromEntries(words)).toEqual({
		unsettled: 'unknown',
		sent: 'exported',
		rejected: 'rejected',
		duplicate: 'duplicate',
		refused: 'refused',
		optedOutOfList: 'optedOut',
		unsubscribed: 'optedOut',
		deleted: 'deleted',
		unchanged: 'unchanged',
		outside: 'outside',
		...otherwise,
	});
});

it('a profile without a verdict is never taken for a success', () => {
	const ledger = createLedger();
	ledger.open();
	expect(() => countProfiles(ledger, 0)).toThrow('1 profiles were left without a verdict');
});

it('those who left the list and those who unsubscribed are both counted as opted out, and removals as they were counted', () => {
	const ledger = createLedger();
	for (const verdict of [Verdict.optedOutOfList, Verdict.unsubscribed, Verdict.deleted, Verdict.unchanged]) {
		ledger.open();
		ledger.settle(ledger.rows, verdict);
	}
	expect(countProfiles(ledger, 7)).toMatchObject({
		read: 4,
		optedOut: 2,
		deleted: 1,
		unchanged: 1,
		sent: 0,
		removed: 7,
	});
});

it('a profile that is not of this segment does not count as read', () => {
	const ledger = createLedger();
	for (const verdict of [Verdict.outside, Verdict.sent, Verdict.outside, Verdict.rejected]) {
		ledger.open();
		ledger.settle(ledger.rows, verdict);
	}
	expect(countProfiles(ledger, 0)).toMatchObject({ read: 2, sent: 1, rejected: 1 });
});

it('the rest can be settled at once, and what has a verdict keeps it', () => {
	const ledger = createLedger();
	for (let row = 1; row <= 3; row++) ledger.open();
	ledger.settle(2, Verdict.rejected);
	ledger.settleRest(Verdict.sent);
	ledger.settleRest(Verdict.duplicate);
	expect([1, 2, 3].map((row) => ledger.verdict(row))).toEqual([Verdict.sent, Verdict.rejected, Verdict.sent]);
	expect([ledger.count(Verdict.unsettled), ledger.count(Verdict.sent)]).toEqual([0, 2]);
});

it('no profiles make a summary of zeros', () => {
	expect(Object.values(countProfiles(createLedger(), 0)).every((count) => count === 0)).toBe(true);
});
