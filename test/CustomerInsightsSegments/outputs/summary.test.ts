import { summary } from '../../../nodes/CustomerInsightsSegments/outputs/summary';

const segment = (name: string, members: number) => ({ name, displayName: `The ${name}`, members, isInactive: false });

it('says what was read, by the names that people see', () => {
	const read = { segments: [segment('VIP', 1_200), segment('News', 40)], members: 1_230, withoutProfile: 2 };
	expect(summary(read, 9, { part: 1, parts: 3 })).toEqual({
		text: "1,230 members of the segments 'The VIP', 'The News' read from Customer Insights. 2 of them have no profile yet and are left out.",
		segments: [
			{ name: 'VIP', displayName: 'The VIP', members: 1_200 },
			{ name: 'News', displayName: 'The News', members: 40 },
		],
		members: 1_230,
		withoutProfile: 2,
		profiles: 1_228,
		requests: 9,
		part: 1,
		parts: 3,
	});
});

it.each([
	[1, 0, "1 member of the segment 'The VIP' read from Customer Insights."],
	[
		5,
		1,
		"5 members of the segment 'The VIP' read from Customer Insights. 1 of them has no profile yet and is left out.",
	],
])('%i members, %i without a profile', (members, withoutProfile, text) => {
	const read = { segments: [segment('VIP', members)], members, withoutProfile };
	expect(summary(read, 1, { part: 1, parts: 1 }).text).toBe(text);
});
