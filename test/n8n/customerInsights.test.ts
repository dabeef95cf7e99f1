import { createDataverse } from '../dataverse';
import type { Dataverse } from '../dataverse';
import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { itemsOf, startN8n } from './support/n8n';
import type { Execution, N8n } from './support/n8n';
import { expectedMembers } from './support/segmentMembers';
import type { ExpectedMember } from './support/segmentMembers';
import { connectedCredential, environmentCredential, packedTarball } from './support/world';
import { exportedNode, exportWorkflow, rejectedNode, sourceNodeName } from './support/workflow';

/**
 * Get Segment Members → Export Segment in a real n8n, with both services: 20,000 customers and three segments that
 * overlap, day after day.
 */
const segments = ['VIP_customers', 'Newsletter_readers', 'Spring_sale_2026'] as const;

let dataverse: Dataverse;
let simulator: Simulator;
let n8n: N8n;
let constantContact: ReturnType<typeof connectedCredential>;
let customerInsights: ReturnType<typeof environmentCredential>;

beforeAll(async () => {
	dataverse = createDataverse({
		customers: {
			count: 20_000,
			segments: [
				{ name: 'VIP_customers', displayName: 'VIP customers', members: 0.3 },
				{ name: 'Newsletter_readers', members: 0.4 },
				{ name: 'Spring_sale_2026', members: 0.1 },
				// Names that a server's comparison, without case and with wildcards, takes for the ones above.
				{ name: 'VIP_customers_lost', members: 0.05 },
				{ name: 'vip-customers', members: 0.02 },
			],
			withoutProfile: 0.005,
			withoutEmail: 0.01,
			sharedEmail: 0.02,
			twoRows: 0.05,
		},
		switches: { pages: 'short', repeatedRows: 3 },
	});
	keepHouseholdsTogether();
	simulator = await startSimulator({ neighbours: dataverse.listeners });
	constantContact = connectedCredential(simulator);
	customerInsights = environmentCredential(dataverse);
	n8n = await startN8n({
		tarball: packedTarball(),
		environment: simulator.environment(),
		credentials: [constantContact, customerInsights],
	});
});

afterAll(async () => {
	await n8n?.stop();
	await simulator?.close();
	dataverse?.close();
});

/** Who belongs to these segments, in the order of their addresses. */
function expected(of: readonly string[]) {
	const { byEmail, ...counts } = expectedMembers(dataverse, of);
	return { ...counts, people: [...byEmail.values()].sort(byAddress) };
}

const byAddress = (one: ExpectedMember, other: ExpectedMember) => one.email.localeCompare(other.email);

function onList(list: string): ExpectedMember[] {
	return simulator.account
		.membersOf(list)
		.map((email) => {
			const { first_name, last_name } = simulator.account.contact(email)!.fields;
			return { email, first_name, last_name };
		})
		.sort(byAddress);
}

/** The workflow as somebody draws it, run once. */
async function run(parameters: Record<string, unknown>, list = ''): Promise<Execution> {
	simulator.requests.clear();
	dataverse.requests.clear();
	const workflow = exportWorkflow({
		source: {
			members: {
				segments: [...segments],
				columns: ['msdynci_email', 'msdynci_firstname', 'msdynci_lastname', 'msdynci_city'],
			},
			credential: { id: customerInsights.id, name: customerInsights.name },
		},
		credential: { id: constantContact.id, name: constantContact.name },
		list: { mode: 'id', value: list },
		fields: {
			email: '={{ $json.msdynci_email }}',
			first_name: '={{ $json.msdynci_firstname }}',
			last_name: '={{ $json.msdynci_lastname }}',
		},
		parameters: { source: 'file', segments: 'byField', segmentField: 'segments', ...parameters },
	});
	const execution = await n8n.execute(await n8n.createWorkflow(workflow));
	expect(execution.error).toBeUndefined();
	return execution;
}

const summariesOf = (execution: Execution) => itemsOf(execution, exportedNode).map(({ json }) => json);

/**
 * Who shares an address is in the same segments. Were they in different ones, two lists would call one contact by two
 * names, each run again.
 */
function keepHouseholdsTogether(): void {
	const { customers } = dataverse;
	for (const person of customers.numbers().slice(1)) {
		const email = customers.valueOf(person, 'email');
		if (email !== null && email === customers.valueOf(person - 1, 'email'))
			customers.move(person, customers.segmentsOf(person - 1));
	}
}

