import type { ContactList, CustomField, Tag } from './records';
import { addressParts, phoneKinds, type Column, type Values } from './contact';
import { emailProblem } from './emailRules';
import { invalid } from './errors';
import type { JsonObject } from './http';
import { calendarDate } from './timestamps';
import { ids, objectsIn, requiredText, text } from './validation';
import type { World } from './world';

export const coreNames = ['first_name', 'last_name', 'job_title', 'company_name'] as const;

/** Names, anniversary and birthday, the same in every contact body. */
export function coreValues(body: JsonObject): Values {
	const values: Values = {};
	for (const name of coreNames) {
		const value = text(body, name, { max: 50 });
		if (value !== undefined && value !== '') values[name] = value;
	}
	const anniversary = text(body, 'anniversary', { max: 10 });
	if (anniversary) {
		values.anniversary = calendarDate(anniversary);
		if (values.anniversary === undefined) throw invalid('anniversary is not a valid date');
	}
	const { birthday_month: month, birthday_day: day } = body;
	if ((month ?? undefined) === undefined && (day ?? undefined) === undefined) return values;
	if (!Number.isInteger(month) || !Number.isInteger(day) || !calendarDate(`2000-${String(month)}-${String(day)}`)) {
		throw invalid('birthday_month and birthday_day must be given together and be a valid day');
	}
	return { ...values, birthday_month: String(month), birthday_day: String(day) };
}

export function checkedEmail(world: World, address: unknown): string {
	if (typeof address !== 'string' || address === '') throw invalid('email_address is required');
	// These endpoints allow 80 characters (definitions/EmailAddressPost); the bulk schema's 50 is another matter.
	if (emailProblem(address, { ...world.switches, emailsOver50: 'accepted' }))
		throw invalid('email_address is not valid');
	return address.toLowerCase();
}

export function listsIn(world: World, body: JsonObject, name = 'list_memberships'): ContactList[] | undefined {
	if (body[name] === undefined || body[name] === null) return undefined;
	if (Array.isArray(body[name]) && body[name].length === 0) return [];
	return ids(body[name], name, 50).map((id) => {
		const list = world.account.listById(id);
		if (!list) throw invalid(`${name} has a list that does not exist`);
		return list;
	});
}

export function tagsIn(world: World, body: JsonObject): Tag[] | undefined {
	if (body.taggings === undefined || body.taggings === null) return undefined;
	if (Array.isArray(body.taggings) && body.taggings.length === 0) return [];
	return ids(body.taggings, 'taggings', 50).map((id) => {
		const tag = world.account.tagById(id);
		if (!tag) throw invalid('taggings has a tag that does not exist');
		return tag;
	});
}

export function customIn(world: World, body: JsonObject, most: number): Array<[CustomField, string]> | undefined {
	return objectsIn(body, 'custom_fields', most)?.map((entry) => {
		const field = world.account.customFieldById(requiredText(entry, 'custom_field_id', 36));
		if (!field) throw invalid('custom_fields has a field that does not exist');
		return [field, text(entry, 'value', { max: 255 }) ?? ''];
	});
}

export function phonesIn(body: JsonObject): Values | undefined {
	const phones = objectsIn(body, 'phone_numbers', 3);
	if (!phones) return undefined;
	const values: Values = {};
	for (const phone of phones) {
		const kind = phoneKinds.find((each) => each === (phone.kind ?? 'other'));
		if (!kind) throw invalid('phone_numbers.kind does not have a valid value');
		values[`${kind}_phone`] = requiredText(phone, 'phone_number', 25);
	}
	return values;
}

export function addressIn(address: JsonObject): Values {
	const kind = requiredText(address, 'kind', 10);
	if (kind !== 'home' && kind !== 'work' && kind !== 'other') throw invalid('kind does not have a valid value');
	const values: Values = {};
	for (const part of addressParts) {
		const value = text(address, part === 'zip' ? 'postal_code' : part, { max: part === 'street' ? 255 : 50 });
		if (value) values[`${kind}_${part}` satisfies Column] = value;
	}
	return values;
}

export function addressesIn(body: JsonObject): Values | undefined {
	const addresses = objectsIn(body, 'street_addresses', 3);
	return addresses && (Object.assign({}, ...addresses.map(addressIn)) as Values);
}
