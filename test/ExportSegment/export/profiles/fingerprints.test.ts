import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import fc from 'fast-check';
import { comparesValues, createFingerprints } from '../../../../nodes/ExportSegment/export/profiles/fingerprints';
import { cleanText } from '../../../../nodes/shared/values/texts';
import type { ExportPolicy, ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import { runOf } from '../../../support/exportRun';

const value = fc.option(
	fc.oneof(fc.string({ maxLength: 4 }).map(cleanText), fc.constantFrom('', 'a', 'aa', 'ab', 'ba')),
	{ nil: undefined },
);
const values = fc.array(value, { minLength: 3, maxLength: 3 });

/** What a profile's fingerprint tells of the values that Constant Contact holds. */
function isUnchanged(ours: ReadonlyArray<string | undefined>, theirs: ReadonlyArray<string | undefined>): boolean {
	const fingerprints = createFingerprints();
	const { high, low, fields } = { ...fingerprints.of(ours) };
	const seen = fingerprints.ofColumns(theirs, fingerprints.columnsOf(fields));
	return seen.high === high && seen.low === low;
}

it('what is cleaned when it is written is compared cleaned', () => {
	expect(isUnchanged(['a\u0001b', undefined, undefined], ['ab', '', ''])).toBe(true);
	expect(isUnchanged(['a\ud800b', undefined, undefined], ['a\ufffdb', '', ''])).toBe(true);
});

it('a contact is unchanged if it holds what the profile fills in; what the profile leaves empty does not count', () => {
	fc.assert(
		fc.property(values, values, (ours, theirs) => {
			const isSame = ours.every((text, column) => text === undefined || text === (theirs[column] ?? ''));
			expect(isUnchanged(ours, theirs)).toBe(isSame);
			expect(
				isUnchanged(
					ours,
					ours.map((text, column) => text ?? theirs[column]),
				),
			).toBe(true);
		}),
		{ numRuns: 1_000 },
	);
});

it.each([
	[
		['a', 'b'],
		['b', 'a'],
	],
	[
		['ab', ''],
		['a', 'b'],
	],
	[
		['a', 'a'],
		['b', 'b'],
	],
	[
		['', 'x'],
		['x', ''],
	],
])('values that changed places are another fingerprint: %j, %j', (ours, theirs) => {
	expect(isUnchanged(ours, theirs)).toBe(false);
	const fingerprints = createFingerprints(1);
	const [one, other] = [ours, theirs].map((values) => ({ ...fingerprints.ofColumns(values, [0, 1]) }));
	expect([one.high === other.high, one.low === other.low]).toEqual([false, false]);
});

it('each set of filled fields has one number, whoever brings it', () => {
	const fingerprints = createFingerprints();
	const numbers = [
		['a', undefined],
		['b', undefined],
		[undefined, 'c'],
		['d', 'e'],
		['f', undefined],
	].map((row) => fingerprints.of(row).fields);
	expect(numbers).toEqual([0, 0, 1, 2, 0]);
	expect([0, 1, 2].map((number) => fingerprints.columnsOf(number))).toEqual([[0], [1], [0, 1]]);
});

it('sets of filled fields that share some are told apart, whichever comes after which', () => {
	const fingerprints = createFingerprints();
	const numbers = [
		['a', 'b', undefined],
		['a', undefined, 'c'],
		['a', 'b', undefined],
		['a', 'b', 'c'],
		[undefined, 'b', 'c'],
	].map((row) => fingerprints.of(row).fields);
	expect(numbers).toEqual([0, 1, 0, 2, 3]);
	expect(numbers.map((number) => fingerprints.columnsOf(number))).toEqual([
		[0, 1],
		[0, 2],
		[0, 1],
		[0, 1, 2],
		[1, 2],
	]);
});

it.each<[string, Partial<Pick<ExportRun, 'isListEmpty'>>, Partial<ExportPolicy>, boolean]>([
	['only changes are sent', {}, { onlyChanges: true }, true],
	['a segment is mirrored and only changes are sent', {}, { onlyChanges: true, sync: syncModes.mirror }, true],
	['everything is sent', {}, { onlyChanges: false }, false],
	['people are taken off', {}, { onlyChanges: true, sync: syncModes.remove }, false],
	['nobody is on the list', { isListEmpty: true }, { onlyChanges: true }, false],
])('where %s, values are compared or not', (_when, list, policy, compares) => {
	expect(comparesValues({ ...runOf([], policy), ...list })).toBe(compares);
});

it('values of all lengths are told apart by the last character as well as by the first', () => {
	const fingerprints = createFingerprints(7);
	const seen = new Set<string>();
	for (const text of [
		'',
		'a',
		'b',
		'aa',
		'ab',
		'ba',
		'aaa',
		'aab',
		'baa',
		'a'.repeat(200),
		`${'a'.repeat(199)}b`,
		`b${'a'.repeat(199)}`,
	]) {
		const { high, low } = fingerprints.ofColumns([text], [0]);
		seen.add(`high ${high}`).add(`low ${low}`);
	}
	expect(seen.size).toBe(24);
});

it('a seed of its own makes other fingerprints of the same values', () => {
	const [one, other] = [1, 2].map((seed) => ({ ...createFingerprints(seed).ofColumns(['Ada'], [0]) }));
	expect([one.high === other.high, one.low === other.low]).toEqual([false, false]);
});
