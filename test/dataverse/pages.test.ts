import { startWithClient, type Page } from './client';

type Started = Awaited<ReturnType<typeof startWithClient>>;

let started: Started | undefined;

afterEach(async () => {
	await started?.close();
	started = undefined;
});

async function start(options: Parameters<typeof startWithClient>[0]): Promise<Started> {
	started = await startWithClient(options);
	return started;
}

const twelveThousand = {
	count: 12_000,
	segments: [
		{ name: 'VIP', members: 0.5 },
		{ name: 'Newsletter', members: 0.3 },
	],
	withoutProfile: 0.01,
};
const preferring = (size: number) => ({ prefer: `odata.maxpagesize=${size}` });
const profiles = 'msdynci_customerprofiles?$select=msdynci_customerid,msdynci_email';

test('a page holds 5,000 rows at most, and no more than asked for', async () => {
	const { client, dataverse } = await start({ customers: twelveThousand, switches: { emptyPage: false } });
	const expected = dataverse.customers.numbers().filter((person) => dataverse.customers.hasProfile(person)).length;
	const sizes = (pages: Page[]) => pages.map(({ value }) => value.length);
	expect(sizes(await client.pages(profiles))).toEqual([5_000, 5_000, expected - 10_000]);
	expect(sizes(await client.pages(profiles, preferring(50_000)))).toEqual([5_000, 5_000, expected - 10_000]);
	expect(sizes(await client.pages(profiles, preferring(4_000)))).toEqual([4_000, 4_000, expected - 8_000]);
	expect(
		dataverse.requests
			.data()
			.map(({ rows }) => rows)
			.slice(0, 3),
	).toEqual([5_000, 5_000, expected - 10_000]);
});

test('all pages together are every row once, whatever their sizes', async () => {
	for (const switches of [{}, { pages: 'short' as const }, { emptyPage: false }]) {
		const { client, dataverse, close } = await startWithClient({ customers: twelveThousand, switches });
		const ids = (await client.rows(profiles)).map((row) => String(row.msdynci_customerid));
		const expected = dataverse.customers
			.numbers()
			.filter((person) => dataverse.customers.hasProfile(person))
			.map((person) => dataverse.customers.idOf(person));
		expect(ids).toHaveLength(expected.length);
		expect(new Set(ids)).toEqual(new Set(expected));
		await close();
	}
});
