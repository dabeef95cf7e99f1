import type { Account } from './account';
import { addressKinds, addressParts, phoneKinds, type Column } from './contact';
import type { Switches } from './switches';

export type ImportColumn =
	| { to: 'email' }
	| { to: 'value'; column: Column; max: number; kind: 'text' | 'integer' | 'date' }
	/** Appended to the street (definitions/JsonImportContact). */
	| { to: 'street2'; column: Column; max: number }
	| { to: 'custom'; number: number; max: number };

const text = (column: Column, max = 50): ImportColumn => ({ to: 'value', column, max, kind: 'text' });

const plain: Array<[string, ImportColumn]> = [
	['email', { to: 'email' }],
	['first_name', text('first_name')],
	['last_name', text('last_name')],
	['job_title', text('job_title')],
	['company_name', text('company_name')],
	['birthday_month', { to: 'value', column: 'birthday_month', max: 2, kind: 'integer' }],
	['birthday_day', { to: 'value', column: 'birthday_day', max: 2, kind: 'integer' }],
	['anniversary', { to: 'value', column: 'anniversary', max: 10, kind: 'date' }],
	['phone', text('other_phone')],
	['sms_number', text('sms_number', 16)],
	['sms_consent_date', { to: 'value', column: 'sms_consent_date', max: 16, kind: 'date' }],
];

function addressColumns(prefix: string, kind: (typeof addressKinds)[number]): Array<[string, ImportColumn]> {
	return [
		...addressParts.map((part): [string, ImportColumn] => [
			`${prefix}${part}`,
			text(`${kind}_${part}`, part === 'street' ? 255 : 50),
		]),
		[`${prefix}street2`, { to: 'street2', column: `${kind}_street`, max: 255 }],
	];
}

// Without a prefix an address is the home one (definitions/JsonImportContact).
const csvColumns = new Map<string, ImportColumn>([...plain, ...addressColumns('', 'home')]);

const jsonColumns = new Map<string, ImportColumn>([
	...csvColumns,
	...phoneKinds.map((kind): [string, ImportColumn] => [`${kind}_phone`, text(`${kind}_phone`)]),
	...addressKinds.flatMap((kind) => addressColumns(`${kind}_`, kind)),
]);

/** The prefixed phones and addresses are listed for JSON only. `cf:` goes by name, exactly. */
export function importColumns(account: Account, format: 'json' | 'csv', switches: Switches): Map<string, ImportColumn> {
	const columns = new Map(format === 'json' ? jsonColumns : csvColumns);
	if (format === 'json' && switches.homeCountryKey !== 'home_country')
		columns.set('home country', text('home_country'));
	if (format === 'json' && switches.homeCountryKey === 'home country') columns.delete('home_country');
	for (const field of account.customFields.values())
		columns.set(`cf:${field.name}`, { to: 'custom', number: field.number, max: 255 });
	return columns;
}
