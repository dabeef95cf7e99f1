import { Problem } from '../problem';

/**
 * Why a file cannot be read, in words for a marketer: the message says what is wrong and in which line, the advice how
 * to get unstuck. What a row holds is never quoted: it is about people.
 */
export class FileProblem extends Problem {
	/** Line of the file, counted from 1; an error that spans lines has the number of its first. */
	readonly line: number;

	constructor(line: number, message: string, advice: string) {
		super({ kind: 'configuration', message, advice });
		this.name = 'FileProblem';
		this.line = line;
	}
}
