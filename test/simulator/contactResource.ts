import { addressKinds, addressParts, phoneKinds, type Contact } from './contact';
import type { JsonObject } from './http';
import type { Memberships } from './pastMemberships';
import { timestamp } from './timestamps';
import type { World } from './world';

export const subResources = [
	'custom_fields',
	'list_memberships',
	'phone_numbers',
	'street_addresses',
	'taggings',
	'notes',
] as const;
export type SubResource = (typeof subResources)[number];

const postalNames = { street: 'street', city: 'city', state: 'state', zip: 'postal_code', country: 'country' } as const;

/**
 * `definitions/ContactResource`; sub-resources only where they are asked for.
 * @param memberships its lists and tags, where they are shown late
 */
export function contactResource(
	world: World,
	contact: Contact,
	included: readonly SubResource[],
	memberships: Memberships = contact,
): JsonObject {
	const at = (seconds: number) => timestamp(seconds * 1000, world.switches.timestamps);
	const { values } = contact;
	const resource: JsonObject = { contact_id: world.account.ids.of('contact', contact.number) };
	if (contact.email !== '') resource.email_address = emailResource(world, contact, at);
	for (const name of ['first_name', 'last_name', 'job_title', 'company_name', 'anniversary'] as const) {
		if (values[name] !== undefined) resource[name] = values[name];
	}
	if (values.birthday_month !== undefined) {
		resource.birthday_month = Number(values.birthday_month);
		resource.birthday_day = Number(values.birthday_day);
	}
	resource.create_source = contact.createSource;
	resource.update_source = contact.updateSource;
	resource.created_at = at(contact.createdAt);
	resource.updated_at = at(contact.updatedAt);
	if (contact.isDeleted) resource.deleted_at = at(contact.deletedAt).slice(0, 10);
	if (values.sms_number !== undefined) resource.sms_channel = smsResource(contact);
	for (const name of included) {
		// Deleted contacts have no memberships to show (DEV:contacts_delete).
		if (name === 'list_memberships' && contact.isDeleted) continue;
		resource[name] = subResource(world, contact, name, at, memberships);
	}
	return resource;
}

function emailResource({ switches }: World, contact: Contact, at: (seconds: number) => string): JsonObject {
	const optIn = timestamp(contact.optInAt * 1000, 'seconds').replace('Z', '+00:00');
	return {
		address: contact.email,
		permission_to_send: contact.permission,
		created_at: at(contact.createdAt),
		updated_at: at(Math.max(contact.updatedAt, contact.optOut?.at ?? 0)),
		opt_in_source: contact.optInSource,
		opt_in_date: switches.optInDates === 'asOthers' ? at(contact.optInAt) : optIn,
		...(contact.optOut && {
			opt_out_source: contact.optOut.source,
			opt_out_date: at(contact.optOut.at),
			...(contact.optOut.reason !== undefined && { opt_out_reason: contact.optOut.reason }),
		}),
		confirm_status: contact.permission === 'pending_confirmation' ? 'pending' : 'off',
	};
}

function smsResource(contact: Contact): JsonObject {
	return {
		sms_address: contact.values.sms_number,
		dial_code: '1',
		country_code: 'US',
		sms_channel_consents: [
			{ sms_consent_permission: contact.values.sms_permission ?? 'not_set', consent_type: 'promotional_sms' },
		],
	};
}

function subResource(
	world: World,
	contact: Contact,
	name: SubResource,
	at: (seconds: number) => string,
	{ lists, tags }: Memberships,
): unknown[] {
	const { account } = world;
	switch (name) {
		case 'list_memberships':
			return lists.numbers.map((number) => account.ids.of('list', number));
		case 'taggings':
			return tags.numbers.map((number) => account.ids.of('tag', number));
		case 'custom_fields':
			return customFields(world, contact);
		case 'phone_numbers':
			return phones(world, contact, at);
		case 'street_addresses':
			return addresses(world, contact, at);
		case 'notes':
			return []; // nothing here can write one
	}
}

function customFields(world: World, contact: Contact): JsonObject[] {
	const shown: JsonObject[] = [];
	contact.custom?.forEach((value, number) => {
		if (world.account.customFields.has(number))
			shown.push({ custom_field_id: world.account.ids.of('customField', number), value });
	});
	return shown;
}

function phones(world: World, contact: Contact, at: (seconds: number) => string): JsonObject[] {
	return phoneKinds
		.filter((kind) => contact.values[`${kind}_phone`] !== undefined)
		.map((kind) => ({
			phone_number_id: world.account.ids.of('phone', contact.number * phoneKinds.length + phoneKinds.indexOf(kind)),
			phone_number: contact.values[`${kind}_phone`],
			kind,
			created_at: at(contact.createdAt),
			updated_at: at(contact.updatedAt),
			create_source: contact.createSource,
			update_source: contact.updateSource,
		}));
}

function addresses(world: World, contact: Contact, at: (seconds: number) => string): JsonObject[] {
	return addressKinds
		.filter((kind) => addressParts.some((part) => contact.values[`${kind}_${part}`] !== undefined))
		.map((kind) => ({
			street_address_id: world.account.ids.of(
				'address',
				contact.number * addressKinds.length + addressKinds.indexOf(kind),
			),
			kind,
			...Object.fromEntries(addressParts.map((part) => [postalNames[part], contact.values[`${kind}_${part}`] ?? ''])),
			created_at: at(contact.createdAt),
			updated_at: at(contact.updatedAt),
		}));
}
