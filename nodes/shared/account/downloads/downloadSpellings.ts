import { lettersAndDigits } from '../../values/names';
import type { ContactField } from '../contactFields';

/** How a field is called: in the guide's "export contacts", and in headers by their letters and digits. */
export interface Spelling {
	/** What to ask for. */
	readonly asked: string;
	readonly headers: readonly string[];
	/** Headers of a file that does not tell the kinds of phones and addresses apart. */
	readonly untold?: readonly string[];
	/** Whether it is stored in the same place as what is sent without a kind. */
	readonly isWithoutKind?: boolean;
	/** A second column whose text is put behind the first one's. */
	readonly continued?: string;
}

const plain: Readonly<Record<string, Spelling>> = {
	first_name: { asked: 'first_name', headers: ['firstname'] },
	last_name: { asked: 'last_name', headers: ['lastname'] },
	job_title: { asked: 'job_title', headers: ['jobtitle'] },
	company_name: { asked: 'company_name', headers: ['companyname', 'company'] },
	birthday: { asked: 'birthday', headers: ['birthday'] },
	anniversary: { asked: 'anniversary', headers: ['anniversary'] },
	sms_number: { asked: 'sms_number', headers: ['smsnumber'] },
	sms_consent_date: { asked: 'sms_consent_date', headers: ['smsconsentdate'] },
};

const addressParts: Readonly<Record<string, readonly string[]>> = {
	street: ['streetaddressline1', 'streetaddress', 'street'],
	city: ['city'],
	state: ['stateprovince', 'state'],
	zip: ['zippostalcode', 'zipcode', 'postalcode', 'zip'],
	country: ['country'],
};

/** [documented] definition JsonImportContact: a phone without its kind is stored as `other`, an address as `home`. */
export function spellingOf(id: string): Spelling | undefined {
	if (Object.hasOwn(plain, id)) return plain[id];
	const phone = /^(?:(home|work|mobile|other)_)?phone$/.exec(id);
	if (phone) {
		const kind = phone[1] ?? 'other';
		return {
			asked: 'phone_number',
			headers: [`phone${kind}`],
			untold: ['phonenumber', 'phone'],
			isWithoutKind: kind === 'other',
		};
	}
	const address = /^(?:(home|work|other)_)?(street|city|state|zip|country)2?$/.exec(id);
	if (!address) return undefined;
	const [, kind = 'home', part] = address;
	const names = addressParts[part];
	return {
		asked: part,
		headers: names.map((name) => `${name}${kind}`),
		untold: names,
		isWithoutKind: kind === 'home',
		continued: part === 'street' ? `streetaddressline2${kind}` : undefined,
	};
}

/** Headers that tell of which kind a phone or an address is. */
export const typedHeader =
	/^(?:phone(?:home|work|mobile|other|fax)|(?:street|city|state|zip|postal|country)\w*(?:home|work|other))$/;

/** What else exports show: a custom field of such a label cannot be told apart from it. */
const otherHeaders = new Set(
	`emailaddress email emaillists emailstatus emailpermissionstatus emailupdatesource emailaddresshome emailaddressother
	emailaddresswork socialprofiles website notes tags birthdayday birthdaymonth sourcename createdat updatedat`.split(
		/\s+/,
	),
);
const standardHeaders = new Set([
	...otherHeaders,
	...Object.values(plain).flatMap(({ headers }) => headers),
	...Object.values(addressParts).flat(),
	'phone',
	'phonenumber',
]);

/**
 * A label may be changed, so one field's name can be another one's label: where columns are headed by labels, a name
 * is none of them.
 */
export function customHeaders(field: ContactField, isHeadedByLabels: boolean): string[] {
	const names = isHeadedByLabels ? [field.label] : [field.id.slice('cf:'.length), field.label];
	return names.map(lettersAndDigits).filter((name) => !standardHeaders.has(name) && !typedHeader.test(name));
}

/**
 * What an export is asked for so that these fields can be compared: names of the API guide's "export contacts", or
 * undefined for everything it has, which is the only way to be shown custom fields.
 */
export function downloadFieldsFor(fields: readonly ContactField[]): string[] | undefined {
	if (fields.some(({ isCustom }) => isCustom)) return undefined;
	return [...new Set(['email_address', ...fields.flatMap(({ id }) => spellingOf(id)?.asked ?? [])])];
}
