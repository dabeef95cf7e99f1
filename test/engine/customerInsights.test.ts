import type { Environment } from '../support/customerInsights';
import { linesOf, startEnvironment } from '../support/customerInsights';

let environment: Environment;

beforeAll(async () => {
	environment = await startEnvironment({
		customers: {
			count: 12_000,
			segments: [
				{ name: 'VIP', displayName: 'Very important people', members: 0.5 },
				{ name: 'VIP_old', members: (person) => person % 7 === 0 },
				{ name: 'Newsletter', members: (person) => person % 100 === 3 },
			],
			withoutProfile: 0.002,
			withoutEmail: 0.01,
			twoRows: 0.05,
		},
	});
});
afterAll(async () => await environment.close());

/** Who must come out, by number of person. */
function expected(...segments: string[]): Map<unknown, readonly string[]> {
	const { customers } = environment.dataverse;
	const people = new Set(segments.flatMap((segment) => customers.membersOf(segment)));
	return new Map(
		[...people]
			.filter((person) => customers.hasProfile(person))
			.map((person) => [
				customers.valueOf(person, 'lastname'),
				segments.filter((segment) => customers.segmentsOf(person).includes(segment)),
			]),
	);
}

const columns = ['msdynci_email', 'msdynci_lastname'];
const byPerson = (lines: ReadonlyArray<Record<string, unknown>>) =>
	new Map(lines.map((line) => [line.msdynci_lastname, line.segments]));

it('every member comes out once, with the chosen columns and all the chosen segments, out of the whole table', async () => {
	const result = await environment.getMembers({ segments: ['VIP', 'Newsletter'], columns });
	expect(result.error).toBeUndefined();
	const lines = linesOf(result);
	expect(byPerson(lines)).toEqual(expected('VIP', 'Newsletter'));
	expect(lines).toHaveLength(expected('VIP', 'Newsletter').size);
	expect(Object.keys(lines[0])).toEqual(['segments', ...columns]);
	expect(result.exported[0].json).toMatchObject({
		segments: [
			{ name: 'VIP', displayName: 'Very important people' },
			{ name: 'Newsletter', displayName: 'Newsletter', members: 120 },
		],
		profiles: lines.length,
		part: 1,
		parts: 1,
	});
});

it('a small segment is asked for by ids, and with fewer requests than its table has pages', async () => {
	environment.dataverse.requests.clear();
	const result = await environment.getMembers({ segments: 'Newsletter', columns });
	expect(byPerson(linesOf(result))).toEqual(expected('Newsletter'));
	expect(environment.dataverse.requests.data()).toHaveLength(3);
});
