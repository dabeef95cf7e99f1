import type { ContactField } from '../../../shared/account/contactFields';
import { maxCustomFieldsPerContact } from '../../../shared/account/contract';
import { readDay, readMoment, readMonthDay } from '../../../shared/values/dates';
import { asText, cleanText, trimmed } from '../../../shared/values/texts';
import type { Rejection } from '../run/rejection';
import { readEmailAddress, whoMayBeMeant } from './emailAddress';

/**
 * A profile that passed: `email` as it will be sent, and for each column the text to send; undefined where there is
 * nothing to send (an import leaves what it does not name as it is). One object serves all rows, refilled for each.
 */
export interface CheckedContact {
	email: string;
	readonly values: Array<string | undefined>;
}

export type LongValues = 'reject' | 'truncate';

/**
 * Checks one profile's values against what Constant Contact takes (it reports counts only, so the reasons must come
 * from us).
 * @returns the reason why the profile cannot be exported, or undefined, with `contact` filled
 */
export type ContactCheck = (values: readonly unknown[], contact: CheckedContact) => Rejection | undefined;

/** @param columns the mapped fields, one of them the e-mail address */
export function createContactCheck(columns: readonly ContactField[], longValues: LongValues): ContactCheck {
	const emailColumn = columns.findIndex((field) => field.kind === 'email');
	const textLimits = columns.map((field) => (field.kind === 'text' ? field.maxCharacters : -1));
	return (values, contact) => {
		const email = readEmailAddress(values[emailColumn]);
		if (typeof email !== 'string') return email;
		contact.email = email;
		let customFields = 0;
		for (let column = 0; column < columns.length; column++) {
			const value = values[column];
			contact.values[column] = undefined;
			if (column === emailColumn || value === undefined || value === null || value === '') continue;
			const text = typeof value === 'string' && value.length <= textLimits[column] ? trimmed(value) : undefined;
			const written = text ?? write(columns[column], value, longValues);
			if (typeof written === 'object') return written;
			if (written === '') continue;
			contact.values[column] = written;
			if (columns[column].isCustom) customFields++;
		}
		return customFields > maxCustomFieldsPerContact ? tooManyCustomFields(customFields) : undefined;
	};
}

/** Every address that a profile may mean, in small letters: as of its value in the email field. */
export function addressesIn(columns: readonly ContactField[], values: readonly unknown[]): string[] {
	return whoMayBeMeant(values[columns.findIndex((field) => field.kind === 'email')]);
}

function write(field: ContactField, value: unknown, longValues: LongValues): string | Rejection {
	if (field.kind === 'text') {
		const text = cleanText(asText(value));
		if (text.length <= field.maxCharacters) return text;
		return longValues === 'truncate' ? cut(text, field.maxCharacters) : tooLong(field, text.length);
	}
	if (typeof value === 'string' && value.trim() === '') return '';
	const written =
		field.kind === 'monthDay' ? readMonthDay(value) : field.kind === 'dateTime' ? readMoment(value) : readDay(value);
	return (
		written ?? {
			code: 'date_invalid',
			field: field.label,
			reason: `${field.label} is not a date. Write it like ${field.kind === 'monthDay' ? '12/31 or 1990-12-31' : '2026-12-31 or 12/31/2026'}.`,
		}
	);
}

function tooLong(field: ContactField, characters: number): Rejection {
	return {
		code: 'value_too_long',
		field: field.label,
		reason: `${field.label} has ${characters} characters; Constant Contact takes ${field.maxCharacters}. Shorten it, or choose to truncate long values in the options.`,
	};
}

function tooManyCustomFields(count: number): Rejection {
	return {
		code: 'too_many_custom_fields',
		reason: `The profile fills ${count} custom fields; Constant Contact takes ${maxCustomFieldsPerContact} for a contact.`,
	};
}

/** Cuts without leaving half of a character that takes two code units. */
function cut(text: string, characters: number): string {
	const last = text.charCodeAt(characters - 1);
	return text.slice(0, last >= 0xd800 && last <= 0xdbff ? characters - 1 : characters).trimEnd();
}
