import { heldMemory } from '../support/heldMemory';
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

test('a longer reading has an empty page with a next link, and pages may be short', async () => {
	const { client, dataverse } = await start({ customers: twelveThousand });
	const sizes = async () => (await client.pages(profiles)).map(({ value }) => value.length);
	expect((await sizes())[1]).toBe(0);
	dataverse.switches.emptyPage = false;
	dataverse.switches.pages = 'short';
	const short = await sizes();
	expect(short.length).toBeGreaterThan(3);
	expect(new Set(short.slice(0, -1)).size).toBeGreaterThan(1);
	expect(Math.max(...short)).toBeLessThanOrEqual(5_000);
});

test('rows may come again at the beginning of the next page', async () => {
	const { client } = await start({ customers: twelveThousand, switches: { repeatedRows: 3, emptyPage: false } });
	const pages = await client.pages(profiles);
	const ids = pages.map(({ value }) => value.map((row) => row.msdynci_customerid));
	expect(ids[1].slice(0, 3)).toEqual(ids[0].slice(-3));
	expect(ids.flat().length - new Set(ids.flat()).size).toBe(3 * (pages.length - 1));
});

test('a next link is followed as it is, with the same Prefer: anything else is refused', async () => {
	const { client } = await start({ customers: twelveThousand, switches: { emptyPage: false } });
	const first = (await client.get(profiles, preferring(5_000))).data as Page;
	const link = first['@odata.nextLink']!;
	const token = /\$skiptoken=(.*)$/.exec(link)![1];
	expect(token.length).toBeGreaterThan(1_800);
	expect(decodeURIComponent(token)).toMatch(/^<cookie pagenumber="2" pagingcookie="[^"]+" istracking="False" \/>$/);
	expect((await client.get(link, preferring(5_000))).status).toBe(200);
	for (const [altered, headers] of [
		[link, preferring(4_000)],
		[link, {}],
		[`${link}x`, preferring(5_000)],
		[link.replace('msdynci_email', 'msdynci_city'), preferring(5_000)],
		[
			link.replace('msdynci_customerprofiles', 'msdynci_segmentmemberships').replace(',msdynci_email', ''),
			preferring(5_000),
		],
		[link.replace('pagenumber=%222', 'pagenumber=%22two'), preferring(5_000)],
		[`${link}&$filter=msdynci_points%20eq%201`, preferring(5_000)],
	] as const) {
		expect([altered === link, (await client.get(altered, headers)).status]).toEqual([altered === link, 400]);
	}
});

test('$top alone is one page without a next link; beside maxpagesize it is ignored', async () => {
	const { client } = await start({ customers: twelveThousand });
	const alone = (await client.get(`${profiles}&$top=10`)).data as Page;
	expect([alone.value.length, alone['@odata.nextLink']]).toEqual([10, undefined]);
	const beside = await client.get(`${profiles}&$top=10`, preferring(2_000));
	expect(beside.headers['preference-applied']).toBe('odata.maxpagesize=2000');
	expect(beside.data.value).toHaveLength(2_000);
});

test('$count stops at 5,000 and says so', async () => {
	const { client } = await start({ customers: twelveThousand });
	const all = (await client.get(`${profiles}&$count=true`, preferring(1))).data as Page;
	expect(all['@odata.count']).toBe(5_000);
	expect(all['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded']).toBe(true);
	const few = (await client.get(`${profiles}&$count=true&$filter=msdynci_points%20lt%2010`)).data as Page;
	expect(few['@odata.count']).toBe(few.value.length);
	expect(few['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded']).toBe(false);
});

test('who changes segments between two pages is met as they are then', async () => {
	const { client, dataverse } = await start({
		customers: { count: 6_000, segments: [{ name: 'VIP', members: 1 }] },
		switches: { emptyPage: false },
	});
	const path = "msdynci_segmentmemberships?$select=msdynci_customerid&$filter=contains(msdynci_segments,'VIP')";
	const first = (await client.get(path)).data as Page;
	dataverse.customers.move(5_999, ['Other']);
	const second = (await client.get(first['@odata.nextLink']!)).data as Page;
	expect(first.value.length + second.value.length).toBe(5_999);
});

test('a million customers take no more memory than one page', async () => {
	const { client, dataverse } = await start({
		customers: { count: 1_200_000, segments: [{ name: 'VIP', members: 0.9 }] },
		switches: { emptyPage: false },
	});
	const before = heldMemory();
	let link: string | undefined = profiles;
	for (let page = 0; page < 6 && link !== undefined; page++)
		link = ((await client.get(link, preferring(5_000))).data as Page)['@odata.nextLink'];
	expect(link).toBeDefined();
	expect(heldMemory() - before).toBeLessThan(50e6);
	const last = dataverse.customers.idOf(1_199_999);
	const found = await client.rows(`${profiles}&$filter=msdynci_customerid%20eq%20'${last}'`);
	expect(found.map((row) => row.msdynci_customerid)).toEqual([last]);
});
