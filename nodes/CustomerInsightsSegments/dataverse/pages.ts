import type { Row } from '../members/dataverse';
import { unreadableAnswer } from './refusals';
import type { Transport } from './request';

export interface Query {
	readonly url: string;
	/** What the rows are, in a message. */
	readonly what: string;
	readonly rowsPerPage: number;
}

/**
 * The most pages without a row that may follow one another. An elastic table searches a part of itself for each page:
 * where few of ten million customers are in a segment, all of a page may be passed over again and again.
 */
const mostEmptyPages = 5_000;

/**
 * The rows of a query, page by page. Each page says where the next one is; that address is used as it came, with the
 * same preference ("Page results",
 * learn.microsoft.com/power-apps/developer/data-platform/webapi/query/page-results). Pages may be short, or empty and
 * lead on all the same.
 * @throws Problem if an answer is none, or the pages lead in a circle
 */
export async function* pagesOf(
	transport: Transport,
	{ url, what, rowsPerPage }: Query,
): AsyncGenerator<readonly Row[]> {
	const prefer = `odata.maxpagesize=${rowsPerPage}`;
	const visited = new Set<string>();
	let emptyPages = 0;
	for (let next: string | undefined = url; next !== undefined; ) {
		if (visited.has(next) || emptyPages > mostEmptyPages) throw unreadableAnswer(what);
		visited.add(next);
		const answer = await transport.get(next, prefer);
		const { rows, link } = readPage(answer, what);
		emptyPages = rows.length === 0 ? emptyPages + 1 : 0;
		if (rows.length > 0) yield rows;
		next = link === undefined || URL.canParse(link) ? link : new URL(link, url).href;
	}
}

function readPage(answer: unknown, what: string): { rows: readonly Row[]; link: string | undefined } {
	if (typeof answer !== 'object' || answer === null) throw unreadableAnswer(what);
	const { value, '@odata.nextLink': link } = answer as Record<string, unknown>;
	if (!Array.isArray(value) || !value.every(isRow)) throw unreadableAnswer(what);
	if (link === undefined || link === null || link === '') return { rows: value, link: undefined };
	if (typeof link !== 'string' || !URL.canParse(link, 'https://relative.example')) throw unreadableAnswer(what);
	return { rows: value, link };
}

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);

/**
 * Pages; where their reading fails, those that `recover` gives go on after what came before.
 * @param recover rejects where the failure stands
 */
export async function* pagesOrElse<Page>(
	pages: AsyncGenerator<Page>,
	recover: (failure: unknown) => Promise<AsyncIterable<Page>>,
): AsyncGenerator<Page> {
	try {
		for (;;) {
			const next = await pages.next().then(
				(result) => ({ result }),
				async (failure: unknown) => ({ others: await recover(failure) }),
			);
			if ('others' in next) return yield* next.others;
			if (next.result.done) return;
			yield next.result.value;
		}
	} finally {
		await pages.return(undefined);
	}
}