/** People change between two refreshes. */
function nextDay(): void {
	const { customers } = dataverse;
	for (const person of customers.membersOf('VIP_customers').slice(0, 200)) customers.move(person, []);
	for (const person of customers.membersOf('Newsletter_readers').slice(0, 100))
		customers.move(person, ['Spring_sale_2026']);
	const outside = customers.numbers().filter((person) => customers.segmentsOf(person).length === 0);
	for (const person of outside.slice(-300)) customers.move(person, ['Newsletter_readers']);
	for (const person of customers.membersOf('Spring_sale_2026').slice(-50))
		customers.edit(person, { lastname: 'Married' });
	customers.add([...segments], { email: 'new@example.com', firstname: 'Newton', lastname: 'Newcomer' });
	keepHouseholdsTogether();
}

describe('three segments to one list', () => {
	let list: string;
	const mirrored = { syncMode: 'mirror' };

	beforeAll(() => {
		list = simulator.account.addList('From Customer Insights').id;
	});

	it('everybody with a profile and an address is on the list with their names, nobody else, and all are accounted for', async () => {
		const execution = await run(mirrored, list);
		const { people, withoutEmail, withoutProfile } = expected(segments);
		expect(onList(list)).toEqual(people);
		const { customers } = dataverse;
		const membersOf = (name: string) => customers.membersOf(name).length;
		expect(itemsOf(execution, sourceNodeName)[0].json).toMatchObject({
			segments: [
				{ name: 'VIP_customers', displayName: 'VIP customers', members: membersOf('VIP_customers') },
				{ name: 'Newsletter_readers', members: membersOf('Newsletter_readers') },
				{ name: 'Spring_sale_2026', members: membersOf('Spring_sale_2026') },
			],
			withoutProfile,
		});
		expect(summariesOf(execution)).toMatchObject([
			{ status: 'completed', profiles: { rejected: withoutEmail, sent: people.length, removed: 0 } },
		]);
		const reasons = itemsOf(execution, rejectedNode).map(({ json }) => (json.rejection as { code: string }).code);
		expect(reasons).toEqual(Array.from({ length: withoutEmail }, () => 'email_missing'));
	});

	it('a second run writes nothing', async () => {
		const execution = await run(mirrored, list);
		expect(summariesOf(execution)).toMatchObject([
			{ profiles: { sent: 0, removed: 0, unchanged: onList(list).length } },
		]);
		expect(simulator.requests.writes()).toEqual([]);
	});

	it('the next day, after people moved, the list is again exactly the segments', async () => {
		const before = new Set(onList(list).map(({ email }) => email));
		nextDay();
		const { people } = expected(segments);
		const leavers = [...before].filter((email) => !people.some((person) => person.email === email));
		expect(leavers.length).toBeGreaterThan(50);
		const execution = await run(mirrored, list);
		expect(onList(list)).toEqual(people);
		expect(summariesOf(execution)).toMatchObject([{ profiles: { removed: leavers.length } }]);
		await run(mirrored, list);
		expect(simulator.requests.writes()).toEqual([]);
	});
});

it('each segment to its own list: each list is exactly its segment, and a second run writes nothing', async () => {
	const parameters = { listPerSegment: true, options: { createMissingList: true } };
	const execution = await run(parameters);
	expect(
		summariesOf(execution)
			.map((summary) => (summary.list as { name: string }).name)
			.sort(),
	).toEqual([...segments].sort());
	for (const name of segments) {
		const list = simulator.account.listNamed(name);
		const { people } = expected([name]);
		expect([name, onList(list!.id)]).toEqual([name, people]);
	}
	await run(parameters);
	expect(simulator.requests.writes()).toEqual([]);
});

it('Dataverse is only ever asked at the environment and at the sign-in, with few requests', () => {
	const hosts = new Set(dataverse.requests.entries.map(({ host }) => host));
	expect([...hosts].every((host) => ['org.crm.dynamics.com', 'login.microsoftonline.com'].includes(host))).toBe(true);
	expect(dataverse.requests.data().every(({ method }) => method === 'GET')).toBe(true);
	expect(simulator.refusedHosts.filter((host) => host.includes('dynamics'))).toEqual([]);
});
