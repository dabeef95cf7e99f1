import { uuidPattern } from './contract';

/**
 * The tag that notes everybody who has been on a list: without it an import would put back people who left. It lives in
 * Constant Contact, so it holds across workers, instances and lost databases, and it carries the list's ID, so a
 * renamed list keeps it.
 */
export const membershipTagName = (listId: string) => `Has been on list ${listId} (n8n export)`;

/**
 * The ID of the list's tag, if there is one. A colleague may have given it another name: whatever tag carries the
 * list's ID in its name is the one.
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

/** A tag with an ID in its name that may be a list's. */
export interface ListTag {
	readonly name: string;
	/** Whether it says that it notes who has been on a list: enough even where no such list is there. */
	readonly saysSo: boolean;
}

/** Tags that carry IDs, by the IDs in small letters. */
export function tagsWithIds(tags: ReadonlyMap<string, string>): Map<string, ListTag> {
	const found = new Map<string, ListTag>();
	for (const name of tags.keys()) {
		const listId = new RegExp(uuidPattern).exec(name)?.[0].toLowerCase();
		if (listId === undefined || found.get(listId)?.saysSo) continue;
		found.set(listId, { name, saysSo: ourWords.test(name) });
	}
	return found;
}

/** Constant Contact takes names that differ in case only for one tag. */
export function tagIdOf(tags: ReadonlyMap<string, string>, name: string): string | undefined {
	return tags.get(name) ?? [...tags].find(([existing]) => existing.toLowerCase() === name.toLowerCase())?.[1];
}
