import type { INodeProperties } from 'n8n-workflow';
import { uuidPattern } from '../account/contract';
import type { ListChoice } from './findList';

/** How a user names a list, in every node alike. A node adds what the list is for. */
export const listLocator: INodeProperties = {
	displayName: 'List',
	name: 'list',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a list…',
			typeOptions: { searchListMethod: 'searchLists', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 06a0b5a8-1d4c-11ef-9a7b-fa163e123456',
			hint: "The long code in the address of the list's page in Constant Contact",
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.constantcontact.com/pages/contacts/ui#contacts/06a0b5a8-…',
			hint: "Open the list in Constant Contact and copy the page's address",
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `.*${uuidPattern}.*`,
						errorMessage:
							"This address holds no list ID. Open the list in Constant Contact and copy the page's address.",
					},
				},
			],
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Weekly Newsletter',
			hint: 'The name of the list as Constant Contact shows it',
		},
	],
};

/** @param stored the field's value, which may be anything by an expression */
export function readListChoice(stored: unknown): ListChoice {
	const { mode, value } = (stored ?? {}) as Partial<ListChoice>;
	return { mode: String(mode ?? 'list'), value };
}
