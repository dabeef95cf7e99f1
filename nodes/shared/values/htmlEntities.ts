import { visible } from './invisible';

/**
 * Signs written for HTML: by their number, by the names that PHP's htmlspecialchars gives them
 * (https://www.php.net/manual/en/function.htmlspecialchars.php), and letters with a mark, as htmlentities writes them.
 */
const entity =
	/&(?:(amp|lt|gt|quot|apos|nbsp|commat)|([a-z])(acute|grave|circ|uml|tilde|cedil|ring|caron)|#0{0,5}(\d{2,6})|#x0{0,5}([\da-f]{2,6}));/gi;

const namedSigns: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	commat: '@',
};

const marks: Readonly<Record<string, string>> = {
	acute: '\u0301',
	grave: '\u0300',
	circ: '\u0302',
	uml: '\u0308',
	tilde: '\u0303',
	cedil: '\u0327',
	ring: '\u030a',
	caron: '\u030c',
};

/** A quick look. */
export function mayHoldEntities(text: string): boolean {
	return text.includes('&') && text.includes(';');
}

/** A text that was written for HTML as it is shown there. A number of a sign that nobody sees stays as it is. */
export function withoutEntities(text: string): string {
	return mayHoldEntities(text) ? text.replace(entity, signOf) : text;
}

/** One of the four is there. */
function signOf(
	written: string,
	name: string | undefined,
	letter: string | undefined,
	mark: string,
	decimal: string | undefined,
	hexadecimal: string,
): string {
	if (name !== undefined) return namedSigns[name.toLowerCase()];
	if (letter !== undefined) return (letter + marks[mark.toLowerCase()]).normalize('NFC');
	const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
	const sign = code > lastSign ? '' : String.fromCodePoint(code);
	return visible(sign) === '' ? written : sign;
}

const lastSign = 0x10ffff;
