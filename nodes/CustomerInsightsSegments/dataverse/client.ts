import { Problem } from '../../shared/problem';
import { quoted } from '../../shared/wording';
import type { Dataverse, Membership, Row } from '../members/dataverse';
import { conditionsPerRequest, rowsPerPage } from '../members/dataverse';
import type { ProfileTable } from '../members/profileTables';
import { readColumns } from './columns';
import { pagesOf, pagesOrElse } from './pages';
import { isNoSuchColumn, isTooMuchWork } from './refusals';
import type { Transport } from './request';
import { readSegmentDetails } from './segmentDetails';

/** All that this node says to Dataverse, over one transport. */
export function createDataverse(transport: Transport, origin: string): Dataverse {
	const api = `${origin}/api/data/v9.2/`;

	/** The profiles of a query. @throws Problem that names the columns, if the table has lost some of those chosen */
	function profilesAt(url: string, table: ProfileTable, columns: readonly string[]): AsyncGenerator<readonly Row[]> {
		const query = { url, what: 'profiles', rowsPerPage: rowsForColumns(columns) };
		return pagesOrElse(pagesOf(transport, query), async (failure) => {
			if (!isNoSuchColumn(failure)) return await Promise.reject(failure as Error);
			const known = new Set((await readColumns(transport, api, table)).map(({ name }) => name));
			const lost = columns.filter((column) => !known.has(column));
			throw noSuchColumns(lost.length > 0 ? lost : columns, table);
		});
	}

	async function* membershipsAt(url: string): AsyncGenerator<readonly Membership[]> {
		for await (const rows of pagesOf(transport, { url, what: 'segment memberships', rowsPerPage }))
			yield rows.map(toMembership);
	}

	return {
		get requests() {
			return transport.requests;
		},
		memberships(segments) {
			const all = `${api}msdynci_segmentmemberships?$select=msdynci_customerid,msdynci_segmentmembershiptype,msdynci_segments`;
			const filter = membershipFilter(segments);
			if (filter === '') return membershipsAt(all);
			// Rows that come again do no harm, so the whole table is read where searching it is too much for the server.
			return pagesOrElse(membershipsAt(`${all}${filter}`), async (failure) =>
				isTooMuchWork(failure) ? membershipsAt(all) : await Promise.reject(failure as Error),
			);
		},
		profiles: (table, columns) => profilesAt(profilesUrl(api, table, columns), table, columns),
		async *profilesOf(table, columns, customerIds) {
			const url = profilesUrl(api, table, columns);
			const filters = filtersOf(table, customerIds, longestAddress - url.length - '&$filter='.length);
			async function readAll(filter: string): Promise<ReadonlyArray<readonly Row[]>> {
				const pages: Array<readonly Row[]> = [];
				for await (const page of profilesAt(`${url}&$filter=${filter}`, table, columns)) pages.push(page);
				return pages;
			}
			for (;;) {
				const two = [filters.next(), filters.next()].flatMap(({ value, done }) => (done ? [] : [value]));
				if (two.length === 0) return;
				for (const pages of await Promise.all(two.map(readAll))) yield* pages;
			}
		},
		segmentDetails: async (names) => await readSegmentDetails(transport, api, names),
		columns: async (table) => await readColumns(transport, api, table),
	};
}

/** Characters ("Web API query overview": a GET takes up to 32,768), with room for what a proxy may add. */
const longestAddress = 32_000;
/** Cells of a page, about: an answer must not hold n8n's event loop for long when it is read. */
const cellsPerPage = 100_000;

const rowsForColumns = (columns: readonly string[]) =>
	Math.min(rowsPerPage, Math.floor(cellsPerPage / (columns.length + 6)));

/** @throws Problem if more columns are chosen than an address can name */
function profilesUrl(api: string, table: ProfileTable, columns: readonly string[]): string {
	const url = `${api}${table.setName}?$select=${[...new Set([...table.idColumns, ...columns])].join(',')}`;
	if (url.length <= longestAddress / 2) return url;
	throw new Problem({
		kind: 'configuration',
		message: `'Column Names or IDs' holds ${columns.length} columns, more than one request can name`,
		advice: 'Choose only those that Constant Contact is to have.',
	});
}

/**
 * Which rows may name one of these segments: a condition that lets too many through, whichever way the list is encoded
 * and however the server reads `%`, `_` and `[` in it.
 * @returns with what joins it to an address; empty where only reading all of them will do
 */
function membershipFilter(segments: readonly string[]): string {
	const parts = segments.map((name) => longest(name.match(/[A-Za-z0-9_ -]+/g) ?? ['']));
	if (parts.length === 0 || parts.includes('') || parts.length > conditionsPerRequest) return '';
	const conditions = [...new Set(parts)].map((part) => `contains(msdynci_segments,'${part}')`);
	const filter = `&$filter=${encodeURIComponent(conditions.join(' or '))}`;
	return filter.length > longestAddress / 2 ? '' : filter;
}

const longest = (texts: readonly string[]) => texts.reduce((a, b) => (b.length > a.length ? b : a));

function toMembership(row: Row): Membership {
	return {
		customerId: row.msdynci_customerid,
		type: row.msdynci_segmentmembershiptype,
		segments: row.msdynci_segments,
	};
}

/** Encoded conditions that name these customers, as many in each as an address holds. */
function* filtersOf(table: ProfileTable, customerIds: Iterable<string>, mostCharacters: number): Generator<string> {
	const or = encodeURIComponent(' or ');
	let filter = '';
	let conditions = 0;
	for (const id of customerIds) {
		const condition = encodeURIComponent(
			table.idColumns.map((column) => `${column} eq '${id.replaceAll("'", "''")}'`).join(' or '),
		);
		const isFull =
			conditions + table.idColumns.length > conditionsPerRequest ||
			filter.length + or.length + condition.length > mostCharacters;
		if (isFull && filter !== '') {
			yield filter;
			filter = '';
			conditions = 0;
		}
		filter += filter === '' ? condition : or + condition;
		conditions += table.idColumns.length;
	}
	if (filter !== '') yield filter;
}

function noSuchColumns(columns: readonly string[], { people }: ProfileTable): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The table of ${people} no longer has ${columns.length === 1 ? 'the column' : 'the columns'} ${quoted(columns)}`,
		advice:
			"Open 'Column Names or IDs' and choose again: a new unification in Customer Insights may have removed or renamed them. Then check the fields of the nodes that use them.",
	});
}
