import { seenOtherwise, settled, unclear } from '../assumptions';
import { askForToken, askToAuthorize } from '../signIn';
import { describe, type Site, Surprise } from '../site';
import type { Question } from './question';

/** What is not about contacts: names, shapes of answers, refusals. */
export const serviceQuestions: readonly Question[] = [
	{
		name: 'field-names',
		about: 'how a custom field is named, and whether a new label changes that',
		settles: ['customFieldNames', 'renamedCustomFields'],
		makes: ['nameField'],
		async ask(site) {
			const label = site.names.nameField;
			const field = await site.newField({ label, type: 'string' });
			const name = label.replaceAll(' ', '_');
			if (field.name === name) site.tell(settled('customFieldNames', 'keepCase'));
			else if (field.name === name.toLowerCase()) site.tell(settled('customFieldNames', 'lowerCase'));
			else site.tell(seenOtherwise('customFieldNames', `"${field.name}" for "${label}"`));
			const renamed = await site.expect(200, 'PUT', `/contact_custom_fields/${field.custom_field_id}`, {
				label: site.names.renamedField,
			});
			site.tell(
				settled('renamedCustomFields', (renamed.body as { name: string }).name === field.name ? 'keepName' : 'newName'),
			);
		},
	},
	{
		name: 'shapes',
		about: 'points in time, and the last page of a collection',
		settles: ['timestamps', 'lastPageLinks'],
		async ask(site) {
			const { body } = await site.expect(200, 'GET', `/contact_lists/${await site.list()}`);
			const at = String((body as { created_at?: unknown }).created_at);
			const style = /:\d\dZ$/.test(at)
				? 'seconds'
				: /\.\d+Z$/.test(at)
					? 'milliseconds'
					: /[+-]\d\d:\d\d$/.test(at)
						? 'offset'
						: undefined;
			site.tell(style ? settled('timestamps', style) : seenOtherwise('timestamps', at));
			const page = await site.expect(200, 'GET', '/contact_lists?limit=1000');
			const links = (page.body as { _links?: Record<string, unknown> | null })._links;
			const next = links?.next as { href?: unknown } | null | undefined;
			if (links === undefined) return site.tell(settled('lastPageLinks', 'absent'));
			if (links !== null && Object.keys(links).length === 0) return site.tell(settled('lastPageLinks', 'empty'));
			if (next && next.href === null) return site.tell(settled('lastPageLinks', 'nullHref'));
			site.tell(
				next?.href
					? unclear('lastPageLinks', 'the account has more lists than a page')
					: seenOtherwise('lastPageLinks', JSON.stringify(links)),
			);
		},
	},
	{
		name: 'reading',
		about: 'pages of contacts, their order and number, filters by date, and dates of opt-ins',
		settles: ['contactPages', 'contactsOrder', 'contactsCount', 'dateFiltersIncludeTheMoment', 'optInDates'],
		contacts: ['older', 'newer'],
		async ask(site) {
			const older = await site.land('older');
			await site.nextSecond();
			const newer = await site.land('newer');
			const idsFor = async (query: Readonly<Record<string, string | number>>) => {
				const { status, body } = await site.http.request('GET', '/contacts', { query: { ...query, limit: 500 } });
				if (status !== 200) throw new Surprise(`reading contacts was answered ${status}`);
				return (body as { contacts: Array<{ contact_id: string }> }).contacts.map(({ contact_id }) => contact_id);
			};
			const lists = await site.list();
			const page = await site.http.request('GET', '/contacts', { query: { lists, limit: 500 } });
			const isGiven = page.status === 200;
			site.tell(settled('contactPages', isGiven ? 'given' : 'refused', isGiven ? undefined : describe(page)));
			const order = await idsFor({ lists });
			const [first, second] = [order.indexOf(older.contact_id), order.indexOf(newer.contact_id)];
			if (first === -1 || second === -1) throw new Surprise('the contacts of a list did not come in one page');
			site.tell(settled('contactsOrder', first < second ? 'oldestFirst' : 'newestFirst'));
			const one = await site.expect(200, 'GET', `/contacts?lists=${lists}&limit=1&include_count=true`);
			const count = (one.body as { contacts_count?: number | null }).contacts_count;
			site.tell(
				typeof count === 'number'
					? settled('contactsCount', count > 1 ? 'all' : 'page')
					: seenOtherwise('contactsCount', 'no number'),
			);
			const optIn = newer.email_address.opt_in_date;
			site.tell(
				optIn
					? settled('optInDates', optIn.endsWith('+00:00') ? '+00:00' : 'asOthers')
					: unclear('optInDates', 'the contact has none'),
			);
			const moment = newer.updated_at ?? '';
			const includes = (await idsFor({ email: site.address('newer'), updated_after: moment })).length > 0;
			site.tell(
				settled(
					'dateFiltersIncludeTheMoment',
					includes,
					`by updated_after=${moment}, which may have been cut to the second`,
				),
			);
		},
	},
	{
		name: 'tag-errors',
		about: 'errors of a job that deletes a tag which is gone',
		settles: ['tagActivityErrors'],
		makes: ['tag'],
		async ask(site) {
			const { tag_id } = (await site.expect(201, 'POST', '/contact_tags', { name: site.names.tag })).body as {
				tag_id: string;
			};
			await site.ended(await site.expect(202, 'DELETE', `/contact_tags/${tag_id}`));
			const { errors } = await site.ended(
				await site.expect(201, 'POST', '/activities/contacts_tags_delete', { tag_ids: [tag_id] }),
			);
			if (errors.length === 0) throw new Surprise('deleting a tag that is gone is no error');
			const isText = typeof errors[0] === 'string';
			const hasMessage = !isText && typeof (errors[0] as { message?: unknown } | null)?.message === 'string';
			site.tell(
				isText || hasMessage
					? settled('tagActivityErrors', isText ? 'strings' : 'objects')
					: seenOtherwise('tagActivityErrors', JSON.stringify(errors[0])),
			);
		},
	},
	{
		name: 'invalid-grant',
		about: 'how a refresh token that is none is refused; needs the sign-in',
		settles: ['invalidGrantStatus'],
		async ask(site) {
			if (site.app === undefined) throw new Surprise('needs the app, and only a token was given');
			// The token endpoint takes one request a second.
			await site.sleep(site.secondMs * 1.5);
			const { status, body } = await askForToken(site.app, {
				grant_type: 'refresh_token',
				refresh_token: 'a-refresh-token-that-is-none',
			});
			if (body.error !== 'invalid_grant')
				return site.tell(seenOtherwise('invalidGrantStatus', `${status} with "${String(body.error ?? 'no error')}"`));
			site.tell(
				status === 400 || status === 401 || status === 403
					? settled('invalidGrantStatus', status)
					: seenOtherwise('invalidGrantStatus', String(status)),
			);
		},
	},
	{
		name: 'pkce',
		about: 'whether an app with a secret may use PKCE; needs the sign-in',
		settles: ['pkceWithSecret'],
		async ask(site) {
			const { app, redirect } = site;
			if (app?.clientSecret === undefined) throw new Surprise('needs an app with a secret');
			const usual = await askToAuthorize(app, redirect, false);
			if (usual.status >= 400) throw new Surprise(`the authorize page answers ${usual.status} without PKCE, too`);
			const { status, error } = await askToAuthorize(app, redirect, true);
			if (error !== undefined) return site.tell(seenOtherwise('pkceWithSecret', `is sent back with "${error}"`));
			site.tell(settled('pkceWithSecret', status >= 400 ? 'refused' : 'accepted', `status ${status}`));
		},
	},
	{
		name: 'pace',
		about: "whether refused requests use up the next second's",
		settles: ['refusedCallsCount'],
		isLast: true,
		alsoDoes:
			'Sends 20 requests within two seconds, twice as many as are allowed; again, up to twice, where a busy machine sent them too unevenly.',
		async ask(site) {
			for (let attempt = 1; attempt <= mostAttempts; attempt++) {
				const all = await sendTwiceTooMany(site);
				const refused = all.filter(({ status }) => status === 429).length;
				if (refused === 0) throw new Surprise('20 requests in two seconds, and none was refused');
				const verdict = refusedAreCounted(all);
				if (verdict === undefined) continue;
				const note = `${refused} of 20 refused; whether they use up the day's 10,000 cannot be seen`;
				return site.tell(settled('refusedCallsCount', verdict, note));
			}
			throw new Surprise('the requests went out too unevenly to tell');
		},
	},
];

