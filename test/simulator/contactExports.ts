import type { Work } from './activities';
import { activityResource } from './activityRoutes';
import type { Contact } from './contact';
import { csvLine } from './csv';
import { invalid, notFound } from './errors';
import { columnsInUse, customColumns, exportColumns, headerOf, type ExportColumn } from './exportColumns';
import type { Reply } from '../loopback/reply';
import { jsonBody, type Call, type JsonObject, type Route } from './http';
import { membersOfAny, newSubscribers, taggedWithAny, type ContactsOf } from './sources';
import { ids, objectIn, text } from './validation';
import type { World } from './world';

const filters = ['contact_ids', 'list_ids', 'tag_ids', 'segment_id', 'new_subscriber'];
const statuses = ['active', 'unsubscribed', 'removed'];
const optFields = [
	'email_optin_source',
	'email_optin_date',
	'email_optout_source',
	'email_optout_date',
	'email_optout_reason',
];
const rowsPerSlice = 1_000;
const pieceBytes = 256_000;

export function exportRoutes(world: World): Route[] {
	const access = { scope: 'contact_data', privilege: 'contacts:write' };
	const download = (call: Call): Reply => {
		const activity = world.activities.find(call.params.file_export_id);
		if (!activity?.file) throw notFound();
		return { status: 200, pieces: activity.file, type: 'text/csv' };
	};
	return [
		{ ...access, method: 'post', path: '/activities/contact_exports', handle: (call) => start(world, call) },
		{ ...access, method: 'get', path: '/contact_exports/:file_export_id', handle: download },
		{
			...access,
			method: 'get',
			path: '/contacts_exports/:file_export_id',
			handle: (call) => {
				if (world.switches.exportLinkPath !== 'contacts_exports') throw notFound();
				return download(call);
			},
		},
	];
}

function start(world: World, call: Call): Reply {
	const body = jsonBody(call);
	const people = peopleOf(world, body);
	const columns = columnsOf(world, body);
	const activity = world.activities.submit('export', exportWork(world, people, columns), {
		counters: { items_total_count: 0, items_completed_count: 0 },
	});
	return { status: 201, json: activityResource(world, activity) };
}

/** definitions/ContactsExport says which filters exclude each other. */
function peopleOf(world: World, body: JsonObject): ContactsOf {
	const given = filters.filter((name) => body[name] !== undefined && body[name] !== null && body[name] !== false);
	const status = statusOf(world, body);
	const exclude = objectIn(body, 'exclude');
	const isPair = given.length === 2 && given.includes('list_ids') && given.includes('new_subscriber');
	if (given.length > 1 && !isPair) throw invalid(`${given.join(', ')} are mutually exclusive`);
	if (status !== undefined && given.some((name) => name !== 'contact_ids' && name !== 'list_ids'))
		throw invalid(`status and ${given[0]} are mutually exclusive`);
	if (exclude && (given.length === 0 || given.some((name) => name !== 'list_ids' && name !== 'new_subscriber')))
		throw invalid('exclude is only applicable with list_ids or new_subscriber');
	const excluded =
		exclude && new Set(ids(exclude.contact_ids, 'exclude.contact_ids', 50).map((id) => world.account.contactById(id)));
	const found = filtered(world, body, given);
	const isWanted = statusFilter(world, status, given);
	return () => found().filter((contact) => isWanted(contact) && !excluded?.has(contact));
}

function statusOf(world: World, body: JsonObject): string | undefined {
	const status = text(body, 'status', { max: 50 });
	if (status === undefined) return undefined;
	const isKnown =
		statuses.includes(status) && (status !== 'removed' || world.switches.exportStatusRemoved === 'supported');
	if (!isKnown) throw invalid('status does not have a valid value');
	return status;
}

