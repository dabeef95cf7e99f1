import type {
	Column,
	Dataverse,
	Membership,
	Row,
	SegmentDetails,
} from '../../nodes/CustomerInsightsSegments/members/dataverse';
import { conditionsPerRequest } from '../../nodes/CustomerInsightsSegments/members/dataverse';
import type { MemberProfile, MembersRun, Ports } from '../../nodes/CustomerInsightsSegments/members/membersRun';
import { profileTables } from '../../nodes/CustomerInsightsSegments/members/profileTables';
import { createManualClock } from './manualClock';

export interface Held {
	memberships?: ReadonlyArray<readonly Membership[]>;
	/** Pages of the profile table. */
	profiles?: ReadonlyArray<readonly Row[]>;
	details?: readonly SegmentDetails[];
	columns?: readonly Column[];
}

/** Dataverse as the recipe's port, with what it holds in memory; a request is a page, or some ids. */
export function createFakeDataverse({ memberships = [], profiles = [], details, columns = [] }: Held): Dataverse {
	let requests = 0;
	async function* pages<Page>(all: ReadonlyArray<Page>): AsyncGenerator<Page> {
		for (const page of all) {
			requests++;
			yield page;
		}
	}
	return {
		get requests() {
			return requests;
		},
		memberships: () => pages(memberships),
		profiles: () => pages(profiles),
		async *profilesOf({ idColumns }, _columns, ids) {
			const wanted = [...ids];
			const perRequest = conditionsPerRequest / idColumns.length;
			for (let start = 0; start < wanted.length; start += perRequest) {
				requests++;
				const some = new Set(wanted.slice(start, start + perRequest));
				yield profiles.flat().filter((row) => idColumns.some((column) => some.has(String(row[column]))));
			}
		},
		segmentDetails: async (names) => details?.filter(({ name }) => names === undefined || names.includes(name)),
		columns: async () => columns,
	};
}

export const membership = (customerId: unknown, segments: unknown, type: unknown = 'Customer'): Membership => ({
	customerId,
	type,
	segments: Array.isArray(segments) ? JSON.stringify(segments) : segments,
});

export const membersRun = (changes: Partial<MembersRun> = {}): MembersRun => ({
	table: profileTables.customer,
	segments: ['VIP'],
	columns: ['msdynci_email'],
	maximumWithoutProfile: 5,
	allowEmptySegments: false,
	...changes,
});

/** The ports of a run, and what came out. */
export function portsFor(dataverse: Dataverse): Ports & { readonly taken: readonly MemberProfile[] } {
	const taken: MemberProfile[] = [];
	return {
		dataverse,
		taken,
		clock: createManualClock(),
		journal: { membershipsRead: () => undefined, profilesRead: () => undefined },
		sink: {
			async add(profiles) {
				taken.push(...profiles);
			},
		},
	};
}
