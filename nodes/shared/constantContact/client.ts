import type { z } from 'zod';
import type { IDataObject } from 'n8n-workflow';
import type { contactAnswer } from './answers';
import {
	activitiesAnswer,
	activityAnswer,
	contactPageAnswer,
	contactsAnswer,
	customFieldsAnswer,
	listAnswer,
	listsAnswer,
	newListAnswer,
	pathOfLink,
	readAnswer,
	tagAnswer,
	tagsAnswer,
} from './answers';
import type { Activity, ContactList, ContactPage, ContactSelection, FoundContact } from '../account/constantContact';
import type { CustomField } from '../account/contactFields';
import {
	activitiesPerPage,
	contactsPerPage,
	customFieldsPerPage,
	endStates,
	listsPerPage,
	mostContactPages,
	tagsPerPage,
} from '../account/contract';
import { isByteStream } from '../transport/byteStream';
import { wholeFile } from './transport/wholeFile';
import { withoutPersons } from './redaction';
import type { JobKind } from './lostJobs';
import { createdAt, createStartedJobs } from './lostJobs';
import { named } from '../values/names';
import type { ProblemKind } from '../problem';
import { Problem } from '../problem';
import { unreadableAnswer } from './transport/refusals';
import type { Transport } from './transport/request';

/** Pages read at the most in one look-up: an answer that links to itself must not keep us for ever. */
const maxPages = 50;

/** 2,000 activities: twice as many as may be waiting in an account. */
const maxActivityPages = 4;

