import { FileProblem } from '../../../fileProblem';
import type { Quoting } from '../records/quoting';
import { maxSampleLength } from '../records/quoting';
import { sampleRecords, tellingRows } from '../records/sampleRecords';

/** The first one wins where all else is equal. */
export const delimiters = [',', ';', '\t', '|'];
const delimiterNames: Readonly<Record<string, string>> = {
	',': 'commas',
	';': 'semicolons',
	'\t': 'tabs',
	'|': 'vertical bars',
};

interface Trial {
	readonly delimiter: string;
	/** Columns of the header. */
	readonly columns: number;
	/** Cells of each row behind it. */
	readonly widths: readonly number[];
	/** Share of the rows that do not have as many cells as the header; beyond measure if it tears a quoted name apart. */
	readonly misfits: number;
	readonly lineOfFirstRow: number;
}

/**
 * Finds what separates the cells: of those that split the header, the one by which most of the first rows have as many
 * cells as it has.
 * @param sample the beginning of the file
 * @throws FileProblem if header and rows are separated by different characters
 */
export function detectDelimiter(sample: string, quoting?: Quoting): string {
	const trials = delimiters.map((delimiter) => tryDelimiter(sample.slice(0, maxSampleLength), delimiter, quoting));
	const splitting = trials.filter(({ columns }) => columns > 1);
	const [first] = trials;
	// A title above the header: the rows tell the delimiter, and then have more cells than the title.
	if (splitting.length === 0) return trials.find(splitsEveryRow)?.delimiter ?? first.delimiter;
	const best = splitting.reduce((found, trial) => (fitsBetter(trial, found) ? trial : found));
	if (best.widths.length > 0 && best.widths.every((width) => width === 1)) {
		const other = trials.find(
			({ widths }) => widths.length === best.widths.length && widths.every((width) => width === best.columns),
		);
		if (other !== undefined) throw twoDelimiters(best, other);
	}
	return best.delimiter;
}

function fitsBetter(trial: Trial, found: Trial): boolean {
	return trial.misfits < found.misfits || (trial.misfits === found.misfits && trial.columns > found.columns);
}

function splitsEveryRow({ widths }: Trial): boolean {
	return widths.length > 0 && widths.every((width) => width > 1);
}

function tryDelimiter(sample: string, delimiter: string, quoting?: Quoting): Trial {
	const widths: number[] = [];
	let lineOfFirstRow = 1;
	let isTorn = false;
	let broken = 0;
	// By a wrong delimiter, quotation marks look broken.
	for (const { cells, line } of sampleRecords(sample, delimiter, quoting, () => (broken = 1))) {
		if (cells.length === 1 && cells[0].trim() === '') continue;
		widths.push(cells.length);
		if (widths.length === 1) isTorn = cells.some(hasOddQuotes);
		if (widths.length === 2) lineOfFirstRow = line;
		if (widths.length > tellingRows) break;
	}
	const [columns = 1, ...rows] = widths;
	const misfits = (rows.filter((width) => width !== columns).length + broken) / Math.max(1, rows.length + broken);
	return { delimiter, columns, widths: rows, misfits: isTorn ? Infinity : misfits, lineOfFirstRow };
}

/** What is left of a quoted name that was cut at a character within it. */
function hasOddQuotes(name: string): boolean {
	return name.split('"').length % 2 === 0;
}

function twoDelimiters(header: Trial, rows: Trial): FileProblem {
	return new FileProblem(
		header.lineOfFirstRow,
		`The column names are separated by ${delimiterNames[header.delimiter]}, but the rows from line ${header.lineOfFirstRow} on by ${delimiterNames[rows.delimiter]}`,
		'Separate the column names in the first line by the same character as the rows.',
	);
}
