import type { ContactField } from '../../../shared/account/contactFields';
import { createRoomCheck } from '../../../shared/account/contactRoom';
import { maxCustomFieldsPerContact } from '../../../shared/account/contract';
import type { DayWriting } from '../../../shared/values/dates/dayWriting';
import { mayMeanNothing } from '../../../shared/values/emptyWords';
import { isNested } from '../../../shared/values/objects/nested';
import { shownOf } from '../../../shared/values/objects/shownValue';
import { cleanText } from '../../../shared/values/texts';
import type { Rejection } from '../run/rejection';
import type { ExportPolicy } from '../run/run';
import { readEmailAddress, whoMayBeMeant } from './email/emailAddress';
import type { FieldReader, ReadingPolicy, Unreadable } from './fieldReaders';
import { fieldReader, notDate } from './fieldReaders';
import { plainTest } from './plainValues';

/**
 * A profile that passed: `email` as it will be sent, and for each column the text to send; undefined where there is
 * nothing to send (an import leaves what it does not name as it is). One object serves all rows, refilled for each.
 */
export interface CheckedContact {
	email: string;
	readonly values: Array<string | undefined>;
}

/** The same, with what cannot be sent, and why. */
export interface CheckedProfile extends CheckedContact {
	readonly leftOut: LeftOut[];
	/** Whether each value is sent just as it came. */
	isAsItCame: boolean;
}

export interface LeftOut {
	readonly column: number;
	readonly reason: string;
}

export const newContact = (): CheckedProfile => ({ email: '', values: [], leftOut: [], isAsItCame: false });

export type CheckPolicy = Pick<ExportPolicy, 'longValues' | 'invalidValues' | 'smsPermissionToSend'>;

/**
 * Checks one profile's values against what Constant Contact takes (it reports counts only, so the reasons must come
 * from us).
 * @returns the reason why the profile cannot be exported, or undefined, with `contact` filled
 */
export type ContactCheck = (values: readonly unknown[], contact: CheckedProfile) => Rejection | undefined;

/**
 * @param columns the mapped fields, one of them the e-mail address
 * @param readers one for each column
 */
export function createContactCheck(
	columns: readonly ContactField[],
	policy: CheckPolicy,
	readers: readonly FieldReader[],
): ContactCheck {
	const emailColumn = columns.findIndex((field) => field.kind === 'email');
	const plainTests = columns.map(plainTest);
	const { crowdedIn } = createRoomCheck(columns, policy.smsPermissionToSend === 'explicit');
	return (values, contact) => {
		const email = readEmailAddress(values[emailColumn]);
		if (typeof email !== 'string') return email;
		contact.email = email;
		contact.isAsItCame = email === values[emailColumn];
		if (contact.leftOut.length > 0) contact.leftOut.length = 0;
		let customFields = 0;
		for (let column = 0; column < columns.length; column++) {
			const value = values[column];
			contact.values[column] = undefined;
			if (column === emailColumn || value === undefined || value === null || value === '') continue;
			const written =
				typeof value === 'string' && plainTests[column](value) ? value : write(column, value, values, contact.leftOut);
			if (typeof written === 'object') return written;
			if (written !== value) contact.isAsItCame = false;
			if (written === '') continue;
			contact.values[column] = written;
			if (columns[column].isCustom) customFields++;
		}
		for (const { column, reason } of crowdedIn(contact.values)) {
			contact.values[column] = undefined;
			contact.isAsItCame = false;
			if (reason === undefined) continue;
			const fault = { code: 'value_invalid', reason } as const;
			if (policy.invalidValues === 'reject') return invalidValue(columns[column], fault);
			contact.leftOut.push({ column, reason });
		}
		return customFields > maxCustomFieldsPerContact ? tooManyCustomFields(customFields) : undefined;
	};

	function write(column: number, value: unknown, values: readonly unknown[], leftOut: LeftOut[]): string | Rejection {
		const field = columns[column];
		if (value === false && !mayBeFalse(field)) return '';
		const shown = shownOf(value);
		// An object that came as a text may be meant as that, where any text may be.
		const isMeantSo = typeof value === 'string' && field.isCustom && field.kind === 'text' && isNested(shown);
		const text = readers[column].read(isMeantSo ? value : shown);
		if (typeof text !== 'string') {
			if (policy.invalidValues === 'reject') return invalidValue(field, text);
			leftOut.push({ column, reason: text.reason });
			return '';
		}
		if (field.kind === 'text' && mayMeanNothing(text) && standsElsewhere(text.toLowerCase(), column, values)) return '';
		if (text.length <= field.maxCharacters) return text;
		const clean = cleanText(text);
		if (clean.length <= field.maxCharacters) return clean;
		return policy.longValues === 'truncate' ? cut(clean, field.maxCharacters) : tooLong(field, clean.length);
	}

	/**
	 * Whether another field of the profile has the same word for nothing: `NULL` in several is nobody's name, while alone
	 * it may be. In fields that can be false, that word is a value, and tells nothing of others.
	 */
	function standsElsewhere(word: string, column: number, values: readonly unknown[]): boolean {
		const isValue = (of: number) => word === 'false' && mayBeFalse(columns[of]);
		const isSame = (value: unknown) => typeof value === 'string' && value.trim().toLowerCase() === word;
		return !isValue(column) && values.some((value, other) => other !== column && isSame(value) && !isValue(other));
	}
}

/** The check of the later passes, which know how the columns are written. */
export function createLaterCheck(
	columns: readonly ContactField[],
	policy: CheckPolicy & ReadingPolicy,
	days: readonly DayWriting[],
): ContactCheck {
	const readers = columns.map((field, column) => fieldReader(field, policy, days[column] ?? { order: 'monthFirst' }));
	return createContactCheck(columns, policy, readers);
}

/**
 * Elsewhere it is what Odoo gives for an empty field
 * (https://www.odoo.com/documentation/18.0/developer/reference/external_api.html).
 */
function mayBeFalse({ kind, isCustom }: ContactField): boolean {
	return kind === 'boolean' || kind === 'choice' || kind === 'choices' || (kind === 'text' && isCustom);
}

/** Every address that a profile may mean, in small letters: as of its value in the email field. */
export function addressesIn(columns: readonly ContactField[], values: readonly unknown[]): string[] {
	return whoMayBeMeant(values[columns.findIndex((field) => field.kind === 'email')]);
}

function invalidValue({ label, kind }: ContactField, fault: Unreadable): Rejection {
	const { code, reason } = fault;
	if (fault !== notDate) return { code, field: label, reason: `${label}: ${reason}` };
	const like = kind === 'monthDay' ? '12/31 or 1990-12-31' : '2026-12-31 or 12/31/2026';
	return { code, field: label, reason: `${label} is not a date. Write it like ${like}.` };
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
