import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameterResourceLocator,
} from 'n8n-workflow';
import type { ContactList } from '../account/constantContact';
import { askForEditor } from '../constantContact/editorSession';
import { compareNames } from '../values/names';
import { counted } from '../wording';

/**
 * The lists whose name holds what was typed, by name; an account has 1,000 at the most, which is one request. A list
 * that was chosen and is gone stands first, and says so. How many people are on a list changes, and the name of the
 * chosen one is kept with the workflow: so the number stands apart from the name. The editor shows it nowhere yet;
 * n8n's assistant reads it.
 */
export async function searchLists(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const lists = await askForEditor(this, 'lists', async (api) =>
		(await api.lists()).filter(({ isDeleted }) => !isDeleted),
	);
	const typed = (filter ?? '').trim().toLowerCase();
	const found = lists
		.filter(({ name }) => name.toLowerCase().includes(typed))
		.sort((a, b) => compareNames(a.name, b.name))
		.map(({ id, name, members }) => ({
			name,
			value: id,
			...(members !== undefined && { description: counted(members, 'member') }),
		}));
	const gone = typed === '' ? chosenBefore(this, lists) : undefined;
	return { results: gone === undefined ? found : [gone, ...found] };
}

/** The list that the node has been saved with, if it was deleted since, or belongs to another account. */
function chosenBefore(context: ILoadOptionsFunctions, lists: readonly ContactList[]): INodeListSearchItems | undefined {
	const { mode, value, cachedResultName } = (context.getCurrentNodeParameter('list') ??
		{}) as Partial<INodeParameterResourceLocator>;
	if (
		mode !== 'list' ||
		typeof value !== 'string' ||
		value === '' ||
		value.startsWith('=') ||
		lists.some(({ id }) => id === value)
	)
		return undefined;
	return {
		name: `${cachedResultName ? `'${cachedResultName}'` : 'The list chosen before'} was deleted, or is in another account: choose another list`,
		value,
	};
}
