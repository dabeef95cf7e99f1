import fc from 'fast-check';
import { createMemberIds } from '../../../nodes/CustomerInsightsSegments/members/memberIds';

const hex = fc
	.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 32, maxLength: 32 })
	.map((digits) => digits.join(''));
const dashed = hex.map((id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
const anyId = fc.oneof(
	hex,
	dashed,
	hex.map((id) => id.toUpperCase()),
	dashed.map((id) => id.toUpperCase()),
	fc.string(),
);

it('every id has one number, and the number gives the id back as it was written', () => {
	fc.assert(
		fc.property(fc.array(anyId), (given) => {
			const ids = createMemberIds();
			const numbers = new Map<string, number>();
			for (const id of given) {
				// The same 32 digits are one customer, however they are written.
				const key = /^[0-9a-f-]{32,36}$/i.test(id) ? id.replaceAll('-', '').toLowerCase() : id;
				const number = ids.meet(id);
				if (numbers.has(key)) expect(number).toBe(numbers.get(key));
				else expect(ids.idOf(number)).toBe(id);
				numbers.set(key, number);
				expect(ids.find(id)).toBe(number);
			}
			expect(ids.size).toBe(numbers.size);
		}),
	);
});

it.each(['', 'x', 'ce759201f786d590bf2134bff576c36', `${'a'.repeat(31)}é`, `${'a'.repeat(8)}x${'a'.repeat(27)}`])(
	'an id of another kind (%j) is kept as it is',
	(id) => {
		const ids = createMemberIds();
		expect(ids.find(id)).toBe(-1);
		expect(ids.idOf(ids.meet(id))).toBe(id);
	},
);

it('a hundred thousand ids are found again, and no others', () => {
	const ids = createMemberIds();
	const idOf = (number: number) => number.toString(16).padStart(32, '0');
	for (let number = 0; number < 100_000; number++) ids.meet(idOf(number * 2));
	expect(ids.size).toBe(100_000);
	for (let number = 0; number < 1_000; number++) {
		expect(ids.find(idOf(number * 200))).toBe(number * 100);
		expect(ids.find(idOf(number * 200 + 1))).toBe(-1);
	}
});
