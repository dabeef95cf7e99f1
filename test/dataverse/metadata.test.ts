import { startWithClient } from './client';

type Started = Awaited<ReturnType<typeof startWithClient>>;

let started: Started;

beforeAll(async () => {
	started = await startWithClient({
		customers: {
			count: 100,
			segments: [
				{ name: 'Male_under_40', displayName: 'Men under 40', members: 0.5 },
				{ name: 'VIP', members: 0.2 },
			],
		},
	});
});
afterAll(async () => await started.close());

const attributes = "EntityDefinitions(LogicalName='msdynci_customerprofile')/Attributes";

test('a table tells its set, its kind and its keys', async () => {
	const { client } = started;
	const select = '$select=LogicalName,EntitySetName,TableType,ChangeTrackingEnabled';
	const { data } = await client.get(`EntityDefinitions?${select}&$filter=LogicalName eq 'msdynci_customerprofile'`);
	expect(data.value).toEqual([
		{
			LogicalName: 'msdynci_customerprofile',
			EntitySetName: 'msdynci_customerprofiles',
			TableType: 'Elastic',
			ChangeTrackingEnabled: true,
			MetadataId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		},
	]);
	const metadata = await client.get("EntityDefinitions(LogicalName='mscipriv_segmentmetadata')?$select=TableType");
	expect(metadata.data.TableType).toBe('Standard');
});

test('all columns come at once, with labels that may be missing and columns that cannot be read', async () => {
	const { client } = started;
	const { data } = await client.get(
		`${attributes}?$select=LogicalName,DisplayName,AttributeType,AttributeOf,IsValidForRead`,
	);
	expect(data['@odata.nextLink']).toBeUndefined();
	const byName = new Map<string, object>(data.value.map((one: { LogicalName: string }) => [one.LogicalName, one]));
	expect(byName.get('msdynci_email')).toEqual({
		'@odata.type': '#Microsoft.Dynamics.CRM.StringAttributeMetadata',
		LogicalName: 'msdynci_email',
		AttributeType: 'String',
		AttributeOf: null,
		IsValidForRead: true,
		MetadataId: expect.any(String),
		DisplayName: {
			LocalizedLabels: [{ Label: 'Email', LanguageCode: 1033, IsManaged: true }],
			UserLocalizedLabel: { Label: 'Email', LanguageCode: 1033, IsManaged: true },
		},
	});
	expect(byName.get('msdynci_crm_contacts_contactid')).toMatchObject({ DisplayName: { UserLocalizedLabel: null } });
	expect(byName.get('msdynci_levelname')).toMatchObject({ AttributeOf: 'msdynci_level' });
	expect(byName.get('overriddencreatedon')).toMatchObject({ IsValidForRead: false });
});

test('labels of choices need the cast', async () => {
	const { client } = started;
	const cast = `${attributes}/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet`;
	const { data } = await client.get(cast);
	expect(data.value).toMatchObject([
		{ LogicalName: 'msdynci_level', OptionSet: { Options: [{ Value: 534_120_000 }, {}, {}] } },
	]);
	expect((await client.get(`${attributes}?$expand=OptionSet`)).status).toBe(400);
});

test.each([
	['$top', `${attributes}?$top=5`, 400, '0x80060888', 'The query parameter $top is not supported'],
	['startswith', `${attributes}?$filter=startswith(LogicalName,'msdynci')`, 501, '0x8006088a', undefined],
	['contains', "EntityDefinitions?$filter=contains(LogicalName,'msdynci')", 501, '0x8006088a', undefined],
	['$skip', `${attributes}?$skip=5`, 400, '0x80060888', undefined],
	['an unknown property', `${attributes}?$select=Nothing`, 400, '0x80060888', undefined],
	['an unknown table', "EntityDefinitions(LogicalName='nothing')/Attributes", 404, '0x80041102', undefined],
])('metadata refuses %s', async (_what, path, status, code, message) => {
	const answer = await started.client.get(path);
	expect([answer.status, answer.data.error.code]).toEqual([status, code]);
	if (message !== undefined) expect(answer.data.error.message).toBe(message);
});

test('errors of metadata may have the older shape', async () => {
	const { client, dataverse } = started;
	dataverse.switches.metadataErrors = 'v3';
	const { data } = await client.get(`${attributes}?$top=5`);
	dataverse.switches.metadataErrors = 'v4';
	expect(data).toEqual({
		error: { code: '', message: { lang: 'en-US', value: 'The query parameter $top is not supported' } },
	});
});

test('a friendly name stands in a payload that nobody documents, or nowhere', async () => {
	const { client, dataverse } = started;
	const path =
		'mscipriv_segmentmetadatas?$select=msdyn_name,msdyn_isdeleted,msdyn_ishistoryentry,mscipriv_payload1,mscipriv_payload2';
	const filter = '&$filter=msdyn_isdeleted eq false and msdyn_ishistoryentry eq false';
	const payloads = async () => {
		const rows = await client.rows(path + filter);
		expect(rows).toHaveLength(2);
		return rows.map(({ mscipriv_payload1: one, mscipriv_payload2: two }) => [one, two]);
	};
	expect(await client.rows(path)).toHaveLength(4);
	const [[payload, none]] = await payloads();
	expect(JSON.parse(payload as string)).toMatchObject({ name: 'Male_under_40', friendlyName: 'Men under 40' });
	expect(none).toBeNull();
	dataverse.switches.friendlyNames = 'payload2';
	expect((await payloads())[0]).toEqual([null, payload]);
	dataverse.switches.friendlyNames = 'pascalCase';
	expect(JSON.parse((await payloads())[0][0] as string)).toMatchObject({ FriendlyName: 'Men under 40' });
	dataverse.switches.friendlyNames = 'absent';
	expect((await payloads())[0][0]).not.toMatch(/Men under 40/);
	dataverse.switches.friendlyNames = 'garbage';
	expect(() => JSON.parse('{"friendlyName": "')).toThrow();
	dataverse.switches.friendlyNames = 'payload1';
});
