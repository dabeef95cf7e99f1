import { createStartedJobs } from '../../../nodes/shared/constantContact/lostJobs';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 12, 0, second)).toISOString();
const job = (id: string, second: number, status?: Record<string, unknown>) => ({
	activity_id: id,
	state: 'processing',
	created_at: at(second),
	status,
});

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
	['is found beside a job from before this execution', [job('lost', 21), job('earlier', 9)], 'lost'],
	['is sent again where another came up with the first one', [job('lost', 21), job('other', 10)], undefined],
	['is none of those that were confirmed', [], undefined],
	['is sent again where there are two to choose from', [job('lost', 21), job('lost too', 21)], undefined],
	[
		'is sent again where somebody else has been at work in the meantime',
		[job('lost', 21), job('other', 15)],
		undefined,
	],
])('what a lost answer has started %s', (_rule, others, found) => {
	expect(started().findImport(2, [...others, ...ours])?.activity_id).toBe(found);
});

it('without any job of its own before, there is no time to go by', () => {
	expect(createStartedJobs().findImport(2, [job('lost', 21)])).toBeUndefined();
	const undated = createStartedJobs();
	undated.confirm({ activity_id: 'first' });
	expect(undated.findImport(2, [job('lost', 21)])).toBeUndefined();
});

it('a job of its own without a time is passed over', () => {
	const jobs = started();
	jobs.confirm({ activity_id: 'undated', created_at: null });
	expect(jobs.findImport(2, [job('lost', 21), ...ours])?.activity_id).toBe('lost');
});

it.each([
	['an import with as many rows', { person_count: 2, items_total_count: 2, error_count: 0 }, true],
	['an import that counts its header', { person_count: 2, items_total_count: 3 }, true],
	['an import that has not counted yet', { person_count: 0, items_total_count: 0 }, true],
	['an import that counts nothing but items', { items_total_count: 2, items_completed_count: 1 }, true],
	['a job that tells nothing', undefined, true],
	['an import with other rows', { person_count: 5 }, false],
	['a job with more items', { items_total_count: 4 }, false],
	['a removal', { list_count: 1, items_total_count: 0 }, false],
])('the counters may speak against it: %s', (_what, status, isFound) => {
	expect(started().findImport(2, [job('lost', 21, status), ...ours]) !== undefined).toBe(isFound);
});
