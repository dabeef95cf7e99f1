import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import type { ContactField } from '../../shared/account/contactFields';
import { contactFields, customContactField, fullNameField, fieldsShownFirst } from '../../shared/account/contactFields';
import { askForEditor } from '../../shared/constantContact/editorSession';
import { compareNames } from '../../shared/values/names';

/**
 * Every import column and every custom field of the account; email, first and last name shown, the rest there to add.
 * The account's own fields stand before the many phones and addresses, which would bury them.
 */
export async function getContactFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const custom = await askForEditor(this, 'custom fields', async (api) => await api.customFields());
	const byLabel = (a: ContactField, b: ContactField) => compareNames(a.label, b.label);
	const afterNames = contactFields.findIndex(({ id }) => id === 'last_name') + 1;
	const firstPhone = contactFields.findIndex(({ id }) => id === 'phone');
	const offered = [
		...contactFields.slice(0, afterNames),
		fullNameField,
		...contactFields.slice(afterNames, firstPhone),
		...custom.map(customContactField).sort(byLabel),
		...contactFields.slice(firstPhone),
	];
	return { fields: offered.map(toMapperField) };
}

function toMapperField({ id, label, editorType, choices, kind }: ContactField): ResourceMapperField {
	return {
		id,
		displayName: label,
		required: kind === 'email',
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !fieldsShownFirst.includes(id),
		type: editorType,
		...(editorType === 'options' && { options: (choices ?? []).map((choice) => ({ name: choice, value: choice })) }),
	};
}