/** What we say to Constant Contact, a method a sentence. All throw Problem. */
export function createConstantContactApi(transport: Transport) {
	async function* pages<Schema extends z.ZodTypeAny>(
		schema: Schema,
		path: string,
		query: Record<string, string | number>,
		what: string,
		mostPages = maxPages,
		isPoll = false,
	): AsyncGenerator<z.output<Schema>> {
		let answer = readAnswer(schema, await transport.send({ method: 'GET', path, query, isPoll }), what);
		for (let page = 1; page <= mostPages; page++) {
			yield answer;
			const next: string | null | undefined = answer._links?.next?.href;
			if (!next) return;
			answer = readAnswer(schema, await transport.send({ method: 'GET', path: pathOfLink(next, what), isPoll }), what);
		}
		throw unreadableAnswer(what);
	}

	const started = createStartedJobs();

	async function newestActivities() {
		return readAnswer(
			activitiesAnswer,
			await transport.send({ method: 'GET', path: '/activities', query: { limit: activitiesPerPage } }),
			'the activities',
		).activities;
	}

	/**
	 * Starts a job, once if that can be told. Where it cannot, it may be started twice: the second finds nothing left to
	 * do.
	 */
	async function startJob(path: string, body: IDataObject | Buffer, kind: JobKind): Promise<Activity> {
		const findLost = async () => started.findLost(kind, await newestActivities());
		const job = readAnswer(
			activityAnswer,
			await transport.send({ method: 'POST', path, body, repeatable: true, findLost }),
			'a job',
		);
		started.confirm(job);
		return toActivity(job);
	}

	async function activity(id: string): Promise<Activity | undefined> {
		const answer = await unless(
			'notFound',
			transport.send({ method: 'GET', path: `/activities/${encodeURIComponent(id)}`, isPoll: true }),
		);
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
			const answer = await unless(
				'notFound',
				transport.send({
					method: 'GET',
					path: `/contact_lists/${encodeURIComponent(id)}`,
					query: { include_membership_count: 'all' },
				}),
			);
			return answer === undefined ? undefined : toList(readAnswer(listAnswer, answer, 'the list'));
		},

		async customFields(): Promise<CustomField[]> {
			const found: CustomField[] = [];
			for await (const page of pages(
				customFieldsAnswer,
				'/contact_custom_fields',
				{ limit: customFieldsPerPage },
				'the custom fields',
			)) {
				for (const { name, label, type, choices } of page.custom_fields) {
					found.push({ name, label: label ?? name, type, choices: choices?.map(({ choice_label }) => choice_label) });
				}
			}
			return found;
		},

		/** Hands over one body of POST /activities/contacts_json_import with so many rows. */
		async importContacts(body: Buffer, rows: number): Promise<Activity> {
			return await startJob('/activities/contacts_json_import', body, { is: 'import', rows });
		},

		/** How these activities stand, in one request however many they are; those no longer known are absent. */
		async activities(ids: ReadonlySet<string>): Promise<Map<string, Activity>> {
			const found = new Map<string, Activity>();
			let looked = 0;
			for await (const page of pages(
				activitiesAnswer,
				'/activities',
				{ limit: activitiesPerPage },
				'the activities',
				maxActivityPages,
				true,
			)) {
				for (const entry of page.activities)
					if (ids.has(entry.activity_id)) found.set(entry.activity_id, toActivity(entry));
				if (found.size === ids.size || ++looked === maxActivityPages) break;
			}
			// A busy account pushes ours off the first pages.
			for (const id of ids) {
				const missing = found.has(id) ? undefined : await activity(id);
				if (missing !== undefined) found.set(id, missing);
			}
			return found;
		},

		/**
		 * Starts a bulk export (API guide, "export contacts"). It changes nothing, so it is sent again if its answer was
		 * lost, and never looked for: nothing in an export's file tells whose contacts they are.
		 * @param fields what to show of each contact; undefined for everything
		 * @returns undefined where Constant Contact does not take such a selection: status `removed` is in the guide only
		 */
		async startExport(
			selection: ContactSelection,
			fields: readonly string[] | undefined,
		): Promise<Activity | undefined> {
			const whom =
				'listId' in selection
					? { list_ids: [selection.listId] }
					: 'tagId' in selection
						? { tag_ids: [selection.tagId] }
						: selection;
			const request = transport.send({
				method: 'POST',
				path: '/activities/contact_exports',
				body: { ...whom, ...(fields && { fields: [...fields] }) },
				repeatable: true,
			});
			const answer = await unless('invalid', request);
			if (answer === undefined) return undefined;
			const job = readAnswer(activityAnswer, answer, 'an export');
			started.confirm(job);
			return toActivity(job);
		},

		/**
		 * The bytes of a completed export's CSV file. Where they are cut off it is fetched again; reading them throws a
		 * Problem if that does not help.
		 */
		async openExport(resultPath: string): Promise<AsyncIterable<Uint8Array>> {
			const open = async () => {
				const answer = await transport.send({
					method: 'GET',
					path: pathOfLink(resultPath, 'an export'),
					answer: 'stream',
				});
				if (!isByteStream(answer)) throw unreadableAnswer('an export');
				return answer;
			};
			return wholeFile(open, await open());
		},

		/**
		 * The activities of the account that have not ended, in the newest 500.
		 * @param since milliseconds since 1970: those created before are left out
		 */
		async unfinishedActivities(since: number): Promise<Set<string>> {
			const isOpen = (state: string) => !endStates.some((end) => end === state);
			const open = (await newestActivities()).filter((job) => isOpen(job.state) && !(createdAt(job) < since));
			return new Set(open.map(({ activity_id }) => activity_id));
		},

		/**
		 * The addresses of deleted contacts, a page at a time: the documented way where an export does not take their
		 * status.
		 */
		async *deletedContacts(): AsyncGenerator<string[]> {
			for await (const page of pages(
				contactsAnswer,
				'/contacts',
				{ status: 'deleted', limit: contactsPerPage },
				'the deleted contacts',
				mostContactPages,
			)) {
				yield page.contacts.map(({ email_address }) => email_address?.address ?? '').filter((email) => email !== '');
			}
		},

		/**
		 * Contacts with an opt-out date after a moment, page by page in no certain order; whether they are unsubscribed
		 * still, their permission tells. `updated_after` would not do: an opt-out leaves a contact's own `updated_at` as it
		 * was (Constant Contact's support, community posts 387264 and 422146).
		 * @param moment milliseconds since 1970
		 */
		async *contactsOptedOutAfter(moment: number): AsyncGenerator<ContactPage> {
			const query = { status: 'all', optout_after: new Date(moment).toISOString(), limit: contactsPerPage };
			for await (const page of pages(contactPageAnswer, '/contacts', query, 'the opt-outs', mostContactPages))
				yield toContactPage(page);
		},

		/**
		 * All deleted contacts, page by page in no certain order, with their number: nothing filters them by the day of
		 * their deletion.
		 */
		async *deletedContactPages(): AsyncGenerator<ContactPage> {
			const query = { status: 'deleted', include_count: 'true', limit: contactsPerPage };
			for await (const page of pages(contactPageAnswer, '/contacts', query, 'the deleted contacts', mostContactPages))
				yield toContactPage(page);
		},

		/** The contact with this address, deleted or not, with its lists and tags; undefined if there is none. */
		async contactByEmail(email: string): Promise<FoundContact | undefined> {
			const query = { email, status: 'all', include: 'list_memberships,taggings', limit: 1 };
			const answer = readAnswer(
				contactPageAnswer,
				await transport.send({ method: 'GET', path: '/contacts', query }),
				'a contact',
			);
			return toContactPage(answer).contacts[0];
		},

		/**
		 * @returns the new list's ID. Where a list of this name is there already, it is that one: an answer was lost, or
		 * somebody else has just made it. [assumed] Names that differ in capitals only are the same to Constant Contact.
		 */
		async createList(name: string, description: string): Promise<string> {
			const body = { name, favorite: false, description };
			const findLost = async () => {
				const existing = named(name, await this.lists());
				return existing && { list_id: existing.id };
			};
			const answer = transport.send({ method: 'POST', path: '/contact_lists', body, repeatable: true, findLost });
			// A request that was thought lost may be carried out late, and then this one finds the name taken.
			const made = (await unless('conflict', answer)) ?? (await findLost());
			if (made === undefined) throw listNotMade(name);
			return readAnswer(newListAnswer, made, 'a new list').list_id;
		},

		/** @returns the job that deletes the list, or undefined where it is gone already */
		async deleteList(id: string): Promise<Activity | undefined> {
			const answer = await unless(
				'notFound',
				transport.send({ method: 'DELETE', path: `/contact_lists/${encodeURIComponent(id)}`, repeatable: true }),
			);
			if (answer === undefined) return undefined;
			const job = readAnswer(activityAnswer, answer, 'a deletion');
			started.confirm(job);
			return toActivity(job);
		},

		/** Takes everybody who is on the list `membersOf` off the list `listId`; contacts and their permission stay. */
		async removeMembers(listId: string, membersOf: string): Promise<Activity> {
			return await startJob(
				'/activities/remove_list_memberships',
				{ source: { list_ids: [membersOf] }, list_ids: [listId] },
				{ is: 'removal' },
			);
		},

		/** The IDs of the account's tags by name. */
		async tags(): Promise<Map<string, string>> {
			const found = new Map<string, string>();
			for await (const page of pages(tagsAnswer, '/contact_tags', { limit: tagsPerPage }, 'the tags')) {
				for (const { name, tag_id } of page.tags) found.set(name, tag_id);
			}
			return found;
		},

		/** @returns the new tag's ID, or that of the tag of this name which exists already */
		async createTag(name: string): Promise<string> {
			const answer = await unless(
				'conflict',
				transport.send({ method: 'POST', path: '/contact_tags', body: { name }, repeatable: true }),
			);
			if (answer !== undefined) return readAnswer(tagAnswer, answer, 'a new tag').tag_id;
			const sameName = [...(await this.tags())].find(([existing]) => existing.toLowerCase() === name.toLowerCase());
			if (sameName === undefined) throw unreadableAnswer('a new tag');
			return sameName[1];
		},

		/** Puts tags on everybody on the list. */
		async tagMembers(listId: string, tagIds: readonly string[]): Promise<Activity> {
			return await startJob(
				'/activities/contacts_taggings_add',
				{ source: { list_ids: [listId] }, tag_ids: [...tagIds] },
				{ is: 'tagging' },
			);
		},

		/** Takes a tag off everybody on the list. */
		async untagMembers(listId: string, tagId: string): Promise<Activity> {
			return await startJob(
				'/activities/contacts_taggings_remove',
				{ source: { list_ids: [listId] }, tag_ids: [tagId] },
				{ is: 'tagging' },
			);
		},
	};
}

