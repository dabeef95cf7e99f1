import { labelOf, readChoice, readPercentage, readPositive, textsIn } from '../../../nodes/shared/n8n/givenValues';

it('an option that was left alone has its default, the first of its values', () => {
	expect(readChoice('invalidProfiles', undefined, ['reject', 'stop'])).toBe('reject');
	expect(readChoice('invalidProfiles', 'stop', ['reject', 'stop'])).toBe('stop');
});

it('a value that an expression made up stops the run, by the name that the panel shows', () => {
	expect(() => readChoice('invalidProfiles', 'no', ['reject', 'stop'])).toThrow(
		"'Invalid Profiles' has a value that this node does not know",
	);
	expect(() => readPositive('maximumWait', 'soon')).toThrow("'Maximum Wait' must be a number above 0");
	expect(() => readPercentage('maximumRemovalPercent', 101)).toThrow('must be a number from 0 to 100');
});

it.each([
	[' VIP, News,VIP ,', ['VIP', 'News']],
	[
		['a', ' a', null, 7],
		['a', '7'],
	],
	[undefined, []],
])('texts come as a list or with commas, each once: %j', (given, texts) => {
	expect(textsIn(given)).toEqual(texts);
});

it('texts that mean the same are one, as they were written first', () => {
	expect(textsIn('VIP,vip', (text) => text.toLowerCase())).toEqual(['VIP']);
	expect(labelOf('batchRows')).toBe('Batch Rows');
});
