/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import type { INodeParameters } from 'n8n-workflow';
import type { Fault, Switches } from '../dataverse';
import type { Environment } from '../support/customerInsights';
import { linesOf, startEnvironment } from '../support/customerInsights';
import { startHeartbeat } from '../support/heartbeat';

let environment: Environment;

beforeAll(async () => {
	environment = await startEnvironment({
		customers: {
			count: 12_000,
			segments: [
				{ name: 'VIP', displayName: 'Very important people', members: 0.5 },
				{ name: 'VIP_old', members: (person) => person % 7 === 0 },
				{ name: 'Newsletter', members: (person) => person % 100 === 3 },
				{ name: 'Nobody', members: 0 },
				{ name: 'Asleep', members: 0, state: 'inactive' },
			],
			withoutProfile: 0.002,
			withoutEmail: 0.01,
			twoRows: 0.05,
		},
		contacts: { count: 900, segments: [{ name: 'Buyers', members: (person) => person % 2 === 0 }] },
	});
});
afterAll(async () => await environment.close());
afterEach(() => environment.dataverse.faults.clear());

/** Who must come out, by number of person. */
function expected(...segments: string[]): Map<unknown, readonly string[]> {
	const { customers } = environment.dataverse;
	const people = new Set(segments.flatMap((segment) => customers.membersOf(segment)));
	return new Map(
		[...people]
			.filter((person) => customers.hasProfile(person))
			.map((person) => [
				customers.valueOf(person, 'lastname'),
				segments.filter((segment) => customers.segmentsOf(person).includes(segment)),
			]),
	);
}

const columns = ['msdynci_email', 'msdynci_lastname'];
const byPerson = (lines: ReadonlyArray<Record<string, unknown>>) =>
	new Map(lines.map((line) => [line.msdynci_lastname, line.segments]));

it('every member comes out once, with the chosen columns and all the chosen segments, out of the whole table', async () => {
	const result = await environment.getMembers({ segments: ['VIP', 'Newsletter'], columns });
	expect(result.error).toBeUndefined();
	const lines = linesOf(result);
	expect(byPerson(lines)).toEqual(expected('VIP', 'Newsletter'));
	expect(lines).toHaveLength(expected('VIP', 'Newsletter').size);
	expect(Object.keys(lines[0])).toEqual(['segments', ...columns]);
	expect(result.exported[0].json).toMatchObject({
		segments: [
			{ name: 'VIP', displayName: 'Very important people' },
			{ name: 'Newsletter', displayName: 'Newsletter', members: 120 },
		],
		profiles: lines.length,
		part: 1,
		parts: 1,
	});
});

it('members without a profile are counted, and a hint says what a mirror would do with them', async () => {
	const { customers } = environment.dataverse;
	const [first, second] = customers.membersOf('Newsletter').filter((person) => customers.hasProfile(person));
	const hintsOf = async () => (await environment.getMembers({ segments: 'Newsletter', columns })).hints;
	const waiting = customers.membersOf('Newsletter').filter((person) => !customers.hasProfile(person));
	for (const person of waiting) customers.setProfile(person, true);
	expect(await hintsOf()).toEqual([]);
	for (const person of [first, second]) customers.setProfile(person, false);
	expect((await hintsOf()).map(({ message }) => message)).toEqual([
		expect.stringMatching(
			/^2 members without a profile are left out: .*'Mirror Segment' .*'Maximum Without Profile' to 0/,
		),
	]);
	for (const person of [first, second]) customers.setProfile(person, true);
});

it('a number that JavaScript would round arrives with all its digits', async () => {
	const { customers } = environment.dataverse;
	const person = customers.membersOf('Newsletter').find((member) => customers.hasProfile(member))!;
	customers.edit(person, { points: 9_007_199_254_740_993n });
	const lines = linesOf(
		await environment.getMembers({ segments: 'Newsletter', columns: [...columns, 'msdynci_points'] }),
	);
	const lastName = customers.valueOf(person, 'lastname');
	expect(lines.find((line) => line.msdynci_lastname === lastName)?.msdynci_points).toBe('9007199254740993');
	expect(typeof lines.find((line) => line.msdynci_lastname !== lastName)?.msdynci_points).toBe('number');
});

it('a small segment is asked for by ids, and with fewer requests than its table has pages', async () => {
	environment.dataverse.requests.clear();
	const result = await environment.getMembers({ segments: 'Newsletter', columns });
	expect(byPerson(linesOf(result))).toEqual(expected('Newsletter'));
	expect(environment.dataverse.requests.data()).toHaveLength(3);
});

