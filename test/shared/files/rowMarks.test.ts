import { RowMarks } from '../../../nodes/shared/files/rowMarks';

/** Rows 1 to 3 in the bytes 10 to 39, 4 and 5 up to 59, then a gap, then 6 to 8 in the bytes 80 to 99. */
function threeStretches(): RowMarks {
	const marks = new RowMarks();
	marks.note(10, { end: 40, rows: 3 }, 1);
	marks.note(40, { end: 60, rows: 2 }, 4);
	marks.note(80, { end: 100, rows: 3 }, 6);
	return marks;
}
const unlessIn =
	(...rows: number[]) =>
	(row: number) =>
		rows.includes(row);

it('stretches that follow on one another and hold nobody who is wanted are passed over at once', () => {
	const find = threeStretches().finder(unlessIn());
	expect([find(10, 100), find(80, 100)]).toEqual([
		{ end: 60, rows: 5 },
		{ end: 100, rows: 3 },
	]);
});

it('a stretch with a row that is wanted is read, be it its first or its last', () => {
	const find = threeStretches().finder(unlessIn(3, 6));
	expect([find(10, 100), find(40, 100), find(80, 100)]).toEqual([undefined, { end: 60, rows: 2 }, undefined]);
});

it('nothing is passed over from where no stretch begins, or beyond what is at hand', () => {
	const find = threeStretches().finder(unlessIn());
	expect([find(0, 100), find(11, 100), find(40, 59), find(40, 60), find(60, 100)]).toEqual([
		undefined,
		undefined,
		undefined,
		{ end: 60, rows: 2 },
		undefined,
	]);
});

it('each reading begins anew', () => {
	const marks = threeStretches();
	expect(marks.finder(unlessIn())(80, 100)).toEqual({ end: 100, rows: 3 });
	expect(marks.finder(unlessIn())(10, 40)).toEqual({ end: 40, rows: 3 });
});

it('what a reading that began again notes once more counts once', () => {
	const marks = new RowMarks();
	for (let reading = 0; reading < 2; reading++) marks.note(10, { end: 40, rows: 3 }, 1);
	marks.note(40, { end: 60, rows: 2 }, 4);
	expect(marks.finder(unlessIn())(10, 60)).toEqual({ end: 60, rows: 5 });
});

it('a stretch without rows is none: nothing would be gained', () => {
	const marks = new RowMarks();
	marks.note(10, { end: 40, rows: 0 }, 1);
	expect(marks.finder(unlessIn())(10, 100)).toBeUndefined();
});
