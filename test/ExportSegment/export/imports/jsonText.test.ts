import fc from 'fast-check';
import { writeJsonText } from '../../../../nodes/ExportSegment/export/imports/jsonText';
import { cleanText } from '../../../../nodes/shared/values/texts';

const text = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
	fc.constantFrom(
		'"',
		'\\',
		'\u007f',
		'\u0080',
		'\u07ff',
		'\u0800',
		'\ud7ff',
		'\ue000',
		'\uffff',
		'\ud800',
		'😀',
		'\n',
		'\u2028',
	),
);

function write(value: string, start = 0) {
	const into = Buffer.alloc(start + 3 * value.length + 40, '.');
	const end = writeJsonText(value, into, start);
	return {
		json: into.toString('utf8', start, end),
		before: into.toString('latin1', 0, start),
		behind: into.toString('latin1', end),
	};
}

it("a checked text is written as JSON's own writer would in UTF-8, cleaned, and nothing before it is touched", () => {
	fc.assert(
		fc.property(text, fc.nat(9), (inside, start) => {
			const value = `<${inside}>`;
			const { json, before } = write(value, start);
			expect(json).toBe(JSON.stringify(cleanText(value)));
			expect(before).toBe('.'.repeat(start));
		}),
		{ numRuns: 500 },
	);
});

it.each([
	['', '""'],
	['Ada', '"Ada"'],
	['say "hi" \\o/', '"say \\"hi\\" \\\\o/"'],
	['line 1\r\nline\t2', '"line 1\\r\\nline\\t2"'],
	['A\u0000d\u001ba', '"Ada"'],
	['A\u007fda', '"Ada"'],
	['A\u0080da', '"Ada"'],
	['A\u009fda', '"Ada"'],
	['\u00a0ż名😀', '"ż名😀"'],
	['half \ud83d of a character', '"half \ufffd of a character"'],
	['the last \udfff of them', '"the last \ufffd of them"'],
	['\u00a1\u07ff\u0800\ud7ff\ue000\uffff', '"\u00a1\u07ff\u0800\ud7ff\ue000\uffff"'],
])('%j is written as %s', (value, json) => {
	expect(write(value)).toMatchObject({ json, behind: expect.stringMatching(/^\.*$/) });
});

it.each(['', 'Ada Lovelace', ' !#~[]', '\u00a0\u00a1ż\u07ff', '\u0800名\ud7ff\ue000\uffff'])(
	'%j needs neither cleaning nor escapes, so it is written without JSON or an encoder',
	(value) => {
		const [stringify, encode] = [jest.spyOn(JSON, 'stringify'), jest.spyOn(Buffer.prototype, 'write')];
		writeJsonText(value, Buffer.alloc(100), 0);
		expect([stringify.mock.calls, encode.mock.calls]).toEqual([[], []]);
		[stringify, encode].forEach((spy) => spy.mockRestore());
	},
);