describe('whatever a request meets, the reading is whole, or stops with the reason and hands nothing on', () => {
	const memberships = /segmentmemberships$/;
	const profiles = /customerprofiles$/;
	const secondPage = { after: 1 };

	it.each<[string, Fault]>([
		['429, which asks for a second', { kind: 'tooManyRequests', path: memberships }],
		['429 again and again', { kind: 'tooMuchExecutionTime', path: profiles, times: 3, ...secondPage }],
		['429 that does not say how long', { kind: 'tooManyAtOnce', path: profiles, retryAfterSeconds: null }],
		['503', { kind: 'unavailable', path: memberships, ...secondPage }],
		['502 with a page of a proxy', { kind: 'badGateway', path: profiles, ...secondPage }],
		['504', { kind: 'gatewayTimeout', path: profiles }],
		['a lost connection', { kind: 'resetBefore', path: profiles, times: 2, ...secondPage }],
		['an answer that breaks off', { kind: 'cutAnswer', path: profiles, ...secondPage }],
		['an answer that ends early and looks whole', { kind: 'shortAnswer', path: memberships, ...secondPage }],
		['an answer that is no JSON', { kind: 'malformedJson', path: profiles }],
		['a token that is not accepted any more', { kind: 'unauthorized', path: profiles, ...secondPage }],
		['a page of 50,000 rows', { kind: 'hugePage', path: profiles }],
		['metadata that has lost a column', { kind: 'noSuchColumn', path: /segmentmetadatas$/ }],
		['metadata that cannot be searched', { kind: 'status', path: /segmentmetadatas$/, reply: { status: 501 } }],
	])('%s: whole', async (_what, fault) => {
		environment.dataverse.faults.add(fault);
		const result = await environment.getMembers({ columns });
		expect(result.error).toBeUndefined();
		expect(environment.dataverse.faults.struck[fault.kind]).toBeGreaterThan(0);
		expect(byPerson(linesOf(result))).toEqual(expected('VIP'));
		expect(environment.dataverse.requests.mostAtOnce).toBeLessThanOrEqual(2);
	});

	it.each<[string, Fault, string]>([
		[
			'429 for an hour',
			{ kind: 'tooManyRequests', path: profiles, retryAfterSeconds: 3_600 },
			'Dataverse kept putting',
		],
		['no user of the environment', { kind: 'notAMember', path: memberships }, 'is not a user of this environment'],
		['no right', { kind: 'missingPrivilege', path: memberships }, 'may not read the segments and profiles'],
		['no right to the second page', { kind: 'missingPrivilege', path: profiles, ...secondPage }, 'may not read'],
		['no table', { kind: 'noSuchTable', path: memberships }, 'has no tables of Customer Insights'],
		['a table that went', { kind: 'noSuchTable', path: profiles, ...secondPage }, 'has no tables of Customer Insights'],
		['a column that went', { kind: 'noSuchColumn', path: profiles, ...secondPage }, 'no longer has the columns'],
		['a refused token', { kind: 'unauthorized', path: profiles, times: 9 }, 'no longer accepts this connection'],
		['a link to another host', { kind: 'foreignNextLink', path: profiles }, 'another host than the environment'],
		['links in a circle', { kind: 'sameNextLink', path: profiles, times: 9, ...secondPage }, 'could not be understood'],
		['a status that nobody knows', { kind: 'status', path: profiles, reply: { status: 418 } }, 'status 418'],
	])('%s: stops', async (_what, fault, message) => {
		environment.dataverse.faults.add(fault);
		const result = await environment.getMembers({ columns });
		expect(result.error?.message).toContain(message);
		expect(result.error?.description).toMatch(/\w{3,} \w+/);
		expect(result.exported).toEqual([]);
	});
});

it('the token goes to the environment alone, and a next link to another host is not followed', async () => {
	environment.dataverse.requests.clear();
	environment.dataverse.faults.add({ kind: 'foreignNextLink', path: /customerprofiles$/ });
	await environment.getMembers({ columns });
	expect(new Set(environment.dataverse.requests.data().map(({ host }) => host))).toEqual(
		new Set([new URL(environment.dataverse.environmentUrl).host]),
	);
});

it('a token that ends in the middle is renewed once, and the reading goes on', async () => {
	const credential = environment.connect();
	const { entra } = environment.dataverse;
	const before = entra.counters.clientCredentials;
	const stop = environment.dataverse.faults.onRequest(({ path }) => {
		if (!path.endsWith('customerprofiles')) return;
		stop();
		entra.expireAccessTokens();
	});
	const result = await environment.getMembers({ columns }, { credential });
	expect(result.error).toBeUndefined();
	expect(byPerson(linesOf(result))).toEqual(expected('VIP'));
	expect(entra.counters.clientCredentials - before).toBe(1);
	expect(credential.updates).toHaveLength(1);
});

