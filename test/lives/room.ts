import type { Values as HeldValues } from '../simulator/contact';
import type { Chance } from './chance';

/** What a source holds of somebody beside the names, by the field that it is mapped to. */
export type Values = Readonly<Record<string, string>>;

/** What docs/limits.md says of a profile's values. */
export interface Fitting {
	/** By what a contact calls them. */
	readonly held: HeldValues;
	/** Labels of the fields that are told as left out. */
	readonly leftOut: readonly string[];
}

/** In the order in which docs/limits.md takes them. */
const phones = ['phone', 'mobile_phone', 'home_phone', 'work_phone', 'other_phone'];
const mostPhones = 3;
const ownAddress = ['city', 'zip'];
const addresses = [...ownAddress, 'home_city', 'home_zip', 'work_city'];
const labels: Values = {
	phone: 'Phone',
	mobile_phone: 'Mobile Phone',
	home_phone: 'Home Phone',
	work_phone: 'Work Phone',
	other_phone: 'Other Phone',
	home_city: 'Home Address: City',
	home_zip: 'Home Address: ZIP Code',
	sms_number: 'SMS Number',
};

/** Which fields the workflows of a life map beside the names. */
export function chooseFields(chance: Chance): string[] {
	return [
		...(chance.yes(0.6) ? chance.some(phones, chance.between(1, 5)) : []),
		...(chance.yes(0.5) ? chance.some(addresses, chance.between(1, 5)) : []),
		...(chance.yes(0.5) ? ['sms_number', ...(chance.yes(0.7) ? ['sms_consent_date'] : [])] : []),
	];
}

/** What a source holds of somebody new. @param number that nobody had before */
export function firstValues(fields: readonly string[], number: number, chance: Chance): Values {
	return fields
		.filter(() => chance.yes(0.6))
		.reduce<Values>((values, field) => changed(values, field, number, chance), {});
}

/** The same where somebody has corrected one of them, or taken it away. */
export function otherValues(values: Values, fields: readonly string[], number: number, chance: Chance): Values {
	const field = chance.pick(fields);
	if (values[field] === undefined || chance.yes(0.5)) return changed(values, field, number, chance);
	return Object.fromEntries(Object.entries(values).filter(([name]) => name !== field));
}

function changed(values: Values, field: string, number: number, chance: Chance): Values {
	const beside = field === 'other_phone' ? values.phone : field === 'home_city' ? values.city : undefined;
	const value = beside !== undefined && chance.yes(0.2) ? beside : newValue(field, number, chance);
	return { ...values, [field]: value };
}

function newValue(field: string, number: number, chance: Chance): string {
	const four = String(number % 10_000).padStart(4, '0');
	if (field === 'sms_number') return chance.pick([`617-555-${four}`, `+1 (617) 555 ${four}`, `+48 601 55 ${four}`]);
	if (field === 'sms_consent_date') return `2026-0${1 + (number % 9)}-05`;
	if (phones.includes(field)) return `50${phones.indexOf(field)}-555-${four}`;
	return field.endsWith('zip') ? `1${four}` : `Town ${number} for ${field}`;
}

/** @param asksConsent whether everybody with an SMS number is said to have agreed to text messages */
export function fittingOf(values: Values, asksConsent: boolean): Fitting {
	const rest: Record<string, string> = { ...values };
	const leftOut: string[] = [];
	const leave = (field: string, sameAs?: string) => {
		if (rest[field] === undefined) return;
		if (rest[field] !== sameAs) leftOut.push(labels[field]);
		delete rest[field];
	};
	const isAbroad = rest.sms_number?.startsWith('+48');
	if (isAbroad || (asksConsent && rest.sms_consent_date === undefined)) leave('sms_number');
	if (rest.sms_number === undefined) delete rest.sms_consent_date;
	if (rest.phone !== undefined) leave('other_phone', rest.phone);
	const filled = phones.filter((field) => rest[field] !== undefined);
	for (const field of filled.slice(mostPhones)) leave(field);
	if (ownAddress.some((field) => rest[field] !== undefined))
		for (const field of ownAddress) leave(`home_${field}`, rest[field]);
	return { held: Object.fromEntries(Object.entries(rest).map(([field, value]) => asHeld(field, value))), leftOut };
}

/** A phone without a kind is kept as the other one, an address without a kind as the home one. */
function asHeld(field: string, value: string): [string, string] {
	if (field === 'phone') return ['other_phone', value];
	if (field === 'sms_number') return [field, value.replace(/\D/g, '').slice(-10)];
	return [ownAddress.includes(field) ? `home_${field}` : field, value];
}

/** Which of the values a contact does not hold. */
export function missingIn(holds: HeldValues, held: HeldValues): string[] {
	return Object.entries(held).flatMap(([column, value]) =>
		holds[column as keyof HeldValues] === value ? [] : [column],
	);
}

/** Whether they bring more phones than a contact may have together with those that it holds: it is refused then. */
export function fillsTooManyPhones(holds: HeldValues, held: HeldValues): boolean {
	const isPhone = (column: string) => column.endsWith('_phone');
	const all = new Set([...Object.keys(holds), ...Object.keys(held)].filter(isPhone));
	return Object.keys(held).some(isPhone) && all.size > mostPhones;
}
