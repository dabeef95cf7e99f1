import { createFingerprints } from '../../../../nodes/ExportSegment/export/profiles/fingerprints';
import { createPeople } from '../../../../nodes/shared/account/people';
import { columnsOf } from '../../../support/contactColumns';
import { heldMemory } from '../../../support/heldMemory';

/** Bytes that each of 100,000 people takes, whose fields are filled at random. */
function bytesOfPerson(fieldCount: number): number {
	const before = heldMemory();
	const fields = columnsOf(...Array.from({ length: fieldCount }, (_, index) => `cf:field${index}`));
	const fingerprints = createFingerprints(fields);
	const people = createPeople(fingerprints.length, 1);
	let seed = 1;
	for (let person = 0; person < 100_000; person++) {
		const values = Array.from({ length: fieldCount }, () => {
			seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
			return seed & 0x10000 ? 'x' : undefined;
		});
		people.setFingerprint(people.meet(`p${person}@example.com`), fingerprints.of(values));
	}
	const bytes = heldMemory() - before;
	return bytes / people.size;
}

it('100,000 people with 30 fields filled at random take some 12 bytes each for them, as with three', () => {
	// The middle one of five: what else the process remembers or lets go meanwhile is not theirs.
	const [few, many] = [3, 30].map(
		(count) => Array.from({ length: 5 }, () => bytesOfPerson(count)).sort((one, other) => one - other)[2],
	);
	expect(many - few).toBeLessThan(20);
	expect(few).toBeGreaterThan(12);
});