it('only GET is sent', async () => {
	environment.dataverse.requests.clear();
	await environment.getMembers({ columns });
	expect(new Set(environment.dataverse.requests.data().map(({ method }) => method))).toEqual(new Set(['GET']));
});

describe('whichever way Dataverse has it', () => {
	const readings: Array<Partial<Switches>> = [
		{ segmentsJson: 'doubleEncoded' },
		{ contains: 'literal' },
		{ customerIds: 'dashed' },
		{ customerIds: 'upperCase' },
		{ pages: 'short' },
		{ emptyPage: false },
		{ repeatedRows: 40 },
		{ endedToken: 'json', metadataErrors: 'v3' },
		{ friendlyNames: 'garbage' },
		{ metadataNames: 'unrelated' },
		{ configurationViewerReadsMetadata: false },
	];
	it.each(readings)('%j: the same people', async (reading) => {
		const before = { ...environment.dataverse.switches };
		Object.assign(environment.dataverse.switches, reading);
		for (const segments of [['VIP'], ['Newsletter']]) {
			const result = await environment.getMembers({ segments, columns });
			expect(result.error).toBeUndefined();
			expect(byPerson(linesOf(result))).toEqual(expected(...segments));
		}
		Object.assign(environment.dataverse.switches, before);
	});
});

describe('what cannot be read is told, and nothing is handed on', () => {
	const stops = async (parameters: INodeParameters) => {
		const { error, exported } = await environment.getMembers({ columns, ...parameters });
		expect(exported).toEqual([]);
		return `${error?.message}. ${error?.description}`;
	};

	it('a segment that nobody is in, and that nobody knows, with those of similar names', async () => {
		const text = await stops({ segments: ['VIP', 'Newsleter'] });
		expect(text).toContain("Nobody is in a segment named 'Newsleter'");
		expect(text).toContain("Similar ones there: 'Newsletter'");
	});

	it('the name that people see in place of the one that memberships use', async () => {
		expect(await stops({ segments: 'Very important people' })).toContain("Similar ones there: 'VIP'");
	});

	it('a segment that is there, and empty; unless that may be', async () => {
		expect(await stops({ segments: 'Nobody' })).toContain("The segment 'Nobody' has no members");
		const allowed = { segments: 'Nobody,Newsletter', columns, options: { allowEmptySegments: true } };
		const result = await environment.getMembers(allowed);
		expect(byPerson(linesOf(result))).toEqual(expected('Newsletter'));
		expect(result.hints.map(({ message }) => message)).toEqual(["Without members: 'Nobody'."]);
	});

	it('with nobody at all, one empty file leaves: the next node is to notice', async () => {
		const result = await environment.getMembers({ segments: 'Nobody', columns, options: { allowEmptySegments: true } });
		expect(result.exported).toHaveLength(1);
		expect(result.exported[0].json).toMatchObject({ members: 0, profiles: 0, part: 1, parts: 1 });
		expect(linesOf(result)).toEqual([]);
	});

	it('an inactive segment without members, with the reason', async () => {
		expect(await stops({ segments: 'Asleep' })).toContain('switches segments off');
	});

	it('a segment of contacts among customers', async () => {
		const text = await stops({ segments: ['Buyers'] });
		expect(text).toContain("The segment 'Buyers' has no customers. Choose 'Contacts' in 'Profile Table'");
	});

	it('more members without a profile than may be', async () => {
		const text = await stops({ options: { maximumWithoutProfile: 0.01 } });
		expect(text).toMatch(/^\d+ of [\d,]+ members are without a profile in Dataverse, more than 0.01 percent/);
		expect(text).toContain('is probably being refreshed');
	});

	it('a column that is gone, by its name', async () => {
		const text = await stops({ columns: ['msdynci_email', 'msdynci_shoesize'] });
		expect(text).toContain("no longer has the column 'msdynci_shoesize'");
	});

	it.each(['msdynci_email&$top=1', 'msdynci_email eq 1', '__proto__', 'a b'])('no column: %s', async (column) => {
		expect(await stops({ columns: [column] })).toContain('is not the name of a column');
	});

	it('no segments: as when an AI Agent starts it without any, or is to choose them', async () => {
		environment.dataverse.requests.clear();
		expect(await stops({ segments: '={{ [] }}' })).toContain('No segment is chosen');
		expect(await stops({ segments: "={{ $fromAI('segments') }}" })).toContain('A language model is to choose');
		expect(environment.dataverse.requests.data()).toEqual([]);
	});

	it('an address of no environment', async () => {
		const credential = environment.connect();
		credential.data.environmentUrl = 'ftp://org.crm.dynamics.com';
		const { error } = await environment.getMembers({}, { credential });
		expect(error?.message).toContain("'Environment URL'");
	});

	it('an app whose secret is no longer good', async () => {
		const credential = environment.connect();
		Object.assign(credential.data, { clientSecret: 'wrong', oauthTokenData: undefined });
		const { error } = await environment.getMembers({}, { credential });
		expect(error?.message).toBe('Microsoft no longer accepts this connection');
	});
});

