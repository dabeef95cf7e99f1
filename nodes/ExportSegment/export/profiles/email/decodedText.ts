import { withoutEntities } from '../../../../shared/values/htmlEntities';
import { visible } from '../../../../shared/values/invisible';

/** What lies beyond is not looked at: nobody means so many people by one value. */
export const mostCharactersRead = 2_000;

/**
 * A text that may hold addresses as it is shown: characters in their usual form, blanks alone, and signs instead of
 * what HTML, links and people write in their stead.
 */
export function decoded(given: string): string {
	let text = given.slice(0, mostCharactersRead);
	if (/[^\0-\x7f]/.test(text))
		text = visible(text.replace(/[\ufe00-\ufe0f\u034f]/g, ''))
			.normalize('NFKC')
			.replace(/[\u3002\uff61]/g, '.');
	text = withoutEntities(text.replace(/[\s\p{Cc}]+/gu, ' '));
	if (/mailto:/i.test(text)) text = unescaped(text.replace(/(mailto:[^\s?"<>]*)\?[^\s"<>]*/gi, '$1'));
	if (!text.includes('@') && /%40/.test(text)) text = unescaped(text);
	if (!text.includes('@'))
		text = text.replace(/ ?[([{] ?(?:at|(dot)) ?[)\]}] ?/gi, (_, dot) => (dot === undefined ? '@' : '.'));
	// Of a link in HTML the address that it leads to is in brackets, and what it shows beside it.
	return text
		.replace(/<a\s[^<>]{0,200}?href ?= ?["']?mailto:/gi, '<')
		.replace(/\b(?:mailto|smtp|e-?mail)\s?[:=]/gi, ' ');
}

/** Signs as links have them: `ann%40example.com`. */
function unescaped(text: string): string {
	return text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
