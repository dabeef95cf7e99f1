import { z } from 'zod';
import { apiOrigin } from '../account/contract';
import { unreadableAnswer } from './transport/refusals';

/** Shapes of the answers, as far as we read them. Everything else in them is let pass: the API grows. */

const links = z
	.object({
		next: z.object({ href: z.string().nullish() }).nullish(),
		results: z.object({ href: z.string() }).nullish(),
	})
	.partial()
	.nullish();

/**
 * IDs and states go to the log, to the summary and into paths, so they must look like some: anything else is not read.
 */
const id = z.string().regex(/^[\w-]{1,64}$/);
const state = z.string().regex(/^[a-z_]{1,40}$/);

const activityError = z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]);

/** Definitions ActivityImport, Activity: the errors are texts in some, objects in others. */
export const activityAnswer = z.object({
	activity_id: id,
	state,
	created_at: z.string().nullish().catch(undefined),
	activity_errors: z.array(z.union([activityError, z.unknown().transform(() => '')])).nullish(),
	status: z.record(z.string(), z.unknown()).nullish(),
	_links: links,
});

export const activitiesAnswer = z.object({ activities: z.array(activityAnswer), _links: links });

/** Definition ContactList. */
export const listAnswer = z.object({
	list_id: id,
	name: z.string(),
	deleted_at: z.string().nullish(),
	membership_count: z.number().nullish(),
});

export const listsAnswer = z.object({ lists: z.array(listAnswer), _links: links });

export const newListAnswer = z.object({ list_id: id });

/** Definition Tag. */
export const tagAnswer = z.object({ tag_id: id, name: z.string() });
export const tagsAnswer = z.object({ tags: z.array(tagAnswer), _links: links });

/** Definition ContactResource, as far as an address goes. */
export const contactsAnswer = z.object({
	contacts: z.array(z.object({ email_address: z.object({ address: z.string() }).partial().nullish() })),
	_links: links,
});

/**
 * Definition ContactResource, as far as somebody's leaving goes. `list_memberships` and `taggings` come only where they
 * are asked for.
 */
export const contactAnswer = z.object({
	contact_id: z.string().min(1),
	email_address: z
		.object({
			address: z.string(),
			permission_to_send: z.string(),
			updated_at: z.string(),
			opt_out_source: z.string().nullable(),
			opt_out_date: z.string().nullable(),
			opt_out_reason: z.string().nullable(),
		})
		.partial()
		.nullish(),
	updated_at: z.string().nullish(),
	deleted_at: z.string().nullish(),
	list_memberships: z.array(z.string()).nullish(),
	taggings: z.array(z.string()).nullish(),
});

/** Definition Contacts; the count only where it is asked for. */
export const contactPageAnswer = z.object({
	contacts: z.array(contactAnswer),
	contacts_count: z.number().nullish().catch(undefined),
	_links: links,
});

/** Definition CustomField; choices are told by their labels. */
export const customFieldsAnswer = z.object({
	custom_fields: z.array(
		z.object({
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

/** @throws Problem if the answer has another shape; what it holds is not told */
export function readAnswer<Schema extends z.ZodTypeAny>(
	schema: Schema,
	answer: unknown,
	what: string,
): z.output<Schema> {
	const result = schema.safeParse(answer);
	if (!result.success) throw unreadableAnswer(what);
	return result.data;
}

/**
 * The path below /v3 of a link in an answer. Links come relative, starting `/v3/`; a link to anywhere else is not
 * followed, for the token would go with it.
 */
export function pathOfLink(href: string, what: string): string {
	const path = href.startsWith(apiOrigin) ? href.slice(apiOrigin.length) : href;
	if (!path.startsWith('/v3/') || path.includes('..')) throw unreadableAnswer(what);
	return path.slice('/v3'.length);
}
