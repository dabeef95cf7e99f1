import type { z } from 'zod';
import { activitiesAnswer, activityAnswer, customFieldsAnswer, listAnswer, listsAnswer, pathOfLink, readAnswer } from './answers';
import type { CustomField } from './contactFields';
import { activitiesPerPage, customFieldsPerPage, listsPerPage } from './contract';
import { Problem } from './problem';
import { unreadableAnswer } from './problems';
import type { Transport } from './request';

/** A list of contacts; `members` only where it was asked for. */
export interface ContactList {
	readonly id: string;
	readonly name: string;
	readonly isDeleted: boolean;
	readonly members?: number;
}

/** One asynchronous job of Constant Contact's. */
export interface ApiActivity {
	readonly id: string;
	readonly state: string;
	readonly errors: readonly string[];
	readonly counters: Readonly<Record<string, number>>;
	readonly resultPath?: string;
}

/** Pages read at the most in one look-up: an answer that links to itself must not keep us for ever. */
const maxPages = 50;

/** 2,000 activities: twice as many as may be waiting in an account. */
const maxActivityPages = 4;

/** What we say to Constant Contact, a method a sentence. All throw Problem. */
export function createConstantContactApi(transport: Transport) {
	async function* pages<Schema extends z.ZodTypeAny>(schema: Schema, path: string, query: Record<string, string | number>, what: string): AsyncGenerator<z.output<Schema>> {
		let answer = readAnswer(schema, await transport.send({ method: 'GET', path, query }), what);
		for (let page = 1; page <= maxPages; page++) {
			yield answer;
			const next: string | undefined = answer._links?.next?.href;
			if (next === undefined) return;
			answer = readAnswer(schema, await transport.send({ method: 'GET', path: pathOfLink(next, what) }), what);
		}
		throw unreadableAnswer(what);
	}

	async function activity(id: string): Promise<ApiActivity | undefined> {
		const answer = await unlessNotFound(transport.send({ method: 'GET', path: `/activities/${encodeURIComponent(id)}` }));
		return answer === undefined ? undefined : toActivity(readAnswer(activityAnswer, answer, 'an activity'));
	}

	return {
		/** Every list of the account that is not deleted, in one request for up to 1,000 (an account has no more). */
		async lists(): Promise<ContactList[]> {
			const found: ContactList[] = [];
			const query = { limit: listsPerPage, include_membership_count: 'active', status: 'active' };
			for await (const page of pages(listsAnswer, '/contact_lists', query, 'the lists')) {
				for (const list of page.lists) found.push(toList(list));
			}
			return found;
		},

		/** The list with this ID, deleted or not; undefined if there is none. */
		async list(id: string): Promise<ContactList | undefined> {
			const answer = await unlessNotFound(transport.send({ method: 'GET', path: `/contact_lists/${encodeURIComponent(id)}` }));
			return answer === undefined ? undefined : toList(readAnswer(listAnswer, answer, 'the list'));
		},

		async customFields(): Promise<CustomField[]> {
			const found: CustomField[] = [];
			for await (const page of pages(customFieldsAnswer, '/contact_custom_fields', { limit: customFieldsPerPage }, 'the custom fields')) {
				for (const { name, label, type, choices } of page.custom_fields) {
					found.push({ name, label: label ?? name, type, choices: choices?.map(({ choice_label }) => choice_label) });
				}
			}
			return found;
		},

		/**
		 * Hands over one body of POST /activities/contacts_json_import. Importing the same rows twice changes nothing,
		 * so a request whose answer was lost is sent again.
		 */
		async importContacts(body: Buffer): Promise<ApiActivity> {
			const answer = await transport.send({ method: 'POST', path: '/activities/contacts_json_import', body, repeatable: true });
			return toActivity(readAnswer(activityAnswer, answer, 'an import'));
		},

		/** How these activities stand, in one request however many they are; those no longer known are absent. */
		async activities(ids: ReadonlySet<string>): Promise<Map<string, ApiActivity>> {
			const found = new Map<string, ApiActivity>();
			let looked = 0;
			for await (const page of pages(activitiesAnswer, '/activities', { limit: activitiesPerPage }, 'the activities')) {
				for (const entry of page.activities) if (ids.has(entry.activity_id)) found.set(entry.activity_id, toActivity(entry));
				if (found.size === ids.size || ++looked === maxActivityPages) break;
			}
			// A busy account pushes ours off the first pages.
			for (const id of ids) {
				const missing = found.has(id) ? undefined : await activity(id);
				if (missing !== undefined) found.set(id, missing);
			}
			return found;
		},

		/** Starts a bulk export of a list's members with their addresses (API guide, "export contacts"). It changes nothing, so it may be sent twice. */
		async startMemberExport(listId: string): Promise<ApiActivity> {
			const body = { list_ids: [listId], fields: ['email_address'] };
			const answer = await transport.send({ method: 'POST', path: '/activities/contact_exports', body, repeatable: true });
			return toActivity(readAnswer(activityAnswer, answer, 'an export'));
		},

		/** The bytes of a completed export's CSV file. */
		async openExport(resultPath: string): Promise<AsyncIterable<Uint8Array>> {
			const answer = await transport.send({ method: 'GET', path: pathOfLink(resultPath, 'an export'), answer: 'stream' });
			if (!isByteStream(answer)) throw unreadableAnswer('an export');
			return answer;
		},
	};
}

export type ConstantContactApi = ReturnType<typeof createConstantContactApi>;

async function unlessNotFound(answer: Promise<unknown>): Promise<unknown> {
	return await answer.catch((problem: unknown) => {
		if (problem instanceof Problem && problem.kind === 'notFound') return undefined;
		return Promise.reject(problem);
	});
}

function toList(answer: z.output<typeof listAnswer>): ContactList {
	return { id: answer.list_id, name: answer.name, isDeleted: Boolean(answer.deleted_at), members: answer.membership_count ?? undefined };
}

function toActivity(answer: z.output<typeof activityAnswer>): ApiActivity {
	const counters = Object.entries(answer.status ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
	return {
		id: answer.activity_id,
		state: answer.state,
		errors: (answer.activity_errors ?? []).filter((error) => error !== ''),
		counters: Object.fromEntries(counters),
		resultPath: answer._links?.results?.href,
	};
}

function isByteStream(answer: unknown): answer is AsyncIterable<Uint8Array> {
	return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}
