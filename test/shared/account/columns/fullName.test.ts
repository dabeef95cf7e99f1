import { splitName } from '../../../../nodes/shared/account/columns/fullName';

it.each([
	['Ann Lee', { first: 'Ann', last: 'Lee' }],
	['Anna Maria  van Lee', { first: 'Anna Maria van', last: 'Lee' }],
	['Ann', { first: 'Ann' }],
	['Ray, Bob', { first: 'Bob', last: 'Ray' }],
	['Bob Ray, Jr.', { first: 'Bob', last: 'Ray' }],
	['Ray, Bob, MD', { first: 'Bob', last: 'Ray' }],
	[
		{ prefix: 'Ms', first: 'Ann', last: 'Lee' },
		{ first: 'Ann', last: 'Lee' },
	],
	['Ann Lee Jr.', { first: 'Ann', last: 'Lee Jr.' }],
	['Ann Sr', { first: 'Ann', last: 'Sr' }],
	['Ann Lee (Acme)', { first: 'Ann', last: 'Lee' }],
	['(Acme)', { first: '(Acme)' }],
	['Acme, Inc.', {}],
	['Acme Bakery GmbH', {}],
	['Ann Incorporata', { first: 'Ann', last: 'Incorporata' }],
	[{ givenName: 'Ann', familyName: '' }, { first: 'Ann' }],
	[{ surname: 'Lee' }, { last: 'Lee' }],
	[{ fullName: 'Ann Lee' }, { first: 'Ann', last: 'Lee' }],
	[{ words: ['Ann'] }, { first: { words: ['Ann'] } }],
	[7, {}],
	[['Ann Lee'], { first: 'Ann', last: 'Lee' }],
	[', Ann Lee', { first: 'Ann', last: 'Lee' }],
	['ann@example.com', {}],
	['#1001', {}],
	['48 601 234 567', {}],
	['李雷', { first: '李雷' }],
	['', {}],
	[null, {}],
	['x'.repeat(301), {}],
])('a full name is split at its last word, or at its comma: %j', (name, parts) => {
	expect(splitName(name)).toEqual(parts);
});
