import type { ProfileFields } from '../../../nodes/shared/files/pages';
import { exportSegment } from '../../../nodes/ExportSegment/export/exportSegment';
import { Verdict } from '../../../nodes/ExportSegment/export/run/ledger';
import { hasRejections, visitSettledProfiles } from '../../../nodes/ExportSegment/export/profiles/settledProfiles';
import type { ExportPolicy } from '../../../nodes/ExportSegment/export/run/run';
import type { Behaviour } from '../../support/exportRun';
import { allLanded, createPorts, runOf } from '../../support/exportRun';

const segment: ProfileFields[] = [
	{ email: 'ada@example.com', first_name: 'Ada' },
	{ email: 'unknown', first_name: 'Nobody' },
	{ email: 'BOB@example.com', first_name: 'Bob', plan: 'free' },
	{ email: 'Ada@Example.com', first_name: 'Ada L.' },
	{ first_name: 'Nameless' },
	{ email: 'cy@example.com', first_name: 'x'.repeat(51) },
];

async function exportAll(
	profiles: readonly ProfileFields[],
	behaviour: Behaviour = {},
	policy: Partial<ExportPolicy> = {},
) {
	const ports = createPorts(behaviour);
	const run = runOf(profiles, policy);
	const result = await exportSegment(run, ports);
	const told: unknown[] = [];
	await visitSettledProfiles(
		run,
		result.ledger,
		ports,
		'everybody',
		(profile, row, verdict, rejection) =>
			void told.push([
				row,
				verdict,
				rejection?.code,
				rejection?.field,
				rejection?.row,
				profile() === profiles[row - 1],
			]),
	);
	return { ...result, ports, told };
}

describe('a segment on its way to a list', () => {
	it('leaves nobody unaccounted for', async () => {
		const { status, counts, ports, told, ledger } = await exportAll(segment);
		expect(status).toBe('completed');
		expect(counts).toEqual({
			read: 6,
			duplicates: 1,
			rejected: 3,
			optedOut: 0,
			deleted: 0,
			unchanged: 0,
			sent: 2,
			refused: 0,
			removed: 0,
		});
		expect(ports.bodies).toEqual([
			{
				import_data: [
					{ email: 'BOB@example.com', first_name: 'Bob' },
					{ email: 'Ada@Example.com', first_name: 'Ada L.' },
				],
				list_ids: ['list'],
			},
		]);
		expect(told).toEqual([
			[1, Verdict.duplicate, undefined, undefined, undefined, true],
			[2, Verdict.rejected, 'email_invalid', 'Email', 2, true],
			[3, Verdict.sent, undefined, undefined, undefined, true],
			[4, Verdict.sent, undefined, undefined, undefined, true],
			[5, Verdict.rejected, 'email_missing', 'Email', 5, true],
			[6, Verdict.rejected, 'value_too_long', 'First Name', 6, true],
		]);
		expect(hasRejections(ledger)).toBe(true);
	});

	it('people that Constant Contact refused are named, by reading the list once more', async () => {
		const { counts, told } = await exportAll(segment, {
			stateOf: (id) =>
				id === 'export'
					? { state: 'completed', resultPath: '/x' }
					: { state: 'completed', counters: { ...allLanded, cannot_add_to_list_count: 1 } },
			members: 'email_address\nada@example.com\n',
		});
		expect(counts).toMatchObject({ sent: 2, refused: 1 });
		expect(told[2]).toEqual([3, Verdict.refused, 'refused_by_constant_contact', undefined, 3, true]);
	});

	it('costs no look at the list where everybody landed', async () => {
		const { ports, ledger } = await exportAll([{ email: 'ada@example.com' }]);
		expect(ports.looks).toEqual([['import 1']]);
		expect(hasRejections(ledger)).toBe(false);
	});

	it('that is empty sends nothing', async () => {
		const { status, counts, activities, ports } = await exportAll([]);
		expect([status, counts.read, activities, ports.bodies, ports.looks]).toEqual(['completed', 0, [], [], []]);
	});

	it('of none but bad profiles sends nothing either', async () => {
		const { status, counts, ports } = await exportAll([{ email: 'n/a' }]);
		expect([status, counts.rejected, ports.bodies]).toEqual(['completed', 1, []]);
	});
});

describe('where the end is not seen', () => {
	it.each<[string, Behaviour, Partial<ExportPolicy>]>([
		['the wait ran out', { stateOf: () => ({ state: 'processing' }) }, { maximumWaitMs: 1_000 }],
		['no wait was wanted', {}, { waitForCompletion: false }],
	])('because %s, the summary says processing and nobody counts as refused', async (_why, behaviour, policy) => {
		expect(await exportAll(segment, behaviour, policy)).toMatchObject({
			status: 'processing',
			counts: { sent: 2, refused: 0 },
		});
	});
});

it('nothing is sent if the user asked to stop at bad profiles', async () => {
	const ports = createPorts();
	await expect(exportSegment(runOf(segment, { invalidProfiles: 'stop' }), ports)).rejects.toMatchObject({
		kind: 'profiles',
	});
	expect(ports.bodies).toEqual([]);
});

it('a cancelled execution sends nothing more', async () => {
	const cancelled = new Error('cancelled');
	const ports = createPorts({ onImport: () => (ports.clock.cancel(cancelled), {}) });
	await expect(exportSegment(runOf(segment, { maximumBatchRows: 1 }), ports)).rejects.toBe(cancelled);
	expect(ports.bodies.length).toBeLessThanOrEqual(2);
});
