import { invalid } from './errors';
import { integerIn } from './validation';
import type { World } from './world';

export type LastPageLinks = 'absent' | 'empty' | 'nullHref';

export interface PageRequest {
	/** The caller's parameters, or those the cursor carries: a next link keeps its filters. */
	query: URLSearchParams;
	/** Number of the last item of the page before. */
	after: number | undefined;
}

/**
 * Cursors are opaque to clients: base64url of the first page's query and the last number,
 * ended by a raw `==` as recorded ones are.
 */
export function pageRequest(query: URLSearchParams): PageRequest {
	const cursor = query.get('cursor');
	if (cursor === null) return { query, after: undefined };
	const held = new URLSearchParams(Buffer.from(cursor, 'base64url').toString('utf8'));
	const after = Number(held.get('next') ?? Number.NaN);
	if (!Number.isInteger(after)) throw invalid('cursor is not valid');
	held.delete('next');
	return { query: held, after };
}

export function nextLink(path: string, query: URLSearchParams, lastNumber: number): string {
	const held = new URLSearchParams(query);
	held.delete('cursor');
	held.set('next', String(lastNumber));
	const limit = query.get('limit');
	return `${path}?${limit === null ? '' : `limit=${limit}&`}cursor=${Buffer.from(held.toString()).toString('base64url')}==`;
}

/** `_links` of a collection; how the last page looks is not documented, so it can be switched. */
export function pageLinks(next: string | undefined, lastPage: LastPageLinks): { _links?: unknown } {
	if (next !== undefined) return { _links: { next: { href: next } } };
	if (lastPage === 'empty') return { _links: {} };
	if (lastPage === 'nullHref') return { _links: { next: { href: null } } };
	return {};
}

interface Collection<T> {
	path: string;
	limit: { max: number; otherwise: number };
	newestFirst?: boolean;
	/** What the caller's filters let through, in the collection's order. */
	items: (query: URLSearchParams) => readonly T[];
}

/** The page of a collection that the caller asks for, and how many items all pages have. */
export function pageOf<T extends { number: number }>(
	world: World,
	sent: URLSearchParams,
	{ path, limit: range, newestFirst = false, items }: Collection<T>,
): { query: URLSearchParams; items: T[]; total: number; links: { _links?: unknown } } {
	const { query, after } = pageRequest(sent);
	const limit = integerIn(query, 'limit', { min: 1, ...range });
	const all = items(query);
	const start =
		after === undefined ? 0 : all.findIndex((item) => (newestFirst ? item.number < after : item.number > after));
	const cut = start === -1 ? [] : all.slice(start, start + limit);
	const more = start !== -1 && start + limit < all.length;
	const next = more ? nextLink(path, query, cut[cut.length - 1].number) : undefined;
	return { query, items: cut, total: all.length, links: pageLinks(next, world.switches.lastPageLinks) };
}
