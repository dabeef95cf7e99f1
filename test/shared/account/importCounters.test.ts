import { countsRows, leastRefusedIn, refusedIn, rowsIn } from '../../../nodes/shared/account/importCounters';

const none = { cannot_add_to_list_count: 0, correctable_count: 0, error_count: 0 };

it('rows that were not taken are the sum of the counters', () => {
	expect(refusedIn({ counters: { ...none, cannot_add_to_list_count: 2, error_count: 1 } })).toBe(3);
	expect(refusedIn({ counters: none })).toBe(0);
});

it('a counter that is missing leaves it unknown, and is no 0', () => {
	expect(refusedIn({ counters: { cannot_add_to_list_count: 0, correctable_count: 0 } })).toBeUndefined();
	expect(rowsIn({ counters: {} })).toBeUndefined();
	expect(rowsIn({ counters: { person_count: 7, items_total_count: 8 } })).toBe(7);
});

it('at least as many were refused as the counters or the texts about rows say', () => {
	const errors = ['Line 3: no', 'line 4: no', 'Something else', 'Of baseline 3: no'];
	expect(leastRefusedIn({ counters: {}, errors })).toBe(2);
	expect(leastRefusedIn({ counters: { error_count: 5 }, errors })).toBe(5);
});

it.each([
	[{ person_count: 7 }, true],
	[{ person_count: 6, items_total_count: 7 }, false],
	[{ items_total_count: 7 }, true],
	[{ items_total_count: 8 }, true],
	[{ items_total_count: 9 }, false],
	[{}, false],
])('%j tells of 7 rows: %s; the total may count a header', (counters, isSo) => {
	expect(countsRows({ counters }, 7)).toBe(isSo);
});
