import { splitName } from '../../../../nodes/shared/account/columns/fullName';
import { isSameName, isSameWholeName } from '../../../../nodes/shared/account/columns/sameName';

const bothWays = (is: typeof isSameName, one: string, other: string) => [
	is(splitName(one), splitName(other)),
	is(splitName(other), splitName(one)),
];

it.each([
	['Ann Lee', 'ANN  lee'],
	['Ann Lee', 'Ann Marie Lee'],
	['A. Lee', 'Ann Lee'],
	['José Núñez', 'Jose Nunez'],
	['Jürgen Müller', 'Juergen Mueller'],
	['Søren Ågård', 'Soeren Aagaard'],
	['Ann McDonald', 'McDonald, Ann'],
	['Jean-Luc Ray', 'Jeanluc Ray'],
	['Wei Li', 'Li Wei'],
	['María José García López', 'María García'],
	['Dr. Ann Lee', 'Ann Lee'],
])("'%s' and '%s' may be one person's names", (one, other) => {
	expect(bothWays(isSameName, one, other)).toEqual([true, true]);
});

it.each([
	['Ann Lee', 'Bob Lee'],
	['Ann Lee', 'Ann Ray'],
	['Dan Lee', 'Daniela Lee'],
	['Bob Thomas', 'Thomas'],
	['Wei Li', 'Li Na'],
])("'%s' and '%s' are two people's", (one, other) => {
	expect(bothWays(isSameName, one, other)).toEqual([false, false]);
});

it('what is no name tells nothing, and leaves it to the rest', () => {
	const lee = { last: 'Lee' };
	for (const nothing of ['', '-', '.', 'N/A', 'null', 'Mr.', null, undefined]) {
		expect(isSameName({ first: 'Ann' }, { first: nothing })).toBeUndefined();
		expect(isSameName({ first: 'Ann', ...lee }, { first: nothing, ...lee })).toBe(true);
	}
	expect(isSameName({ first: 'Ann', last: 'Mc Donald' }, { first: 'Ann', last: 'McDonald' })).toBe(true);
});

it.each([
	['Ann Lee', 'Lee, Ann', true],
	['Jürgen Müller', 'Juergen Mueller', true],
	['Ann Lee', 'A. Lee', false],
	['Ann Lee', 'Ann Marie Lee', false],
	['Ann', 'Ann', false],
])("'%s' and '%s' are the same whole name: %s", (one, other, expected) => {
	expect(bothWays(isSameWholeName as typeof isSameName, one, other)).toEqual([expected, expected]);
});

it('a text that is too long for a name tells nothing', () => {
	expect(isSameName({ first: 'Ann '.repeat(100) }, { first: 'Bob' })).toBeUndefined();
});

it('first names alone are no whole name', () => {
	const first = { first: 'Ann Marie' };
	expect(isSameWholeName(first, { ...first })).toBe(false);
});
