import fc from 'fast-check';
import { createMembers } from '../../../nodes/CustomerInsightsSegments/members/members';

it('whatever rows a customer has, all their segments are put together, and each segment counts its people once', () => {
	const row = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1 }));
	fc.assert(
		fc.property(fc.array(row), (rows) => {
			const members = createMembers();
			const model = new Map<string, Set<number>>();
			for (const [customer, segments] of rows) {
				const id = `customer ${customer}`;
				members.add(id, segments);
				model.set(id, new Set([...(model.get(id) ?? []), ...segments]));
			}
			expect(members.size).toBe(model.size);
			for (const [id, segments] of model)
				expect(members.segmentsOf(members.find(id))).toEqual([...segments].sort((a, b) => a - b));
			for (let segment = 0; segment <= 4; segment++)
				expect(members.membersIn(segment)).toBe([...model.values()].filter((each) => each.has(segment)).length);
		}),
	);
});

it('a profile is found once, and those without one are named', () => {
	const members = createMembers();
	for (const id of ['a', 'b', 'c']) members.add(id, [0]);
	expect([members.markFound(members.find('b')), members.markFound(members.find('b'))]).toEqual([true, false]);
	expect(members.found).toBe(1);
	expect([...members.notFound()]).toEqual(['a', 'c']);
	expect([...members.ids()]).toEqual(['a', 'b', 'c']);
	expect(members.find('d')).toBe(-1);
});
