import { createPeople, Mark } from '../../../nodes/shared/account/people';

it.each([[0], [-1], [undefined]])(
	'with seed %p, nobody among 300,000 is taken for somebody else, and no stranger for one of them',
	(seed) => {
		const count = 300_000;
		const address = (index: number) => `${index}@a.io`;
		const people = createPeople(0, seed);
		const numbers = Array.from({ length: count }, (_, index) => people.meet(address(index)));
		expect(numbers.every((person, index) => person === index)).toBe(true);
		expect(people.size).toBe(count);
		let missed = 0;
		let mistaken = 0;
		for (let index = 0; index < count; index++) {
			if (people.find(address(index)) !== index) missed++;
			if (people.find(`${index}@a.it`) >= 0) mistaken++;
		}
		expect({ missed, mistaken }).toEqual({ missed: 0, mistaken: 0 });
	},
);

it('rows and marks stay with their person while the tables grow', () => {
	const people = createPeople();
	for (let person = 0; person < 300_000; person++) {
		people.meet(`p${person}`);
		people.setRow(person, person * 7 + 1);
		if (person % 3 === 0) people.mark(person, Mark.onList);
	}
	const persons = Array.from({ length: 300_000 }, (_, person) => person);
	expect(persons.filter((person) => people.rowOf(person) !== person * 7 + 1)).toEqual([]);
	expect(persons.filter((person) => people.hasMark(person, Mark.onList) !== (person % 3 === 0))).toEqual([]);
});
