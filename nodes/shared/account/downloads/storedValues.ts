import type { ContactField } from '../contactFields';
import { countryMeant, stateMeant } from './regions';

/**
 * What a text means where Constant Contact may show it written otherwise than it was sent; undefined for fields whose
 * texts it shows as they are. [observed] `IL` and `US` come back as `Illinois` and `United States`, phones with an
 * apostrophe before them, moments in another zone.
 */
export function storedMeaningOf(field: ContactField): ((text: string) => string) | undefined {
	if (field.kind === 'dateTime') return secondMeant;
	if (field.isCustom) return undefined;
	if (/phone$|^sms_number$/.test(field.id)) return digitsMeant;
	if (field.id.endsWith('state')) return stateMeant;
	return field.id.endsWith('country') ? countryMeant : undefined;
}

/** The digits of a phone number. In North America the 1 before ten digits is the country. */
function digitsMeant(text: string): string {
	const digits = text.replace(/\D+/g, '').replace(/^1(?=\d{10}$)/, '');
	return digits === '' ? text : digits;
}

/** A moment in seconds; a bare day is none. @param text ISO 8601 */
function secondMeant(text: string): string {
	const moment = text.includes('T') ? Date.parse(text) : NaN;
	return Number.isNaN(moment) ? text : String(Math.floor(moment / 1_000));
}
