import { parse } from 'csv-parse/sync';

import { pathOfLink } from '../../../nodes/shared/constantContact/answers';
import { readDownloadedContacts } from '../../../nodes/shared/account/downloads/downloadedContacts';
import { lettersAndDigits } from '../../../nodes/shared/values/names';
import { seenOtherwise, settled, unclear } from '../assumptions';
import { describe, Surprise, type Site } from '../site';
import type { Question } from './question';

const day = '2001-02-03';
const fields = ['email_address', 'first_name', 'last_name', 'anniversary', 'created_at'];

/** Of numbers that nobody has. */
const phone = '617-555-0123';

/** What the file of a bulk export looks like. */
export const exportQuestions: readonly Question[] = [
	{
		name: 'export',
		about: 'header, dates, custom fields and link of an export',
		settles: [
			'exportHeader',
			'exportDates',
			'exportHasBom',
			'exportCustomFields',
			'exportLinkPath',
			'unknownExportFields',
		],
		contacts: ['export'],
		makes: ['textField'],
		async ask(site) {
			const field = await site.textField();
			const listId = await site.list();
			await site.land('export', { first_name: 'Probe', anniversary: day, [`cf:${field.name}`]: 'shown' });
			const [some, all, unknown] = await Promise.all([
				exportOf(site, { list_ids: [listId], fields }),
				exportOf(site, { list_ids: [listId] }),
				site.http.request('POST', '/activities/contact_exports', {
					body: { list_ids: [listId], fields: ['email_address', 'favourite_colour'] },
				}),
			]);
			tellHeader(site, some.header, await isReadByNode(some.text, site.address('export')));
			site.tell(settled('exportHasBom', some.hasBom));
			tellDates(site, some.rowWith(site.address('export')));
			const shows = [some, all].map(({ rowWith }) => rowWith(site.address('export')).includes('shown'));
			if (shows[0] && !shows[1]) site.tell(seenOtherwise('exportCustomFields', 'only where `fields` are asked for'));
			else site.tell(settled('exportCustomFields', shows[0] ? 'always' : shows[1] ? 'withoutFields' : 'never'));
			const path = /^\/v3\/(contacts?_exports)\//.exec(some.link)?.[1];
			if (path === 'contact_exports' || path === 'contacts_exports') site.tell(settled('exportLinkPath', path));
			else site.tell(seenOtherwise('exportLinkPath', some.link.replace(/[0-9a-f-]{36}/i, '…')));
			if (unknown.status === 400) return site.tell(settled('unknownExportFields', 'refused', describe(unknown)));
			await site.ended(unknown);
			site.tell(settled('unknownExportFields', 'ignored'));
		},
	},
	{
		name: 'columns',
		about: 'columns of an export, and how moments, phones and states are written',
		settles: ['exportTypes', 'exportColumns', 'exportEmailColumns', 'exportTimes', 'exportPhones', 'regionNames'],
		contacts: ['columns'],
		async ask(site) {
			const contact = await site.land('columns', { home_phone: phone, state: 'IL', country: 'US' });
			const { header, rowWith } = await exportOf(site, { list_ids: [await site.list()] });
			tellColumns(site, header);
			tellCells(site, rowWith(site.address('columns')));
			const { state, country } = contact.street_addresses?.[0] ?? {};
			const regions = `${state ?? 'nothing'}, ${country ?? 'nothing'}`;
			if (regions === 'Illinois, United States') site.tell(settled('regionNames', 'full'));
			else if (regions === 'IL, US') site.tell(settled('regionNames', 'asSent'));
			else site.tell(seenOtherwise('regionNames', `are stored as "${regions}"`));
		},
	},
];

/** @throws Surprise if the export does not end with a file */
export async function exportOf(site: Site, body: object) {
	const { links } = await site.ended(await site.expect(201, 'POST', '/activities/contact_exports', body));
	if (links.results === undefined) throw new Surprise('an export ended without a link to its file');
	const reply = await site.http.request('GET', pathOfLink(links.results, 'an export'));
	if (reply.status !== 200) throw new Surprise(`the file of an export was answered ${describe(reply)}`);
	const text = reply.bytes.toString('utf8');
	const [header = [], ...rows] = parse(reply.bytes, { bom: true, relax_column_count: true }) as string[][];
	return {
		text,
		header,
		hasBom: text.startsWith('\uFEFF'),
		link: links.results,
		rowWith: (address: string) => rows.find((row) => row.some((cell) => cell.toLowerCase() === address)) ?? [],
	};
}

