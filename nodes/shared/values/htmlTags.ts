/** What HTML shows in a line of its own, or what begins one. */
const breaks = /<br\s*\/?>|<\/(?:p|div|li|h[1-6]|tr)>(?=.)/gis;

/** Tags by which forms and editors mark up a text, and links. */
const tags =
	/<\/?(?:p|div|span|b|i|u|s|em|strong|small|big|sub|sup|font|mark|a|ul|ol|li|h[1-6]|table|tbody|tr|td|th|label|center|blockquote)(?:\s[^<>=]*=[^<>]*)?\s*\/?>/gi;

/** A quick look. */
export function mayHoldTags(text: string): boolean {
	return text.includes('<') && text.includes('>');
}

/** A text that was written for a page, such as `<b>Acme</b>` and `1 Main St<br>Flat 2`, as the page shows it. */
export function withoutTags(text: string): string {
	return mayHoldTags(text) ? text.replace(breaks, '\n').replace(tags, '') : text;
}
