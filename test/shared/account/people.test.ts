/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import fc from 'fast-check';
import { createPeople, Mark } from '../../../nodes/shared/account/people';
import { heldMemory } from '../../support/heldMemory';

const address = fc.oneof(
	fc.emailAddress(),
	fc.string({ unit: 'binary', maxLength: 6 }),
	fc.constantFrom('', 'a', 'A', 'z', 'Z', 'aa', 'aA', 'a\0', '\0a', '\0', '\0\0', '@', '`', '[', '{', 'K', 'K'),
);
/** Addresses are ASCII; only its capitals have small letters. */
const inSmallLetters = (email: string) => email.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

it('numbers people from 0 in the order in which they are met, each once, capitals or not, as a Map would', () => {
	fc.assert(
		fc.property(fc.integer(), fc.array(address, { maxLength: 60 }), fc.array(address), (seed, emails, others) => {
			const people = createPeople(0, seed);
			const map = new Map<string, number>();
			for (const email of emails) {
				const key = inSmallLetters(email);
				if (!map.has(key)) map.set(key, map.size);
				expect(people.meet(email)).toBe(map.get(key));
			}
			expect(people.size).toBe(map.size);
			for (const email of [...emails, ...others]) expect(people.find(email)).toBe(map.get(inSmallLetters(email)) ?? -1);
		}),
	);
});

it('nobody among a few thousand is taken for somebody else, and no stranger for one of them', () => {
	const people = createPeople(0, 5);
	const emails = Array.from({ length: 5_000 }, (_, index) => `${index}@a.io`);
	expect(emails.map((email) => people.meet(email))).toEqual(emails.map((_, index) => index));
	expect(emails.map((email) => people.find(email))).toEqual(emails.map((_, index) => index));
	expect(emails.filter((email) => people.find(email.replace('.io', '.it')) >= 0)).toEqual([]);
});

it.each([
	['first', 33_167, 132_256],
	['second', 6_014_512, 6_881_502],
])('two addresses whose keys have the same %s half are two people', (_half, one, other) => {
	const people = createPeople(0, 1);
	const emails = [one, other].map((number) => `p${number}@example.com`);
	expect(people.meet(emails[0])).toBe(0);
	expect(people.find(emails[1])).toBe(-1);
	expect(people.meet(emails[1])).toBe(1);
	expect(emails.map((email) => people.find(email))).toEqual([0, 1]);
});

it.each([[0], [1], [1_000], [20_000], [1e12], [NaN]])(
	'%d being expected is a hint, before and while they come: there may be more or fewer',
	(expected) => {
		const people = createPeople();
		let wrong = 0;
		for (let person = 0; person < 5_000; person++) {
			if (person === 0 || person === 600) people.expect(expected);
			if (people.meet(`p${person}`) !== person) wrong++;
			people.setRow(person, person + 1);
		}
		expect(wrong).toBe(0);
		expect([people.size, people.find('P4999'), people.find('p599'), people.find('p5000'), people.rowOf(599)]).toEqual([
			5_000, 4_999, 599, -1, 600,
		]);
	},
);

/** Megabytes that something takes outside of V8's heap. */
function megabytesOf(make: () => unknown): number {
	const before = process.memoryUsage().arrayBuffers;
	make();
	return (process.memoryUsage().arrayBuffers - before) / 1e6;
}

it('room that is made at once is enough, and little is taken without it: never that of more than a million', () => {
	// What earlier tests have left behind must not be given back in between.
	heldMemory();
	const emails = Array.from({ length: 20_000 }, (_, person) => `p${person}@example.com`);
	const [people, others, many, most] = [1, 2, 3, 4].map((seed) => createPeople(0, seed));
	expect(megabytesOf(() => emails.slice(0, 100).forEach((email) => others.meet(email)))).toBeLessThan(0.05);
	const room = [
		megabytesOf(() => people.expect(emails.length)),
		megabytesOf(() => emails.forEach((email) => people.meet(email))),
		megabytesOf(() => many.expect(100_000)),
		megabytesOf(() => most.expect(1e12)),
	];
	expect(room.map((megabytes) => megabytes.toFixed(1))).toEqual(['0.5', '0.0', '2.1', '19.7']);
});

it('rows and marks stay with their person while the tables grow', () => {
	const people = createPeople();
	for (let person = 0; person < 5_000; person++) {
		people.meet(`p${person}`);
		people.setRow(person, person * 7 + 1);
		if (person % 3 === 0) people.mark(person, Mark.onList);
	}
	const persons = Array.from({ length: 5_000 }, (_, person) => person);
	expect(persons.filter((person) => people.rowOf(person) !== person * 7 + 1)).toEqual([]);
	expect(persons.filter((person) => people.hasMark(person, Mark.onList) !== (person % 3 === 0))).toEqual([]);
});

it('somebody just met has no row, no mark and no fingerprint', () => {
	const people = createPeople(3);
	const person = people.meet('ada@example.com');
	expect([people.rowOf(person), people.hasMark(person, Mark.onList)]).toEqual([0, false]);
	expect([...people.fingerprintOf(person)]).toEqual([0, 0, 0]);
});

it.each([9, 13])(
	'a fingerprint of %d bytes stays with its person while the tables grow, whenever it comes',
	(length) => {
		const people = createPeople(length);
		const count = 5_000;
		const bytesOf = (person: number) => Uint8Array.from({ length }, (_, index) => 255 - person * 7 - index);
		for (let person = 0; person < count; person++) {
			people.meet(`p${person}`);
			if (person >= 500) people.setFingerprint(person, bytesOf(person));
		}
		const persons = Array.from({ length: count }, (_, person) => person);
		const isKept = (person: number) =>
			people.fingerprintOf(person).every((each, index) => each === (person < 500 ? 0 : bytesOf(person)[index]));
		expect(persons.filter((person) => !isKept(person))).toEqual([]);
	},
);

it('one mark can be forgotten of everybody; the others stay', () => {
	const people = createPeople();
	const [ada, bob] = [people.meet('ada@x.io'), people.meet('bob@x.io')];
	people.mark(ada, Mark.onList);
	people.mark(ada, Mark.noted);
	people.mark(bob, Mark.onList);
	people.clear(Mark.onList);
	expect([
		people.hasMark(ada, Mark.onList),
		people.hasMark(bob, Mark.onList),
		people.hasMark(ada, Mark.noted),
		people.hasMark(ada, Mark.onList | Mark.noted),
	]).toEqual([false, false, true, true]);
});

it('each mark is a bit of its own', () => {
	const marks = Object.values(Mark);
	expect(marks.reduce((all, mark) => all | mark, 0)).toBe(marks.reduce((sum, mark) => sum + mark, 0));
	expect(Math.max(...marks)).toBeLessThan(256);
});

it('everybody with a profile is in the segment, even if it cannot be exported', () => {
	const people = createPeople();
	const [sent, named, member] = ['a', 'b', 'c'].map((email) => people.meet(email));
	people.setRow(sent, 1);
	people.mark(named, Mark.named);
	people.mark(member, Mark.onList);
	expect([sent, named, member].map((person) => people.isInSegment(person))).toEqual([true, true, false]);
});
