import type { Meaning } from '../../../../../shared/account/columns/nameMeaning';
import { isNested } from '../../../../../shared/values/objects/nested';
import { asText } from '../../../../../shared/values/texts';
import type { Cell, CellOf, Column } from '../columns/columnCells';

/** One way in which a contact field can get its value. */
export interface Candidate extends Meaning {
	/** Where the value stands. */
	readonly columns: readonly Column[];
	/** Whether it depends on a label in the same row. */
	readonly isLabelled?: boolean;
	/** Which of the people of a row it is about (otherPeople.ts). */
	readonly about?: string;
	bind(cellOf: CellOf): Cell;
}

/** How much less sure what stands in an object is than what stands beside it. */
export const nestedRank = 200;

/** The candidate whose value is what one column holds. */
export function plainly(column: Column, meaning: Meaning): Candidate {
	return { ...meaning, columns: [column], bind: (cellOf) => cellOf(column) };
}

export const isEmail = ({ field }: Candidate): boolean => field === 'email';
export const isSureEmail = (candidate: Candidate): boolean => isEmail(candidate) && !candidate.isFaint;

/** The words of a cell that holds a text, each apart from the next by one space. */
export const wordsIn = (value: unknown): string => (isNested(value) ? '' : asText(value).replace(/\s+/g, ' '));
