import fc from 'fast-check';
import { createDataverse } from '../../../nodes/CustomerInsightsSegments/dataverse/client';
import { problemOfReply } from '../../../nodes/CustomerInsightsSegments/dataverse/refusals';
import { profileTables } from '../../../nodes/CustomerInsightsSegments/members/profileTables';
import { collect, createFakeTransport } from '../../support/fakeDataverseTransport';

const origin = 'https://org.crm4.dynamics.com';
const refusal = (status: number, code: string) => problemOfReply(status, { error: { code } });
const filterOf = (url: string) => new URL(url).searchParams.get('$filter');

function arrange(answer: (url: URL, number: number) => unknown = () => ({ value: [] })) {
	const transport = createFakeTransport(answer);
	return { transport, dataverse: createDataverse(transport, origin) };
}

describe('memberships', () => {
	const filterFor = async (...segments: string[]) => {
		const { transport, dataverse } = arrange();
		await collect(dataverse.memberships(segments));
		return filterOf(transport.asked[0].url);
	};

	it('are searched for by all names, in a way that finds them however they are encoded', async () => {
		expect(await filterFor('VIP', 'Male_under_40')).toBe(
			"contains(msdynci_segments,'VIP') or contains(msdynci_segments,'Male_under_40')",
		);
	});

	it.each([
		['a quotation mark', "O'Brien's", "contains(msdynci_segments,'Brien')"],
		['a wildcard', 'A[1]%bcd', "contains(msdynci_segments,'bcd')"],
		['other letters', 'Łódź_2026', "contains(msdynci_segments,'_2026')"],
		['no plain letter', '会员', null],
	])('a name with %s is searched for by its longest plain part', async (_what, name, filter) => {
		expect(await filterFor(name)).toBe(filter);
	});

	it('whatever the names, no row that holds one is left out', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }), async (names) => {
				const filter = await filterFor(...names);
				if (filter === null) return;
				const parts = [...filter.matchAll(/'([^']*)'/g)].map(([, part]) => part);
				for (const name of names) {
					const text = JSON.stringify([name]);
					expect(parts.some((part) => text.includes(part))).toBe(true);
					expect(parts.some((part) => JSON.stringify(text).includes(part))).toBe(true);
				}
			}),
		);
	});

	it('are all read where there are more names than a query may have', async () => {
		expect(await filterFor(...Array.from({ length: 401 }, (_, number) => `Segment_${number}`))).toBeNull();
		const long = Array.from({ length: 300 }, (_, number) => `${'a'.repeat(100)}${number}`);
		expect(await filterFor(...long)).toBeNull();
	});

	it('are all read where searching is too much for the server', async () => {
		const row = { msdynci_customerid: 'a', msdynci_segments: '["VIP"]', versionnumber: 1 };
		const { transport, dataverse } = arrange((url) =>
			url.searchParams.has('$filter') ? refusal(400, '0x80048573') : { value: [row] },
		);
		expect(await collect(dataverse.memberships(['VIP']))).toEqual([
			[{ customerId: 'a', type: undefined, segments: '["VIP"]' }],
		]);
		expect(transport.requests).toBe(2);
	});

	it('any other refusal is reported', async () => {
		const { dataverse } = arrange(() => refusal(403, '0x80040220'));
		await expect(collect(dataverse.memberships(['VIP']))).rejects.toMatchObject({ kind: 'forbidden' });
	});
});