function tellHeader(site: Site, header: readonly string[], isRead: boolean): void {
	const note = `${header.map((cell) => `"${cell}"`).join(', ')}; the node ${isRead ? 'reads it' : 'cannot read it'}`;
	if (fields.every((name) => header.some((cell) => cell === name || cell.startsWith(`${name}_`))))
		return site.tell(settled('exportHeader', 'fieldNames', note));
	const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
	const isOdd = header.some(
		(cell) => cell !== cell.trim() || /\s\s/.test(cell) || (/[A-Z]/.test(cell) && cell === cell.toUpperCase()),
	);
	const isKnown =
		header.some((cell) => letters(cell).startsWith('emailaddress')) &&
		header.some((cell) => letters(cell) === 'firstname');
	site.tell(
		isKnown
			? settled('exportHeader', isOdd ? 'odd' : 'labels', note)
			: seenOtherwise('exportHeader', 'other names', note),
	);
}

function tellDates(site: Site, row: readonly string[]): void {
	if (row.includes(day)) return site.tell(settled('exportDates', 'YYYY-MM-DD'));
	if (row.includes('02/03/2001')) return site.tell(settled('exportDates', 'MM/DD/YYYY'));
	site.tell(
		seenOtherwise('exportDates', `${day} as "${row.find((cell) => /2001|01.*0?2.*0?3/.test(cell)) ?? 'nothing'}"`),
	);
}

function tellColumns(site: Site, header: readonly string[]): void {
	const names = header.map(lettersAndDigits);
	const has = (...any: string[]) => any.some((name) => names.includes(name));
	if (has('phonehome')) site.tell(settled('exportTypes', 'typed'));
	else if (has('phone', 'phonenumber')) site.tell(settled('exportTypes', 'untyped'));
	else site.tell(seenOtherwise('exportTypes', 'shows no phone'));
	// None of the probe's contacts has one.
	site.tell(settled('exportColumns', has('company', 'companyname', 'jobtitle') ? 'all' : 'inUse'));
	const emails = names.filter((name) => /^emailaddress(home|other|work)?$/.test(name)).length;
	site.tell(
		emails === 1 || emails === 3
			? settled('exportEmailColumns', emails)
			: seenOtherwise('exportEmailColumns', `has ${emails} columns of addresses`),
	);
}

function tellCells(site: Site, row: readonly string[]): void {
	const moment = row.find((cell) => /^20\d\d-\d\d-\d\d[ T]\d\d:\d\d/.test(cell));
	if (moment === undefined) site.tell(unclear('exportTimes', 'the export shows no moment'));
	else if (moment.includes('T')) site.tell(settled('exportTimes', 'iso'));
	else if (/^\S+ \S+ [+-]\d{4}$/.test(moment)) site.tell(settled('exportTimes', 'offset'));
	else site.tell(seenOtherwise('exportTimes', `like ${moment.replace(/\d/g, '0')}`));
	const shown = row.find((cell) => cell.replace(/\D/g, '').endsWith(phone.replaceAll('-', '')));
	if (shown === undefined) site.tell(unclear('exportPhones', 'the export does not show the phone'));
	else site.tell(settled('exportPhones', shown.startsWith("'") ? 'apostrophe' : 'plain', `${phone} as ${shown}`));
}

async function isReadByNode(text: string, address: string): Promise<boolean> {
	async function* bytes() {
		yield await Promise.resolve(Buffer.from(text));
	}
	const found = new Set<string>();
	const reading = readDownloadedContacts(
		bytes(),
		[],
		({ text }) => found.add(text),
		async () => await Promise.resolve(),
	);
	return await reading.then(
		() => found.has(address),
		() => false,
	);
}
