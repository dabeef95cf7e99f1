import fc from 'fast-check';
import { withoutPersons } from '../../../nodes/shared/constantContact/redaction';

describe('a text about a job', () => {
	it.each([
		'Line 3: The email address is not valid.',
		'Line 40001: The birthday is not valid.',
		'Row 12 - unable to process',
		'A contact cannot be on more than 50 lists.',
		'The contact 06a0b5a8-1d4c-11ef-9a7b-fa163e123456 cannot have more than 50 tags.',
	])('stays as it is where it quotes nobody: %s', (text) => {
		expect(withoutPersons(text)).toBe(text);
	});

	it.each([
		['Line 3: The email address ada@example.com is not valid.', 'Line 3: The email address (…) is not valid.'],
		['Line 3: "Ada Lovelace" is not a valid name', 'Line 3: (…) is not a valid name'],
		["Line 4: Invalid birthday: '13/45', Ada King-Noel.", 'Line 4: Invalid birthday: (…), (…).'],
		['Phone +44 20 7946 0958 is too long', 'Phone (…) 20 (…) is too long'],
		['Zip code 12345 of line 4711', 'Zip code (…) of line 4711'],
		['Łukasz', '(…)'],
		['', ''],
	])('%s: becomes %s', (text, redacted) => {
		expect(withoutPersons(text)).toBe(redacted);
	});

	it('never tells what a profile holds, wherever it is quoted', () => {
		const value = fc
			.string({ unit: 'grapheme', minLength: 3, maxLength: 20 })
			.map((text) => `Zq${text.replace(/\s/g, '')}Ada`);
		fc.assert(
			fc.property(value, fc.constantFrom('', '"', "'", '(', '<'), (quoted, mark) => {
				expect(withoutPersons(`Line 5: The value ${mark}${quoted}${mark} of the field is not valid`)).toBe(
					'Line 5: The value (…) of the field is not valid',
				);
			}),
		);
	});
});
