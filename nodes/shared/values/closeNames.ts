import { lettersAndDigits } from './names';

/** Typing errors that a name may be away from another. */
const mostErrors = 2;
/** Longer names are not compared letter by letter. */
const mostCharacters = 100;

/** Which of these names somebody may have meant who wrote another one: up to three, the closest first. */
export function namesClosestTo(name: string, names: readonly string[]): string[] {
	const wanted = letters(name);
	if (wanted === '') return [];
	return names
		.map((each) => ({ each, distance: distanceBetween(wanted, letters(each)) }))
		.filter(({ distance }) => distance <= mostErrors)
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 3)
		.map(({ each }) => each);
}

const letters = (name: string): string => lettersAndDigits(name).slice(0, mostCharacters);

/**
 * How many letters differ. Where one stands within the other and is half of it at least, they are close; very short
 * names are close to none.
 */
function distanceBetween(a: string, b: string): number {
	if (b === '') return Number.POSITIVE_INFINITY;
	if (a === b) return 0;
	const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
	if (shorter.length < 4) return Number.POSITIVE_INFINITY;
	if (shorter.length * 2 >= longer.length && longer.includes(shorter)) return mostErrors;
	if (longer.length - shorter.length > mostErrors) return Number.POSITIVE_INFINITY;
	return editDistance(shorter, longer);
}

/** Levenshtein's, row by row. */
function editDistance(a: string, b: string): number {
	let above = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const changed = above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
			current.push(Math.min(changed, above[column] + 1, current[column - 1] + 1));
		}
		above = current;
	}
	return above[b.length];
}