/** A busy machine may send requests too unevenly to tell anything. */
const mostAttempts = 3;

/** By the clock and not by pauses: a machine that stands still for a moment makes up for it. */
async function sendTwiceTooMany(site: Site): Promise<Paced[]> {
	await site.sleep(site.secondMs * 1.1);
	const startedAt = performance.now();
	const answers: Array<Promise<Paced>> = [];
	for (let count = 0; count < 20; count++) {
		await site.sleep(Math.max(0, startedAt + 100 * count - performance.now()));
		const sentAt = performance.now() - startedAt;
		answers.push(
			site.http
				.request('GET', '/contact_lists?limit=1', { atOnce: true })
				.then(({ status }) => ({ sentAt, answeredAt: performance.now() - startedAt, status })),
		);
	}
	const all = await Promise.all(answers);
	await site.sleep(site.secondMs * 1.1);
	return all;
}

/**
 * A request and how it was answered, in milliseconds since the first one. It arrived at some moment between the two: a
 * busy machine may hold it up on its way.
 */
interface Paced {
	readonly sentAt: number;
	readonly answeredAt: number;
	readonly status: number;
}

/**
 * What four requests a second tell of refused ones: one that is answered though far more than four arrived in the
 * second before, or one that is refused though far fewer than four were answered in it, whenever each arrived.
 * @param all in the order in which they were sent
 */
export function refusedAreCounted(all: readonly Paced[]): 'day' | 'dayAndSecond' | undefined {
	const isAnswered = ({ status }: Paced) => status === 200;
	const surelyBefore = ({ sentAt, answeredAt }: Paced) =>
		all.filter((other) => other.answeredAt < sentAt && other.sentAt > answeredAt - 950);
	if (all.some((request) => isAnswered(request) && surelyBefore(request).length >= 5)) return 'day';
	const perhapsBefore = (request: Paced) =>
		all.filter(
			(other) => other !== request && other.sentAt < request.answeredAt && other.answeredAt > request.sentAt - 1_100,
		);
	const isOverCounted = (request: Paced) =>
		request.sentAt > 1_100 && perhapsBefore(request).filter(isAnswered).length <= 2;
	return all.some((request) => !isAnswered(request) && isOverCounted(request)) ? 'dayAndSecond' : undefined;
}
