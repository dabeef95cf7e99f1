import type { Activity, ActivityKind } from './activities';
import { notFound } from './errors';
import type { JsonObject, Route } from './http';
import { pageOf } from './paging';
import type { Switches } from './switches';
import { timestamp } from './timestamps';
import { oneOf } from './validation';
import type { World } from './world';

// `initialized` is not a legal filter.
const filterStates = ['processing', 'completed', 'cancelled', 'failed', 'timed_out'] as const;

const tagKinds: ReadonlySet<ActivityKind> = new Set<ActivityKind>(['addTags', 'removeTags', 'deleteTags']);

/** definitions/Activity. Nothing in it tells what kind of job it is; clients have to know by the id. */
export function activityResource(world: World, activity: Activity): JsonObject {
	const { activities, switches } = world;
	const state = activities.stateOf(activity);
	const at = (ms: number) => timestamp(ms, switches.timestamps);
	const errors = activity.errors.slice(0, switches.activityErrorsCap);
	const asObjects = tagKinds.has(activity.kind) && switches.tagActivityErrors === 'objects';
	const status = statusOf(activity, switches.activityCounters);
	return {
		activity_id: activity.id,
		state,
		...(activity.startedAt !== undefined && { started_at: at(activity.startedAt) }),
		...(activity.end && { completed_at: at(activity.end.at) }),
		created_at: at(activity.createdAt),
		updated_at: at(activity.end?.at ?? activity.startedAt ?? activity.createdAt),
		...(activity.sourceFileName !== undefined && { source_file_name: activity.sourceFileName }),
		percent_done: percentDone(world, activity),
		activity_errors: asObjects ? errors.map((message) => ({ message })) : errors,
		...(status && { status }),
		_links: linksOf(world, activity),
	};
}

function linksOf({ switches }: World, activity: Activity): { self: JsonObject; results?: JsonObject } {
	const hasResults = activity.kind === 'export' && (activity.file !== undefined || switches.resultLinks === 'atOnce');
	return {
		self: { href: `/v3/activities/${activity.id}` },
		...(hasResults && { results: { href: `/v3/${switches.exportLinkPath}/${activity.id}` } }),
	};
}

/** Entries of GET /activities: some of their links are another entry's. */
function entriesOf(world: World, page: readonly Activity[]): JsonObject[] {
	const { collectionSelfLinks, collectionResultLinks } = world.switches;
	const lastEntry = page.at(-1);
	if (lastEntry === undefined) return [];
	const last = linksOf(world, lastEntry);
	return page.map((activity) => {
		const own = linksOf(world, activity);
		const results = { lastEntrys: last.results, own: own.results, none: undefined }[collectionResultLinks];
		const self = collectionSelfLinks === 'own' ? own.self : last.self;
		return { ...activityResource(world, activity), _links: { self, ...(results && { results }) } };
	});
}

/** A job's counters, by what is known of them (definitions/ActivityStatus, and recorded answers). */
function statusOf({ counters, end }: Activity, style: Switches['activityCounters']): JsonObject | undefined {
	const { items_total_count: total = 0, items_completed_count: completed = end ? total : 0 } = counters;
	if (style === 'items') return { items_total_count: total, items_completed_count: completed };
	if (style === 'documented') return { ...counters };
	return { total: { items_total_count: 0 }, empty: {}, absent: undefined }[style];
}

/** The answer to DELETE /contact_lists as recorded. */
export function listDeletionResource(world: World, activity: Activity): JsonObject {
	const resource = activityResource(world, activity);
	if (world.switches.listDeletionAnswer === 'documented') return resource;
	delete resource.status;
	return { ...resource, _links: { self: { href: `/contacts-service/v3/activities/${activity.id}` } } };
}

function percentDone(world: World, activity: Activity): number {
	if (activity.end) return 100;
	if (activity.startedAt === undefined) return 1;
	const share = (world.clock.now() - activity.createdAt) / Math.max(1, activity.dueAt - activity.createdAt);
	return Math.min(99, Math.max(2, Math.round(share * 100)));
}

export function activityRoutes(world: World): Route[] {
	const access = { scope: 'contact_data', privilege: 'contacts:write' };
	return [
		{
			...access,
			method: 'get',
			path: '/activities',
			handle: (call) => {
				const page = pageOf(world, call.query, {
					path: '/v3/activities',
					limit: { max: 500, otherwise: 50 },
					newestFirst: true,
					items: (query) => {
						const state = oneOf(query, 'state', filterStates);
						const all = world.activities.newestFirst();
						return state === undefined ? all : all.filter((activity) => world.activities.stateOf(activity) === state);
					},
				});
				return { status: 200, json: { activities: entriesOf(world, page.items), ...page.links } };
			},
		},
		{
			...access,
			method: 'get',
			path: '/activities/:activity_id',
			handle: (call) => {
				const activity = world.activities.find(call.params.activity_id);
				if (!activity) throw notFound();
				return { status: 200, json: activityResource(world, activity) };
			},
		},
	];
}
