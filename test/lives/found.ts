import type { LifeSettings } from './life';
import type { Ingredient } from './plans';

/** A life in which something was wrong once, and what it was. It is lived in every `npm test`. */
export interface Found extends LifeSettings {
	readonly what: string;
}

/** Colleagues who rename and delete lists, and rename tags, and nothing else that might end the life before. */
const listsAlone: ReadonlySet<Ingredient> = new Set<Ingredient>([
	'colleagues',
	'strangers',
	'faults',
	'jobs',
	'stops',
	'untidy',
	'restore',
	'readings',
	'unwaited',
]);

const putBackAnew = 'a list or its tag was renamed, or a list made anew, and who had left was put back';

export const found: readonly Found[] = [300, 304, 305].map((seed) => ({
	seed,
	days: 25,
	without: listsAlone,
	what: putBackAnew,
}));
