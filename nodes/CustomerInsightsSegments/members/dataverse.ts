import type { ProfileTable } from './profileTables';

/** A row as it comes: any column may hold anything. */
export type Row = Readonly<Record<string, unknown>>;

/** What a customer belongs to; there may be several rows for one customer. */
export interface Membership {
	readonly customerId: unknown;
	readonly type: unknown;
	/** A JSON list of segments' names, as text, or that text as JSON once more. */
	readonly segments: unknown;
}

/** What the environment says about a segment beside its members. */
export interface SegmentDetails {
	/** The name that memberships use: the segment's output table. */
	readonly name: string;
	/** What people see. */
	readonly displayName: string;
	/** Whether Customer Insights does not bring it up to date any more. */
	readonly isInactive: boolean;
}

export interface Column {
	/** Logical name. */
	readonly name: string;
	/** What people see. */
	readonly label: string;
	/** `String`, `DateTime` …: `AttributeType` of the Web API. */
	readonly type: string;
}

/** What the recipe asks of Dataverse. Everything only reads, and throws a Problem when the answer is a refusal. */
export interface Dataverse {
	/** Requests sent so far. */
	readonly requests: number;
	/** Page by page, the rows that may name one of these segments, and maybe others. */
	memberships(segments: readonly string[]): AsyncIterable<readonly Membership[]>;
	/** All profiles of a table, page by page, with these columns and its ids. */
	profiles(table: ProfileTable, columns: readonly string[]): AsyncIterable<readonly Row[]>;
	/** The profiles of these customers only, some customers a request. */
	profilesOf(
		table: ProfileTable,
		columns: readonly string[],
		customerIds: Iterable<string>,
	): AsyncIterable<readonly Row[]>;
	/**
	 * What the environment tells of these segments, or of all; those that it knows.
	 * @returns undefined where it does not let us know
	 */
	segmentDetails(names?: readonly string[]): Promise<readonly SegmentDetails[] | undefined>;
	/** The columns of a profile table that can be read as values. */
	columns(table: ProfileTable): Promise<readonly Column[]>;
}

/**
 * Rows of a page, at most ("Page results",
 * learn.microsoft.com/power-apps/developer/data-platform/webapi/query/page-results).
 */
export const rowsPerPage = 5_000;

/**
 * Customers whose profiles one request asks for, at most: a query may have 500 conditions ("Filter rows",
 * learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows), and an address 32,768 characters,
 * some 72 of them for each id.
 */
export const conditionsPerRequest = 400;
