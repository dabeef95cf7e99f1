import { z } from 'zod';
import type { ConstantContact, ContactSelection, ShownContact } from '../account/constantContact';
import type { ContactField } from '../account/contactFields';
import { contactsPerPage, mostContactPages, pagesNotGiven } from '../account/contract';
import { createPeople } from '../account/people';
import { Problem } from '../problem';
import { links, pages } from './answers';
import { unreadableAnswer } from './transport/refusals';
import type { Transport } from './transport/request';

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

/**
 * Definition ContactResource, as far as it tells who somebody is and what is stored of them. Stricter than elsewhere,
 * where one contact that cannot be read must not hide the others: here it might be somebody who has opted out.
 */
const shownAnswer = z.object({
	contact_id: z.string().min(1),
	email_address: z.object({ address: text, permission_to_send: text }).nullish(),
	first_name: text,
	last_name: text,
	job_title: text,
	company_name: text,
	birthday_month: z.number().int().nullish(),
	birthday_day: z.number().int().nullish(),
	anniversary: text,
	deleted_at: text,
	custom_fields: z.array(z.object({ custom_field_id: z.string(), value: text })).nullish(),
	phone_numbers: z.array(z.object({ kind: text, phone_number: text })).nullish(),
	street_addresses: z
		.array(z.object({ kind: text, street: text, city: text, state: text, postal_code: text, country: text }))
		.nullish(),
	list_memberships: texts,
	taggings: texts,
	sms_channel: z.object({ sms_address: text }).nullish(),
});
type Answer = z.output<typeof shownAnswer>;

const pageAnswer = z.object({
	contacts: z.array(shownAnswer),
	contacts_count: z.number().nullish(),
	_links: links,
});

/** The methods of the port that read contacts page by page. */
export function contactPageSentences(
	transport: Transport,
): Pick<ConstantContact, 'contactsAtOnce' | 'contactsByPages' | 'membersNotOn'> {
	let areRefused = false;

	/** @throws Problem if a page cannot be read, or is not what was asked for, or if not all contacts came */
	async function* wholePages(selection: ContactSelection, columns: readonly ContactField[]) {
		const query = { ...queryOf(selection, columns), include_count: 'true', limit: contactsPerPage };
		const request = { path: '/contacts', query, what, most: mostContactPages };
		const met = createPeople();
		let isCountOfPages = true;
		let total: number | undefined;
		for await (const { contacts, contacts_count, _links } of pages(transport, pageAnswer, request)) {
			for (const contact of contacts) {
				const others = met.size;
				met.meet(contact.contact_id);
				if (met.size === others || !belongs(contact, selection)) throw unreadableAnswer(what);
			}
			total = contacts_count ?? undefined;
			isCountOfPages &&= total === contacts.length;
			yield { contacts, isLast: !_links?.next?.href };
		}
		// [contradictory] The count is of all contacts that are found, or of those on the page.
		if (total === undefined || (!isCountOfPages && total !== met.size)) throw unreadableAnswer(what);
	}

	/** @returns undefined where there are more contacts than on one page, or where it proves nothing */
	async function onlyPage(selection: ContactSelection, columns: readonly ContactField[]) {
		if (areRefused) return undefined;
		const read = async () => {
			let found: readonly Answer[] | undefined;
			for await (const page of wholePages(selection, columns)) {
				if (!page.isLast) return undefined;
				found = page.contacts;
			}
			return found;
		};
		return await read().catch((problem: unknown) => {
			if (!(problem instanceof Problem && pagesNotGiven.has(problem.kind))) return Promise.reject(problem);
			areRefused ||= problem.kind !== 'unexpected';
			return undefined;
		});
	}

	return {
		async contactsAtOnce(selection, columns) {
			return (await onlyPage(selection, columns))?.map(toShown);
		},
		async *contactsByPages(selection, columns) {
			for await (const { contacts } of wholePages(selection, columns)) yield contacts.map(toShown);
		},
		async membersNotOn(listId, otherListId, count) {
			const members = await onlyPage({ listId }, []);
			if (members?.length !== count) return undefined;
			return members
				.filter((contact) => !belongs(contact, { listId: otherListId }))
				.map(({ contact_id }) => contact_id);
		},
	};
}

const what = 'the contacts';

/** Parts of a contact that come only if they are asked for, each with the fields in it; so do custom fields. */
const shownWith: ReadonlyArray<readonly [name: string, fields: RegExp]> = [
	['phone_numbers', /phone$/],
	['street_addresses', /(street2?|city|state|zip|country)$/],
];

/**
 * Contacts of a list or with a tag are asked for together with their lists or tags, as a proof; their status they
 * always show.
 */
function queryOf(selection: ContactSelection, columns: readonly ContactField[]): Record<string, string> {
	const include = [
		...(columns.some(({ isCustom }) => isCustom) ? ['custom_fields'] : []),
		...shownWith.flatMap(([name, fields]) =>
			columns.some((field) => !field.isCustom && fields.test(field.id)) ? [name] : [],
		),
	];
	if ('status' in selection) return { status: selection.status === 'removed' ? 'deleted' : selection.status };
	if ('listId' in selection) return { lists: selection.listId, include: ['list_memberships', ...include].join() };
	return { tags: selection.tagId, include: ['taggings', ...include].join() };
}

function belongs(contact: Answer, selection: ContactSelection): boolean {
	const names = (ids: readonly string[] | null | undefined, id: string) =>
		ids?.some((each) => each.toLowerCase() === id.toLowerCase()) === true;
	if ('listId' in selection) return names(contact.list_memberships, selection.listId);
	if ('tagId' in selection) return names(contact.taggings, selection.tagId);
	if (selection.status === 'removed') return Boolean(contact.deleted_at);
	return contact.email_address?.permission_to_send === 'unsubscribed';
}

function toShown(contact: Answer): ShownContact {
	const values = new Map<string, string | undefined>();
	/** Where two values have the same name, nobody knows which one is meant. */
	const show = (name: string, value: string | null | undefined) => {
		if (value === null || value === undefined || value === '') return;
		values.set(name, values.has(name) && values.get(name) !== value ? undefined : value);
	};
	for (const name of ['first_name', 'last_name', 'job_title', 'company_name', 'anniversary'] as const)
		show(name, contact[name]);
	const { birthday_month: month, birthday_day: day } = contact;
	if (month && day) show('birthday', [month, day].map((number) => String(number).padStart(2, '0')).join('/'));
	show('sms_number', contact.sms_channel?.sms_address);
	for (const { kind, phone_number } of contact.phone_numbers ?? []) show(`${kind}_phone`, phone_number);
	for (const { kind, postal_code, ...parts } of contact.street_addresses ?? [])
		for (const [part, value] of Object.entries({ ...parts, zip: postal_code })) show(`${kind}_${part}`, value);
	for (const { custom_field_id, value } of contact.custom_fields ?? []) {
		// Somebody has chosen something, and only the IDs of the choices tell what.
		if (value === null || value === undefined) values.set(custom_field_id, undefined);
		else show(custom_field_id, value);
	}
	return { email: contact.email_address?.address || undefined, values };
}
