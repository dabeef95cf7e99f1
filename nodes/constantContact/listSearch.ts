import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { askForEditor } from './editorApi';

/** The lists whose name holds what was typed, by name; an account has 1,000 at the most, which is one request. */
export async function searchLists(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const lists = await askForEditor(this, async (api) => await api.lists());
	const typed = (filter ?? '').trim().toLowerCase();
	return {
		results: lists
			.filter(({ name, isDeleted }) => !isDeleted && name.toLowerCase().includes(typed))
			.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true, sensitivity: 'base' }))
			.map(({ id, name, members }) => ({
				name: members === undefined ? name : `${name} (${members.toLocaleString('en-US')} ${members === 1 ? 'member' : 'members'})`,
				value: id,
			})),
	};
}
