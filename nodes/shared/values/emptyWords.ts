/**
 * Words that databases, spreadsheets and programs write where there is nothing, and that nobody could mean:
 * PostgreSQL's and MariaDB's `\N`, the error values of spreadsheets (also as Excel writes them in other languages:
 * German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish), numbers and times that are none, what
 * JavaScript's programs turn into text by mistake, what Salesforce puts where it must have a name, and how people,
 * Google Analytics and pivot tables say that there is none.
 */
const nothing = new Set([
	'\\N',
	'#N/A',
	'#NA',
	'#NAME?',
	'#NULL!',
	'#NUM!',
	'#REF!',
	'#VALUE!',
	'#DIV/0!',
	'#SPILL!',
	'#CALC!',
	'#FIELD!',
	'#BLOCKED!',
	'#ERROR!',
	'NaN',
	'NaT',
	'<NA>',
	'[object Object]',
	'[object Undefined]',
	'[object Null]',
	'undefined',
	'Invalid Date',
	'Invalid date',
	'Invalid DateTime',
	'[not provided]',
	'(not set)',
	'(not provided)',
	'(none)',
	'(blank)',
	'(empty)',
	...['N/A', 'n/a', 'N/a'],
	...'#NV|#N/D|#N/D!|#N/B|#SAKNAS!|#WERT!|#BEZUG!|#ZAHL!|#VALEUR!|#NOM?|#NOMBRE!|#¡VALOR!|#¡REF!|#¿NOMBRE?'.split('|'),
	...'#¡NUM!|#¡DIV/0!|#¡NULO!|#VALORE!|#RIF!|#NOME?|#NULLO!|#VALOR!|#NÚM!|#NULO!|#WAARDE!|#VERW!|#NAAM?'.split('|'),
	...'#GETAL!|#DEEL/0!|#LEEG!|#ARG!|#ADR!|#NAZWA?|#LICZBA!|#ZERO!|#DZIEL/0!|#VÄRDEFEL!|#REFERENS!|#NAMN?'.split('|'),
	...'#OGILTIGT!|#DIVISION/0!|#SKÄRNING!'.split('|'),
]);

/**
 * Words for nothing that may be somebody's name, or a word in a text, in small letters; what Python writes for Odoo's
 * empty fields (https://www.odoo.com/documentation/18.0/developer/reference/external_api.html), SAS's point for a
 * missing number (https://support.sas.com/documentation/cdl/en/lrcon/62955/HTML/default/a001292603.htm), and the dashes
 * with which people fill in a form.
 */
const perhapsNothing = new Set([
	'null',
	'none',
	'na',
	'nan',
	'nil',
	'undefined',
	'(null)',
	'<null>',
	'false',
	'.',
	'-',
	'--',
	'–',
	'—',
]);

/** How they begin: a look at the first sign spares nearly all texts the sets. */
const firstSigns = new Set([...nothing, ...perhapsNothing, 'N', 'U', 'F'].map((word) => word.charCodeAt(0)));

/** Whether the text means that there is no value, in whatever field. */
export function meansNothing(text: string): boolean {
	return firstSigns.has(text.charCodeAt(0)) && nothing.has(text);
}

/** Whether it means that where the field can hold no word, or where the same profile has the word in another field. */
export function mayMeanNothing(text: string): boolean {
	return (
		text.length <= 'undefined'.length && firstSigns.has(text.charCodeAt(0)) && perhapsNothing.has(text.toLowerCase())
	);
}

/** Whether it means that where all texts, and it alone not, stand in quotation marks. */
export function meansNothingUnquoted(text: string): boolean {
	return mayMeanNothing(text) && !/^false$/i.test(text);
}
