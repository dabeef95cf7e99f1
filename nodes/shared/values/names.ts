import { visible } from './invisible';

/** Whether two names are one: the same letters and digits, whatever their case, accents' encoding, marks and blanks. */
export const lettersAndDigits = (name: string): string =>
	name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Names with the same key are the same name. [assumed] Constant Contact has no two lists whose names differ only in
 * capitals: the definition of POST /contact_lists says that names are unique, not how they are compared. What nobody
 * sees in a name that was copied from a page does not count.
 */
export const nameKey = (name: string) => visible(name).trim().normalize('NFC').toLowerCase();

/** The order of names that a person looks through: capitals and accents make no difference, and 9 comes before 10. */
export const compareNames = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/** The thing of just this name; failing that, the one whose name differs in capitals, or in blanks around it. */
export function named<Thing extends { readonly name: string }>(
	name: string,
	things: readonly Thing[],
): Thing | undefined {
	return things.find((thing) => thing.name === name) ?? things.find((thing) => nameKey(thing.name) === nameKey(name));
}
