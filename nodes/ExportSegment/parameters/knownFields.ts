import { z } from 'zod';
import type { ConstantContact } from '../../shared/account/constantContact';
import type { ContactField } from '../../shared/account/contactFields';
import { contactFields, customContactField, fullNameField, isCustomFieldId } from '../../shared/account/contactFields';
import { Problem } from '../../shared/problem';
import { namesClosestTo } from '../../shared/values/closeNames';
import { lettersAndDigits } from '../../shared/values/names';
import { quoted } from '../../shared/wording';

/**
 * Every field that a mapping may name: Constant Contact's, the full name, and the account's custom ones, which are
 * asked for only if it names one.
 * @param ids of the fields that it names
 * @param schema the fields as they were when the mapping was drawn, which n8n keeps with it
 * @throws Problem if one of them does not exist any more
 */
export async function knownFields(
	ids: readonly string[],
	schema: unknown,
	api: Pick<ConstantContact, 'customFields'>,
): Promise<ContactField[]> {
	const custom = ids.some(isCustomFieldId) ? (await api.customFields()).map(customContactField) : [];
	const known = [...contactFields, fullNameField, ...custom];
	const stranger = ids.find((id) => !known.some((field) => field.id === id));
	if (stranger !== undefined) throw unknownField(stranger, schema, custom);
	return known;
}

const drawnFields = z.array(z.object({ id: z.string(), displayName: z.string() }).nullable().catch(null)).catch([]);

/**
 * Constant Contact makes the name of a custom field from its label, and again when that changes: the field may still be
 * there under another name, and its label may be another field's.
 */
function unknownField(id: string, schema: unknown, custom: readonly ContactField[]): Problem {
	const label = drawnFields.parse(schema).find((field) => field?.id === id)?.displayName ?? nameIn(id);
	const heir = custom.find((field) => lettersAndDigits(field.label) === lettersAndDigits(label));
	const close = namesClosestTo(
		label,
		custom.map((field) => field.label),
	);
	const [inherited, similar, wanted] =
		heir === undefined
			? ['', close.length > 0 ? `Similar fields there: ${quoted(close)}. ` : '', 'it']
			: [`; the label '${heir.label}' is now that of '${nameIn(heir.id)}'`, '', `'${heir.label}'`];
	return new Problem({
		kind: 'configuration',
		message: `The field '${nameIn(id)}' does not exist in Constant Contact any more${inherited}`,
		advice: `${similar}Press 'Refresh Field List' in the menu next to 'Fields' and map ${wanted} again. If the custom field was deleted, create it again in Constant Contact first.`,
	});
}

const nameIn = (id: string) => id.replace(/^cf:/, '');
