/** Whether a value is made of others: an object, a list with objects in it, bytes. A Date is one value. */
export function isNested(value: unknown): value is object {
	if (typeof value !== 'object' || value === null || saysItself(value)) return false;
	return (
		!Array.isArray(value) ||
		value.some((entry: unknown) => typeof entry === 'object' && entry !== null && !saysItself(entry))
	);
}

/** Dates and luxon's DateTimes say themselves how they are written; so do bytes, but nobody means that. */
export function saysItself(value: object): value is { toJSON(): unknown } {
	return 'toJSON' in value && typeof value.toJSON === 'function' && !ArrayBuffer.isView(value);
}

/**
 * How a person reaches a single value in a nested one: `.city`, `[0].value`. Empty where none is near. The names are
 * those of fields; what looks like anything else could be somebody's data.
 */
export function pathToSingle(value: unknown, depth = 0): string {
	if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > 2) return '';
	for (const [name, entry] of Object.entries(value).slice(0, 20)) {
		const step = Array.isArray(value) ? `[${name}]` : /^[A-Za-z_]\w{0,30}$/.test(name) ? `.${name}` : '';
		if (step === '' || entry === null || entry === '') continue;
		if (!isNested(entry)) return step;
		const rest = pathToSingle(entry, depth + 1);
		if (rest !== '') return step + rest;
	}
	return '';
}
