import type { ShownContact } from '../constantContact';
import type { ContactField } from '../contactFields';
import { writtenLikeOurs } from './downloadColumns';
import type { DownloadedContactVisitor } from './downloadedContacts';
import { ListedAddress } from './shownAddress';
import { ListedValues } from './shownValues';

/** Whether a page of contacts tells the field: not the day of an SMS consent. */
export function isShown({ id, isCustom, customFieldId }: ContactField): boolean {
	return isCustom ? customFieldId !== undefined : id !== 'sms_consent_date';
}

/** Whether each of these contacts tells what it holds in these fields. */
export function tellAll(contacts: readonly ShownContact[], columns: readonly ContactField[]): boolean {
	const names = columns.map(nameOf);
	const isTold = ({ values }: ShownContact, name: string) => values.get(name) !== undefined || !values.has(name);
	return contacts.every((contact) => names.every((name) => isTold(contact, name)));
}

/** The contacts of a page, as those of a bulk export's file are told: who has no address is passed over. */
export function visitShown(
	contacts: readonly ShownContact[],
	columns: readonly ContactField[],
	visit: DownloadedContactVisitor,
): void {
	const names = columns.map(nameOf);
	for (const { email, values } of contacts) {
		const address = email?.trim().toLowerCase() ?? '';
		if (address === '') continue;
		visit(
			new ListedAddress(address),
			new ListedValues(
				columns.map((field, column) => {
					const value = values.has(names[column]) || !isShown(field) ? values.get(names[column]) : '';
					return value === undefined ? undefined : writtenLikeOurs(field, value.trim());
				}),
			),
		);
	}
}

/**
 * What a contact calls the field. [documented] definition JsonImportContact: a phone without its kind is stored as
 * `other`, an address as `home`, and the second line of a street with the first.
 */
function nameOf({ id, customFieldId }: ContactField): string {
	if (customFieldId !== undefined) return customFieldId;
	if (id === 'phone') return 'other_phone';
	const name = id.replace(/street2$/, 'street');
	return /^(street|city|state|zip|country)$/.test(name) ? `home_${name}` : name;
}
