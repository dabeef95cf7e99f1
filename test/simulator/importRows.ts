import type { Account } from './account';
import type { CustomField } from './records';
import { emailProblem } from './emailRules';
import type { ImportColumn } from './importColumns';
import type { Switches } from './switches';
import { calendarDate } from './timestamps';

export type ImportRow = Record<string, unknown>;

/** What a row asks for once it is found good. Blank values are not in it, unless blanks erase. */
export interface CheckedRow {
	/** As stored: lower case; empty when the row goes by SMS number. */
	email: string;
	values: Array<[column: string, value: string]>;
	custom: Array<[field: number, value: string]>;
}

/** Correctable or not is what the counters tell apart (definitions/ActivityImport). */
export interface RowProblem {
	correctable: boolean;
	text: string;
}

export interface ImportContext {
	account: Account;
	switches: Switches;
	columns: Map<string, ImportColumn>;
	smsPermission: string | undefined;
}

const mostPhones = 3;
const smsPattern = /^(\d{3})-?(\d{3})-?(\d{4})$/;

const correctable = (text: string): RowProblem => ({ correctable: true, text });
const final = (text: string): RowProblem => ({ correctable: false, text });

const noIdentity = correctable('The contact has neither an email address nor an SMS number.');
const tooManyPhones = final(`The contact has more than ${mostPhones} phone numbers.`);
const halfBirthday = correctable('The birthday is not complete.');
const badBirthday = correctable('The birthday is not valid.');

export function checkRow(row: ImportRow, context: ImportContext): CheckedRow | RowProblem {
	const { columns, switches } = context;
	const checked: CheckedRow = { email: '', values: [], custom: [] };
	let email = '';
	let street2: Array<[string, string]> | undefined;
	for (const key in row) {
		const raw = row[key];
		if (raw === null || raw === undefined) continue;
		const value = typeof raw === 'string' ? raw : String(raw);
		const column = columns.get(key);
		if (column === undefined) {
			const isCustom = key.startsWith('cf:');
			if ((isCustom ? switches.unknownCustomFields : switches.unknownColumns) === 'refused')
				return final(`The column ${key} is not known.`);
			continue;
		}
		if (column.to === 'email') {
			email = value;
			continue;
		}
		if (value.trim() === '') {
			if (switches.blankValues === 'keep') continue;
			if (column.to === 'custom') checked.custom.push([column.number, '']);
			else if (column.to === 'value') checked.values.push([column.column, '']);
			continue;
		}
		let kept = value;
		if (value.length > column.max) {
			if (switches.longValues === 'refused' || (column.to === 'value' && column.kind !== 'text'))
				return final(`The value of ${key} is too long.`);
			kept = value.slice(0, column.max);
		}
		if (column.to === 'custom') {
			if (switches.customFieldTypes === 'checked' && !suits(context.account.customFields.get(column.number), kept))
				return correctable(`The value of ${key} does not suit its type.`);
			checked.custom.push([column.number, kept]);
		} else if (column.to === 'street2') {
			(street2 ??= []).push([column.column, kept]);
		} else if (column.kind === 'date') {
			const date = calendarDate(kept);
			if (date === undefined || (key === 'anniversary' && !isAnniversary(date, context)))
				return correctable(`The value of ${key} is not a valid date.`);
			checked.values.push([column.column, date]);
		} else {
			checked.values.push([column.column, asStored(column.column, kept, switches)]);
		}
	}
	const problem =
		identityProblem(email, checked, context) ??
		birthdayProblem(checked) ??
		(checked.custom.length > switches.mostCustomFields
			? final(`The contact has more than ${switches.mostCustomFields} custom fields.`)
			: undefined) ??
		phonesProblem(checked);
	if (problem) return problem;
	for (const [column, line] of street2 ?? []) {
		const street = checked.values.find(([name]) => name === column);
		if (street) street[1] = asStored(column, `${street[1]} ${line}`, switches);
		else checked.values.push([column, asStored(column, line, switches)]);
	}
	return checked;
}

/** After 1900, and at most ten years ahead. */
function isAnniversary(date: string, { account, switches }: ImportContext): boolean {
	const latest = new Date(account.clock.now());
	latest.setUTCFullYear(latest.getUTCFullYear() + 10);
	return switches.anniversaries === 'any' || (date >= '1901' && date <= latest.toISOString().slice(0, 10));
}

/** Some regions as the live API was seen to write them, and every country that the platform knows. */
const regions: Readonly<Record<string, string>> = {
	...{ IL: 'Illinois', NY: 'New York', CA: 'California', TX: 'Texas', ON: 'Ontario', QC: 'Quebec' },
};
const countryName = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** As switches.regionNames and switches.storedLengths say. */
function asStored(column: string, value: string, { regionNames, storedLengths }: Switches): string {
	const [, part = ''] = /_(state|country|zip|street|phone)$/.exec(column) ?? [];
	const name =
		regionNames === 'asSent' || !/^[A-Z]{2}$/.test(value)
			? undefined
			: { state: regions[value], country: countryName.of(value) }[part];
	const limit = storedLengths === 'specification' ? undefined : { zip: 25, country: 25, phone: 25, street: 50 }[part];
	return (name ?? value).slice(0, limit);
}

export function isProblem(result: CheckedRow | RowProblem): result is RowProblem {
	return 'correctable' in result;
}

function identityProblem(email: string, checked: CheckedRow, context: ImportContext): RowProblem | undefined {
	const sms = checked.values.find(([column]) => column === 'sms_number');
	if (sms) {
		const digits = smsPattern.exec(sms[1]);
		if (!digits) return correctable('The SMS number is not valid.');
		sms[1] = digits.slice(1).join('');
		const hasConsent = checked.values.some(([column]) => column === 'sms_consent_date');
		if (context.smsPermission === 'explicit' && !hasConsent) return correctable('The SMS consent date is missing.');
		// Without a consent date the permission is not_set (OA, contacts_json_import).
		checked.values.push(['sms_permission', hasConsent ? (context.smsPermission ?? 'not_set') : 'not_set']);
	}
	if (email.trim() === '') return sms ? undefined : noIdentity;
	checked.email = email.toLowerCase();
	return emailProblem(email, context.switches);
}

function birthdayProblem(checked: CheckedRow): RowProblem | undefined {
	let month: string | undefined;
	let day: string | undefined;
	for (const [column, value] of checked.values) {
		if (column === 'birthday_month') month = value;
		else if (column === 'birthday_day') day = value;
	}
	if (month === undefined && day === undefined) return undefined;
	if ((month ?? '') === '' || (day ?? '') === '') return (month ?? '') === (day ?? '') ? undefined : halfBirthday;
	// 29 February is a birthday: a leap year stands for all.
	return calendarDate(`2000-${month}-${day}`) === undefined ? badBirthday : undefined;
}

function phonesProblem(checked: CheckedRow): RowProblem | undefined {
	let phones = 0;
	for (const [column] of checked.values) if (column.endsWith('_phone')) phones += 1;
	return phones > mostPhones ? tooManyPhones : undefined;
}

function suits(field: CustomField | undefined, value: string): boolean {
	switch (field?.type) {
		case 'date':
			return field.version === 1 || calendarDate(value) !== undefined;
		case 'datetime':
			return !Number.isNaN(Date.parse(value));
		case 'number':
		case 'currency':
			return /^-?\d+(\.\d+)?$/.test(value);
		case 'boolean':
			return value === 'true' || value === 'false';
		case 'single_select':
			return field.choices.some((choice) => choice.choice_label === value);
		default:
			return true;
	}
}
