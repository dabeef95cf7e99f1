import { uuidPattern } from './contract';

/**
 * The tag that notes everybody who has been on a list: what an import would otherwise forget, and put back who left. It
 * lives in Constant Contact, so it holds across workers, instances and lost databases, and it carries the list's ID, so
 * a renamed list keeps it.
 */
export const membershipTagName = (listId: string) => `Has been on list ${listId} (n8n export)`;

/**
 * The ID of the list's tag, if there is one. A colleague may have given it another name: whatever tag carries the list's
 * ID in its name is the one.
 * @param tags IDs by name
 */
export function membershipTagId(tags: ReadonlyMap<string, string>, listId: string): string | undefined {
	return tagIdOf(tags, membershipTagName(listId)) ?? [...tags].find(([name]) => carries(name, listId))?.[1];
}

function carries(name: string, listId: string): boolean {
	return name.toLowerCase().includes(listId.toLowerCase());
}

/** Some of our name for it: other services may put IDs into names of tags, too. */
const ourWords = /has been on list|n8n export/i;

/** The lists that such tags are about, there or not: names of tags by the IDs of the lists. */
export function listsNoted(tags: ReadonlyMap<string, string>): Map<string, string> {
	const found = new Map<string, string>();
	for (const name of tags.keys()) {
		const listId = ourWords.test(name) ? new RegExp(uuidPattern).exec(name)?.[0].toLowerCase() : undefined;
		if (listId !== undefined) found.set(listId, name);
	}
	return found;
}

/** Constant Contact takes names that differ in case only for one tag. */
export function tagIdOf(tags: ReadonlyMap<string, string>, name: string): string | undefined {
	return tags.get(name) ?? [...tags].find(([existing]) => existing.toLowerCase() === name.toLowerCase())?.[1];
}
