import { startWithClient } from './client';
import { defaultSwitches } from './index';

type Started = Awaited<ReturnType<typeof startWithClient>>;

let started: Started;

const segments = [
	{ name: 'VIP', members: (person: number) => person % 2 === 0 },
	{ name: 'Newsletter', members: (person: number) => person % 3 === 0 },
	{ name: 'Lapsed', members: (person: number) => person % 5 === 0 },
];

beforeAll(async () => {
	started = await startWithClient({
		customers: {
			count: 600,
			segments,
			withoutProfile: (person) => person % 50 === 0,
			withoutEmail: (person) => person % 40 === 1,
			sharedEmail: (person) => person % 60 === 7,
			twoRows: (person) => person % 30 === 0,
			otherBusinessUnit: (person) => person >= 590 && person < 600,
		},
		contacts: { count: 40, segments: [{ name: 'Buyers', members: (person) => person < 10 }] },
	});
});
afterAll(async () => await started.close());
beforeEach(() => Object.assign(started.dataverse.switches, defaultSwitches));

const path =
	'msdynci_segmentmemberships?$select=msdynci_customerid,msdynci_segments,msdynci_segmentmembershiptype,msdynci_segmentprovider,msdynci_identifier';

interface Membership {
	msdynci_customerid: string;
	msdynci_segments: string;
	msdynci_segmentmembershiptype: string;
	msdynci_segmentprovider: string;
	msdynci_identifier: string;
}

async function memberships(): Promise<Membership[]> {
	return (await started.client.rows(path)) as unknown as Membership[];
}

test('a row is a customer with a list of segments; rows of other providers and kinds stand among them', async () => {
	const { customers, contacts } = started.dataverse;
	const rows = await memberships();
	const ofPerson = (person: number) => rows.filter((row) => row.msdynci_customerid === customers.idOf(person));
	expect(ofPerson(6)).toHaveLength(1);
	expect(JSON.parse(ofPerson(6)[0].msdynci_segments)).toEqual(['VIP', 'Newsletter']);
	expect(ofPerson(6)[0].msdynci_identifier).toBe(`${customers.idOf(6)}|Audience insights|Customer|Segments`);
	expect(ofPerson(7)).toEqual([]);
	const two = ofPerson(30);
	expect(two.map((row) => row.msdynci_segmentprovider)).toEqual(['Audience insights', 'Journeys']);
	expect(two.flatMap((row) => JSON.parse(row.msdynci_segments) as string[]).sort()).toEqual([
		'Lapsed',
		'Newsletter',
		'VIP',
	]);
	const ofContacts = rows.filter((row) => row.msdynci_segmentmembershiptype === 'Contact');
	expect(ofContacts.map((row) => row.msdynci_customerid).sort()).toEqual(
		contacts
			.membersOf('Buyers')
			.map((person) => contacts.idOf(person))
			.sort(),
	);
});

test('the list may be JSON in JSON', async () => {
	const { customers, switches } = started.dataverse;
	switches.segmentsJson = 'doubleEncoded';
	const row = (await memberships()).find((one) => one.msdynci_customerid === customers.idOf(6))!;
	expect(JSON.parse(JSON.parse(row.msdynci_segments) as string)).toEqual(['VIP', 'Newsletter']);
});

test('rows of another business unit are not there, and nothing says so', async () => {
	const { client, dataverse } = started;
	const hidden = dataverse.customers.idOf(594);
	expect((await memberships()).some((row) => row.msdynci_customerid === hidden)).toBe(false);
	const answer = await client.get(`msdynci_customerprofiles?$filter=msdynci_customerid%20eq%20'${hidden}'`);
	expect([answer.status, answer.data.value]).toEqual([200, []]);
});

