import { drawnForTheEye } from '../../../fileFormat';
import { FileProblem } from '../../../fileProblem';

// What can be wrong with a CSV file, in words for a marketer. Lines are counted from 1.

/** Cells in a record: Excel's own limit. */
export const maxCells = 16_384;

export function emptyFile(): FileProblem {
	return new FileProblem(
		1,
		'The file is empty',
		'Check the step that makes the file: even without profiles it must begin with the column names.',
	);
}

export function endsWithinRow(line: number): FileProblem {
	return new FileProblem(
		line,
		`The file ends in the middle of a row, in line ${line}`,
		'The file was probably cut off on its way: export or upload it again. If that row is whole, end its line with a line break.',
	);
}

/** @param line of a profile @param namesLine of the column names below it */
export function namesBelowProfile(line: number, namesLine: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file holds a profile, but the column names stand below it, in line ${namesLine}`,
		'A program that sorted the rows has perhaps moved the names: put the line with the names above the first profile.',
	);
}

/** @param width cells of the row @param columns cells of the header */
export function unlikeHeader(line: number, width: number, columns: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file has ${width} cells, but the header has ${columns === 1 ? '1 column' : `${columns} columns`}`,
		'A text that holds the character between the cells must be in quotation marks, and the first line of the file must hold the column names. Correct that line, or export the file again.',
	);
}

export function tornTable(line: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file is torn by a line break within a text`,
		`The file shows a table with lines drawn around it. ${drawnForTheEye}`,
	);
}

/** Of a row without an address. */
export function perhapsTornTable(line: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file has no email address, and is perhaps a part of another row`,
		`The file shows a table with lines drawn around it, where long texts and addresses go on in the next line. ${drawnForTheEye}`,
	);
}

/** @param line the first one of the row */
export function tornRow(line: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file and what follows it seem to be one row, torn by a line break within a text`,
		'Let the program that writes the file put quotation marks around such texts (sqlite3 -csv, psql --csv), or take the line breaks out of the texts. If each line is a profile of its own, give each as many cells as there are column names.',
	);
}

export function torn(line: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file ends with a backslash in the middle of a row`,
		"MySQL's SELECT … INTO OUTFILE writes a line break within a text like that, and nothing else in the file tells for certain that it is one. Add FIELDS ENCLOSED BY '\"' to the query, or take line breaks out of the texts.",
	);
}

export function tooManyCells(line: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file has more than ${maxCells} cells`,
		'Check that the file is the right one and that every profile has a line of its own.',
	);
}

export function neverClosed(line: number): FileProblem {
	return new FileProblem(
		line,
		`A quotation mark is opened in line ${line} of the file and never closed`,
		'Either the file was cut off on its way: export or upload it again. Or a text in that line begins with a quotation mark: it must be written twice ("") within a text in quotation marks.',
	);
}

export function textBehindQuote(line: number): FileProblem {
	return new FileProblem(
		line,
		`Line ${line} of the file has text right behind a closing quotation mark`,
		'A quotation mark within a text in quotation marks must be written twice (""). Correct that line, or export the file again from a program that writes CSV.',
	);
}
