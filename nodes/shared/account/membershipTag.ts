/**
 * The tag that notes everybody who has been on a list: what an import would otherwise forget, and put back who left. It
 * lives in Constant Contact, so it holds across workers, instances and lost databases, and it carries the list's ID, so
 * a renamed list keeps it.
 */
export const membershipTagName = (listId: string) => `Has been on list ${listId} (n8n export)`;

/** Constant Contact takes names that differ in case only for one tag. */
export function tagIdOf(tags: ReadonlyMap<string, string>, name: string): string | undefined {
	return tags.get(name) ?? [...tags].find(([existing]) => existing.toLowerCase() === name.toLowerCase())?.[1];
}