describe('profiles of some customers', () => {
	const ids = (count: number, length = 32) =>
		Array.from({ length: count }, (_, number) => number.toString(16).padStart(length, '0'));

	it('are asked for by as many ids as a request can hold, two requests at once', async () => {
		const { transport, dataverse } = arrange();
		await collect(dataverse.profilesOf(profileTables.customer, ['msdynci_email'], ids(1_000)));
		expect(transport.requests).toBe(3);
		expect(transport.mostAtOnce).toBe(2);
		for (const { url } of transport.asked) {
			expect(url.length).toBeLessThanOrEqual(32_768);
			expect(filterOf(url)?.split(' or ').length).toBeLessThanOrEqual(400);
		}
		const asked = transport.asked.flatMap(({ url }) => filterOf(url)?.match(/[0-9a-f]{32}/g) ?? []);
		expect(asked).toEqual(ids(1_000));
	});

	it('by fewer where ids are long, where there are many columns, and where two columns may hold them', async () => {
		const columns = Array.from({ length: 200 }, (_, number) => `msdynci_column_with_a_long_name_${number}`);
		for (const table of Object.values(profileTables)) {
			const { transport, dataverse } = arrange();
			await collect(dataverse.profilesOf(table, columns, ids(500, 100)));
			for (const { url } of transport.asked) {
				expect(url.length).toBeLessThanOrEqual(32_768);
				expect(filterOf(url)?.split(' or ').length).toBeLessThanOrEqual(500);
			}
		}
	});

	it("an id's quotation mark stays within its text", async () => {
		const { transport, dataverse } = arrange();
		await collect(dataverse.profilesOf(profileTables.customer, ['a'], ["x' or 1 eq 1"]));
		expect(filterOf(transport.asked[0].url)).toBe("msdynci_customerid eq 'x'' or 1 eq 1'");
	});
});

describe('profiles', () => {
	it('come with the chosen columns and the ids, and with smaller pages where there are many columns', async () => {
		const { transport, dataverse } = arrange();
		const many = Array.from({ length: 94 }, (_, number) => `c${number}`);
		await collect(dataverse.profiles(profileTables.contact, ['msdynci_contactid', 'msdynci_city']));
		await collect(dataverse.profiles(profileTables.customer, many));
		expect(transport.asked[0]).toEqual({
			url: `${origin}/api/data/v9.2/msdynci_contactprofiles?$select=msdynci_contactid,msdynci_customerid,msdynci_city`,
			prefer: 'odata.maxpagesize=5000',
		});
		expect(transport.asked[1].prefer).toBe('odata.maxpagesize=1000');
	});

	it('a column that is gone is named, wherever in the reading it goes', async () => {
		const { dataverse } = arrange((url) => {
			if (url.pathname.endsWith('/Attributes')) return { value: [{ LogicalName: 'msdynci_email' }] };
			if (url.searchParams.has('page')) return refusal(400, '0x80060888');
			return { value: [{}], '@odata.nextLink': `${url.href}&page=2` };
		});
		await expect(
			collect(dataverse.profiles(profileTables.customer, ['msdynci_email', 'msdynci_gone'])),
		).rejects.toThrow("The table of customers no longer has the column 'msdynci_gone'");
	});

	it('more columns than an address can name are refused before anything is asked', async () => {
		const { transport, dataverse } = arrange();
		const columns = Array.from({ length: 1_200 }, (_, number) => `msdynci_some_column_${number}`);
		expect(() => dataverse.profiles(profileTables.customer, columns)).toThrow(
			"'Column Names or IDs' holds 1200 columns",
		);
		expect(transport.requests).toBe(0);
	});
});

describe('columns', () => {
	it('are those of Customer Insights that can be read as values, by their labels', async () => {
		const label = (text: unknown) => ({ UserLocalizedLabel: { Label: text } });
		const { transport, dataverse } = arrange(() => ({
			value: [
				{ LogicalName: 'msdynci_email', DisplayName: label('Email'), AttributeType: 'String' },
				{ LogicalName: 'msdynci_city', DisplayName: { UserLocalizedLabel: null }, AttributeType: 'String' },
				{ LogicalName: 'msdynci_tier', DisplayName: label(7), AttributeType: 'Picklist', AttributeOf: null },
				{ LogicalName: 'msdynci_tiername', AttributeType: 'Virtual', AttributeOf: 'msdynci_tier' },
				{ LogicalName: 'msdynci_lookup', AttributeType: 'Lookup' },
				{ LogicalName: 'msdynci_secret', AttributeType: 'String', IsValidForRead: false },
				{ LogicalName: 'partitionid', AttributeType: 'String' },
				{ LogicalName: 5 },
				null,
			],
		}));
		expect(await dataverse.columns(profileTables.customer)).toEqual([
			{ name: 'msdynci_email', label: 'Email', type: 'String' },
			{ name: 'msdynci_city', label: 'msdynci_city', type: 'String' },
			{ name: 'msdynci_tier', label: 'msdynci_tier', type: 'Picklist' },
		]);
		expect(transport.asked[0].url).toContain("EntityDefinitions(LogicalName='msdynci_customerprofile')/Attributes");
	});

	it.each([null, [], { value: {} }])('an answer of another shape (%j) is reported', async (answer) => {
		const { dataverse } = arrange(() => answer);
		await expect(dataverse.columns(profileTables.customer)).rejects.toMatchObject({ kind: 'unexpected' });
	});
});

