import busboy from 'busboy';

import { activityResource } from './activityRoutes';
import { parseCsv } from './csv';
import { invalid, unsupportedMedia } from './errors';
import type { Reply } from '../loopback/reply';
import { isObject, jsonBody, type Call, type JsonObject, type Route } from './http';
import { wholeRowsWithin } from './importCaps';
import { importColumns } from './importColumns';
import { importWork } from './importJob';
import type { ImportRow } from './importRows';
import type { UpdateGuard } from './signUpAbuse';
import { ids, idsIn } from './validation';
import type { World } from './world';

const mostTargetLists = 50;
const integerColumns = new Set(['birthday_month', 'birthday_day']);

export function importRoutes(world: World, guard: UpdateGuard): Route[] {
	const access = { scope: 'contact_data', privilege: 'contacts:write' };
	return [
		{
			...access,
			method: 'post',
			path: '/activities/contacts_json_import',
			handle: (call) => jsonImport(world, guard, call),
		},
		{
			...access,
			method: 'post',
			path: '/activities/contacts_file_import',
			handle: async (call) => await fileImport(world, guard, call),
		},
	];
}

function jsonImport(world: World, guard: UpdateGuard, call: Call): Reply {
	const { switches, account } = world;
	const body = jsonBody(call);
	const overCap = call.body.length > switches.importByteCap;
	if (overCap && switches.oversizeJson === 'refused') throw invalid('The JSON was malformed');
	const sent = body.import_data;
	if (!Array.isArray(sent)) throw invalid('import_data is required');
	const listIds = targetLists(world, ids(body.list_ids, 'list_ids', mostTargetLists));
	const smsPermission = permissionIn(body.sms_permission_to_send);
	checkShapes(sent, switches.looseJsonTypes === 'accepted');
	const withinBytes = overCap ? wholeRowsWithin(call.body, switches.importByteCap) : sent.length;
	const kept = Math.min(sent.length, withinBytes, switches.importRowCap);
	account.truncatedRows += sent.length - kept;
	const rows = (kept === sent.length ? sent : sent.slice(0, kept)) as ImportRow[];
	return submit(world, guard, { rows, listIds, smsPermission, format: 'json' });
}

async function fileImport(world: World, guard: UpdateGuard, call: Call): Promise<Reply> {
	const { switches, account } = world;
	const { fields, file } = await multipart(call);
	if (!file) throw invalid('file is required');
	if (!/\.csv$/i.test(file.name)) throw unsupportedMedia('Wrong file format, upload file must be of type .csv');
	if (!fields.list_ids) throw invalid('list_ids is required');
	const listIds = targetLists(world, idsIn(fields.list_ids, 'list_ids', mostTargetLists));
	const smsPermission = permissionIn(fields.sms_permission_to_send);
	// The caps hold for the request body, multipart dressing and all.
	const byteCap = switches.importByteCap - Math.max(0, call.body.indexOf(file.bytes));
	let header: string[] | undefined;
	let records = 0;
	const rows: ImportRow[] = [];
	for (const record of parseCsv(file.bytes)) {
		records += 1;
		header ??= headerOf(record.cells);
		const counted = switches.csvCapCounts === 'lines' ? record.endLine : records;
		if (records === 1) continue;
		if (record.endByte > byteCap || counted > switches.importRowCap) {
			account.truncatedRows += 1;
			continue;
		}
		const row: ImportRow = {};
		for (let index = 0; index < header.length; index++) row[header[index]] = record.cells[index] ?? '';
		rows.push(row);
	}
	if (!header) throw invalid('The file is empty');
	return submit(world, guard, { rows, listIds, smsPermission, format: 'csv', fileName: file.name });
}

function headerOf(cells: string[]): string[] {
	const names = cells.map((cell) => cell.trim());
	if (!names.includes('email') && !names.includes('sms_number'))
		throw invalid('The file must have a column email or sms_number');
	return names;
}

function submit(
	world: World,
	guard: UpdateGuard,
	job: {
		rows: ImportRow[];
		listIds: string[];
		smsPermission: string | undefined;
		format: 'json' | 'csv';
		fileName?: string;
	},
): Reply {
	const { account, switches, activities } = world;
	const context = {
		account,
		switches,
		smsPermission: job.smsPermission,
		columns: importColumns(account, job.format, switches),
	};
	const header = switches.itemsTotalCountsHeader ? 1 : 0;
	const activity = activities.submit(
		job.format === 'json' ? 'import' : 'fileImport',
		importWork(job.rows, job.listIds, context, guard),
		{
			sourceFileName: job.fileName,
			counters: {
				items_total_count: job.rows.length + header,
				person_count: job.rows.length,
				error_count: 0,
				correctable_count: 0,
				cannot_add_to_list_count: 0,
			},
		},
	);
	return { status: 201, json: activityResource(world, activity) };
}

/** Each has to exist; that an unknown one is a 400 is assumed. */
function targetLists(world: World, listIds: string[]): string[] {
	for (const id of listIds) if (!world.account.listById(id)) throw invalid('list_ids has a list that does not exist');
	return listIds;
}

function permissionIn(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (value !== 'explicit' && value !== 'not_set') throw invalid('sms_permission_to_send does not have a valid value');
	return value;
}

/** Assumed: a nested value is a wrong shape, and so is a number where the schema says string. */
function checkShapes(rows: unknown[], isLoose: boolean): void {
	for (const row of rows) {
		if (!isObject(row)) throw invalid('import_data must be an array of objects');
		for (const key in row)
			if (!isScalarOfType(row, key, isLoose)) throw invalid(`import_data has a value of the wrong type for ${key}`);
	}
}

function isScalarOfType(row: JsonObject, key: string, isLoose: boolean): boolean {
	const value = row[key];
	if (value === null) return true;
	if (typeof value === 'object') return false;
	return isLoose || (integerColumns.has(key) ? Number.isInteger(value) : typeof value === 'string');
}

interface Multipart {
	fields: Record<string, string>;
	file: { name: string; bytes: Buffer } | undefined;
}

async function multipart(call: Call): Promise<Multipart> {
	if (!/^multipart\/form-data\s*;.*boundary=/i.test(call.headers['content-type'] ?? '')) {
		throw unsupportedMedia('This endpoint requires that Content-Type be unspecified');
	}
	return await new Promise((resolve, reject) => {
		const parts: Multipart = { fields: {}, file: undefined };
		const parser = busboy({ headers: call.headers });
		parser.on('field', (name, value) => (parts.fields[name] = value));
		parser.on('file', (name, stream, info) => {
			const pieces: Buffer[] = [];
			stream.on('data', (piece: Buffer) => pieces.push(piece));
			stream.on('end', () => {
				if (name === 'file') parts.file = { name: info.filename ?? '', bytes: Buffer.concat(pieces) };
			});
		});
		parser.on('close', () => resolve(parts));
		parser.on('error', () => reject(invalid('The multipart body was malformed')));
		parser.end(call.body);
	});
}
