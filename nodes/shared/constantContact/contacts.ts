import { z } from 'zod';
import type { ConstantContact, ContactPage, FoundContact } from '../account/constantContact';
import type { CustomField } from '../account/contactFields';
import { contactsPerPage, customFieldsPerPage, mostContactPages } from '../account/contract';
import { links, pages, readAnswer } from './answers';
import type { Transport } from './transport/request';

/** Anything but a text counts as absent. */
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? undefined)
	.catch(undefined);
const texts = z
	.array(z.string())
	.nullish()
	.transform((values) => values ?? []);

/**
 * Definition ContactResource, as far as it tells of somebody who left. `list_memberships` and `taggings` come only
 * where they are asked for.
 */
const contactAnswer = z.object({
	contact_id: z.string().min(1),
	email_address: z
		.object({
			address: text,
			permission_to_send: text,
			updated_at: text,
			opt_out_source: text,
			opt_out_date: text,
			opt_out_reason: text,
		})
		.nullish()
		.catch(undefined),
	updated_at: text,
	deleted_at: text,
	list_memberships: texts,
	taggings: texts,
});
const foundAnswer = z.object({ contacts: z.array(contactAnswer) });

/**
 * Definition Contacts; the count only where it is asked for. A contact that cannot be read does not hide the others.
 */
const contactPageAnswer = z.object({
	contacts: z.array(contactAnswer.nullable().catch(null)),
	contacts_count: z.number().nullish().catch(undefined),
	_links: links,
});

/** Definition CustomField; choices are given by their labels. */
const customFieldsAnswer = z.object({
	custom_fields: z.array(
		z.object({
			custom_field_id: z.string().nullish().catch(undefined),
			name: z.string().min(1),
			label: z.string().nullish(),
			type: z.string(),
			choices: z
				.array(z.object({ choice_label: z.string() }))
				.nullish()
				.catch(undefined),
		}),
	),
	_links: links,
});

/** The methods of the port about single contacts and custom fields. */
export function contactSentences(
	transport: Transport,
): Pick<ConstantContact, 'customFields' | 'contactsOptedOutAfter' | 'deletedContactPages' | 'contactByEmail'> {
	async function* contactPages(query: Record<string, string | number>, what: string): AsyncGenerator<ContactPage> {
		const request = { path: '/contacts', query: { ...query, limit: contactsPerPage }, what, most: mostContactPages };
		for await (const { contacts, contacts_count, _links } of pages(transport, contactPageAnswer, request)) {
			const found = contacts.filter((contact) => contact !== null);
			// [contradictory] The count is of all contacts that are found, or of those on the page: then it tells nothing.
			const isOfPage = Boolean(_links?.next?.href) && (contacts_count ?? 0) <= contacts.length;
			yield { contacts: found.map(toContact), total: isOfPage ? undefined : (contacts_count ?? undefined) };
		}
	}

	return {
		async customFields() {
			const found: CustomField[] = [];
			const request = {
				path: '/contact_custom_fields',
				query: { limit: customFieldsPerPage },
				what: 'the custom fields',
			};
			for await (const page of pages(transport, customFieldsAnswer, request)) {
				for (const { custom_field_id, name, label, type, choices } of page.custom_fields) {
					found.push({
						id: custom_field_id ?? undefined,
						name,
						label: label ?? name,
						type,
						choices: choices?.map(({ choice_label }) => choice_label),
					});
				}
			}
			return found;
		},
		contactsOptedOutAfter: (moment) =>
			contactPages({ status: 'all', optout_after: new Date(moment).toISOString() }, 'the opt-outs'),
		deletedContactPages: () => contactPages({ status: 'deleted', include_count: 'true' }, 'the deleted contacts'),
		async contactByEmail(email) {
			const query = { email, status: 'all', include: 'list_memberships,taggings', limit: 1 };
			const answer = await transport.send({ method: 'GET', path: '/contacts', query });
			const [contact] = readAnswer(foundAnswer, answer, 'a contact').contacts;
			return contact && toContact(contact);
		},
	};
}

function toContact(answer: z.output<typeof contactAnswer>): FoundContact {
	const { email_address: email } = answer;
	return {
		id: answer.contact_id,
		email: email?.address || undefined,
		permission: email?.permission_to_send,
		optOutSource: email?.opt_out_source,
		optOutDate: email?.opt_out_date,
		optOutReason: email?.opt_out_reason,
		emailUpdatedAt: email?.updated_at,
		updatedAt: answer.updated_at,
		deletedAt: answer.deleted_at,
		listIds: answer.list_memberships,
		tagIds: answer.taggings,
	};
}
