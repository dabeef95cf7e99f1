import type { ProfileFields } from '../../../../nodes/shared/files/pages';
import type { ExportRun } from '../../../../nodes/ExportSegment/export/run/run';
import { readSteps, walkProfiles } from '../../../../nodes/ExportSegment/export/profiles/walkProfiles';
import { createPorts, runOf } from '../../../support/exportRun';

const profiles = (count: number): ProfileFields[] =>
	Array.from({ length: count }, (_, index) => ({ email: `p${index + 1}@example.com` }));

/** A run whose source hands out pages of so many profiles, whose mapping n8n must evaluate or not. */
function runInPages(sizes: readonly number[], isSlow: boolean): ExportRun {
	const all = profiles(sizes.reduce((sum, size) => sum + size, 0));
	function* pages() {
		let start = 0;
		for (const size of sizes) {
			yield { firstRow: start + 1, profiles: all.slice(start, start + size) };
			start += size;
		}
	}
	const run = runOf([]);
	return { ...run, source: { pages }, mapping: { ...run.mapping, isSlow } };
}

describe.each([
	['values that are read', false, 1_000],
	['values that n8n evaluates', true, 20],
])('with %s,', (_how, isSlow, most) => {
	it.each([[[1]], [[most]], [[most + 1]], [[3 * most + 7, 2, most]]])(
		'pages of %j come in steps that keep the event loop free, each profile once and in its row',
		async (sizes) => {
			const ports = createPorts();
			const rows: number[] = [];
			let steps = 0;
			for await (const step of readSteps(runInPages(sizes, isSlow), ports)) {
				steps++;
				expect(step.profiles.length).toBeLessThanOrEqual(most);
				step.profiles.forEach(({ email }, index) => {
					rows.push(step.firstRow + index);
					expect(email).toBe(`p${step.firstRow + index}@example.com`);
				});
			}
			expect(rows).toEqual(profiles(sizes.reduce((sum, size) => sum + size, 0)).map((_, index) => index + 1));
			expect(ports.clock.breaths).toBe(steps);
		},
	);
});

it('others may run between pages without a profile, too', async () => {
	const ports = createPorts();
	for await (const step of readSteps(runInPages([0, 0, 1, 0], false), ports)) expect(step.profiles).toHaveLength(1);
	expect(ports.clock.breaths).toBe(4);
});

it('each profile is mapped and visited with its row', async () => {
	const visited: unknown[] = [];
	await walkProfiles(runOf([{ email: 'a', first_name: 'A' }, { email: 'b' }, { first_name: 'C' }]), createPorts(), {
		visit: (row, values) => void visited.push([row, [...(values ?? [])]]),
	});
	expect(visited).toEqual([
		[1, ['a', 'A']],
		[2, ['b', undefined]],
		[3, [undefined, 'C']],
	]);
});

it('profiles that are in none of the exported segments are visited without values, and not mapped', async () => {
	const visited: unknown[] = [];
	const run = runOf([{ email: 'a' }, { email: 'b' }, { email: 'c' }]);
	const mapping = {
		...run.mapping,
		readerOf: () => (index: number, values: unknown[]) => void (values[0] = `mapped ${index}`),
	};
	await walkProfiles(
		{ ...run, mapping, memberTestOf: (page) => (index) => page.firstRow + index !== 2 },
		createPorts(),
		{ visit: (row, values) => void visited.push([row, values?.[0]]) },
	);
	expect(visited).toEqual([
		[1, 'mapped 0'],
		[2, undefined],
		[3, 'mapped 0'],
	]);
});

it('an empty source is walked to its end', async () => {
	await expect(walkProfiles(runOf([]), createPorts(), { visit: () => undefined })).resolves.toBeUndefined();
});
