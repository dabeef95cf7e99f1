import { Problem } from '../problem';

/** A parameter or option as the panel stores it: absent where it was left at its default, anything by an expression. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * One of the values that a parameter may have. @param known the default first @throws Problem for any other
 */
export function readChoice<Value extends string>(name: string, given: unknown, known: readonly Value[]): Value {
	const value = given ?? known[0];
	if (known.includes(value as Value)) return value as Value;
	throw new Problem({
		kind: 'configuration',
		message: `'${labelOf(name)}' has a value that this node does not know`,
		advice: `It may be one of: ${known.join(', ')}.`,
	});
}

/**
 * Texts given as a list or separated by commas, each once.
 * @param keyOf what makes two of them one
 */
export function textsIn(value: unknown, keyOf: (text: string) => string = (text) => text): string[] {
	const found = new Map<string, string>();
	for (const each of Array.isArray(value) ? value : String(value ?? '').split(',')) {
		const text = String(each ?? '').trim();
		if (text !== '' && !found.has(keyOf(text))) found.set(keyOf(text), text);
	}
	return [...found.values()];
}

/** @throws Problem for what is no number above 0 */
export function readPositive(name: string, given: unknown): number {
	const value = Number(given);
	if (value > 0) return value;
	throw badNumber(name, 'above 0');
}

/** @throws Problem for what is no number from 0 to 100 */
export function readPercentage(name: string, given: unknown): number {
	const percent = Number(given);
	if (percent >= 0 && percent <= 100) return percent;
	throw badNumber(name, 'from 0 to 100');
}

function badNumber(name: string, range: string): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'${labelOf(name)}' must be a number ${range}`,
		advice: 'Correct it under Options.',
	});
}

/** `invalidProfiles` as the panel shows it. */
export function labelOf(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1).replace(/([A-Z])/g, ' $1');
}