describe('what is known of segments', () => {
	const row = (payload: unknown, more: object = {}) => ({ msdyn_name: 'VIP', mscipriv_payload1: payload, ...more });
	const detailsOf = async (...rows: object[]) =>
		await arrange(() => ({ value: rows })).dataverse.segmentDetails(['VIP']);
	const named = (displayName: string, isInactive = false) => [{ name: 'VIP', displayName, isInactive }];

	it.each([
		['{"friendlyName":"Very important","state":"Inactive"}', named('Very important', true)],
		['{"FriendlyName":" Very important ","state":"active"}', named('Very important')],
		[JSON.stringify('{"friendlyName":"Very important"}'), named('Very important')],
		['{"segment":{"displayName":"Very important"}}', named('Very important')],
		['{"deep":{"deeper":{"deepest":{"friendlyName":"x"}}}}', named('VIP')],
		['[{"friendlyName":"x"}]', named('VIP')],
		['{"friendlyName":7}', named('VIP')],
		['{cut', named('VIP')],
		[null, named('VIP')],
		['null', named('VIP')],
		[{ friendlyName: 'Very important' }, named('Very important')],
	])('a payload is read leniently: %j', async (payload, expected) => {
		expect(await detailsOf(row(payload))).toEqual(expected);
		expect(await detailsOf({ ...row(null), mscipriv_payload2: payload })).toEqual(expected);
	});

	it('what was deleted, is of former times, or has no name does not count', async () => {
		const rows = [row(null, { msdyn_isdeleted: true }), row(null, { msdyn_ishistoryentry: true }), { msdyn_name: 4 }];
		expect(await detailsOf(...rows)).toEqual([]);
	});

	it('is undefined where it cannot be read, whatever of it has changed, and an error where the access is wrong', async () => {
		const refused = (status: number, code: string) =>
			arrange(() => refusal(status, code)).dataverse.segmentDetails(['VIP']);
		expect(await refused(403, '0x80040220')).toBeUndefined();
		expect(await refused(404, '0x8006088a')).toBeUndefined();
		expect(await refused(400, '0x80060888')).toBeUndefined();
		expect(await arrange(() => ({ rows: [] })).dataverse.segmentDetails(['VIP'])).toBeUndefined();
		await expect(refused(403, '0x80072560')).rejects.toMatchObject({ kind: 'forbidden' });
		await expect(refused(401, '')).rejects.toMatchObject({ kind: 'auth' });
	});

	it('a few are asked for by their names, more of them all at once', async () => {
		const { transport, dataverse } = arrange();
		await dataverse.segmentDetails(["O'Brien", 'VIP']);
		await dataverse.segmentDetails(Array.from({ length: 51 }, (_, number) => `S${number}`));
		await dataverse.segmentDetails();
		const all = 'msdyn_isdeleted eq false and msdyn_ishistoryentry eq false';
		expect(transport.asked.map(({ url }) => filterOf(url))).toEqual([
			"msdyn_name eq 'O''Brien' or msdyn_name eq 'VIP'",
			all,
			all,
		]);
	});
});
