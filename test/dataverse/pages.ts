import { createHash, createHmac, randomBytes } from 'node:crypto';

import { badRequest } from './errors';
import type { FaultKind } from './faults';
import { filterOf, type Filter } from './filter';
import type { Value } from './people';
import { mostRowsOnAPage, optionsOf, preferencesOf, refuseUnplayed, selected, top, type Preferences } from './query';
import type { Switches } from './switches';
import { attributeFor, propertyName, unaskedColumns, type Table } from './tables';

/** Where a reading stands. */
interface Cursor {
	position: number;
	pageNumber: number;
	/** An empty page comes first. */
	isEmpty: boolean;
}

export interface PageRequest {
	/** `https://` and the host that was asked. */
	origin: string;
	path: string;
	query: string;
	prefer: string | undefined;
}

export interface Page {
	body: Buffer;
	rows: number;
	preferenceApplied: string | undefined;
}

/** Signs the tokens, so that none is made up or taken to another question. */
const secret = randomBytes(32);
const skipTokenPart = /&?\$skiptoken=[^&]*/;

/** One page of a table's rows, as text; nothing of it is kept. */
export function pageOf(request: PageRequest, table: Table, switches: Switches, fault?: FaultKind): Page {
	const query = new URLSearchParams(request.query);
	const options = optionsOf(query, 'rows');
	refuseUnplayed(options);
	const columns = selected(options, table);
	const filterText = options.get('$filter');
	const filter = filterText === undefined ? undefined : filterOf(filterText, table, switches);
	const preferences = preferencesOf(request.prefer);
	const question = questionOf(request, table, preferences);
	const token = options.get('$skiptoken');
	const cursor = token === undefined ? { position: 0, pageNumber: 1, isEmpty: false } : openToken(token, question);

	// "$top is ignored when maxpagesize is sent"; alone it is all there is, on one page.
	const first = preferences.pageSize === undefined ? top(options) : undefined;
	const asked = Math.min(first ?? Infinity, preferences.pageSize ?? mostRowsOnAPage);
	const most = fault === 'hugePage' ? 10 * mostRowsOnAPage : sizeOfPage(asked, cursor, switches);
	const { positions, next } = cursor.isEmpty
		? { positions: [], next: cursor.position }
		: findRows(table, filter, cursor.position, most);
	const repeated = switches.repeatedRows > 0 ? positions.at(-switches.repeatedRows) : undefined;
	const following: Cursor | undefined =
		next === undefined || first !== undefined
			? undefined
			: {
					position: repeated ?? next,
					pageNumber: cursor.pageNumber + 1,
					isEmpty: switches.emptyPage && cursor.pageNumber === 1,
				};
	const link = following && linkTo(request, fault === 'sameNextLink' ? cursor : following, question);
	const parts = [
		`"@odata.context":${JSON.stringify(contextOf(request, table, options.get('$select')))}`,
		...(options.get('$count') === 'true' ? countOf(table, filter) : []),
		`"value":[${positions.map(rowWriter(table, columns, preferences)).join(',')}]`,
		...(link ? [`"@odata.nextLink":${JSON.stringify(fault === 'foreignNextLink' ? elsewhere(link) : link)}`] : []),
	];
	return {
		body: Buffer.from(`{${parts.join(',')}}`),
		rows: positions.length,
		preferenceApplied: preferences.applied.length > 0 ? preferences.applied.join(',') : undefined,
	};
}

/** The rows from there on that the filter lets through; `next`: where the following page begins, if there is one. */
function findRows({ rows }: Table, filter: Filter | undefined, start: number, most: number) {
	const positions: number[] = [];
	const places = filter?.anyOf && rows.find?.(filter.anyOf.column, filter.anyOf.values);
	const end = places?.length ?? rows.length;
	const begin = places ? places.findIndex((place) => place >= start) : start;
	for (let at = begin === -1 ? end : begin; at < end; at++) {
		const position = places ? places[at] : at;
		if (!rows.exists(position)) continue;
		if (filter && !filter.matches((column) => rows.cell(position, column))) continue;
		if (positions.length === most) return { positions, next: position };
		positions.push(position);
	}
	return { positions, next: undefined };
}

function sizeOfPage(most: number, { pageNumber }: Cursor, { pages, repeatedRows }: Switches): number {
	if (pages === 'full') return most;
	const share = createHash('sha256').update(String(pageNumber)).digest().readUInt16BE() / 0x10000;
	return Math.min(most, Math.max(repeatedRows + 1, Math.ceil(most * (0.3 + 0.7 * share))));
}

