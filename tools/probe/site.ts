/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool for maintainers, runs in Node, not in n8n */
import { setTimeout as sleepUnlessStopped } from 'node:timers/promises';

import type { ConstantContact } from '../../nodes/shared/account/constantContact';
import { endStates } from '../../nodes/shared/account/contract';
import { readRefusal } from '../../nodes/shared/constantContact/transport/refusals';
import type { Finding } from './assumptions';
import type { Http, Reply } from './http';
import type { ContactKey } from './scratch';
import { addressOf, namesOf } from './scratch';
import type { App } from './signIn';

/** An answer that a question cannot make anything of: it stays unclear, the others go on. */
export class Surprise extends Error {}

/** A job that has ended, as Constant Contact tells it. */
export interface Job {
	readonly state: string;
	readonly errors: readonly unknown[];
	/** Its `status` as it came; `counters` are the same, or none. */
	readonly status: unknown;
	readonly counters: Readonly<Record<string, number | undefined>>;
	readonly created_at?: string;
	readonly completed_at?: string;
	readonly links: Links;
}

export interface Links {
	readonly self?: string;
	readonly results?: string;
}

/** One of our contacts, as far as the questions look at it. */
export interface ContactBody {
	readonly contact_id: string;
	readonly updated_at?: string;
	readonly deleted_at?: string | null;
	readonly first_name?: string | null;
	readonly last_name?: string | null;
	readonly anniversary?: string | null;
	readonly email_address: {
		readonly address: string;
		readonly permission_to_send?: string;
		readonly opt_in_date?: string | null;
		readonly opt_out_date?: string | null;
	};
	readonly list_memberships?: readonly string[];
	readonly custom_fields?: ReadonlyArray<{ readonly custom_field_id: string; readonly value?: string }>;
	readonly phone_numbers?: ReadonlyArray<{ readonly phone_number?: string | null }>;
	readonly street_addresses?: ReadonlyArray<{
		readonly street?: string | null;
		readonly state?: string | null;
		readonly postal_code?: string | null;
		readonly country?: string | null;
	}>;
}

export interface FieldBody {
	readonly custom_field_id: string;
	readonly name: string;
}

/** What an import came to: refused at once, or a job with what became of it. */
export type Import =
	| { readonly refusal: Reply; readonly job?: undefined }
	| { readonly refusal?: undefined; readonly job: Job };

type Row = Readonly<Record<string, unknown>>;

export interface SiteOptions {
	readonly http: Http;
	readonly api: ConstantContact;
	readonly app: App | undefined;
	/** Registered for the app. */
	readonly redirect: URL;
	readonly run: string;
	readonly owned: readonly string[];
	readonly pollMs: number;
	readonly secondMs: number;
	readonly stop: AbortSignal;
}

const patienceMs = 20 * 60_000;

/** The account as the questions use it: what they share is made once, when it is first asked for. */
export class Site {
	readonly findings: Finding[] = [];
	readonly http: Http;
	readonly api: ConstantContact;
	readonly app: App | undefined;
	readonly redirect: URL;
	readonly names: ReturnType<typeof namesOf>;
	/** The second of Constant Contact's limits. */
	readonly secondMs: number;
	private readonly made = new Map<string, Promise<unknown>>();
	private readonly awaited = new Map<string, { resolve: () => void; reject: (error: unknown) => void }>();

	constructor(private readonly options: SiteOptions) {
		({ http: this.http, api: this.api, app: this.app, redirect: this.redirect, secondMs: this.secondMs } = options);
		this.names = namesOf(options.run);
	}

	tell(finding: Finding): void {
		this.findings.push(finding);
	}

	address(key: ContactKey): string {
		return addressOf(this.options.run, this.options.owned, key);
	}

	async list(): Promise<string> {
		return await this.once('list', async () => await this.newList(this.names.list));
	}

	async secondList(): Promise<string> {
		return await this.once('secondList', async () => await this.newList(this.names.secondList));
	}

	async textField(): Promise<FieldBody> {
		return await this.once(
			'textField',
			async () => await this.newField({ label: this.names.textField, type: 'string' }),
		);
	}

	async choiceField(): Promise<FieldBody> {
		const choices = ['Red', 'Green'].map((choice_label, index) => ({ choice_label, display_order: index + 1 }));
		const definition = {
			label: this.names.choiceField,
			type: 'single_select',
			metadata: { display_type: 'dropdown' },
			choices,
		};
		return await this.once('choiceField', async () => await this.newField(definition));
	}

	async newField(definition: object): Promise<FieldBody> {
		return (await this.expect(201, 'POST', '/contact_custom_fields', definition)).body as FieldBody;
	}

	/** @throws Surprise if the answer has another status */
	async expect(status: number, method: string, path: string, body?: unknown): Promise<Reply> {
		const reply = await this.http.request(method, path, { body });
		if (reply.status !== status) throw new Surprise(`${method} ${path} was answered ${describe(reply)}`);
		return reply;
	}

	/** @param rows of an import, or its whole body */
	async importRows(rows: readonly Row[] | Buffer): Promise<Import> {
		const body = Buffer.isBuffer(rows) ? rows : { import_data: rows, list_ids: [await this.list()] };
		const reply = await this.http.request('POST', '/activities/contacts_json_import', { body });
		if (reply.status === 400) return { refusal: reply };
		return { job: await this.ended(reply) };
	}

