import type { Row, SegmentDetails } from '../members/dataverse';
import { conditionsPerRequest } from '../members/dataverse';
import { decodedTwice } from '../members/encodedTwice';
import { pagesOf } from './pages';
import { isOutOfReach } from './refusals';
import type { Transport } from './request';

/** Each row may bring a megabyte of JSON. */
const detailsPerPage = 250;
/** Names asked for one by one; for more, all are read. */
const mostNames = 50;

/**
 * What the table of segments' metadata holds. It has columns for a segment's own name only; the name that people see
 * and whether the segment is active stand in JSON that is documented nowhere, so it is read leniently, and without it a
 * segment goes by its own name ("Tables in Customer Insights - Data").
 * @param names absent for all segments
 * @returns undefined where it cannot be read: nobody promises that it stays as it is
 */
export async function readSegmentDetails(
	transport: Transport,
	api: string,
	names?: readonly string[],
): Promise<SegmentDetails[] | undefined> {
	const asked = names !== undefined && names.length <= Math.min(mostNames, conditionsPerRequest) ? names : undefined;
	const filter =
		asked === undefined
			? 'msdyn_isdeleted eq false and msdyn_ishistoryentry eq false'
			: asked.map((name) => `msdyn_name eq '${name.replaceAll("'", "''")}'`).join(' or ');
	const url = `${api}mscipriv_segmentmetadatas?$select=msdyn_name,msdyn_isdeleted,msdyn_ishistoryentry,mscipriv_payload1,mscipriv_payload2&$filter=${encodeURIComponent(filter)}`;
	return await readAll(transport, url).catch((error: unknown) =>
		isOutOfReach(error) ? undefined : Promise.reject(error as Error),
	);
}

async function readAll(transport: Transport, url: string): Promise<SegmentDetails[]> {
	const details = new Map<string, SegmentDetails>();
	for await (const rows of pagesOf(transport, { url, what: 'segments', rowsPerPage: detailsPerPage })) {
		for (const row of rows) {
			const segment = toDetails(row);
			if (segment !== undefined) details.set(segment.name, segment);
		}
	}
	return [...details.values()];
}

function toDetails(row: Row): SegmentDetails | undefined {
	const { msdyn_name: name, msdyn_isdeleted: isDeleted, msdyn_ishistoryentry: isOld } = row;
	if (typeof name !== 'string' || name === '' || isDeleted === true || isOld === true) return undefined;
	const payloads = [row.mscipriv_payload1, row.mscipriv_payload2].map(decodedTwice);
	const displayName = firstText(payloads, 'friendlyname') ?? firstText(payloads, 'displayname') ?? name;
	return { name, displayName, isInactive: firstText(payloads, 'state')?.toLowerCase() === 'inactive' };
}

/** How deep a text is looked for. */
const mostLevels = 3;

/** The text under this key, in small or capital letters, the nearest to the top. */
function firstText(values: readonly unknown[], key: string, levels = mostLevels): string | undefined {
	const objects = values.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
	for (const object of objects)
		for (const [name, value] of Object.entries(object as object))
			if (name.toLowerCase() === key && typeof value === 'string' && value.trim() !== '') return value.trim();
	if (levels === 1 || objects.length === 0) return undefined;
	return firstText(
		objects.flatMap((object) => Object.values(object as object)),
		key,
		levels - 1,
	);
}
