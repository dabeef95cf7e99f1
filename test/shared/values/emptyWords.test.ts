import { mayMeanNothing, meansNothing, meansNothingUnquoted } from '../../../nodes/shared/values/emptyWords';

describe('a word that nobody could mean', () => {
	it.each([
		...['\\N', '#N/A', '#NA', '#NAME?', '#NULL!', '#NUM!', '#REF!', '#VALUE!', '#DIV/0!', '#SPILL!', '#CALC!'],
		...['#FIELD!', '#BLOCKED!', '#ERROR!', 'NaN', 'NaT', '<NA>', '[object Object]', '[object Undefined]'],
		...['N/A', 'n/a', '(not set)', '(none)', '(blank)', '#NV', '#N/D', '#WERT!', '#¡VALOR!', '#¿NOMBRE?', '#SAKNAS!'],
		...['[object Null]', 'undefined', 'Invalid Date', 'Invalid date', 'Invalid DateTime', '[not provided]'],
	])('is nothing in whatever field: %s', (word) => {
		expect(meansNothing(word)).toBe(true);
	});

	it.each([
		'\\n',
		'nan',
		'NAN',
		'#n/a',
		'#WINNER!',
		'(Acme)',
		'N/A Ltd',
		'Undefined',
		'NULL',
		'Nat',
		'invalid date',
		'',
		' NaN',
	])('is written just like that, unlike %p', (word) => {
		expect(meansNothing(word)).toBe(false);
	});
});

describe('a word that may be a name', () => {
	it.each([
		...['null', 'none', 'na', 'nan', 'nil', 'undefined', '(null)', '<null>', 'false'],
		...['NULL', 'None', 'NA', 'Nan', 'Undefined', '(NULL)', 'False', 'FALSE', '.', '-', '--', '–', '—'],
	])('is nothing where no word can stand: %s', (word) => {
		expect(mayMeanNothing(word)).toBe(true);
		if (word !== 'undefined') expect(meansNothing(word)).toBe(false);
	});

	it.each(['Nora', 'Nullman', 'undefined!', 'falsetto', 'n', '---', '', 'true', '0'])('is another than %p', (word) => {
		expect(mayMeanNothing(word)).toBe(false);
	});
});

it.each([
	['NA', true],
	['NULL', true],
	['nan', true],
	['false', false],
	['False', false],
	['FALSE', false],
	['Nora', false],
	['', false],
])('where all other texts stand in quotation marks, %p alone is nothing: %p', (word, isNothing) => {
	expect(meansNothingUnquoted(word)).toBe(isNothing);
});