	/**
	 * An import that is nothing out of the ordinary. @throws Surprise if it is refused, or its only contact does not land
	 */
	async land(key: ContactKey, row: Row = {}): Promise<ContactBody> {
		const { refusal } = await this.importRows([{ email: this.address(key), ...row }]);
		const contact = refusal ? undefined : await this.contact(key);
		if (contact === undefined)
			throw new Surprise(
				refusal
					? `an ordinary import was answered ${describe(refusal)}`
					: 'an ordinary import did not bring its contact',
			);
		return contact;
	}

	/** Waits for the job of this answer. @throws Surprise if there is none, or it does not complete */
	async ended(reply: Reply): Promise<Job> {
		const id = idOf(reply.body);
		if (reply.status >= 300 || id === '') throw new Surprise(`a job was answered ${describe(reply)}`);
		await this.endOf(id);
		const { body } = await this.http.request('GET', `/activities/${id}`);
		const { state, activity_errors, status, created_at, completed_at } = body as Record<string, unknown>;
		if (state !== 'completed') throw new Surprise(`a job ended as "${String(state)}"`);
		return {
			state,
			errors: Array.isArray(activity_errors) ? activity_errors : [],
			status,
			counters: (status ?? {}) as Job['counters'],
			created_at: created_at as string | undefined,
			completed_at: completed_at as string | undefined,
			links: linksOf(body),
		};
	}

	async contact(key: ContactKey): Promise<ContactBody | undefined> {
		return await findContact(this.http, this.address(key));
	}

	/** Whether the contact is there, not deleted, and on the list. */
	async isOnList(key: ContactKey, list?: string): Promise<boolean> {
		const [contact, id] = [await this.contact(key), list ?? (await this.list())];
		return isThere(contact) && (contact.list_memberships ?? []).includes(id);
	}

	surprise(reply: Reply): Surprise {
		return new Surprise(`an import was answered ${describe(reply)}`);
	}

	/** Ends early when the probe is to end. */
	async sleep(ms: number): Promise<void> {
		// `setTimeout` takes its listener off the signal again.
		await sleepUnlessStopped(ms, undefined, { signal: this.options.stop }).catch(() => undefined);
	}

	/** Longer than the second that points in time are written in, so that the next one differs. */
	async nextSecond(): Promise<void> {
		await this.sleep(1_100);
	}

	async newList(name: string): Promise<string> {
		const body = {
			name,
			favorite: false,
			description: 'Made by the probe of n8n-nodes-constant-contact, which deletes it at its end.',
		};
		return ((await this.expect(201, 'POST', '/contact_lists', body)).body as { list_id: string }).list_id;
	}

	private async once<T>(what: string, make: () => Promise<T>): Promise<T> {
		let making = this.made.get(what);
		if (making === undefined) this.made.set(what, (making = make()));
		return (await making) as T;
	}

	private async endOf(id: string): Promise<void> {
		const waiting = new Promise<void>((resolve, reject) => this.awaited.set(id, { resolve, reject }));
		// One look a round for all who wait.
		if (this.awaited.size === 1) {
			void this.poll().catch((error: unknown) => {
				this.awaited.forEach(({ reject }) => reject(error));
				this.awaited.clear();
			});
		}
		await waiting;
	}

	private async poll(): Promise<void> {
		for (
			let pause = this.options.pollMs, deadline = Date.now() + patienceMs;
			this.awaited.size > 0;
			pause = Math.min(pause * 1.2, 5_000)
		) {
			await this.sleep(pause);
			const ids = new Set(this.awaited.keys());
			const found = await this.api.activities(ids);
			for (const id of ids) {
				const hasEnded = endStates.some((state) => state === found.get(id)?.state);
				if (!hasEnded && Date.now() < deadline) continue;
				const { resolve, reject } = this.awaited.get(id)!;
				this.awaited.delete(id);
				if (hasEnded) resolve();
				else reject(new Surprise('a job did not end within 20 minutes'));
			}
			if (found.size > 0 && this.awaited.size < ids.size) pause = this.options.pollMs;
		}
	}
}

/** A job's; empty if the answer is about none. */
export function idOf(job: unknown): string {
	const id = (job as { activity_id?: unknown } | null | undefined)?.activity_id;
	return typeof id === 'string' ? id : '';
}

/** The links of a job, or of an entry about one. */
export function linksOf(job: unknown): Links {
	const links = (job as { _links?: Record<string, { href?: string } | undefined> | null } | null)?._links;
	return { self: links?.self?.href, results: links?.results?.href };
}

export function duration({ created_at, completed_at }: Job): string {
	const seconds = (Date.parse(completed_at ?? '') - Date.parse(created_at ?? '')) / 1_000;
	return Number.isFinite(seconds)
		? `the job took ${seconds.toLocaleString('en-US')} s`
		: 'the job does not tell how long it took';
}

const include = 'custom_fields,list_memberships,phone_numbers,street_addresses';

/** Also a deleted one. */
export async function findContact(http: Http, address: string): Promise<ContactBody | undefined> {
	const query = { email: address, status: 'all', include, limit: 1 };
	const reply = await http.request('GET', '/contacts', { query });
	if (reply.status !== 200) throw new Surprise(`looking for a contact was answered ${describe(reply)}`);
	return (reply.body as { contacts: ContactBody[] }).contacts[0];
}

export const isThere = (contact: ContactBody | undefined): contact is ContactBody =>
	contact !== undefined && !contact.deleted_at;

/** Status and Constant Contact's own words. */
export function describe({ status, body }: Reply): string {
	const { key, message } = readRefusal(body);
	const words = [key, message].filter(Boolean).join(': ');
	return words === '' ? String(status) : `${status} (${words})`;
}
