/** LF, CRLF or CR; for `split`, `match` and `matchAll`, which begin anew each time. */
export const lineBreaks = /\r\n|\n|\r/g;

/** How many line breaks are in a text. */
export function countLineBreaks(text: string): number {
	return text.match(lineBreaks)?.length ?? 0;
}

/** The lines of a text; behind a line break at its end comes an empty one. */
export function linesOf(text: string): string[] {
	return text.includes('\r') ? text.split(lineBreaks) : text.split('\n');
}

/** Whether a text shows nothing: blanks, and what DOS (Ctrl-Z) and preallocated files (NUL) leave at their end. */
export function isBlankText(text: string): boolean {
	return !/[^\s\p{Cc}]/u.test(text);
}
