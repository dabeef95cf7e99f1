import { totalOf } from '../../../../nodes/ExportSegment/outputs/outcome/totals';
import { runSummary } from '../../../support/runSummary';

const value = (field: string, count: number, rows: number[]) => ({ field, count, reason: 'No date.', rows });
const calm = runSummary({
	list: { id: 'a', name: 'A' },
	profiles: { read: 3, sent: 2, rejected: 1 },
	rejections: { email_missing: 1 },
	valuesLeftOut: [value('Birthday', 2, [1, 7])],
	activities: 1,
	plannedCalls: 4,
	stayed: 1,
});
const other = runSummary({
	list: { id: 'b', name: 'B' },
	profiles: { read: 5, unchanged: 3, rejected: 2 },
	rejections: { email_missing: 1, email_invalid: 1 },
	valuesLeftOut: [value('Birthday', 1, [2, 7]), value('Anniversary', 1, [3])],
	activities: 2,
	plannedCalls: 5,
	finishedAt: '2027-03-01T14:09:00.000Z',
});

it('of one list is its own summary', () => {
	expect(totalOf([calm])).toBe(calm);
});

it('of several lists adds up profiles, reasons, requests and jobs, and tells the same values once', () => {
	const total = totalOf([calm, other]);
	expect(total.list.name).toBe('2 lists');
	expect(total.profiles).toEqual({ ...calm.profiles, read: 8, sent: 2, unchanged: 3, rejected: 3 });
	expect(total.rejections).toEqual({ email_missing: 2, email_invalid: 1 });
	expect(total.valuesLeftOut).toEqual([value('Birthday', 3, [1, 2, 7]), value('Anniversary', 1, [3])]);
	expect(total).toMatchObject({ apiCalls: 24, plannedCalls: 9, stayed: 1 });
	expect(total.activities).toHaveLength(3);
	expect([total.startedAt, total.finishedAt]).toEqual([calm.startedAt, other.finishedAt]);
});

it('is not over while one of them is not, and would stop where one of them would', () => {
	expect(totalOf([calm, { ...other, status: 'processing' }]).status).toBe('processing');
	const guard = { tripped: true, leavers: 9, members: 10, percent: 90 };
	expect(totalOf([calm, { ...other, guard }]).guard).toEqual(guard);
});
