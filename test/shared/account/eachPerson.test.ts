import { eachPerson } from '../../../nodes/shared/account/eachPerson';
import { createPeople } from '../../../nodes/shared/account/people';
import { createPorts } from '../../support/exportRun';

it.each([
	[0, 0],
	[1, 1],
	[20_000, 1],
	[20_001, 2],
	[70_000, 4],
])('of %i people everybody is visited once, and others may run %i times', async (size, breaths) => {
	const people = createPeople();
	for (let n = 0; n < size; n++) people.meet(`p${n}@example.com`);
	const { clock } = createPorts();
	const visited = new Uint8Array(size);
	await eachPerson(people, clock, (person) => void visited[person]++);
	expect(visited.every((times) => times === 1)).toBe(true);
	expect(clock.breaths).toBe(breaths);
});
