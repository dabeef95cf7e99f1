import { createStartedJobs } from '../../../nodes/shared/constantContact/lostJobs';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 12, 0, second)).toISOString();
const job = (id: string, second: number, status?: Record<string, unknown>) => ({
	activity_id: id,
	state: 'processing',
	created_at: at(second),
	status,
});
const ofTwoRows = { is: 'import', rows: 2 } as const;

/** After jobs of the execution in the seconds 10 and 20. */
function started() {
	const jobs = createStartedJobs();
	jobs.confirm(job('first', 10));
	jobs.confirm(job('latest', 20));
	return jobs;
}
const ours = [job('latest', 20), job('first', 10)];

it.each([
	['is the one job that came up since and that nobody else can have started', [job('lost', 21)], 'lost'],
	['may come up within the same second as the latest one', [job('lost', 20)], 'lost'],
	['is not a job from before this execution', [job('earlier', 9)], undefined],
	['is not a job from before the latest one', [job('other', 15)], undefined],
	['is none of those that were confirmed', [], undefined],
	['is sent again where there are two to choose from', [job('lost', 21), job('lost too', 21)], undefined],
	[
		'is sent again where somebody else has been at work in the meantime',
		[job('lost', 21), job('other', 15)],
		undefined,
	],
])('what a lost answer has started %s', (_rule, others, found) => {
	expect(started().findLost(ofTwoRows, [...others, ...ours])?.activity_id).toBe(found);
});

it('without any job of its own before, there is no time to go by', () => {
	expect(createStartedJobs().findLost(ofTwoRows, [job('lost', 21)])).toBeUndefined();
	const undated = createStartedJobs();
	undated.confirm({ activity_id: 'first', state: 'processing' });
	expect(undated.findLost(ofTwoRows, [job('lost', 21)])).toBeUndefined();
});

it.each([
	['an import with as many rows', ofTwoRows, { person_count: 2, items_total_count: 2, error_count: 0 }, true],
	['an import that counts its header', ofTwoRows, { person_count: 2, items_total_count: 3 }, true],
	['an import that has not counted yet', ofTwoRows, { person_count: 0, items_total_count: 0 }, true],
	['a job that tells nothing', ofTwoRows, undefined, true],
	['an import with other rows', ofTwoRows, { person_count: 5 }, false],
	['an import with more items', ofTwoRows, { items_total_count: 4 }, false],
	['a tag job in place of an import', ofTwoRows, { items_total_count: 2, items_completed_count: 0 }, false],
	['a tag job', { is: 'tagging' } as const, { items_total_count: 9, items_completed_count: 0 }, true],
	['an import in place of a tag job', { is: 'tagging' } as const, { person_count: 2 }, false],
	['a removal in place of a tag job', { is: 'tagging' } as const, { list_count: 1 }, false],
	['a removal', { is: 'removal' } as const, { list_count: 1, items_total_count: 0 }, true],
	['an import in place of a removal', { is: 'removal' } as const, { cannot_add_to_list_count: 0 }, false],
])('the counters may speak against it: %s', (_what, kind, status, isFound) => {
	expect(started().findLost(kind, [job('lost', 21, status), ...ours]) !== undefined).toBe(isFound);
});
