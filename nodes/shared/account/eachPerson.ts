import type { Clock } from '../clock';
import type { People } from './people';

/** People between two chances for others to use the event loop: a few milliseconds. */
const peoplePerStep = 20_000;

/** Visits everybody who is known, by number. @throws Problem once the execution is cancelled */
export async function eachPerson(people: People, clock: Clock, visit: (person: number) => void): Promise<void> {
	for (let start = 0; start < people.size; start += peoplePerStep) {
		visitStep(start, Math.min(start + peoplePerStep, people.size));
		await clock.breathe();
	}

	// A plain function: the engine optimizes its loop sooner than one with an await in it.
	function visitStep(start: number, end: number): void {
		for (let person = start; person < end; person++) visit(person);
	}
}
