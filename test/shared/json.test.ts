import fc from 'fast-check';
import { parsedWithLongNumbers } from '../../nodes/shared/json';

it.each([
	['{"card":9007199254740993}', { card: '9007199254740993' }],
	['{"card" : -638751518483842799 , "b":1}', { card: '-638751518483842799', b: 1 }],
	['{"a":{"card":123456789012345678901234567890}}', { a: { card: '123456789012345678901234567890' } }],
	['[{"größe":9007199254740993},{"größe":2}]', [{ größe: '9007199254740993' }, { größe: 2 }]],
	['{"card":9007199254740991,"b":1.5}', { card: 9007199254740991, b: 1.5 }],
	[
		'{"amount":1234567890123456.5,"b":1234567890123456e3}',
		{ amount: 1_234_567_890_123_456.5, b: 1.234567890123456e18 },
	],
])('%s', (text, expected) => {
	expect(parsedWithLongNumbers(text)).toEqual(expected);
});

it.each([
	{ note: ':12345678901234567890,' },
	{ note: 'a":12345678901234567890,"b' },
	{ note: '\\":12345678901234567890}' },
	{ note: '\\', 'b\\': 1 },
	[':12345678901234567890,', '":12345678901234567890}'],
])('a text is never touched: %j', (value) => {
	expect(parsedWithLongNumbers(JSON.stringify(value))).toEqual(value);
});

it('whatever the JSON is, all but long numbers stays as it is', () => {
	const text = fc.oneof(fc.string(), fc.stringMatching(/^[":\\,{}[\] a]{0,6}\d{16,20}[",:}\] ]{0,3}$/));
	const anything = fc.object({ key: text, values: [text, fc.integer(), fc.boolean(), fc.constant(null)] });
	fc.assert(
		fc.property(anything, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
			const written = JSON.stringify(value, null, indent);
			expect(parsedWithLongNumbers(written)).toEqual(JSON.parse(written));
		}),
	);
});
