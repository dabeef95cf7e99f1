import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import type { ContactField } from '../../constantContact/contactFields';
import { contactFields, customContactField, fieldsShownFirst } from '../../constantContact/contactFields';
import { askForEditor } from '../../constantContact/editorApi';

/** Every import column and every custom field of the account; email, first and last name shown, the rest there to add. */
export async function getContactFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const custom = await askForEditor(this, 'custom fields', async (api) => await api.customFields());
	const byLabel = (a: ContactField, b: ContactField) => a.label.localeCompare(b.label, 'en', { numeric: true, sensitivity: 'base' });
	return { fields: [...contactFields, ...custom.map(customContactField).sort(byLabel)].map(toMapperField) };
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
