import type { ContactField } from '../../../shared/account/contactFields';
import type { CheckedContact } from '../profiles/contactCheck';

/**
 * Fills a contact with the values of a profile that the first pass found to be sent just as they come: what checking
 * them once more would give, for a third of the time.
 * @returns false where they are no texts or there is no address: the profile has changed, and must be checked
 */
type ContactFill = (values: readonly unknown[], contact: CheckedContact) => boolean;

export function createContactFill(columns: readonly ContactField[]): ContactFill {
	const emailColumn = columns.findIndex((field) => field.kind === 'email');
	return (values, contact) => {
		const email = values[emailColumn];
		if (typeof email !== 'string' || !email.includes('@')) return false;
		contact.email = email;
		for (let column = 0; column < columns.length; column++) {
			const value = column === emailColumn ? undefined : (values[column] ?? undefined);
			if (value !== undefined && typeof value !== 'string') return false;
			contact.values[column] = value === '' ? undefined : value;
		}
		return true;
	};
}
