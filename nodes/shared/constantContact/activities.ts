import { hasEnded } from '../account/awaitActivities';
import type { Activity, ConstantContact } from '../account/constantContact';
import { activitiesPerPage } from '../account/contract';
import { pages } from './answers';
import type { Jobs } from './jobs';
import { activitiesPage, jobAmong, toActivity } from './jobs';
import { createdAt } from './lostJobs';
import type { Transport } from './transport/request';

/** 2,000 activities: twice as many as may be waiting in an account. */
const maxActivityPages = 4;

/** The methods of the port about the account's jobs. */
export function activitySentences(
	transport: Transport,
	jobs: Jobs,
): Pick<ConstantContact, 'importContacts' | 'removeMembers' | 'activities' | 'unfinishedActivities'> {
	return {
		importContacts: jobs.startImport,
		async removeMembers(listId, membersOf) {
			const body = { source: { list_ids: [membersOf] }, list_ids: [listId] };
			return await jobs.start('/activities/remove_list_memberships', body);
		},
		async activities(ids) {
			const found = new Map<string, Activity>();
			let looked = 0;
			const request = {
				path: '/activities',
				query: { limit: activitiesPerPage },
				what: 'the activities',
				most: maxActivityPages,
				isPoll: true,
			};
			for await (const page of pages(transport, activitiesPage, request)) {
				for (const entry of page.activities) {
					const job = jobAmong(ids, entry);
					if (job !== undefined) found.set(job.activity_id, toActivity(job));
				}
				if (found.size === ids.size || ++looked === maxActivityPages) break;
			}
			// A busy account pushes ours off the first pages.
			for (const id of ids) {
				const missing = found.has(id) ? undefined : await jobs.look(id);
				if (missing !== undefined) found.set(id, toActivity(missing));
			}
			return found;
		},
		async unfinishedActivities(since) {
			const open = (await jobs.newest()).filter((job) => !hasEnded(job) && !(createdAt(job) < since));
			return new Set(open.map(({ activity_id }) => activity_id));
		},
	};
}
