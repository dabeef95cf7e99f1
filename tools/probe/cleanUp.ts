/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a tool for maintainers, runs in Node, not in n8n */
import type { ConstantContact } from '../../nodes/shared/account/constantContact';
import { endStates } from '../../nodes/shared/account/contract';
import type { Http } from './http';
import { addressOf, isOfRun, namesOf, runOfName, type ContactKey } from './scratch';
import { findContact, isThere, Surprise, type ContactBody } from './site';

export interface Leftovers {
	readonly http: Http;
	readonly api: ConstantContact;
	readonly run: string;
	readonly owned: readonly string[];
	/** The contacts that it may have made, as far as anybody knows. */
	readonly keys: readonly ContactKey[];
	/** Jobs that were running before the probe: others' business. */
	readonly othersJobs: ReadonlySet<string>;
	readonly pollMs: number;
}

const patienceMs = 20 * 60_000;
const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Field {
	custom_field_id: string;
	label: string;
}

/** The runs of a probe that left a list, a tag or a custom field in the account. */
export async function runsIn(http: Http, api: ConstantContact): Promise<string[]> {
	const names = [
		...(await api.lists()).map(({ name }) => name),
		...(await api.tags()).keys(),
		...(await fields(http)).map(({ label }) => label),
	];
	return [...new Set(names.map(runOfName).filter((run) => run !== undefined))];
}

/**
 * Deletes what a run of the probe made, found by its names: an answer that was lost hides nothing.
 * @returns what could not be deleted, for a person to do
 */
export async function cleanUp(leftovers: Leftovers): Promise<string[]> {
	const { http, api, run } = leftovers;
	await http.settled();
	await runningJobsEnd(leftovers);
	const left: string[] = [];
	const attempt = async (what: string, work: () => Promise<unknown>) =>
		await work().catch((error: unknown) =>
			left.push(`${what} (${error instanceof Error ? error.message : String(error)})`),
		);
	const lists = (await api.lists()).filter(({ name }) => runOfName(name) === run);
	await attempt('contacts of the probe', async () => {
		const contacts = await contactsOf(
			leftovers,
			lists.map(({ id }) => id),
		);
		await Promise.all(
			contacts.map(
				async (contact) =>
					await attempt(
						`the contact ${contact.email_address.address}`,
						async () => await deleteContact(http, contact, lists[0]?.id),
					),
			),
		);
	});
	for (const { custom_field_id, label } of await fields(http)) {
		if (runOfName(label) === run)
			await attempt(
				`the custom field "${label}"`,
				async () => await gone(http, `/contact_custom_fields/${custom_field_id}`),
			);
	}
	for (const [name, id] of await api.tags()) {
		if (runOfName(name) === run)
			await attempt(`the tag "${name}"`, async () => await gone(http, `/contact_tags/${id}`));
	}
	for (const { id, name } of lists)
		await attempt(`the list "${name}"`, async () => await gone(http, `/contact_lists/${id}`));
	await runningJobsEnd(leftovers);
	if (left.length === 0 && (await runsIn(http, api)).includes(run)) left.push(`something named "${namesOf(run).list}"`);
	return left;
}

/** A job that is still to be done would bring back what was deleted before it. */
async function runningJobsEnd({ api, othersJobs, pollMs }: Leftovers): Promise<void> {
	let ours = new Set([...(await api.unfinishedActivities(0))].filter((id) => !othersJobs.has(id)));
	for (const deadline = Date.now() + patienceMs; ours.size > 0 && Date.now() < deadline; await sleep(pollMs)) {
		const found = await api.activities(ours);
		ours = new Set(
			[...ours].filter((id) => found.has(id) && !endStates.some((state) => state === found.get(id)?.state)),
		);
	}
}

/** Those on its lists, and those at the addresses that it uses. */
async function contactsOf({ http, run, owned, keys }: Leftovers, lists: readonly string[]): Promise<ContactBody[]> {
	const found = new Map<string, ContactBody>();
	for (const id of lists) {
		const reply = await http.request('GET', '/contacts', { query: { lists: id, status: 'all', limit: 500 } });
		for (const contact of (reply.body as { contacts?: ContactBody[] }).contacts ?? [])
			found.set(contact.contact_id, contact);
	}
	const atAddresses = await Promise.all(keys.map(async (key) => await findContact(http, addressOf(run, owned, key))));
	for (const contact of atAddresses) if (contact) found.set(contact.contact_id, contact);
	return [...found.values()].filter((contact) => isThere(contact) && isOfRun(run, contact.email_address.address));
}

/** An opt-out would outlive the contact, so contacts that the probe unsubscribed are signed up again first. */
async function deleteContact(
	http: Http,
	{ contact_id, email_address }: ContactBody,
	list: string | undefined,
): Promise<void> {
	if (email_address.permission_to_send === 'unsubscribed' && list !== undefined) {
		const reply = await http.request('POST', '/contacts/sign_up_form', {
			body: { email_address: email_address.address, list_memberships: [list] },
		});
		if (reply.status >= 300) throw new Surprise(`still unsubscribed: signing up was answered ${reply.status}`);
	}
	await gone(http, `/contacts/${contact_id}`);
}

async function gone(http: Http, path: string): Promise<void> {
	const { status } = await http.request('DELETE', path);
	if (status >= 300 && status !== 404) throw new Surprise(`deleting was answered ${status}`);
}

async function fields(http: Http): Promise<Field[]> {
	const reply = await http.request('GET', '/contact_custom_fields', { query: { limit: 100 } });
	return (reply.body as { custom_fields?: Field[] }).custom_fields ?? [];
}