test('ids are written alike in both tables, in whatever form', async () => {
	const { client, dataverse } = started;
	const { customers, switches } = dataverse;
	const id = customers.idOf(6);
	const dashed = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
	for (const [form, written] of [
		['hex', id],
		['dashed', dashed],
		['upperCase', id.toUpperCase()],
	] as const) {
		switches.customerIds = form;
		expect((await memberships()).some((row) => row.msdynci_customerid === written)).toBe(true);
		const found = await client.rows(`msdynci_customerprofiles?$filter=msdynci_customerid eq '${written}'`);
		expect(found).toMatchObject([{ msdynci_customerid: written, msdynci_customerprofileid: dashed }]);
	}
	switches.profileIds = 'unrelated';
	const [row] = await client.rows(`msdynci_customerprofiles?$filter=msdynci_customerid eq '${id}'`);
	expect(row.msdynci_customerprofileid).not.toBe(dashed);
});

test('members may have no profile, no address, or the address of another', async () => {
	const { client, dataverse } = started;
	const { customers } = dataverse;
	const rows = await client.rows('msdynci_customerprofiles?$select=msdynci_customerid,msdynci_email');
	const emails = new Map(rows.map((row) => [row.msdynci_customerid, row.msdynci_email]));
	expect(emails.has(customers.idOf(50))).toBe(false);
	expect(emails.get(customers.idOf(41))).toBeNull();
	expect(emails.get(customers.idOf(67))).toBe(emails.get(customers.idOf(66)));
	expect(emails.get(customers.idOf(66))).toBe('customer66@example.com');
	expect(emails.size).toBe(590 - 12);
});

test.each(['contactid', 'customerid'] as const)('memberships of contacts name their %s', async (key) => {
	const { client, dataverse } = started;
	dataverse.switches.contactKey = key;
	const rows = await client.rows(
		'msdynci_contactprofiles?$select=msdynci_contactid,msdynci_customerid,msdynci_primaryemail',
	);
	const keys = new Set(rows.map((row) => row[`msdynci_${key}`]));
	const ofContacts = (await memberships()).filter((row) => row.msdynci_segmentmembershiptype === 'Contact');
	expect(ofContacts).toHaveLength(10);
	expect(ofContacts.every((row) => keys.has(row.msdynci_customerid))).toBe(true);
});

test('people move, change, come and go; everybody else stays as they were', async () => {
	const { client, dataverse } = started;
	const { customers } = dataverse;
	const before = new Map((await memberships()).map((row) => [row.msdynci_identifier, row.msdynci_segments]));
	customers.move(6, ['Lapsed']);
	customers.move(8, []);
	customers.edit(10, { email: 'new@example.org' });
	customers.setProfile(12, false);
	const added = customers.add(['VIP'], { email: 'added@example.com', firstname: 'Ada' });
	const after = new Map((await memberships()).map((row) => [row.msdynci_identifier, row.msdynci_segments]));
	const changed = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
	expect(changed.map((key) => customers.withId(key.split('|')[0])).sort()).toEqual([6, 8, added].sort());
	const profiles = await client.rows(
		'msdynci_customerprofiles?$select=msdynci_customerid,msdynci_email,msdynci_firstname',
	);
	const byId = new Map(profiles.map((row) => [row.msdynci_customerid, row]));
	expect(byId.get(customers.idOf(10))).toMatchObject({ msdynci_email: 'new@example.org' });
	expect(byId.has(customers.idOf(12))).toBe(false);
	expect(byId.get(customers.idOf(added))).toMatchObject({
		msdynci_email: 'added@example.com',
		msdynci_firstname: 'Ada',
	});
	customers.dropSegment('Newsletter');
	expect((await memberships()).some((row) => row.msdynci_segments.includes('Newsletter'))).toBe(false);
});

test('the same seed gives the same people, another one others', async () => {
	const seedOf = async (seed: number) => {
		const other = await startWithClient({ seed, customers: { count: 20, segments } });
		const rows = await other.client.rows('msdynci_customerprofiles');
		await other.close();
		return JSON.stringify(rows);
	};
	expect(await seedOf(3)).toBe(await seedOf(3));
	expect(await seedOf(3)).not.toBe(await seedOf(4));
});
