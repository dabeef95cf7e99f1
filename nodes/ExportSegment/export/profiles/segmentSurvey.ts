import type { ProfileSource } from '../../../shared/files/pages';
import { sizeOf } from '../../../shared/files/pages';
import { Problem } from '../../../shared/problem';
import type { SegmentReader } from './segmentField';
import type { SegmentName } from './segmentNames';

/**
 * [our choice] An account has 1,000 lists at the most, and each takes up to some 35 requests of a day's 10,000 with its
 * looks at running jobs (measured).
 */
export const maxSegments = 100;

export interface SegmentSurvey {
	/** The segments that are picked, or all that are there, in the order in which they were picked or came. */
	readonly segments: readonly SegmentName[];
	/** Picked segments that no profile is in. */
	readonly empty: readonly SegmentName[];
	/** Profiles in the source, those that are in none of the segments, and those that have the field at all. */
	readonly profiles: number;
	readonly outside: number;
	readonly withField: number;
}

/**
 * Reads the source once and finds out which segments there are, before anything else is done with it.
 * @param picked the segments that are wanted; none for every one
 * @throws Problem if the field is none that names segments
 */
export async function surveySegments(
	source: ProfileSource,
	read: SegmentReader,
	picked: readonly SegmentName[],
	breathe: () => Promise<void>,
): Promise<SegmentSurvey> {
	const found = new Map<string, SegmentName>();
	const wanted = new Set(picked.map(({ key }) => key));
	let profiles = 0;
	let outside = 0;
	let withField = 0;
	let memberships = 0;
	for await (const page of source.pages()) {
		const namesOf = read(page);
		for (let index = 0; index < sizeOf(page); index++) {
			const names = namesOf(index);
			profiles++;
			if (names !== undefined) withField++;
			let isInside = false;
			for (const name of names ?? []) {
				if (wanted.size > 0 && !wanted.has(name.key)) continue;
				isInside = true;
				memberships++;
				if (!found.has(name.key)) meet(name);
			}
			if (!isInside) outside++;
			if (index % profilesPerStep === 0) await breathe();
		}
	}
	if (wanted.size === 0 && found.size > fewSegments && memberships < found.size * fewMembers) throw oneEach(found.size);
	const segments = wanted.size > 0 ? picked : [...found.values()];
	return { segments, empty: segments.filter(({ key }) => !found.has(key)), profiles, outside, withField };

	function meet(name: SegmentName): void {
		if (name.name.includes('@') && !wanted.has(name.key)) throw addresses();
		found.set(name.key, name);
		if (found.size > maxSegments) throw tooMany();
	}
}

/**
 * [our choice] More segments than these, with hardly anybody in them, are no segments but another field: people's
 * names, or order numbers, which must not become lists, nor be named in a message that names the lists that are
 * missing.
 */
const fewSegments = 20;
const fewMembers = 1.5;

/** Few, for each may take n8n half a millisecond to evaluate. */
const profilesPerStep = 20;

/** The values are not named: they may be people's. */
function tooMany(): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'Segment Field' names more than ${maxSegments} segments, so nothing was changed`,
		advice:
			"Check that it is the field with the names of the segments. If it is, name those to export in 'Segment Names', in several nodes if need be.",
	});
}

function oneEach(segments: number): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'Segment Field' names ${segments} segments with hardly more than one profile in each, so nothing was changed`,
		advice:
			"Check that it is the field with the names of the segments. If it is, name those to export in 'Segment Names'.",
	});
}

function addresses(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "'Segment Field' holds email addresses instead of names of segments, so nothing was changed",
		advice:
			"Choose the field with the names of the segments. If a segment's name really holds an @, write it into 'Segment Names'.",
	});
}
