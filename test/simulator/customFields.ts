import type { CustomField, CustomFieldType } from './records';
import type { Work } from './activities';
import { activityResource } from './activityRoutes';
import { conflict, invalid, notFound } from './errors';
import type { Reply } from '../loopback/reply';
import { jsonBody, type Call, type JsonObject, type Route } from './http';
import { pageOf } from './paging';
import { timestamp } from './timestamps';
import { ids, objectIn, objectsIn, requiredText } from './validation';
import type { World } from './world';

const mostFields = 100; // in an account
const types: readonly CustomFieldType[] = [
	'string',
	'text_area',
	'number',
	'currency',
	'date',
	'datetime',
	'boolean',
	'single_select',
	'multi_select',
];
const displayTypes = ['radio', 'dropdown', 'checkbox'];

export function customFieldRoutes(world: World): Route[] {
	const reading = { scope: 'contact_data', privilege: 'contacts:read' };
	const writing = { scope: 'contact_data', privilege: 'contacts:write' };
	return [
		{ ...reading, method: 'get', path: '/contact_custom_fields', handle: (call) => collection(world, call) },
		{ ...writing, method: 'post', path: '/contact_custom_fields', handle: (call) => post(world, call) },
		{
			...reading,
			method: 'get',
			path: '/contact_custom_fields/:custom_field_id',
			handle: (call) => ({ status: 200, json: fieldResource(world, existing(world, call)) }),
		},
		{ ...writing, method: 'put', path: '/contact_custom_fields/:custom_field_id', handle: (call) => put(world, call) },
		{
			...writing,
			method: 'delete',
			path: '/contact_custom_fields/:custom_field_id',
			handle: (call) => {
				remove(world, existing(world, call));
				return { status: 204 };
			},
		},
		{ ...writing, method: 'post', path: '/activities/custom_fields_delete', handle: (call) => deleteMany(world, call) },
	];
}

function existing(world: World, call: Call): CustomField {
	const field = world.account.customFieldById(call.params.custom_field_id);
	if (!field) throw notFound();
	return field;
}

function fieldResource(world: World, field: CustomField): JsonObject {
	const at = (ms: number) => timestamp(ms, world.switches.timestamps);
	return {
		custom_field_id: field.id,
		label: field.label,
		name: field.name,
		type: field.type,
		...(field.metadata && { metadata: field.metadata }),
		...(field.version !== undefined && { version: field.version }),
		...(field.choices.length > 0 && {
			choices: field.choices.map((choice) => ({ custom_field_id: field.id, ...choice })),
		}),
		updated_at: at(field.updatedAt),
		created_at: at(field.createdAt),
	};
}

function collection(world: World, call: Call): Reply {
	const page = pageOf(world, call.query, {
		path: '/v3/contact_custom_fields',
		limit: { max: 100, otherwise: 50 },
		items: () => [...world.account.customFields.values()],
	});
	return {
		status: 200,
		json: { custom_fields: page.items.map((field) => fieldResource(world, field)), ...page.links },
	};
}

function post(world: World, call: Call): Reply {
	const { account } = world;
	const body = jsonBody(call);
	const label = requiredText(body, 'label', 50);
	const type = types.find((known) => known === body.type);
	if (!type) throw invalid('type does not have a valid value');
	const metadata = objectIn(body, 'metadata');
	checkMetadata(metadata);
	const isSelect = type === 'single_select' || type === 'multi_select';
	const choices = choicesIn(body, metadata);
	if (isSelect !== (choices !== undefined && choices.length > 0))
		throw invalid('choices are for single_select and multi_select, and required there');
	const version = body.version ?? (type === 'date' ? 1 : undefined);
	if (version !== undefined && version !== 1 && version !== 2) throw invalid('version does not have a valid value');
	checkName(world, label, undefined);
	if (account.customFields.size >= mostFields) throw invalid(`An account can have at most ${mostFields} custom fields`);
	return {
		status: 201,
		json: fieldResource(world, account.addCustomField({ label, type, choices, metadata, version })),
	};
}

/** No change of type; what is left out is lost. */
function put(world: World, call: Call): Reply {
	const field = existing(world, call);
	const body = jsonBody(call);
	const label = requiredText(body, 'label', 50);
	const choices = choicesIn(body, field.metadata) ?? [];
	if (field.choices.length > 0 && choices.length === 0) throw invalid('choices are required');
	checkName(world, label, field);
	field.label = label;
	if (world.switches.renamedCustomFields === 'newName') field.name = world.account.customFieldName(label);
	field.choices = choices.map((choice, index) => ({
		choice_id: index + 1,
		choice_label: choice,
		display_order: index + 1,
	}));
	field.updatedAt = world.clock.now();
	return { status: 200, json: fieldResource(world, field) };
}

function checkName(world: World, label: string, own: CustomField | undefined): void {
	const name = world.account.customFieldName(label).toLowerCase();
	for (const field of world.account.customFields.values()) {
		if (field !== own && field.name.toLowerCase() === name)
			throw conflict(`A custom field with the name ${field.name} already exists`);
	}
}

function checkMetadata(metadata: JsonObject | undefined): void {
	if (metadata?.display_type !== undefined && !displayTypes.includes(String(metadata.display_type)))
		throw invalid('display_type does not have a valid value');
	if (metadata?.integer === false && ![1, 2, 3, 4].includes(Number(metadata.decimal_places)))
		throw invalid('decimal_places must be between 1 and 4');
}

function choicesIn(body: JsonObject, metadata: JsonObject | undefined): string[] | undefined {
	const most = metadata?.display_type === 'radio' || metadata?.display_type === 'checkbox' ? 20 : 100; // definitions/CustomField
	return objectsIn(body, 'choices', most)?.map((choice) => requiredText(choice, 'choice_label', 255));
}

function remove(world: World, field: CustomField): void {
	world.account.customFields.delete(field.number);
	for (const contact of world.account.contacts)
		if (contact.custom?.[field.number] !== undefined) contact.setCustom(field.number, undefined);
}

function deleteMany(world: World, call: Call): Reply {
	const fieldIds = ids(jsonBody(call).custom_field_ids, 'custom_field_ids', 100);
	const fields = fieldIds.map((id) => world.account.customFieldById(id));
	if (fields.includes(undefined)) throw notFound();
	const work: Work = function* work(activity, share) {
		for (const field of share === 1 ? fields : []) {
			yield;
			remove(world, field as CustomField);
			activity.counters.items_completed_count += 1;
		}
	};
	const activity = world.activities.submit('deleteCustomFields', work, {
		counters: { items_total_count: fields.length, items_completed_count: 0 },
	});
	return { status: 201, json: activityResource(world, activity) };
}
