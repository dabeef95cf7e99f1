import type { Segment } from './records';
import { conflict, invalid, notFound } from './errors';
import { jsonBody, type JsonObject, type Route } from './http';
import { pageOf } from './paging';
import { timestamp } from './timestamps';
import { oneOf, requiredText } from './validation';
import type { World } from './world';

/** Only enough to have them about: criteria are kept, never computed; tests say who is in one (Account.addSegment). */
export function segmentRoutes(world: World): Route[] {
	const { account } = world;
	return [
		{
			scope: 'contact_data',
			privilege: 'contacts:lists:read',
			method: 'get',
			path: '/segments',
			handle: (call) => {
				const page = pageOf(world, call.query, {
					path: '/v3/segments',
					limit: { max: 1_000, otherwise: 1_000 },
					newestFirst: true,
					items: (query) => {
						oneOf(query, 'sort_by', ['name', 'date']);
						return [...account.segments.values()].reverse();
					},
				});
				return {
					status: 200,
					json: { segments: page.items.map((segment) => segmentResource(world, segment, false)), ...page.links },
				};
			},
		},
		{
			scope: 'contact_data',
			privilege: 'contacts:lists:read',
			method: 'get',
			path: '/segments/:segment_id',
			handle: (call) => {
				const segment = account.segments.get(Number(call.params.segment_id));
				if (!segment) throw notFound();
				return { status: 200, json: segmentResource(world, segment, true) };
			},
		},
		{
			scope: 'contact_data',
			privilege: 'contacts:lists:write',
			method: 'post',
			path: '/segments',
			handle: (call) => {
				const body = jsonBody(call);
				const name = requiredText(body, 'name', 255);
				const criteria = requiredText(body, 'segment_criteria', 20_000);
				try {
					JSON.parse(criteria);
				} catch {
					throw invalid('segment_criteria must be escaped JSON');
				}
				if ([...account.segments.values()].some((segment) => segment.name === name))
					throw conflict('A segment with the name already exists');
				return { status: 201, json: segmentResource(world, account.addSegment(name, [], criteria), true) };
			},
		},
	];
}

function segmentResource(world: World, segment: Segment, withCriteria: boolean): JsonObject {
	const at = (ms: number) => timestamp(ms, world.switches.timestamps);
	return {
		name: segment.name,
		segment_id: segment.number,
		created_at: at(segment.createdAt),
		edited_at: at(segment.updatedAt),
		...(withCriteria && { segment_criteria: segment.criteria }),
	};
}
