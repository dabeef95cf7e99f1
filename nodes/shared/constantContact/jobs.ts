import { z } from 'zod';
import type { IDataObject } from 'n8n-workflow';
import type { Activity } from '../account/constantContact';
import { activitiesPerPage } from '../account/contract';
import { id, links, readAnswer, unless } from './answers';
import { createStartedJobs } from './lostJobs';
import { withoutPersons } from './redaction';
import { unreadableAnswer } from './transport/refusals';
import type { Transport } from './transport/request';

/** A state goes to the log and to the summary, so it must look like one. */
const state = z.string().regex(/^[a-z_]{1,40}$/);
const activityError = z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]);

/** Definitions ActivityImport, Activity: the errors are texts in some, objects in others. */
const activityAnswer = z.object({
	activity_id: id,
	state,
	created_at: z.string().nullish().catch(undefined),
	activity_errors: z.array(z.union([activityError, z.unknown().transform(() => '')])).nullish(),
	status: z.record(z.string(), z.unknown()).nullish(),
	_links: links,
});
type Job = z.output<typeof activityAnswer>;

const activitiesAnswer = z.object({ activities: z.array(activityAnswer), _links: links });

/** A page of activities. It is read every few seconds, and most entries are other people's: only ours are checked. */
export const activitiesPage = z.object({ activities: z.array(z.unknown()), _links: links });

/** The entry, if it is one of these jobs. @throws Problem if it is and cannot be read */
export function jobAmong(ids: ReadonlySet<string>, entry: unknown): Job | undefined {
	const isOne = isObject(entry) && typeof entry.activity_id === 'string' && ids.has(entry.activity_id);
	return isOne ? readAnswer(activityAnswer, entry, 'the activities') : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The jobs that one execution starts, and looks at. */
export interface Jobs {
	/** Starts a job. Where its answer was lost it is started again: the second one finds nothing left to do. */
	start(path: string, body: IDataObject): Promise<Activity>;
	/**
	 * Starts an import, and if possible only once: where its answer was lost, an import that may be this one is taken for
	 * it.
	 * @param rows how many it has; undefined where it is to be started again like any other job
	 */
	startImport(body: Buffer, rows: number | undefined): Promise<Activity>;
	/** Takes note of a job that an answer tells of. @param what the answer is about, for the message */
	confirm(answer: unknown, what: string): Activity;
	/** The account's newest activities. */
	newest(): Promise<Job[]>;
	/** The answer about one job; undefined where it is no longer known. */
	look(id: string): Promise<Job | undefined>;
	/** The link to what a completed job has made. @throws Problem if nothing tells */
	resultLink(id: string): Promise<string>;
}

/** No job has been started yet. */
export function createJobs(transport: Transport): Jobs {
	const started = createStartedJobs();
	/** Links to the jobs' results by the jobs' ids, as far as they are known. */
	const resultLinks = new Map<string, string>();

	async function newest() {
		const query = { limit: activitiesPerPage };
		const answer = await transport.send({ method: 'GET', path: '/activities', query });
		return readAnswer(activitiesAnswer, answer, 'the activities').activities;
	}

	function confirm(answer: unknown, what: string): Activity {
		const job = readAnswer(activityAnswer, answer, what);
		started.confirm(job);
		keepLink(job);
		return toActivity(job);
	}

	async function look(activityId: string): Promise<Job | undefined> {
		const path = `/activities/${encodeURIComponent(activityId)}`;
		const answer = await unless('notFound', transport.send({ method: 'GET', path, isPoll: true }));
		return answer === undefined ? undefined : readAnswer(activityAnswer, answer, 'an activity');
	}

	/**
	 * Only from an answer that is about this job alone: in the collection of GET /activities, entries have been seen to
	 * carry the links of the page's last one (NangoHQ/integration-templates, constant-contact, list-activities).
	 */
	function keepLink({ activity_id, _links }: Job): void {
		if (_links?.results) resultLinks.set(activity_id, _links.results.href);
	}

	return {
		newest,
		confirm,
		look,
		async start(path, body) {
			return confirm(await transport.send({ method: 'POST', path, body, repeatable: true }), 'a job');
		},
		async startImport(body, rows) {
			let isFound = false;
			const findLost = async () => {
				const found = rows === undefined ? undefined : started.findImport(rows, await newest());
				isFound = found !== undefined;
				return found;
			};
			const path = '/activities/contacts_json_import';
			// An import has been seen to be refused (400) and taken, unchanged, the next day: users' reports.
			const request = { method: 'POST', path, body, repeatable: true, mayPass: true, findLost } as const;
			const answer = await transport.send(request);
			const activity = confirm(answer, 'an import');
			return isFound ? { ...activity, isFound } : activity;
		},
		async resultLink(activityId) {
			if (!resultLinks.has(activityId)) {
				const job = await look(activityId);
				if (job?.activity_id === activityId) keepLink(job);
			}
			const link = resultLinks.get(activityId);
			if (link === undefined) throw unreadableAnswer('an export');
			// Another job's file must not pass for this one's: who has opted out would look like who is on the list.
			for (const [other, href] of resultLinks)
				if (other !== activityId && href === link) throw unreadableAnswer('an export');
			return link;
		},
	};
}

/** A job of an answer, for the core: counters that are numbers, and texts without what they may quote of a person. */
export function toActivity(job: Job): Activity {
	const counters = Object.entries(job.status ?? {}).filter(
		(entry): entry is [string, number] => typeof entry[1] === 'number',
	);
	return {
		id: job.activity_id,
		state: job.state,
		errors: (job.activity_errors ?? []).filter((error) => error !== '').map(withoutPersons),
		counters: Object.fromEntries(counters),
	};
}
