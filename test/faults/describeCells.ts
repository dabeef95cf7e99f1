import type { Cell, Mode } from './faultTable';
import { cellsOf, doneBefore, faults, modes, stops } from './faultTable';
import { isListGone, tryCell } from './tryCell';

/**
 * A test for each cell of a mode. @param share which of so many parts of them, from 1, for files that run side by side
 */
export function describeCells(mode: Mode, share = { part: 1, of: 1 }): void {
	const cells = cellsOf(mode).filter((_cell, index) => index % share.of === share.part - 1);
	describe(modes[mode], () => {
		test.each(cells.map((cell) => [cell.requestKind.does, faults[cell.fault].what, cell.outcome, cell] as const))(
			'%s: %s: %s',
			async (_request, _fault, _outcome, cell) => {
				await expectCell(cell);
			},
		);
	});
}

async function expectCell(cell: Cell): Promise<void> {
	const { outcome } = cell;
	const { first, next } = await tryCell(cell);
	expect({ struck: first.struck, outcome: first.outcome, harm: first.harm, message: first.message }).toEqual({
		struck: true,
		outcome,
		harm: [],
		message: Object.hasOwn(stops, outcome) ? first.message : '',
	});
	if (first.message !== '') expect(first.description).toMatch(/\w+\.$/);
	if (isListGone(cell)) {
		// There is no list any more that a next run could bring to its end.
		expect([first.state.scratchLists, next.harm]).toEqual([[], []]);
		return;
	}
	const { stage, state } = first;
	const by = outcome === 'goes on' || cell.mode === 'preview' ? 'done' : doneBefore(cell);
	// Where the leavers stay on the list, everybody on it is noted again, unless the fault strikes that as well.
	const isNotedAgain = stage === 'notedAgain' && (by === 'gathered' || by === 'untagged');
	if (outcome === 'with a hint') expect({ ...state, scratchLists: [] }).toEqual(next.state);
	else expect({ stage, state }).toEqual({ stage: isNotedAgain ? stage : by, state });
	expect({ outcome: next.outcome, message: next.message, stage: next.stage, harm: next.harm }).toEqual({
		outcome: 'goes on',
		message: '',
		stage: isNotedAgain && cell.mode === 'remove' ? 'doneNotedAgain' : 'done',
		harm: [],
	});
}
