import { Problem } from '../problem';

/**
 * Why a file cannot be read, in words for a marketer: the message says what is wrong and in which line, the advice how
 * to get unstuck. What a row holds is never quoted: it is about people.
 */
export class FileProblem extends Problem {
	/** Line of the file, counted from 1; an error that spans lines has the number of its first. */
	readonly line: number;

	constructor(line: number, message: string, advice: string, itemIndex?: number) {
		super({ kind: 'configuration', message, advice, itemIndex });
		this.name = 'FileProblem';
		this.line = line;
	}

	/** The same of one of several files, which came with this item, counted from 0. */
	ofItem(item: number): FileProblem {
		return new FileProblem(this.line, this.message, `It is the file of item ${item + 1}. ${this.advice}`, item);
	}
}
