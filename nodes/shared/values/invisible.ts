/** What is drawn, if nothing but a joiner stands beside it: letters past Hebrew's, and pictures. */
const joinable = '[^\\0-\\u05ff\\p{Z}\\u2000-\\u206f\\ufeff]';

/**
 * Characters that nobody sees and that come along when a text is copied from a mail program, a chat or a web page:
 * Unicode's format characters (zero-width blanks, marks of direction and of byte order, soft hyphens) and its blank
 * letters. Some format characters are seen: signs before Arabic numbers, and joiners where they shape the letters or
 * pictures at both sides. https://www.unicode.org/reports/tr44/#General_Category_Values
 */
const invisible = new RegExp(
	`(?![\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u200c\\u200d])\\p{Cf}|(?<!${joinable})[\\u200c\\u200d]|[\\u200c\\u200d](?!${joinable})|[\\u2800\\u3164\\uffa0]`,
	'gu',
);

/** A text without what nobody sees in it. */
export function visible(text: string): string {
	return text.replace(invisible, '');
}

/** Whether a unit of UTF-16 may be one of them; halves of characters are not told apart. */
export function mayBeInvisible(unit: number): boolean {
	if (unit < 0x200b) return unit === 0xad || unit === 0x61c || unit === 0x180e;
	return (
		unit <= 0x200f ||
		(unit >= 0x202a && unit <= 0x206f) ||
		unit === 0x2800 ||
		unit === 0x3164 ||
		unit === 0xfeff ||
		unit === 0xffa0 ||
		(unit >= 0xfff9 && unit <= 0xfffb)
	);
}
