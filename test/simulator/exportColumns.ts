import type { Account } from './account';
import { addressKinds, addressParts, phoneKinds, type AddressColumn, type Contact, type PhoneColumn } from './contact';
import type { Switches } from './switches';
import { timestamp } from './timestamps';

export interface ExportColumn {
	field: string;
	label: string;
	value: (contact: Contact) => string;
}

/** Columns in the order of the guide (facts §8), whatever the order of the request; there is no contact_id. */
export function exportColumns(account: Account, switches: Switches): ExportColumn[] {
	const at = (seconds: number) => (seconds === 0 ? '' : timestamp(seconds * 1000, switches.timestamps));
	const own = (
		field: 'first_name' | 'last_name' | 'company_name' | 'job_title' | 'birthday_day' | 'birthday_month' | 'sms_number',
		label: string,
	): ExportColumn => ({
		field,
		label,
		value: (contact) => contact.values[field] ?? '',
	});
	const address = (part: (typeof addressParts)[number], label: string): ExportColumn => ({
		field: part,
		label,
		value: (contact) => firstAddress(contact, part),
	});
	const empty = (field: string, label: string): ExportColumn => ({ field, label, value: () => '' });
	return [
		own('first_name', 'First name'),
		own('last_name', 'Last name'),
		{ field: 'email_address', label: 'Email address', value: (contact) => contact.email },
		{
			field: 'email_lists',
			label: 'Email Lists',
			value: (contact) => contact.lists.numbers.map((number) => account.lists.get(number)?.name ?? '').join(', '),
		},
		{ field: 'phone_number', label: 'Phone', value: firstPhone },
		own('company_name', 'Company'),
		own('job_title', 'Job title'),
		empty('social_profiles', 'Social profiles'),
		empty('website', 'Website'),
		empty('notes', 'Notes'),
		address('street', 'Street address'),
		address('city', 'City'),
		address('state', 'State'),
		address('zip', 'Zip'),
		address('country', 'Country'),
		{ field: 'anniversary', label: 'Anniversary', value: (contact) => dateText(contact.values.anniversary, switches) },
		{ field: 'birthday', label: 'Birthday', value: birthday },
		own('birthday_day', 'Birthday day'),
		own('birthday_month', 'Birthday month'),
		{ field: 'source_name', label: 'Source Name', value: (contact) => contact.createSource },
		{ field: 'created_at', label: 'Created At', value: (contact) => at(contact.createdAt) },
		{ field: 'updated_at', label: 'Updated At', value: (contact) => at(contact.updatedAt) },
		{ field: 'email_optin_source', label: 'Email opt-in source', value: (contact) => contact.optInSource },
		{ field: 'email_optin_date', label: 'Email opt-in date', value: (contact) => at(contact.optInAt) },
		{ field: 'email_optout_source', label: 'Email opt-out source', value: (contact) => contact.optOut?.source ?? '' },
		{ field: 'email_optout_date', label: 'Email opt-out date', value: (contact) => at(contact.optOut?.at ?? 0) },
		{ field: 'email_optout_reason', label: 'Email opt-out reason', value: (contact) => contact.optOut?.reason ?? '' },
		own('sms_number', 'SMS number'),
		{
			field: 'sms_consent_date',
			label: 'SMS consent date',
			value: (contact) => dateText(contact.values.sms_consent_date, switches),
		},
		{ field: 'sms_status', label: 'SMS status', value: (contact) => contact.values.sms_permission ?? '' },
	];
}

export function customColumns(account: Account): ExportColumn[] {
	return Array.from(account.customFields.values(), (field) => ({
		field: field.name,
		label: field.label,
		value: (contact: Contact) => contact.custom?.[field.number] ?? '',
	}));
}

/** Row 58: nobody has written down how headers are spelt. */
export function headerOf(column: ExportColumn, style: Switches['exportHeader']): string {
	if (style === 'fieldNames') return column.field;
	if (style === 'labels') return column.label;
	return ` ${column.label.toUpperCase().replaceAll(' ', '  ')} `;
}

/** There is one phone column and one address for contacts with up to three of each: the first of each is shown (A). */
function firstPhone(contact: Contact): string {
	const kind = phoneKinds.find((each) => contact.values[`${each}_phone` satisfies PhoneColumn] !== undefined);
	return kind ? (contact.values[`${kind}_phone`] ?? '') : '';
}

function firstAddress(contact: Contact, part: (typeof addressParts)[number]): string {
	const kind = addressKinds.find((each) =>
		addressParts.some((any) => contact.values[`${each}_${any}` satisfies AddressColumn] !== undefined),
	);
	return kind ? (contact.values[`${kind}_${part}`] ?? '') : '';
}

function birthday(contact: Contact): string {
	const { birthday_month: month, birthday_day: day } = contact.values;
	return month === undefined || day === undefined ? '' : `${month.padStart(2, '0')}/${day.padStart(2, '0')}`;
}

function dateText(iso: string | undefined, switches: Switches): string {
	if (iso === undefined || switches.exportDates === 'YYYY-MM-DD') return iso ?? '';
	const [year, month, day] = iso.split('-');
	return `${month}/${day}/${year}`;
}
