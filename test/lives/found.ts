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
	'coincidences',
	'room',
]);

/** Lives were found before there was this. */
const withoutRoom: ReadonlySet<Ingredient> = new Set<Ingredient>(['room']);
const withoutCoincidences: ReadonlySet<Ingredient> = new Set<Ingredient>(['coincidences', 'room']);

const lives: ReadonlyArray<Omit<Found, 'days'>> = [
	...[300, 304, 305].map((seed) => ({
		seed,
		without: listsAlone,
		what: 'a list or its tag was renamed, or a list made again, and who had left was put back',
	})),
	{ seed: 20_261_127, what: 'a tag was given other words, then its list another name, and who had left was put back' },
	{ seed: 20_261_130, what: "a broken run's scratch list could not be deleted, and nothing was said of it" },
	{ seed: 10_259, what: 'somebody was deleted between two readings, was in neither of them, and was put back' },
	{
		seed: 30_140,
		what: 'people were taken off for longer than a run may wait, and README did not tell what is not known then',
	},
	{ seed: 30_340, what: 'a job took as long as a run may wait, and the model held the stop against the run' },
	...[
		{ seed: 40_310, what: 'somebody was put on a list, changed the address at once, and was taken for somebody else' },
		{ seed: 40_428, what: 'a leaver who had not been gathered was counted as one who had, and had stayed' },
		{ seed: 40_683, what: "a stranger's import was taken for ours, and members were reported to have got new names" },
		{ seed: 41_009, what: 'a job was no longer known, took the notes off later, and README did not tell of it' },
		{
			seed: 41_586,
			what: 'a deleted contact came back while a run that did not wait was at work, and was put on a list later',
		},
		{
			seed: 60_007,
			what: 'a removal was no longer known, took off people later who had been noted again, and they were kept off',
		},
		{
			seed: 48_157,
			what: 'a job that takes notes off ran twice, ended after who stayed had been noted again, and they were put back',
		},
		{
			seed: 46_389,
			what: 'a removal ended after its run had, pages did not show it yet, and who was taken off was left off',
		},
		{ seed: 48_355, what: 'a job that hangs did half of its work, and the model had not expected that it did any' },
		{
			seed: 67_231,
			what: 'a list was new to the node while one with the same people was gone, and the model held the stop against the run',
		},
		{
			seed: 67_707,
			what: 'somebody was deleted after the deleted had been read and before the bulk export of who had left, and was put back',
		},
		{
			seed: 84_230,
			what: 'a run that was not waited for put somebody back who had left, the next one took them off, and the model saw neither',
		},
		{
			seed: 85_483,
			what: "a member's new name was refused for one list and came with the next one, and the model had not expected it",
		},
		{
			seed: 90_420,
			what: 'somebody who had left and was deleted came back between two readings, and was put back',
		},
		{
			seed: 91_621,
			what: 'a preview told as opted out whom a job was just putting back, and the model had not expected it',
		},
	].map((life) => ({ ...life, without: withoutRoom })),
	{
		seed: 97_000,
		without: new Set<Ingredient>(),
		what: 'most of a segment could not be exported, and a list that was made again was begun anew, its leavers forgotten',
	},
	{ seed: 4_804, what: 'an export of two contacts arrived with one of them, and who had left was put back' },
];

export const found: readonly Found[] = lives.map((life) => ({ without: withoutCoincidences, ...life, days: 25 }));
