import { meansNothingUnquoted } from '../../../../values/emptyWords';

/** How a file marks its texts. */
export interface Quoting {
	/**
	 * What stands around them: `"`, or `'` where all column names are in such, as sqlite3's `.mode quote` writes them
	 * (https://www.sqlite.org/cli.html#changing_output_formats) and phpMyAdmin and mdb-export where they are told to.
	 */
	readonly mark: '"' | "'";
	/**
	 * Whether every text has them, needed or not. Then a word for nothing without them is none: R's write.csv writes a
	 * missing value as NA, and a text that says NA as "NA"
	 * (https://stat.ethz.ch/R-manual/R-devel/library/utils/html/write.table.html).
	 */
	readonly marksAllTexts: boolean;
	/** Whether marks within texts may stand there once and unescaped, as some programs write them by mistake. */
	readonly mayLeaveMarks: boolean;
}

/** Characters of a file by which this is found out: a row may be very long. */
export const maxSampleLength = 65_536;

const namesInApostrophes = /^(?:'[^'\r\n]*'[,;\t|])*'[^'\r\n]*'[ \t]*(?:[\r\n]|$)/;
const inMarks = { '"': /"(?:[^"]|"")*(?:"|$)/g, "'": /'(?:[^']|'')*(?:'|$)/g };
/** Numbers, days and moments, and true and false. */
const noText = /^(?:[-+\d.:/ TZE]*|true|false)$/i;

/** As most programs do. */
export const usualQuoting: Quoting = { mark: '"', marksAllTexts: false, mayLeaveMarks: false };

/** @param sample the beginning of the file */
export function quotingOf(sample: string): Quoting {
	const text = sample.slice(0, maxSampleLength);
	const mark = namesInApostrophes.test(text) && !/(?:^|[,;\t|\r\n])"/.test(text) ? "'" : '"';
	// Most files that mark only some texts show it at once.
	if (!text.startsWith(mark)) return { mark, marksAllTexts: false, mayLeaveMarks: false };
	const unmarked = text.replace(inMarks[mark], '').split(/[,;\t|\r\n]/);
	return { mark, marksAllTexts: unmarked.every((cell) => isNoText(cell.trim())), mayLeaveMarks: true };
}

const isNoText = (cell: string): boolean => noText.test(cell) || meansNothingUnquoted(cell);
