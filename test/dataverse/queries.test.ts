import { startWithClient } from './client';
import { defaultSwitches } from './index';

type Started = Awaited<ReturnType<typeof startWithClient>>;

let started: Started;

beforeAll(async () => {
	started = await startWithClient({
		customers: {
			count: 300,
			segments: [
				{ name: 'Male_under_40', members: (person) => person < 100 },
				{ name: 'MaleXunder_40', members: (person) => person >= 50 && person < 150 },
				{ name: 'VIP', members: (person) => person % 10 === 0 },
				{ name: 'VIP_old', members: (person) => person % 10 === 5 },
			],
			values: (person) => (person === 3 ? { lastname: "O'Brien 50% [a]" } : undefined),
		},
	});
});
afterAll(async () => await started.close());
beforeEach(() => Object.assign(started.dataverse.switches, defaultSwitches));

const profiles = 'msdynci_customerprofiles?$select=msdynci_customerid';
const memberships = 'msdynci_segmentmemberships?$select=msdynci_customerid,msdynci_segments';

async function idsWhere(path: string, filter: string): Promise<string[]> {
	const rows = await started.client.rows(`${path}&$filter=${encodeURIComponent(filter)}`);
	return rows.map((row) => String(row.msdynci_customerid)).sort();
}

function ids(matches: (person: number) => boolean): string[] {
	const { customers } = started.dataverse;
	return customers
		.numbers()
		.filter(matches)
		.map((person) => customers.idOf(person))
		.sort();
}

test('contains finds parts of a text in any case, and takes _ % and [] as wildcards, or to the letter', async () => {
	const { switches } = started.dataverse;
	expect(await idsWhere(memberships, "contains(msdynci_segments,'vip')")).toEqual(ids((person) => person % 5 === 0));
	expect(await idsWhere(memberships, "contains(msdynci_segments,'Male_under_40')")).toEqual(
		ids((person) => person < 150),
	);
	expect(await idsWhere(memberships, "contains(msdynci_segments,'Male%40')")).toEqual(ids((person) => person < 150));
	expect(await idsWhere(memberships, "contains(msdynci_segments,'Male[XY]under')")).toEqual(
		ids((person) => person >= 50 && person < 150),
	);
	switches.contains = 'literal';
	expect(await idsWhere(memberships, "contains(msdynci_segments,'Male_under_40')")).toEqual(
		ids((person) => person < 100),
	);
	expect(await idsWhere(memberships, "contains(msdynci_segments,'Male%40')")).toEqual([]);
});

test('a name in quotation marks is found where the JSON is plain, one with backslashes where it is encoded twice', async () => {
	const { switches } = started.dataverse;
	const quoted = `contains(msdynci_segments,'"VIP"')`;
	const escaped = `contains(msdynci_segments,'\\"VIP\\"')`;
	const vips = ids((person) => person % 10 === 0);
	expect(await idsWhere(memberships, quoted)).toEqual(vips);
	expect(await idsWhere(memberships, escaped)).toEqual([]);
	switches.segmentsJson = 'doubleEncoded';
	expect(await idsWhere(memberships, quoted)).toEqual([]);
	expect(await idsWhere(memberships, escaped)).toEqual(vips);
});

test('eq, ne, and, or, not and parentheses mean what they say; texts in any case, null as null', async () => {
	const { customers } = started.dataverse;
	const id = (person: number) => customers.idOf(person);
	expect(await idsWhere(profiles, `msdynci_customerid eq '${id(1).toUpperCase()}'`)).toEqual([id(1)]);
	expect(await idsWhere(profiles, `(msdynci_customerid eq '${id(1)}') or msdynci_customerid eq '${id(9)}'`)).toEqual(
		[id(1), id(9)].sort(),
	);
	expect(await idsWhere(profiles, `msdynci_customerid eq '${id(1)}' and msdynci_isgold eq true`)).toEqual(
		customers.valueOf(1, 'isgold') === true ? [id(1)] : [],
	);
	expect(await idsWhere(profiles, 'not (msdynci_firstname ne null)')).toEqual(
		ids((person) => customers.valueOf(person, 'firstname') === null),
	);
	expect(await idsWhere(profiles, 'msdynci_points ge 4000 and msdynci_points lt 4500')).toEqual(
		ids(
			(person) =>
				Number(customers.valueOf(person, 'points')) >= 4_000 && Number(customers.valueOf(person, 'points')) < 4_500,
		),
	);
	expect(await idsWhere(profiles, "msdynci_lastname eq 'o''brien 50% [A]'")).toEqual([id(3)]);
	expect(
		await idsWhere(
			profiles,
			`msdynci_customerprofileid eq ${id(7).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`,
		),
	).toEqual([id(7)]);
});

const any = (count: number) =>
	Array.from(
		{ length: count },
		(_, index) => `msdynci_customerid eq '${started.dataverse.customers.idOf(index)}'`,
	).join(' or ');

test('400 ids fit a request, 500 conditions are the most, and no URL is longer than 32,768 characters', async () => {
	const { client } = started;
	expect(await idsWhere(profiles, any(400).replaceAll(/ or .*$/g, ''))).toHaveLength(1);
	const fitting = encodeURIComponent(any(400));
	expect(fitting.length).toBeLessThan(32_000);
	expect((await client.get(`${profiles}&$filter=${fitting}`)).status).toBe(200);
	const short = (count: number) =>
		Array.from({ length: count }, (_, index) => `msdynci_points eq ${index}`).join('%20or%20');
	expect((await client.get(`${profiles}&$filter=${short(500)}`)).status).toBe(200);
	const many = await client.get(`${profiles}&$filter=${short(501)}`);
	expect([many.status, many.data.error.code]).toEqual([400, '0x8004430C']);
	expect((await client.get(`${profiles}&$filter=${encodeURIComponent(any(470))}`)).status).toBe(414);
});

