import { givenNames } from '../../../nodes/CustomerInsightsSegments/parameters/givenNames';

it.each([
	[
		['VIP', ' News ', 'VIP', '', null],
		['VIP', 'News'],
	],
	['VIP, News,,VIP ', ['VIP', 'News']],
	['["VIP","Male, under 40"]', ['VIP', 'Male, under 40']],
	['["VIP"', ['["VIP"']],
	[7, ['7']],
	['[7', ['[7']],
	['', []],
	[null, []],
	[undefined, []],
])('%j', (given, expected) => {
	expect(givenNames(given)).toEqual(expected);
});