function listNotMade(name: string): Problem {
	return new Problem({
		kind: 'conflict',
		message: `Constant Contact did not make the list '${name}': it says that there is one of this name, and shows none`,
		advice: 'It may have been deleted a moment ago. Wait a minute and run the workflow again, or choose another name.',
	});
}

export type ConstantContactApi = ReturnType<typeof createConstantContactApi>;

/** The answer, or undefined if it is a refusal of this kind. */
async function unless(kind: ProblemKind, answer: Promise<unknown>): Promise<unknown> {
	return await answer.catch((problem: unknown) => {
		if (problem instanceof Problem && problem.kind === kind) return undefined;
		return Promise.reject(problem);
	});
}

function toList(answer: z.output<typeof listAnswer>): ContactList {
	return {
		id: answer.list_id,
		name: answer.name,
		isDeleted: Boolean(answer.deleted_at),
		members: answer.membership_count ?? undefined,
	};
}

function toContactPage({ contacts, contacts_count }: z.output<typeof contactPageAnswer>): ContactPage {
	return { contacts: contacts.map(toContact), total: contacts_count ?? undefined };
}

function toContact({
	contact_id,
	email_address,
	updated_at,
	deleted_at,
	list_memberships,
	taggings,
}: z.output<typeof contactAnswer>): FoundContact {
	return {
		id: contact_id,
		email: email_address?.address || undefined,
		permission: email_address?.permission_to_send,
		optOutSource: email_address?.opt_out_source ?? undefined,
		optOutDate: email_address?.opt_out_date ?? undefined,
		optOutReason: email_address?.opt_out_reason ?? undefined,
		emailUpdatedAt: email_address?.updated_at,
		updatedAt: updated_at ?? undefined,
		deletedAt: deleted_at ?? undefined,
		listIds: list_memberships ?? [],
		tagIds: taggings ?? [],
	};
}

function toActivity(answer: z.output<typeof activityAnswer>): Activity {
	const counters = Object.entries(answer.status ?? {}).filter(
		(entry): entry is [string, number] => typeof entry[1] === 'number',
	);
	return {
		id: answer.activity_id,
		state: answer.state,
		errors: (answer.activity_errors ?? []).filter((error) => error !== '').map(withoutPersons),
		counters: Object.fromEntries(counters),
		resultPath: answer._links?.results?.href,
	};
}
