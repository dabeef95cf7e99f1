import type { ContactField } from '../../../shared/account/contactFields';
import { maxCustomFieldsPerContact, maxEmailCharacters } from '../../../shared/account/contract';
import { readDay, readMoment, readMonthDay } from '../../../shared/values/dates';
import { asText, cleanText, trimmed } from '../../../shared/values/texts';
import type { Rejection } from '../run/rejection';

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
		const email = asText(values[emailColumn]);
		const emailFault = faultOfEmail(email);
		if (emailFault !== undefined) return emailFault;
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

/**
 * Every address that a profile may mean which cannot be exported: `Ann <ann@example.com>`, two in one field, letters
 * that we do not take and Constant Contact once did. Generous on purpose: whoever is meant must not be thrown off the
 * list.
 */
export function addressesIn(columns: readonly ContactField[], values: readonly unknown[]): string[] {
	const text = asText(values[columns.findIndex((field) => field.kind === 'email')]);
	if (text.length > maxMeantCharacters) return [];
	const visible = text
		.replace(/\p{Cf}/gu, '')
		.toLowerCase()
		.replaceAll('mailto:', ' ');
	return visible.match(/[^\s<>;,:"()[\]]+@[^\s<>;,:"()[\]@]+/g) ?? [];
}

/** A field that holds more than some addresses is none. */
const maxMeantCharacters = 1_000;

/** One @, no blanks, commas, brackets or quotes, a full domain (fact sheet: "E-mail address rules as known"). */
const emailPattern =
	/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;

function faultOfEmail(email: string): Rejection | undefined {
	if (email === '') return { code: 'email_missing', field: 'Email', reason: 'The profile has no email address.' };
	// Length first: the pattern never meets a text of any size.
	if (email.length > maxEmailCharacters) {
		return {
			code: 'email_too_long',
			field: 'Email',
			reason: `The email address has ${email.length} characters; Constant Contact takes ${maxEmailCharacters}.`,
		};
	}
	if (emailPattern.test(email)) return undefined;
	return {
		code: 'email_invalid',
		field: 'Email',
		reason:
			'The email address is not one that mail can be sent to. It needs the form name@example.com, without blanks, commas, or letters with accents or of other scripts.',
	};
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
