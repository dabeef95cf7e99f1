import { syncModes } from '../../../../nodes/ExportSegment/export/run/syncModes';
import type { CountedUnit } from '../../../../nodes/shared/values/dates/dayWriting';
import type { ProfileFields, ProfilePage } from '../../../../nodes/shared/files/pages';
import { Verdict } from '../../../../nodes/ExportSegment/export/run/ledger';
import { createPeople, Mark } from '../../../../nodes/shared/account/people';
import { readProfiles } from '../../../../nodes/ExportSegment/export/profiles/readProfiles';
import type { ExportPolicy, ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import { createPorts, defaultPolicy, runOf } from '../../../support/exportRun';
import { ListedValues } from '../../../../nodes/shared/account/downloads/shownValues';

jest.mock('../../../../nodes/shared/account/people', () => {
	const people = jest.requireActual<{ createPeople: typeof createPeople }>('../../../../nodes/shared/account/people');
	return { ...people, createPeople: jest.fn(people.createPeople) };
});
const { createPeople: createLikeEver } = jest.requireActual<{ createPeople: typeof createPeople }>(
	'../../../../nodes/shared/account/people',
);

const { unsettled, duplicate, rejected, outside } = Verdict;

async function readAll(profiles: readonly ProfileFields[], policy: Partial<ExportPolicy> = {}) {
	const ports = createPorts();
	const { ledger, people, fingerprints } = await readProfiles(runOf(profiles, policy), ports);
	return { verdicts: profiles.map((_, index) => ledger.verdict(index + 1)), ledger, people, fingerprints, ports };
}

const emails = (...addresses: unknown[]) => addresses.map((email) => ({ email }));

describe('where several profiles name one person,', () => {
	const profiles = emails(
		'ada@example.com',
		'bob@example.com',
		' ADA@Example.com',
		'ada@example.com ',
		'cy@example.com',
	);

	it('the last one counts', async () => {
		const { verdicts, people } = await readAll(profiles);
		expect(verdicts).toEqual([duplicate, unsettled, duplicate, unsettled, unsettled]);
		expect(people.rowOf(people.find('ada@example.com'))).toBe(4);
	});

	it('or the first one, if so chosen', async () => {
		const { verdicts, people } = await readAll(profiles, { duplicateProfiles: 'first' });
		expect(verdicts).toEqual([unsettled, unsettled, duplicate, duplicate, unsettled]);
		expect(people.rowOf(people.find('ada@example.com'))).toBe(1);
	});

	it('one that cannot be exported does not count', async () => {
		const { verdicts } = await readAll([
			{ email: 'ada@example.com' },
			{ email: 'ada@example.com', first_name: 'x'.repeat(51) },
		]);
		expect(verdicts).toEqual([unsettled, rejected]);
	});
});

it('profiles that cannot be exported are rejected, the others go on', async () => {
	const { verdicts, people, ports } = await readAll(emails('ada@example.com', '', 'n/a', 'bob@example.com'));
	expect(verdicts).toEqual([unsettled, rejected, rejected, unsettled]);
	expect(people.size).toBe(2);
	expect(ports.told.read).toBe(4);
});

describe('if the user asked to stop at profiles that cannot be exported,', () => {
	it('the run stops after it has counted them, and names the first', async () => {
		await expect(readAll(emails('ada@example.com', 'unknown', ''), { invalidProfiles: 'stop' })).rejects.toMatchObject({
			kind: 'profiles',
			message: '2 of 3 profiles cannot be exported, so nothing was sent',
			advice: expect.stringMatching(
				/^The first one is profile 2: The email address has no @\..* Correct the source, or set the option 'Invalid Profiles' to 'Reject' to export the others\.$/,
			),
			itemIndex: 1,
		});
	});

	it('it goes on if there are none', async () => {
		const { verdicts } = await readAll(emails('ada@example.com', 'ada@example.com'), { invalidProfiles: 'stop' });
		expect(verdicts).toEqual([duplicate, unsettled]);
	});
});

it('of a profile that is sent as it came that is noted, so that it need not be checked again', async () => {
	const { ledger } = await readAll(emails('ada@example.com', ' bob@example.com', 'n/a'));
	expect([1, 2, 3].map(ledger.isAsItCame)).toEqual([true, false, false]);
});

it('where only changes are sent, the values of the profile that counts are remembered by their fingerprint', async () => {
	const profiles = [
		{ email: 'ada@example.com', first_name: 'Ada' },
		{ email: 'ADA@example.com', first_name: 'Augusta' },
	];
	for (const [duplicateProfiles, kept] of [
		['last', 'Augusta'],
		['first', 'Ada'],
	] as const) {
		const { people, fingerprints } = await readAll(profiles, { onlyChanges: true, duplicateProfiles });
		const ours = people.fingerprintOf(people.find('ada@example.com'));
		expect(fingerprints.compare(ours, new ListedValues([undefined, kept]))).toBe('same');
		expect(fingerprints.compare(ours, new ListedValues([undefined, 'Adele']))).toBe('others');
	}
});

it.each(['mirror', 'addOrUpdate'] as const)(
	'in mode %s, a profile that cannot be exported still keeps its person in the segment',
	async (mode) => {
		const profiles = [{ email: 'ada@example.com', first_name: 'x'.repeat(51) }, { email: 'n/a' }];
		const { people, verdicts } = await readAll(profiles, { sync: syncModes[mode] });
		const person = people.find('ada@example.com');
		expect(verdicts).toEqual([rejected, rejected]);
		expect([people.size, people.hasMark(person, Mark.named), people.isInSegment(person), people.rowOf(person)]).toEqual(
			[1, true, true, 0],
		);
		expect((await readAll(profiles, { sync: syncModes.remove })).people.size).toBe(0);
	},
);

it('profiles of other segments are neither read nor counted', async () => {
	const profiles = emails('ada@example.com', 'n/a', 'bob@example.com', 'none');
	const run = {
		...runOf(profiles, { invalidProfiles: 'stop' }),
		memberTestOf:
			({ firstRow }: ProfilePage) =>
			(index: number) =>
				firstRow + index > 2,
	};
	const ports = createPorts();
	await expect(readProfiles(run, ports)).rejects.toMatchObject({
		message: '1 of 2 profiles cannot be exported, so nothing was sent',
		advice: expect.stringContaining('profile 4'),
		itemIndex: 3,
	});
	expect(ports.told.read).toBe(2);
	const { ledger, people } = await readProfiles({ ...run, policy: defaultPolicy }, createPorts());
	expect([1, 2, 3, 4].map((row) => ledger.verdict(row))).toEqual([outside, outside, unsettled, rejected]);
	expect(people.size).toBe(1);
});

describe('what the columns show of themselves is known once all rows were read', () => {
	async function readColumn(id: string, values: readonly unknown[], policy: Partial<ExportPolicy> = {}) {
		const run = runOf(
			values.map((value, index) => ({ email: `p${index}@example.com`, [id]: value })),
			policy,
			['email', id],
		);
		const pages = jest.spyOn(run.source, 'pages');
		const ports = createPorts();
		const { ledger } = await readProfiles(run, ports);
		const breaths = ports.clock.breaths;
		return { ...ledger.values, rows: ledger.rows, read: ports.told.read, passes: pages.mock.calls.length, breaths };
	}

	it('and where the first ones were read in another order, reading starts again as soon as that is seen', async () => {
		const days = ['03/04/2020', '25/12/2020', '05/06/2020', '07/08/2020'];
		await expect(readColumn('anniversary', days)).resolves.toEqual({
			days: [expect.anything(), { order: 'dayFirst' }],
			leftOut: [],
			notes: [{ field: 'Anniversary', note: 'dayFirst', count: 3 }],
			rows: 4,
			read: 4,
			passes: 2,
			breaths: 2,
		});
	});

	it('also where only most of them show it: numbers that count milliseconds', async () => {
		const { days, passes, breaths } = await readColumn('anniversary', [5_000_000_000, 1_600_000_000_000, '', '']);
		expect([days[1], passes, breaths]).toEqual([{ order: 'monthFirst', counts: 'milliseconds' }, 2, 4]);
	});

	it.each<[string, readonly number[], CountedUnit | undefined, number]>([
		['several and nothing else: seconds since 1582', [12_862_281_600, 12_692_851_200], 'secondsSince1582', 2],
		['a single one: milliseconds', [12_862_281_600], undefined, 1],
		['with milliseconds of other years', [12_862_281_600, 12_692_851_200, 642_902_400_000], undefined, 1],
		['several that can only be days since 1970', [7_441, -25, 10_957], 'daysSince1970', 2],
		['one of them: it may be a mistake', [7_441, 10_957], undefined, 1],
		['with days as only a spreadsheet counts them', [7_441, 7_442, 33_010], undefined, 1],
		['years, ages, and days and months without a sign between', [1_990, 36, 1_705, 3_112], undefined, 1],
		['with short numbers', [12_862_281_600, 12_692_851_200, 5_000_000_000], 'milliseconds', 2],
	])('and what numbers of some weeks of 1970 count, %s', async (_which, numbers, counts, expectedPasses) => {
		const { days, passes } = await readColumn('anniversary', numbers);
		expect([days[1], passes]).toEqual([{ order: 'monthFirst', counts }, expectedPasses]);
	});

	it('with the values that profiles are exported without', async () => {
		const { leftOut, passes } = await readColumn('phone', ['5', 'unknown', 'none', '?']);
		expect([leftOut, passes]).toEqual([
			[{ field: 'Phone', count: 2, reason: 'This is no phone number.', rows: [2, 4] }],
			1,
		]);
	});

	it('and only then a mapping is asked whether it lacked any', async () => {
		const run = runOf(emails('ada@example.com', 'n/a', 'bob@example.com'), { invalidProfiles: 'stop' });
		const ports = createPorts();
		const endOfSource = () => {
			throw new Error(`after ${ports.clock.breaths} pages`);
		};
		await expect(readProfiles({ ...run, mapping: { ...run.mapping, endOfSource } }, ports)).rejects.toThrow(
			'after 2 pages',
		);
	});
});

it('an empty segment is read to its end', async () => {
	const { ledger, people } = await readAll([]);
	expect([ledger.rows, people.size]).toEqual([0, 0]);
});

it('others may use the event loop after each page', async () => {
	const { ports } = await readAll(emails('a@x.io', 'b@x.io', 'c@x.io'));
	expect(ports.clock.breaths).toBe(2);
});

describe('room for the people is made', () => {
	async function expectedIn(expectedProfiles: number | undefined, ofSegment?: ExportRun['memberTestOf']) {
		const run = runOf(emails('ada@example.com', 'bob@example.com', 'cy@example.com'));
		const told: number[] = [];
		jest.mocked(createPeople).mockImplementationOnce(() => {
			const people = createLikeEver();
			return Object.assign(people, { expect: (count: number) => void told.push(count) });
		});
		const source = { pages: () => run.source.pages(), expectedProfiles };
		await readProfiles({ ...run, source, ...(ofSegment && { memberTestOf: ofSegment }) }, createPorts());
		return told;
	}

	it.each([
		['for as many as the source makes one expect', 70_000, [70_000]],
		['for nobody where that is not known', undefined, [0]],
	])('%s, once', async (_how, expected, told) => {
		await expect(expectedIn(expected)).resolves.toEqual(told);
	});

	it('not where only some of them are in the segment', async () => {
		await expect(expectedIn(70_000, () => (index) => index === 0)).resolves.toEqual([]);
	});
});