test.each([
	['an unknown set', 'msdynci_segments', 404, '0x8006088a'],
	['a table by its logical name', 'msdynci_customerprofile', 404, '0x8006088a'],
	['an unknown column', 'msdynci_customerprofiles?$select=msdynci_email2', 400, '0x80060888'],
	['an unknown column in a filter', "msdynci_customerprofiles?$filter=msdynci_email2 eq 'a'", 400, '0x80060888'],
	['a lookup by its bare name', 'msdynci_segmentmemberships?$select=msdynci_lookupfield_customer', 400, '0x80060888'],
	['a column that only explains another', 'msdynci_customerprofiles?$select=msdynci_levelname', 400, '0x80060888'],
	['a column that cannot be read', 'msdynci_customerprofiles?$select=overriddencreatedon', 400, '0x80060888'],
	['$skip', 'msdynci_customerprofiles?$skip=5', 400, '0x80060888'],
	['$search', 'msdynci_customerprofiles?$search=a', 400, '0x80060888'],
	['$format', 'msdynci_customerprofiles?$format=json', 400, '0x80060888'],
	['$expand', 'msdynci_segmentmemberships?$expand=msdynci_lookupfield_customer', 400, '0x80060888'],
	['an option twice', 'msdynci_customerprofiles?$select=msdynci_email&$select=msdynci_city', 400, '0x80060888'],
	['in', "msdynci_customerprofiles?$filter=msdynci_customerid in ('a','b')", 400, '0x80060888'],
	[
		'a related table',
		"msdynci_segmentmemberships?$filter=msdynci_lookupfield_customer/msdynci_city eq 'A'",
		400,
		'0x80048d0b',
	],
	['a lambda', "msdynci_customerprofiles?$filter=msdynci_things/any(a:a eq 'b')", 400, '0x80048d0b'],
	['two columns compared', 'msdynci_customerprofiles?$filter=msdynci_city eq msdynci_email', 400, '0x80060888'],
	['an unknown function', "msdynci_customerprofiles?$filter=tolower(msdynci_city) eq 'a'", 501, '0x8006088a'],
	['a filter that ends early', "msdynci_customerprofiles?$filter=contains(msdynci_city,'a'", 400, '0x80060888'],
])('%s is refused', async (_what, path, status, code) => {
	const answer = await started.client.get(path);
	expect([answer.status, answer.data.error.code]).toEqual([status, code]);
	expect(answer.data.error.message).toEqual(expect.any(String));
});

test('rows of elastic tables bring columns that nobody asked for, and version numbers past 2⁵³', async () => {
	const { client, dataverse } = started;
	const url = `${dataverse.environmentUrl}/api/data/v9.2/${profiles}`;
	const { data } = await client.http.get<string>(url, {
		headers: { authorization: `Bearer ${client.token}` },
		transformResponse: (text: string) => text,
	});
	const [text] = /\{"@odata\.etag".*?\}/.exec(data)!;
	expect(Object.keys(JSON.parse(text) as object)).toEqual([
		'@odata.etag',
		'msdynci_customerid',
		'msdynci_customerprofileid',
		'versionnumber',
		'partitionid',
		'_ownerid_value',
		'_owningbusinessunit_value',
	]);
	expect(text).toMatch(/"@odata\.etag":"W\/\\"[0-9a-f]{8}-0000-0200-0000-[0-9a-f]{12}\\""/);
	const version = /"versionnumber":(\d+)/.exec(text)![1];
	expect(String(Number(version))).not.toBe(version);
	const standard = await client.rows('mscipriv_segmentmetadatas?$select=msdyn_name');
	expect(Object.keys(standard[0])).toEqual(['@odata.etag', 'msdyn_name', 'mscipriv_segmentmetadataid']);
	expect(standard[0]['@odata.etag']).toMatch(/^W\/"\d+"$/);
});

test('without $select all readable columns come, lookups under their own names', async () => {
	const [row] = await started.client.rows('msdynci_segmentmemberships');
	expect(Object.keys(row)).toEqual(
		expect.arrayContaining(['msdynci_identifier', '_msdynci_lookupfield_customer_value', 'ttlinseconds', 'createdon']),
	);
	expect(row).not.toHaveProperty('msdynci_lookupfield_customer');
	expect(row).not.toHaveProperty('owneridname');
});

test('values have the types of the Web API; formatted ones come where they are asked for', async () => {
	const { client } = started;
	const select = 'msdynci_birthdate,msdynci_points,msdynci_totalspend,msdynci_isgold,msdynci_level,msdynci_firstname';
	const path = `msdynci_customerprofiles?$select=${select}`;
	const prefer = 'odata.maxpagesize=10,odata.include-annotations="OData.Community.Display.V1.FormattedValue"';
	const answer = await client.get(path, { prefer });
	expect(answer.headers['preference-applied']).toBe(prefer);
	expect(answer.data.value[0]).toMatchObject({
		msdynci_birthdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		msdynci_points: expect.any(Number),
		msdynci_totalspend: expect.any(Number),
		msdynci_isgold: expect.any(Boolean),
		msdynci_level: expect.any(Number),
		'msdynci_level@OData.Community.Display.V1.FormattedValue': expect.stringMatching(/^(Gold|Silver|Bronze)$/),
	});
	const plain = await client.rows(path);
	expect(plain.some((row) => row.msdynci_firstname === null)).toBe(true);
	expect(Object.keys(plain[0]).some((name) => name.includes('@OData'))).toBe(false);
});
