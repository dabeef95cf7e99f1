import { counted, number, quoted } from '../../nodes/shared/wording';

it('a count is written with commas, and its noun in the singular for one only', () => {
	expect(number(1_234_567)).toBe('1,234,567');
	expect([0, 1, 12_345].map((count) => counted(count, 'profile'))).toEqual([
		'0 profiles',
		'1 profile',
		'12,345 profiles',
	]);
	expect(counted(2, 'person', 'people')).toBe('2 people');
});

it('a message names ten at the most, and says how many more there are', () => {
	const names = Array.from({ length: 12 }, (_, index) => `L${index}`);
	expect(quoted(['News', 'VIP'])).toBe("'News', 'VIP'");
	expect(quoted(names.slice(0, 10))).toMatch(/'L9'$/);
	expect(quoted(names)).toMatch(/'L9' and 2 more$/);
});
