import { seenOtherwise, settled, unclear } from '../assumptions';
import { duration, idOf, linksOf, Surprise, type Site } from '../site';
import type { Question } from './question';

/** How jobs tell of themselves: counters, texts and links. */
export const jobQuestions: readonly Question[] = [
	{
		name: 'counters',
		about: 'counters of an import, and how its texts name a bad row',
		settles: ['activityCounters', 'errorLines'],
		contacts: ['counted'],
		alsoDoes: 'Imports a row without an address, which shows as an error in the activity.',
		async ask(site) {
			const { refusal, job } = await site.importRows([{ email: site.address('counted') }, { last_name: 'Nobody' }]);
			if (refusal) throw site.surprise(refusal);
			const style = styleOf(job.status);
			const words = JSON.stringify(job.status);
			site.tell(
				style === undefined
					? seenOtherwise('activityCounters', words, duration(job))
					: settled('activityCounters', style, `${words ?? 'nothing'}; ${duration(job)}`),
			);
			const [text] = job.errors;
			if (typeof text !== 'string') return site.tell(unclear('errorLines', 'there is no text about the bad row'));
			const number = /\bline (\d+)/i.exec(text)?.[1];
			const reading = { 3: 'withHeader', 2: 'rowsOnly', none: 'none' } as const;
			const seen = reading[(number ?? 'none') as keyof typeof reading] as (typeof reading)['none'] | undefined;
			site.tell(
				seen === undefined
					? seenOtherwise('errorLines', `name row 2 by ${String(number)}`)
					: settled('errorLines', seen, `"${text}"`),
			);
		},
	},
	{
		name: 'links',
		about: 'links to the file of an export: in the answer that starts it, and in the collection of jobs',
		settles: ['resultLinks', 'collectionSelfLinks', 'collectionResultLinks'],
		isLast: true,
		async ask(site) {
			const request = { list_ids: [await site.list()], fields: ['email_address'] };
			const started = [
				await site.expect(201, 'POST', '/activities/contact_exports', request),
				await site.expect(201, 'POST', '/activities/contact_exports', request),
			];
			site.tell(settled('resultLinks', linksOf(started[0].body).results === undefined ? 'onceCompleted' : 'atOnce'));
			const jobs = await Promise.all(started.map(async (reply) => await site.ended(reply)));
			const own = new Map(started.map(({ body }, index) => [idOf(body), jobs[index].links]));
			const entries = await pageThatEndsWith(site, new Set(own.keys()));
			const [other, last] = entries.filter((entry) => own.has(idOf(entry)));
			const whose = (kind: 'self' | 'results'): 'none' | 'own' | 'lastEntrys' | undefined => {
				const link = linksOf(other)[kind];
				if (link === undefined) return 'none';
				if (link === own.get(idOf(other))?.[kind]) return 'own';
				return link === own.get(idOf(last))?.[kind] ? 'lastEntrys' : undefined;
			};
			const [self, results] = [whose('self'), whose('results')];
			site.tell(
				self === 'own' || self === 'lastEntrys'
					? settled('collectionSelfLinks', self)
					: seenOtherwise('collectionSelfLinks', self === 'none' ? 'absent' : "neither its own nor the last entry's"),
			);
			site.tell(
				results === undefined
					? seenOtherwise('collectionResultLinks', "neither its own nor the last entry's")
					: settled('collectionResultLinks', results),
			);
		},
	},
	{
		name: 'list-deletion',
		about: 'the answer to the deletion of a list',
		settles: ['listDeletionAnswer'],
		makes: ['emptyList'],
		async ask(site) {
			const id = await site.newList(site.names.emptyList);
			const { body } = await site.expect(202, 'DELETE', `/contact_lists/${id}`);
			const hasStatus = Object.hasOwn(body as object, 'status');
			const isOfApi = linksOf(body).self?.startsWith('/v3/') ?? false;
			site.tell(
				hasStatus === isOfApi
					? settled('listDeletionAnswer', hasStatus ? 'documented' : 'recorded')
					: seenOtherwise(
							'listDeletionAnswer',
							hasStatus ? 'counters, and a link of an inside address' : 'no counters, and a link of the API',
						),
			);
		},
	},
];

function styleOf(status: unknown) {
	if (status === undefined || status === null) return 'absent';
	const names = Object.keys(status);
	if (names.length === 0) return 'empty';
	if (names.includes('person_count')) return 'documented';
	if (!names.includes('items_total_count')) return undefined;
	return names.includes('items_completed_count') ? 'items' : 'total';
}

/**
 * The newest jobs down to the older one of two, so that the page's last entry is one whose own links are known.
 * @throws Surprise if others start jobs all the time
 */
async function pageThatEndsWith(site: Site, ids: ReadonlySet<string>): Promise<unknown[]> {
	let limit = 500;
	for (let tries = 0; tries < 5; tries++) {
		const { body } = await site.expect(200, 'GET', `/activities?limit=${limit}`);
		const { activities } = body as { activities: unknown[] };
		const places = activities.flatMap((entry, place) => (ids.has(idOf(entry)) ? [place] : []));
		if (places.length === ids.size && places.at(-1) === activities.length - 1) return activities;
		limit = places.length === ids.size ? Math.max(...places) + 1 : 500;
	}
	throw new Surprise('others start jobs in this account all the time');
}
