import type { Dataverse, SegmentDetails } from './dataverse';
import { namesIn } from './segmentMemberships';

/** Pages of memberships looked through for names where nothing else tells them. */
const mostPages = 10;

/**
 * The segments that somebody may choose. The metadata names them as people see them, but it may be closed to the
 * credential, and whether it uses the names that memberships use is not documented: where it does not, the memberships
 * tell, as far as their first pages go.
 */
export async function listSegments(dataverse: Dataverse): Promise<readonly SegmentDetails[]> {
	const details = (await dataverse.segmentDetails()) ?? [];
	const known = new Set(details.map(({ name }) => name));
	const used = new Set<string>();
	let pages = 0;
	for await (const page of dataverse.memberships([])) {
		for (const membership of page) for (const name of namesIn(membership)) used.add(name);
		if (++pages === mostPages || [...used].some((name) => known.has(name))) break;
	}
	const isTrue = used.size === 0 || [...used].some((name) => known.has(name));
	const unlisted = [...used].filter((name) => !known.has(name));
	return [...(isTrue ? details : []), ...unlisted.map((name) => ({ name, displayName: name, isInactive: false }))];
}
