import { maxCustomFieldCharacters, maxEmailCharacters } from './contract';

/**
 * How a field's value is checked and written:
 * `email` the identity; `text` trimmed text; `phone` and `zip` texts of digits, which programs take for numbers;
 * `smsNumber` a phone of the United States; `date` a calendar day; `monthDay` a day of any year (two row keys);
 * `dateTime` a moment, kept with its time; `number`, `boolean`; `choice` and `choices` one or several of the labels in
 * `choices`.
 */
export type FieldKind =
	| 'email'
	| 'text'
	| 'phone'
	| 'smsNumber'
	| 'zip'
	| 'date'
	| 'monthDay'
	| 'dateTime'
	| 'number'
	| 'boolean'
	| 'choice'
	| 'choices';

/** One thing a profile can bring to a contact: a property of the import row or one of the account's custom fields. */
export interface ContactField {
	/** Field id in a saved workflow: `first_name`, `cf:member_level` … */
	readonly id: string;
	readonly label: string;
	readonly kind: FieldKind;
	/** UTF-16 code units that Constant Contact keeps. */
	readonly maxCharacters: number;
	/**
	 * [contradictory] The specification and the knowledge base ("contact field character limits", 2024-04-02) name two
	 * limits: this is the smaller one. A longer value is sent all the same, and may come back cut.
	 */
	readonly cutAt?: number;
	/** Type shown in n8n's mapper. */
	readonly editorType: 'string' | 'number' | 'boolean' | 'dateTime' | 'options' | 'array';
	readonly choices?: readonly string[];
	readonly isCustom: boolean;
	/** A custom field's ID, by which a contact shows it. */
	readonly customFieldId?: string;
}

/** A custom field of the account, as GET /contact_custom_fields gives it (definition CustomField). */
export interface CustomField {
	readonly id?: string;
	readonly name: string;
	readonly label: string;
	readonly type: string;
	readonly choices?: readonly string[];
}

const text = (id: string, label: string, maxCharacters = 50, cutAt?: number): ContactField => ({
	id,
	label,
	kind: 'text',
	maxCharacters,
	cutAt,
	editorType: 'string',
	isCustom: false,
});
const phone = (id: string, label: string, maxCharacters?: number): ContactField => ({
	...text(id, label, maxCharacters, 25),
	kind: 'phone',
});
const day = (id: string, label: string, kind: 'date' | 'monthDay' = 'date'): ContactField => ({
	id,
	label,
	kind,
	maxCharacters: Number.POSITIVE_INFINITY,
	editorType: 'dateTime',
	isCustom: false,
});
const address = (prefix: string, label: string): ContactField[] => [
	text(`${prefix}street`, `${label} Street`, 255, 50),
	text(`${prefix}street2`, `${label} Street 2`, 255, 50),
	text(`${prefix}city`, `${label} City`),
	text(`${prefix}state`, `${label} State`),
	{ ...text(`${prefix}zip`, `${label} ZIP Code`, 50, 25), kind: 'zip' },
	text(`${prefix}country`, `${label} Country`, 50, 25),
];

/** Every column of definition JsonImportContact, in the order the mapper offers them. Lengths are the definition's. */
export const contactFields: readonly ContactField[] = [
	{ ...text('email', 'Email', maxEmailCharacters), kind: 'email' },
	text('first_name', 'First Name'),
	text('last_name', 'Last Name'),
	text('job_title', 'Job Title'),
	text('company_name', 'Company Name'),
	{ ...day('birthday', 'Birthday', 'monthDay'), editorType: 'string' },
	day('anniversary', 'Anniversary'),
	phone('phone', 'Phone'),
	phone('home_phone', 'Home Phone'),
	phone('work_phone', 'Work Phone'),
	phone('mobile_phone', 'Mobile Phone'),
	phone('other_phone', 'Other Phone'),
	...address('', 'Address:'),
	...address('home_', 'Home Address:'),
	...address('work_', 'Work Address:'),
	...address('other_', 'Other Address:'),
	{ ...phone('sms_number', 'SMS Number', 16), kind: 'smsNumber' },
	day('sms_consent_date', 'SMS Consent Date'),
];

/** A name that is to be split into the first and the last one: a field of the mapper, not a column of an import. */
export const fullNameField: ContactField = text('full_name', 'Full Name');

/** Fields that the mapper shows from the start; the user can add the others. */
export const fieldsShownFirst: readonly string[] = ['email', 'first_name', 'last_name'];

const customFieldPrefix = 'cf:';

/** The account's types of custom fields; of any other, a value is a text. */
const customTypes: ReadonlyMap<string, Pick<ContactField, 'kind' | 'editorType'>> = new Map([
	['number', { kind: 'number', editorType: 'number' }],
	['currency', { kind: 'number', editorType: 'number' }],
	['boolean', { kind: 'boolean', editorType: 'boolean' }],
	['date', { kind: 'date', editorType: 'dateTime' }],
	['datetime', { kind: 'dateTime', editorType: 'dateTime' }],
	['single_select', { kind: 'choice', editorType: 'options' }],
	['multi_select', { kind: 'choices', editorType: 'array' }],
]);

/**
 * The contact field behind a custom field of the account. Imports address it by its `name` (definition
 * JsonImportContact).
 */
export function customContactField(field: CustomField): ContactField {
	return {
		id: `${customFieldPrefix}${field.name}`,
		label: field.label,
		...(customTypes.get(field.type) ?? { kind: 'text', editorType: 'string' }),
		maxCharacters: maxCustomFieldCharacters,
		choices: field.choices,
		isCustom: true,
		customFieldId: field.id,
	};
}

/** Whether a field id of a saved workflow names a custom field. */
export function isCustomFieldId(id: string): boolean {
	return id.startsWith(customFieldPrefix);
}
