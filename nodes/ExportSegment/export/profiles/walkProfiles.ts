import type { ProfilePage, RowTest } from '../../../shared/files/pages';
import { sizeOf, sliceOf } from '../../../shared/files/pages';
import type { TableRows } from '../../../shared/files/tableRows';
import type { Ports } from '../run/ports';
import type { CellPlaces, ExportRun } from '../run/run';

/**
 * Profiles between two chances for others to use the event loop; far fewer where n8n evaluates an expression for each.
 */
const profilesPerStep = 250;
const slowProfilesPerStep = 20;

/**
 * Reads the source from its start, step by step, and lets others use the event loop between two steps.
 * @param isWanted once the source has been read: the profiles whose values are needed
 */
export async function* readSteps(run: ExportRun, ports: Ports, isWanted?: RowTest): AsyncGenerator<ProfilePage> {
	const size = run.mapping.isSlow ? slowProfilesPerStep : profilesPerStep;
	for await (const page of run.source.pages(isWanted)) {
		const profiles = sizeOf(page);
		// A file of blank lines gives page after page without a row.
		if (profiles === 0) await ports.clock.breathe();
		for (let start = 0; start < profiles; start += size) {
			yield profiles <= size ? page : sliceOf(page, start, size);
			await ports.clock.breathe();
		}
	}
}

/** What is done with the profiles of the source. */
export interface ProfileVisitor {
	/**
	 * @param values one value for each mapped column; the array is used again for the next profile. Undefined for a
	 * profile that is in none of the exported segments.
	 */
	visit(row: number, values: readonly unknown[] | undefined): void;
	/**
	 * Takes a profile each of whose values is what one cell of a row holds that stands in the file's text as it is,
	 * without a text of any.
	 * @returns false where it takes no such: nothing has happened then, and the values are to be read
	 */
	visitCells?(row: number, table: TableRows, index: number, cells: CellPlaces): boolean;
}

/**
 * Reads the source from its start and maps each profile of the exported segments.
 * @param isOver asked after each step: what comes need not be read any more
 */
export async function walkProfiles(
	run: ExportRun,
	ports: Ports,
	visitor: ProfileVisitor,
	isOver: () => boolean = () => false,
): Promise<void> {
	const values: unknown[] = new Array(run.mapping.columns.length);
	for await (const page of readSteps(run, ports)) {
		visitPage(page);
		if (isOver()) return;
	}

	// A plain function: the engine optimizes its loop sooner than one with an await in it.
	function visitPage(page: ProfilePage): void {
		const read = run.mapping.readerOf(page);
		const isMember = run.memberTestOf?.(page);
		const cells = run.mapping.cellsOf(page);
		const { table, firstRow } = page;
		const size = sizeOf(page);
		for (let index = 0; index < size; index++) {
			const row = firstRow + index;
			if (isMember?.(index) === false) {
				visitor.visit(row, undefined);
				continue;
			}
			const isInText = cells !== undefined && table?.isInText(index) === true;
			if (isInText && visitor.visitCells?.(row, table, index, cells) === true) continue;
			read(index, values);
			visitor.visit(row, values);
		}
	}
}
