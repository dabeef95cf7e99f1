import { readBoolean } from '../../../nodes/shared/values/booleans';

describe('yes and no', () => {
	it.each<[unknown, string]>([
		[true, 'true'],
		[false, 'false'],
		[1, 'true'],
		[0, 'false'],
		['1.0', 'true'],
		['0.00', 'false'],
		[' TRUE ', 'true'],
		['Wahr', 'true'],
		['FAUX', 'false'],
		['x', 'true'],
		['✓', 'true'],
		['sí', 'true'],
		['não', 'false'],
		['fałsz', 'false'],
		['Nej', 'false'],
	])('are read from %p', (value, meaning) => {
		expect(readBoolean(value)).toBe(meaning);
	});

	it('are the same where an accent is a sign of its own', () => {
		expect(['sí', 'sì', 'não'].map((word) => readBoolean(word.normalize('NFD')))).toEqual(['true', 'true', 'false']);
	});

	it.each<[unknown]>([[''], ['maybe'], [2], ['10'], ['1.5'], [null], [undefined], [{}], [['yes']], [1n]])(
		'are not read from %p',
		(value) => {
			expect(readBoolean(value)).toBeUndefined();
		},
	);

	it('are not looked for in long texts', () => {
		expect(readBoolean(`yes${' '.repeat(17)}`)).toBe('true');
		expect(readBoolean(`yes${' '.repeat(18)}`)).toBeUndefined();
	});
});