it('contacts of business accounts, whichever of their columns memberships name', async () => {
	const { contacts, switches } = environment.dataverse;
	for (const contactKey of ['contactid', 'customerid'] as const) {
		switches.contactKey = contactKey;
		const result = await environment.getMembers({
			profileTable: 'contact',
			segments: ['Buyers'],
			columns: ['emailAndNames'],
		});
		expect(result.error).toBeUndefined();
		expect(
			linesOf(result)
				.map((line) => line.msdynci_lastname)
				.sort(),
		).toEqual(
			contacts
				.membersOf('Buyers')
				.map((person) => contacts.valueOf(person, 'lastname'))
				.sort(),
		);
		expect(Object.keys(linesOf(result)[0])).toEqual([
			'segments',
			'msdynci_primaryemail',
			'msdynci_firstname',
			'msdynci_lastname',
		]);
	}
	switches.contactKey = 'contactid';
});

it('as items, a profile each', async () => {
	const result = await environment.getMembers({ segments: 'Newsletter', columns, output: 'items' });
	expect(byPerson(result.exported.map(({ json }) => json))).toEqual(expected('Newsletter'));
	expect(result.exported[0]).toMatchObject({ pairedItem: { item: 0 } });
});

it('segments that several items name are read in one go', async () => {
	const items = [{ json: { name: 'VIP' } }, { json: { name: 'Newsletter' } }, { json: { name: 'VIP' } }];
	const result = await environment.getMembers({ segments: '={{ $json.name }}', columns }, { items });
	expect(byPerson(linesOf(result))).toEqual(expected('VIP', 'Newsletter'));
});

it('an address as people copy it will do', async () => {
	const credential = environment.connect();
	credential.data.environmentUrl = ` ${String(credential.data.environmentUrl).slice(8)}/main.aspx?appid=1 `;
	const result = await environment.getMembers({ segments: 'Newsletter', columns }, { credential });
	expect(byPerson(linesOf(result))).toEqual(expected('Newsletter'));
});

it('an error can be an item, for a branch of its own', async () => {
	const result = await environment.getMembers({ segments: 'Nobody' }, { onError: 'continueRegularOutput' });
	expect(result.error).toBeUndefined();
	expect(result.exported[0].json).toMatchObject({ error: "The segment 'Nobody' has no members" });
});

it('a stopped execution ends within two seconds, whatever Dataverse is doing, and says so', async () => {
	environment.dataverse.faults.add({ kind: 'tooManyRequests', path: /customerprofiles$/, retryAfterSeconds: 300 });
	const heartbeat = startHeartbeat();
	let stoppedAt = 0;
	const result = await environment.getMembers(
		{ columns },
		{
			mode: 'manual',
			onStart(cancel) {
				const stop = environment.dataverse.requests.onAnswered(({ status }) => {
					if (status !== 429) return;
					stop();
					setTimeout(() => {
						stoppedAt = heartbeat.ms + 1;
						cancel();
					}, 300);
				});
			},
		},
	);
	heartbeat.stop();
	expect(stoppedAt).toBeGreaterThan(0);
	expect(heartbeat.ms - stoppedAt).toBeLessThan(2_000);
	expect(result.exported).toEqual([]);
});

it('progress is shown to who runs it by hand, without a word about a person', async () => {
	const messages: string[] = [];
	environment.dataverse.faults.add({ kind: 'tooManyRequests', path: /customerprofiles$/, retryAfterSeconds: 5 });
	await environment.getMembers({ columns }, { mode: 'manual', onMessage: (message) => messages.push(message) });
	expect(messages.join('\n')).toMatch(
		/^"?[\d,]+ segment memberships read, [\d,]+ members so far"?\n"?Dataverse asks to wait 5 seconds"?\n"?[\d,]+ profiles read, of [\d,]+ members so far"?\n"?[\d,]+ members handed on after \d+ requests"?$/,
	);
});
