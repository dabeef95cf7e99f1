import type { Account } from './account';
import { addressKinds, addressParts, phoneKinds, type AddressColumn, type Contact, type PhoneColumn } from './contact';
import type { Switches } from './switches';
import { timestamp } from './timestamps';

export interface ExportColumn {
	/** The name by which it is asked for; several columns may have the same. */
	field: string;
	/** Its header by API names, where that is not `field`. */
	name?: string;
	label: string;
	value: (contact: Contact) => string;
}

/**
 * Columns in the order of the guide, whatever the order of the request; there is no contact_id. Labels are
 * those of recorded files (docs/constant-contact.md).
 */
export function exportColumns(account: Account, switches: Switches): ExportColumn[] {
	const at = (seconds: number) => (seconds === 0 ? '' : timeText(new Date(seconds * 1000).toISOString(), switches));
	const own = (
		field: 'first_name' | 'last_name' | 'company_name' | 'job_title' | 'birthday_day' | 'birthday_month' | 'sms_number',
		label: string,
	): ExportColumn => ({
		field,
		label,
		value: (contact) => contact.values[field] ?? '',
	});
	const empty = (field: string, label: string): ExportColumn => ({ field, label, value: () => '' });
	return [
		own('first_name', 'First name'),
		own('last_name', 'Last name'),
		...emailColumns(switches),
		{
			field: 'email_lists',
			label: 'Email Lists',
			value: (contact) => contact.lists.numbers.map((number) => account.lists.get(number)?.name ?? '').join(', '),
		},
		...phoneColumns(switches),
		own('company_name', 'Company'),
		own('job_title', 'Job title'),
		empty('social_profiles', 'Social profiles'),
		empty('website', 'Website'),
		empty('notes', 'Notes'),
		...addressColumns(switches),
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

const emailKinds = ['home', 'other', 'work'] as const;

/** Older accounts have three columns of addresses side by side, and a person's stands in one of them. */
function emailColumns({ exportEmailColumns }: Switches): ExportColumn[] {
	if (exportEmailColumns === 1)
		return [{ field: 'email_address', label: 'Email address', value: (contact) => contact.email }];
	const isIn = (contact: Contact, kind: (typeof emailKinds)[number]) => emailKinds[contact.number % 3] === kind;
	return emailKinds.flatMap((kind): ExportColumn[] => [
		{
			field: 'email_address',
			name: `email_address_${kind}`,
			label: `Email address - ${kind}`,
			value: (contact) => (isIn(contact, kind) ? contact.email : ''),
		},
		{
			field: 'email_address',
			name: `email_status_${kind}`,
			label: `Email status - ${kind}`,
			value: (contact) => (isIn(contact, kind) && contact.email !== '' ? contact.permission : ''),
		},
	]);
}

function phoneColumns({ exportTypes, exportPhones }: Switches): ExportColumn[] {
	const written = (phone = '') => (exportPhones === 'apostrophe' && phone !== '' ? `'${phone}` : phone);
	if (exportTypes === 'untyped')
		return [{ field: 'phone_number', label: 'Phone', value: (contact) => written(firstPhone(contact)) }];
	return phoneKinds.map((kind) => ({
		field: 'phone_number',
		name: `phone_${kind}`,
		label: `Phone - ${kind}`,
		value: (contact) => written(contact.values[`${kind}_phone`]),
	}));
}

const addressLabels = {
	street: 'Street address line 1',
	city: 'City',
	state: 'State/Province',
	zip: 'Zip/Postal Code',
	country: 'Country',
} as const;

function addressColumns({ exportTypes }: Switches): ExportColumn[] {
	if (exportTypes === 'untyped')
		return addressParts.map((part) => ({
			field: part,
			label: part === 'street' ? 'Street address' : addressLabels[part],
			value: (contact) => firstAddress(contact, part),
		}));
	return addressKinds.flatMap((kind) =>
		addressParts.map((part) => ({
			field: part,
			name: `${part}_${kind}`,
			label: `${addressLabels[part]} - ${kind[0].toUpperCase()}${kind.slice(1)}`,
			value: (contact: Contact) => contact.values[`${kind}_${part}`] ?? '',
		})),
	);
}

export function customColumns(account: Account, switches: Switches): ExportColumn[] {
	return Array.from(account.customFields.values(), (field) => ({
		field: field.name,
		label: field.label,
		value: (contact: Contact) => {
			const value = contact.custom?.[field.number] ?? '';
			return field.type === 'datetime' ? timeText(value, switches) : value;
		},
	}));
}

/** Recorded files are headed by labels; the guide's names are what one asks by. */
export function headerOf(column: ExportColumn, style: Switches['exportHeader']): string {
	if (style === 'fieldNames') return column.name ?? column.field;
	if (style === 'labels') return column.label;
	return ` ${column.label.toUpperCase().replaceAll(' ', '  ')} `;
}

/** Only the columns that somebody in the file fills, and the addresses always. */
export function columnsInUse(columns: ExportColumn[], contacts: readonly Contact[]): ExportColumn[] {
	return columns.filter(
		(column) => column.field === 'email_address' || contacts.some((contact) => column.value(contact) !== ''),
	);
}

/** `2020-09-25 16:45:13 -0400`. What is no moment stays. */
function timeText(iso: string, switches: Switches): string {
	const moment = iso.includes('T') ? Date.parse(iso) : Number.NaN;
	if (Number.isNaN(moment)) return iso;
	if (switches.exportTimes === 'iso') return timestamp(moment, switches.timestamps);
	const inNewYork = new Date(moment - 4 * 3_600_000).toISOString();
	return `${inNewYork.slice(0, 10)} ${inNewYork.slice(11, 19)} -0400`;
}

/**
 * There is one phone column and one address for contacts with up to three of each: the first of each is shown
 * (assumed).
 */
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
