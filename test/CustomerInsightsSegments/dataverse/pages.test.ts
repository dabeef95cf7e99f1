import { pagesOf, pagesOrElse } from '../../../nodes/CustomerInsightsSegments/dataverse/pages';
import { collect, createFakeTransport } from '../../support/fakeDataverseTransport';

const first = 'https://org.crm.dynamics.com/api/data/v9.2/rows?$select=a';
const query = { url: first, what: 'rows', rowsPerPage: 5_000 };
const page = (link?: unknown, ...value: unknown[]) => ({
	value,
	...(link !== undefined && { '@odata.nextLink': link }),
});

it('next links are followed as they come, with the same preference, to where there is none', async () => {
	const link = `${first}&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E`;
	const transport = createFakeTransport((_url, number) => (number === 1 ? page(link, { a: 1 }) : page('', { a: 2 })));
	expect(await collect(pagesOf(transport, query))).toEqual([[{ a: 1 }], [{ a: 2 }]]);
	const prefer = 'odata.maxpagesize=5000';
	expect(transport.asked).toEqual([
		{ url: first, prefer },
		{ url: link, prefer },
	]);
});

it.each([2, 101, 2_000])('%d empty pages with a link lead on', async (empty) => {
	const transport = createFakeTransport((_url, number) =>
		number <= empty ? page(`${first}&n=${number}`) : page(null, {}),
	);
	expect(await collect(pagesOf(transport, query))).toEqual([[{}]]);
});

it('a link without a host is of the same one', async () => {
	const transport = createFakeTransport((_url, number) => page(number === 1 ? '/api/data/v9.2/rows?n=2' : undefined));
	await collect(pagesOf(transport, query));
	expect(transport.asked[1].url).toBe('https://org.crm.dynamics.com/api/data/v9.2/rows?n=2');
});

it('links that lead in a circle end', async () => {
	const transport = createFakeTransport(() => page(`${first}&n=1`, { a: 1 }));
	await expect(collect(pagesOf(transport, query))).rejects.toMatchObject({ kind: 'unexpected' });
	expect(transport.requests).toBe(2);
});

it('so do links that lead on and on without a row', async () => {
	const transport = createFakeTransport((_url, number) => page(`${first}&n=${number}`));
	await expect(collect(pagesOf(transport, query))).rejects.toMatchObject({ kind: 'unexpected' });
	expect(transport.requests).toBeLessThan(5_010);
});

it.each([
	null,
	'text',
	{},
	{ value: 7 },
	{ value: [1] },
	{ value: [null] },
	{ value: [[]] },
	page(7),
	page({}),
	page('http://['),
])('an answer of another shape (%j) stops the reading', async (answer) => {
	const reading = collect(
		pagesOf(
			createFakeTransport(() => answer),
			query,
		),
	);
	await expect(reading).rejects.toMatchObject({ message: "Dataverse's answer about rows could not be understood" });
});

describe('pages that fail', () => {
	async function* some(...pages: unknown[]): AsyncGenerator<unknown> {
		for (const each of pages) {
			if (each instanceof Error) throw each;
			yield each;
		}
	}
	const failure = new Error('refused');

	it('are gone on with by others', async () => {
		const all = pagesOrElse(some(1, failure), async () => some(2, 3));
		expect(await collect(all)).toEqual([1, 2, 3]);
	});

	it('or fail as it is said', async () => {
		const others = new Error('in other words');
		await expect(collect(pagesOrElse(some(failure), async () => await Promise.reject(others)))).rejects.toBe(others);
	});

	it('are ended where nobody wants more', async () => {
		let isEnded = false;
		async function* endless(): AsyncGenerator<number> {
			try {
				for (let number = 0; ; number++) yield number;
			} finally {
				isEnded = true;
			}
		}
		for await (const each of pagesOrElse(endless(), async () => some())) if (each === 2) break;
		expect(isEnded).toBe(true);
	});
});
