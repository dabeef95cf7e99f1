import type { ContactField } from '../../nodes/shared/account/contactFields';
import { contactFields, customContactField } from '../../nodes/shared/account/contactFields';

/**
 * The contact fields with these ids, `cf:` ones as custom fields of type text (`cf:name`) or of another
 * (`cf:name:date`).
 */
export function columnsOf(...ids: string[]): ContactField[] {
	return ids.map((id) => {
		const known = contactFields.find((field) => field.id === id);
		if (known !== undefined) return known;
		const [, name, type = 'string'] = id.split(':');
		return customContactField({ id: `id of ${name}`, name, label: name.replaceAll('_', ' '), type });
	});
}