function filtered(world: World, body: JsonObject, given: string[]): ContactsOf {
	const { account } = world;
	if (given.includes('list_ids')) {
		const listIds = ids(body.list_ids, 'list_ids', 50);
		if (!listIds.every((id) => account.listById(id))) throw notFound();
		if (!given.includes('new_subscriber')) return () => membersOfAny(world, listIds);
		return () => {
			const fresh = new Set(newSubscribers(world));
			return membersOfAny(world, listIds).filter((contact) => fresh.has(contact));
		};
	}
	switch (given[0]) {
		case 'contact_ids': {
			const contactIds = ids(body.contact_ids, 'contact_ids', 500);
			return () => contactIds.map((id) => account.contactById(id)).filter((contact) => contact !== undefined);
		}
		case 'tag_ids': {
			const tagIds = ids(body.tag_ids, 'tag_ids', 50);
			if (!tagIds.every((id) => account.tagById(id))) throw notFound();
			return () => taggedWithAny(world, tagIds);
		}
		case 'segment_id': {
			const segment = account.segments.get(Number(body.segment_id));
			if (!Number.isInteger(body.segment_id) || !segment) throw notFound();
			return () => [...segment.contacts];
		}
		case 'new_subscriber':
			return () => newSubscribers(world);
		default:
			return () => account.contacts;
	}
}

function statusFilter(world: World, status: string | undefined, given: string[]): (contact: Contact) => boolean {
	switch (status) {
		case 'active':
			return (contact) => contact.isActive;
		case 'unsubscribed':
			return (contact) => !contact.isDeleted && contact.permission === 'unsubscribed';
		case 'removed':
			return (contact) => contact.isDeleted;
		default: {
			const hidesUnsubscribed = given.includes('list_ids') && !world.switches.exportOfListsHasUnsubscribed;
			return (contact) => !contact.isDeleted && !(hidesUnsubscribed && contact.permission === 'unsubscribed');
		}
	}
}

function columnsOf(world: World, body: JsonObject): ExportColumn[] {
	const { account, switches } = world;
	const known = exportColumns(account, switches);
	const custom =
		switches.exportCustomFields === 'always' ||
		(switches.exportCustomFields === 'withoutFields' && body.fields === undefined)
			? customColumns(account, switches)
			: [];
	if (body.fields === undefined || body.fields === null) return [...known, ...custom];
	if (!Array.isArray(body.fields) || body.fields.length === 0)
		throw invalid('fields must be an array with at least one field');
	const wanted = new Set<unknown>(body.fields);
	const unknown = body.fields.find((field) => !known.some((column) => column.field === field));
	if (unknown !== undefined && switches.unknownExportFields === 'refused')
		throw invalid(`fields has an unknown field ${String(unknown)}`);
	if (optFields.some((field) => wanted.has(field)) && !wanted.has('email_address'))
		throw invalid('email_address is required to export opt-in and opt-out fields');
	return [...known.filter((column) => wanted.has(column.field)), ...custom];
}

function exportWork(world: World, people: ContactsOf, wanted: ExportColumn[]): Work {
	return function* work(activity, share) {
		const contacts = people();
		const columns = world.switches.exportColumns === 'inUse' ? columnsInUse(wanted, contacts) : wanted;
		activity.counters.items_total_count = contacts.length;
		const pieces: Buffer[] = [];
		let text =
			(world.switches.exportHasBom ? '\uFEFF' : '') +
			csvLine(columns.map((column) => headerOf(column, world.switches.exportHeader)));
		const cells = new Array<string>(columns.length);
		for (let index = 0; index < contacts.length; index++) {
			if (index % rowsPerSlice === 0) yield;
			for (let column = 0; column < columns.length; column++) cells[column] = columns[column].value(contacts[index]);
			text += csvLine(cells);
			if (text.length < pieceBytes) continue;
			pieces.push(Buffer.from(text));
			text = '';
		}
		pieces.push(Buffer.from(text));
		activity.counters.items_completed_count = contacts.length;
		// A job that fails leaves no file behind.
		if (share === 1) activity.file = pieces;
	};
}
