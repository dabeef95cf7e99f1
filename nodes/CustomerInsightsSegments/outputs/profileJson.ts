import type { IDataObject } from 'n8n-workflow';
import type { MemberProfile } from '../members/membersRun';

/** A member as it leaves: the segments, and the chosen columns of what the row holds. */
export function profileJson({ segments, row }: MemberProfile, columns: readonly string[]): IDataObject {
	const json: IDataObject = { segments: segments as string[] };
	for (const column of columns) json[column] = (row[column] ?? null) as IDataObject[string];
	return json;
}
