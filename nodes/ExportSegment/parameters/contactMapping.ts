import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ConstantContact } from '../../shared/account/constantContact';
import type { ContactField } from '../../shared/account/contactFields';
import { contactFields, customContactField, fullNameField } from '../../shared/account/contactFields';
import { splitName } from '../../shared/account/columns/fullName';
import { Problem } from '../../shared/problem';
import { mapByNames } from '../export/profiles/mapping/autoMapping';
import type { MappedField } from '../export/profiles/mapping/mapping';
import { mapByFields } from '../export/profiles/mapping/mapping';
import type { Mapping } from '../export/run/run';
import type { SyncRules } from '../export/run/syncModes';
import { compileExpression, evaluateByN8n } from './expressions';
import { knownFields } from './knownFields';
import { whereProfilesComeIn } from './operation';

export const mappingField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'resourceMapper',
	noDataExpression: true,
	displayOptions: whereProfilesComeIn,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'Which field of a profile becomes which field of the contact. Empty values leave the contact as it is.',
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'getContactFields',
			mode: 'add',
			valuesLabel: 'Fields',
			fieldWords: { singular: 'field', plural: 'fields' },
			// False would show the required field only; which ones are shown at first, the method says.
			addAllFields: true,
			supportAutoMap: true,
			multiKeyMatch: false,
			noFieldsError: 'The fields of your Constant Contact account could not be loaded. Choose a credential above.',
		},
	},
};

/** n8n's own text above it says that the fields must have the same names. */
export const autoMappingNotice: INodeProperties = {
	displayName:
		"Usual names work as well, in twelve languages and as CRMs, shops and mail services write them: E-mail, Vorname, given_name, Postcode. 'Preview Export' shows in 'columns' which one becomes which field.",
	name: 'autoMappingNotice',
	type: 'notice',
	default: '',
	displayOptions: { ...whereProfilesComeIn, show: { '/fields.mappingMode': ['autoMapInputData'] } },
};

export interface ReadMapping {
	readonly mapping: Mapping;
	/** Labels of fields whose expression n8n must evaluate for each profile. */
	readonly slowFields: readonly string[];
}

/**
 * The mapping as the user drew it. The account's custom fields are asked for only if the mapping may use one:
 * imports address them by name, names can change, and Constant Contact passes over an unknown one without a word.
 */
export async function readMapping(
	context: IExecuteFunctions,
	api: Pick<ConstantContact, 'customFields'>,
	isFile: boolean,
	{ sends }: Pick<SyncRules, 'sends'>,
): Promise<ReadMapping> {
	const fields = context.getNodeParameter('fields', 0, {}, { rawExpressions: true }) as {
		mappingMode?: string;
		value?: unknown;
		schema?: unknown;
	};
	if (fields.mappingMode === 'autoMapInputData') {
		const [fileIn] = isFile ? [] : Object.keys(context.getInputData()[0]?.binary ?? {});
		// To take somebody off a list, the address is all that counts: a name that is too long must not keep them on it.
		const usable = sends
			? [...contactFields, ...(await api.customFields()).map(customContactField)]
			: contactFields.filter(({ kind }) => kind === 'email');
		return { mapping: mapByNames(usable, fileIn), slowFields: [] };
	}
	const isWanted = (id: string) => sends || id === 'email';
	const drawn = new Map(
		Object.entries((fields.value ?? {}) as Record<string, unknown>).filter(
			([id, raw]) => isWanted(id) && raw !== null && raw !== undefined && raw !== '',
		),
	);
	const known = await knownFields([...drawn.keys()], fields.schema, api);
	if (!drawn.has('email')) throw noEmailMapped();
	if (drawn.has('full_name') && (drawn.has('first_name') || drawn.has('last_name'))) throw twoNames();
	const mapped: MappedField[] = known
		.filter(({ id }) => drawn.has(id))
		.flatMap((field) => withNameSplit({ field, getter: compileExpression(drawn.get(field.id)) }, known));
	const slow = mapped.filter(({ getter }) => getter === undefined);
	const slowFields = [...new Set(slow.map(({ field, drawnAs = field }) => drawnAs.label))];
	if (isFile && slowFields.length > 0) throw tooComplexForFile(slowFields[0]);
	const evaluate = ({ id, label }: ContactField, row: number) =>
		evaluateByN8n(context, label, String(drawn.get(id)), row);
	return { mapping: mapByFields(mapped, evaluate, isFile), slowFields };
}

/** The two fields that a full name fills. */
function withNameSplit(mapped: MappedField, known: readonly ContactField[]): MappedField[] {
	if (mapped.field !== fullNameField) return [mapped];
	return (['first', 'last'] as const).flatMap((part) =>
		known
			.filter(({ id }) => id === `${part}_name`)
			.map((field) => ({ ...mapped, field, drawnAs: fullNameField, convert: (value) => splitName(value)[part] })),
	);
}

function tooComplexForFile(label: string): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The expression for '${label}' cannot be used with a file`,
		advice:
			'With a file, map columns as they are, such as {{ $json.email }} or {{ $json["First name"] }}, with or without text around them.',
	});
}

function twoNames(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "'Full Name' is mapped together with 'First Name' or 'Last Name'",
		advice: "Map either the full name, which is split, or its parts. Remove the others in 'Fields'.",
	});
}

function noEmailMapped(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "No email address is mapped in 'Fields'",
		advice: "Drag the field that holds the email address onto 'Email', or choose 'Map Automatically'.",
	});
}
