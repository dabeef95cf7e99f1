import fc from 'fast-check';

/** A profile as its source has it, in the form in which it must arrive. */
export interface WrittenProfile {
	readonly email: string;
	readonly first_name: string | null;
	readonly last_name: string | null;
	readonly company_name: string | null;
	readonly job_title: string | null;
	readonly home_zip: string | null;
	/** With its country's code, as a number of 10 to 14 digits. */
	readonly home_phone: number | null;
	/** A day, YYYY-MM-DD. */
	readonly anniversary: string | null;
}

/** What a CSV has to keep apart: its own marks, those of others, and letters from everywhere. */
const marks = [
	',',
	';',
	'\t',
	'|',
	'"',
	'""',
	'\n',
	"'",
	'\\',
	'\\n',
	'\\t',
	'=',
	'@',
	'#',
	'%',
	'&',
	'<b>',
	'{}',
	'[]',
];
const words = ['Ann', "O'Neil", 'Łęcka', '山田', 'Ωmega', 'José', '5"', '007', '1e5', '1.0', 'true', 'e\u0301', '😀'];

/** A text that begins and ends with a letter, since blanks and marks around it are taken off on purpose. */
const text = fc
	.tuple(
		fc.constantFrom('Ann', 'Bob', 'Émile', 'Zoë'),
		fc.array(fc.oneof(fc.constantFrom(...marks), fc.constantFrom(...words)), { maxLength: 5 }),
		fc.constantFrom('Ray', 'Lee', 'z', 'Ø'),
	)
	.map(([first, middle, last]) => [first, ...middle, last].join('').slice(0, 40))
	.filter((each) => /\p{L}$/u.test(each));

const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null, freq: 5 });
const day = fc
	.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2024-12-31T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

const profile = fc.record({
	first_name: optional(text),
	last_name: optional(text),
	company_name: optional(text),
	job_title: optional(text),
	home_zip: optional(fc.stringMatching(/^\d{5}$/)),
	home_phone: optional(
		fc.integer({ min: 10, max: 14 }).chain((digits) => fc.integer({ min: 10 ** (digits - 1), max: 10 ** digits - 1 })),
	),
	anniversary: optional(day),
});

/** The same number and seed always give the same profiles. */
export function writtenProfiles(count: number, seed: number): WrittenProfile[] {
	return fc
		.sample(profile, { numRuns: count, seed })
		.map((each, index) => ({ email: `person${index}@example.com`, ...each }));
}