/** No count goes past 5,000. */
function countOf(table: Table, filter: Filter | undefined): string[] {
	const { positions, next } = findRows(table, filter, 0, mostRowsOnAPage);
	return [
		`"@odata.count":${positions.length}`,
		`"@Microsoft.Dynamics.CRM.totalrecordcount":${positions.length}`,
		`"@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded":${next !== undefined}`,
	];
}

function contextOf({ origin, path }: PageRequest, table: Table, select: string | undefined): string {
	const columns = select === undefined ? '' : `(${select})`;
	return `${origin}${path.slice(0, path.lastIndexOf('/'))}/$metadata#${table.entitySet}${columns}`;
}

/** What writes a row: its columns, and those that come unasked. */
function rowWriter(table: Table, columns: string[] | undefined, { wantsFormattedValues }: Preferences) {
	const asked = columns ?? table.attributes.filter(isProperty).map(propertyName);
	const cells = [...new Set([...asked, ...unaskedColumns(table)])].map((name) => ({ name, start: `,"${name}":` }));
	const { rows } = table;
	return (position: number): string => {
		const etag = table.type === 'Elastic' ? rows.cell(position, '@odata.etag') : `W/"${81_359_849 + position}"`;
		let text = `{"@odata.etag":${valueText(etag)}`;
		for (const { name, start } of cells) {
			const value = rows.cell(position, name);
			text += start + valueText(value);
			const formatted = wantsFormattedValues ? formattedValue(table, name, value) : undefined;
			if (formatted !== undefined)
				text += `,"${name}@OData.Community.Display.V1.FormattedValue":${JSON.stringify(formatted)}`;
		}
		return `${text}}`;
	};
}

const isProperty = ({ attributeOf, readable }: Table['attributes'][number]) =>
	attributeOf === undefined && readable !== false;

function formattedValue(table: Table, name: string, value: Value | undefined): string | undefined {
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	if (typeof value !== 'number') return undefined;
	return attributeFor(table, name)?.options?.get(value) ?? value.toLocaleString('en-US');
}

/** Numbers past 2⁵³ are written as they are. */
function valueText(value: Value | undefined): string {
	return typeof value === 'bigint' ? String(value) : JSON.stringify(value ?? null);
}

/** What a token belongs to: the same table, options and preferences, however they are encoded. */
function questionOf({ origin, query }: PageRequest, table: Table, { text }: Preferences): string {
	const options = [...new URLSearchParams(query.replace(skipTokenPart, ''))].sort();
	return JSON.stringify([origin, table.entitySet, options, text]);
}

function linkTo({ origin, path, query }: PageRequest, cursor: Cursor, question: string): string {
	const rest = query.replace(skipTokenPart, '');
	const cookie = `<cookie pagenumber="${cursor.pageNumber}" pagingcookie="${sealToken(cursor, question)}" istracking="False" />`;
	return `${origin}${path}?${rest}${rest === '' ? '' : '&'}$skiptoken=${encodeURI(cookie)}`;
}

/** The same on a host of somebody else. */
function elsewhere(link: string): string {
	return link.replace(/^https:\/\/[^/]+/, 'https://collector.example.net');
}

/** Some two kilobytes that mean nothing to anybody else. */
function sealToken(cursor: Cursor, question: string): string {
	const content = Buffer.from(JSON.stringify(cursor)).toString('base64url');
	const signature = createHmac('sha256', secret).update(`${content}\n${question}`).digest('base64url');
	const padding = createHash('shake256', { outputLength: 1_350 }).update(signature).digest('base64url');
	return `${content}.${signature}.${padding}`;
}

function openToken(token: string, question: string): Cursor {
	const sealed = /^<cookie pagenumber="\d+" pagingcookie="([^"]*)" istracking="False" \/>$/.exec(token)?.[1];
	const [content = ''] = sealed?.split('.') ?? [];
	let cursor: Cursor | undefined;
	try {
		cursor = JSON.parse(Buffer.from(content, 'base64url').toString()) as Cursor;
	} catch {
		cursor = undefined;
	}
	if (cursor === undefined || sealToken(cursor, question) !== sealed)
		throw badRequest('Invalid $skiptoken: follow @odata.nextLink as it is, with the same Prefer header.');
	return cursor;
}
