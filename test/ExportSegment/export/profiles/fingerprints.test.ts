import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import fc from 'fast-check';
import { comparesValues, createFingerprints } from '../../../../nodes/ExportSegment/export/profiles/fingerprints';
import { ListedValues } from '../../../../nodes/shared/account/downloads/shownValues';
import { cleanText } from '../../../../nodes/shared/values/texts';
import type { ExportPolicy, ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import { columnsOf } from '../../../support/contactColumns';
import { runOf } from '../../../support/exportRun';

const value = fc.option(
	fc.oneof(fc.string({ maxLength: 4 }).map(cleanText), fc.constantFrom('', 'a', 'aa', 'ab', 'ba')),
	{ nil: undefined },
);
const values = fc.array(value, { minLength: 3, maxLength: 3 });
/** What an export shows: a field that is empty is an empty text. */
const shown = values.map((texts) => texts.map((text) => text ?? ''));

const fields = (count: number) => columnsOf(...Array.from({ length: count }, (_, index) => `cf:field${index}`));

const hashesOf = (fingerprint: Uint8Array) => [...new Int32Array(fingerprint.slice(0, 8).buffer)];

/** What a profile's fingerprint tells of the values that Constant Contact holds. */
function isUnchanged(ours: ReadonlyArray<string | undefined>, theirs: ReadonlyArray<string | undefined>): boolean {
	const fingerprints = createFingerprints(fields(ours.length));
	return fingerprints.compare(fingerprints.of(ours), new ListedValues(theirs), () => undefined) === 'same';
}

it('what is cleaned when it is written is compared cleaned', () => {
	expect(isUnchanged(['a\u0001b', undefined, undefined], ['ab', '', ''])).toBe(true);
	expect(isUnchanged(['a\ud800b', undefined, undefined], ['a\ufffdb', '', ''])).toBe(true);
});

it.each(['1 Main St\nFlat 2', '1 Main St\r\nFlat 2', '1 Main St\tFlat 2', '1 Main St Flat 2'])(
	'a line break counts as a blank, however it is shown: %j',
	(street) => {
		expect(isUnchanged(['1 Main St\nFlat 2'], [street])).toBe(true);
		expect(isUnchanged([street], ['1 Main St\nFlat 2'])).toBe(true);
		expect(isUnchanged(['1 Main St\nFlat 3'], [street])).toBe(false);
		expect(isUnchanged(['1 Main StFlat 2'], [street])).toBe(false);
	},
);

it.each(['\u0001', '\u001f', '\u007f', '\u0080', '\u009f', '\u00ad', '\u200b', '\u2060'])(
	'a sign that nobody sees is no difference: %j',
	(sign) => {
		expect(isUnchanged([`a${sign}b`], [cleanText(`a${sign}b`)])).toBe(true);
		expect(isUnchanged([`a${sign}b`], [`a${sign}c`])).toBe(false);
	},
);

it('a contact is unchanged if it holds what the profile fills in; what the profile leaves empty does not count', () => {
	fc.assert(
		fc.property(values, shown, (ours, theirs) => {
			const isSame = ours.every((text, column) => text === undefined || text === theirs[column]);
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
	const fingerprints = createFingerprints(fields(2), 1);
	const [one, other] = [ours, theirs].map((values) => [...fingerprints.of(values)]);
	expect([one[0] === other[0], one[1] === other[1]]).toEqual([false, false]);
});

it('a value that Constant Contact does not show is never taken for the same', () => {
	expect(isUnchanged(['a', 'b'], ['a', undefined])).toBe(false);
	expect(isUnchanged(['a', undefined], ['a', undefined])).toBe(true);
});

it.each([[1], [31], [32], [33], [64], [70]])('of %d fields each counts, and none for another', (count) => {
	const all = Array.from({ length: count }, (_, column) => `value ${column}`);
	expect(isUnchanged(all, all)).toBe(true);
	for (let column = 0; column < count; column++) {
		const alone = all.map((value, index) => (index === column ? value : undefined));
		expect(isUnchanged(alone, all)).toBe(true);
		expect(
			isUnchanged(
				all,
				all.map((value, index) => (index === column ? 'another' : value)),
			),
		).toBe(false);
	}
});

it.each([
	[2, 9],
	[8, 9],
	[9, 10],
	[33, 13],
])('%d fields take %d bytes of each person, whichever of them are filled', (count, length) => {
	expect(createFingerprints(fields(count)).length).toBe(length);
});

it.each(['phone', 'work_phone', 'sms_number'])('of a phone the digits count, however they are written: %s', (id) => {
	const fingerprints = createFingerprints(columnsOf(id));
	const matches = (ours: string, theirs: string) =>
		fingerprints.compare(fingerprints.of([ours]), new ListedValues([theirs]), () => undefined) === 'same';
	expect([matches('617-555-0120', '(617) 555-0120'), matches('617-555-0120', "'6175550120")]).toEqual([true, true]);
	expect([matches('617-555-0120', '617-555-0121'), matches('none', ''), matches('none', 'none')]).toEqual([
		false,
		false,
		true,
	]);
});

it.each<[string, Partial<Pick<ExportRun, 'listMembers'>>, Partial<ExportPolicy>, boolean]>([
	['only changes are sent', {}, { onlyChanges: true }, true],
	['a segment is mirrored and only changes are sent', {}, { onlyChanges: true, sync: syncModes.mirror }, true],
	['everything is sent', {}, { onlyChanges: false }, false],
	['people are taken off', {}, { onlyChanges: true, sync: syncModes.remove }, false],
	['nobody is on the list', { listMembers: 0 }, { onlyChanges: true }, false],
])('where %s, values are compared or not', (_when, list, policy, compares) => {
	expect(comparesValues({ ...runOf([], policy), ...list })).toBe(compares);
});

it('values of all lengths are told apart by the last character as well as by the first', () => {
	const fingerprints = createFingerprints(fields(1), 7);
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
		const [high, low] = hashesOf(fingerprints.of([text]));
		seen.add(`high ${high}`).add(`low ${low}`);
	}
	expect(seen.size).toBe(24);
});

it('a seed of its own makes other fingerprints of the same values', () => {
	const [one, other] = [1, 2].map((seed) => hashesOf(createFingerprints(fields(1), seed).of(['Ada'])));
	expect([one[0] === other[0], one[1] === other[1]]).toEqual([false, false]);
});

type Values = ReadonlyArray<string | undefined>;

/** How what Constant Contact shows stands to a profile's values, and which of them were cut. */
function standing(ids: readonly string[], ours: Values, theirs: Values, seed = 1) {
	const fingerprints = createFingerprints(columnsOf(...ids), seed);
	const cut: string[] = [];
	const profile = fingerprints.of(ours);
	const is = fingerprints.compare(profile, new ListedValues(theirs), (column) => void cut.push(ids[column]));
	return { is, cut };
}

describe('a value that Constant Contact shows otherwise than it was sent is the same', () => {
	it.each([
		['home_phone', '617-555-0120', '6175550120'],
		['phone', '+1 (617) 555-0120', "'617.555.0120"],
		['mobile_phone', '+48601234567', "'+48601234567"],
		['sms_number', '617-555-0120', '6175550120'],
		['state', 'IL', 'Illinois'],
		['work_state', 'illinois', 'IL'],
		['state', 'Québec', 'QC'],
		['other_state', 'on', 'Ontario'],
		['country', 'US', 'United States'],
		['country', 'USA', 'United States'],
		['home_country', 'Deutschland', 'Deutschland'],
		['country', 'Germany', 'DE'],
		['country', 'UK', 'United Kingdom'],
		['country', 'Czech Republic', 'Czechia'],
		['work_country', 'Turkey', 'TR'],
		['cf:seen:datetime', '2020-09-25T22:45:13+02:00', '2020-09-25T16:45:13-04:00'],
		['cf:seen:datetime', '2020-09-25T20:45:13.250Z', '2020-09-25T16:45:13-04:00'],
	])('%s: %j is %j, either way round', (id, one, other) => {
		expect(standing([id], [one], [other]).is).toBe('same');
		expect(standing([id], [other], [one]).is).toBe('same');
	});

	it.each([
		['home_phone', '617-555-0120', '617-555-0121'],
		['home_phone', '617-555-0120', ''],
		['phone', 'none', 'ask'],
		['state', 'IL', 'Indiana'],
		['state', 'Bavaria', 'Hesse'],
		['country', 'US', 'GB'],
		['country', 'Nowhere', ''],
		['city', 'IL', 'Illinois'],
		['cf:state', 'IL', 'Illinois'],
		['cf:phone', '617-555-0120', '6175550120'],
		['cf:seen:datetime', '2020-09-25T22:45:13+02:00', '2020-09-25T22:45:13-04:00'],
		['cf:seen:datetime', '2020-09-25', '2020-09-26'],
	])('but not of another meaning: %s, %j and %j', (id, one, other) => {
		expect(standing([id], [one], [other]).is).toBe('others');
		expect(standing([id], [other], [one]).is).toBe('others');
	});

	it('the second line of a street stands behind the first one', () => {
		const ids = ['home_street', 'home_street2', 'city'];
		expect(standing(ids, ['1 Main St', 'Apt 5', 'Rome'], ['1 Main St Apt 5', undefined, 'Rome']).is).toBe('same');
		expect(standing(ids, ['1 Main St', 'Apt 6', 'Rome'], ['1 Main St Apt 5', undefined, 'Rome']).is).toBe('others');
		expect(standing(ids, ['1 Main St', undefined, undefined], ['1 Main St', undefined, '']).is).toBe('same');
		expect(standing(ids, [undefined, 'Apt 5', undefined], ['Apt 5', undefined, '']).is).toBe('same');
		const turned = ['home_street2', 'home_street'];
		expect(standing(turned, ['Apt 5', '1 Main St'], [undefined, '1 Main St Apt 5']).is).toBe('same');
		expect(standing(['cf:note', 'cf:note2'], ['a', 'b'], ['a', 'c']).is).toBe('others');
	});
});

describe('between two documented limits', () => {
	const long = 'x'.repeat(60);

	it('a value that is shown cut is not sent for ever, and its field is reported', () => {
		expect(standing(['street', 'city'], [long, 'Rome'], [long.slice(0, 50), 'Rome'])).toEqual({
			is: 'cut',
			cut: ['street'],
		});
		expect(standing(['zip'], [`${'9'.repeat(24)} 99`], ['9'.repeat(24)])).toEqual({ is: 'cut', cut: ['zip'] });
		expect(standing(['phone'], [`+1 617 555 0120 ext. ${'9'.repeat(9)}`], ['+1 617 555 0120 ext. 9999'])).toEqual({
			is: 'cut',
			cut: ['phone'],
		});
	});

	it.each([
		['is shown whole', [long], [long], 'same'],
		['was made shorter since', [long.slice(0, 50)], [long], 'others'],
		['changed beyond the smaller limit, where all of it is shown', [`${long}y`], [`${long}z`], 'others'],
		['changed before it', [`y${long}`], [long.slice(0, 50)], 'others'],
	] as const)('a value that %s: %#', (_what, ours, theirs, is) => {
		expect(standing(['street'], ours, theirs)).toEqual({ is, cut: [] });
	});

	it('a change of another field is a change', () => {
		expect(standing(['street', 'city'], [long, 'Rome'], [long.slice(0, 50), 'Oslo']).is).toBe('others');
	});
});

it('a field that is not shown cannot be compared', () => {
	expect(standing(['first_name', 'city'], ['Ada', 'Rome'], ['Ada', undefined]).is).toBe('unknown');
	expect(standing(['first_name', 'city'], ['Ada', undefined], ['Ada', undefined]).is).toBe('same');
});
