import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { getColumns } from '../../../nodes/CustomerInsightsSegments/parameters/columns';
import { getSegments } from '../../../nodes/CustomerInsightsSegments/parameters/segments';
import { testNode } from '../../support/nodeContext';

let environments = 0;

/** The editor, with a credential and a Dataverse that answers by the last part of the path. */
function editorOf(answers: Readonly<Record<string, unknown>>, profileTable = 'customer') {
	const asked: string[] = [];
	const id = `dataverse ${environments++}`;
	const context = {
		getNode: () => ({ ...testNode, credentials: { customerInsightsOAuth2Api: { id, name: 'Customer Insights' } } }),
		getCurrentNodeParameter: (name: string) => (name === 'profileTable' ? profileTable : undefined),
		getCredentials: async () => ({ clientId: id, environmentUrl: 'https://org.crm.dynamics.com' }),
		helpers: {
			async httpRequestWithAuthentication(_credential: string, { url }: IHttpRequestOptions) {
				const part = new URL(url).pathname.split('/').at(-1) ?? '';
				asked.push(part);
				const answer = answers[part];
				if (answer instanceof Error) throw answer;
				return (async function* () {
					yield Buffer.from(JSON.stringify({ value: answer }));
				})();
			},
		},
	};
	return { editor: context as unknown as ILoadOptionsFunctions, asked };
}

const refused = (status: number, code: string) =>
	Object.assign(new Error('x'), { response: { status, data: { error: { code } } } });
const segment = (name: string, friendlyName?: string, state = 'active') => ({
	msdyn_name: name,
	msdyn_isdeleted: false,
	msdyn_ishistoryentry: false,
	mscipriv_payload1: JSON.stringify({ friendlyName, state }),
});
const column = (name: string, label: string, type = 'String') => ({
	LogicalName: name,
	AttributeType: type,
	DisplayName: { UserLocalizedLabel: { Label: label } },
});

describe('the segments to choose from', () => {
	const mscipriv_segmentmetadatas = [
		segment('VIP_1', 'Very important'),
		segment('old', 'Old ones', 'inactive'),
		segment('plain'),
	];
	const msdynci_segmentmemberships = [{ msdynci_customerid: 'a', msdynci_segments: '["VIP_1"]' }];

	it('are shown by the names that people see, with those that memberships use behind them', async () => {
		const { editor } = editorOf({ mscipriv_segmentmetadatas, msdynci_segmentmemberships });
		expect(await getSegments.call(editor)).toEqual([
			{ name: 'Old ones (inactive)', value: 'old', description: 'old' },
			{ name: 'plain', value: 'plain' },
			{ name: 'Very important', value: 'VIP_1', description: 'VIP_1' },
		]);
	});

	it('are those of the memberships where the metadata is closed to the credential', async () => {
		const closed = refused(403, '0x80040220');
		const { editor } = editorOf({ mscipriv_segmentmetadatas: closed, msdynci_segmentmemberships });
		expect(await getSegments.call(editor)).toEqual([{ name: 'VIP_1', value: 'VIP_1' }]);
	});

	it('are asked for once in half a minute', async () => {
		const { editor, asked } = editorOf({ mscipriv_segmentmetadatas, msdynci_segmentmemberships });
		await getSegments.call(editor);
		await getSegments.call(editor);
		expect(asked).toHaveLength(2);
	});

	it('a look-up that fails is explained in words, and never looks like an empty list', async () => {
		const { editor } = editorOf({ mscipriv_segmentmetadatas: refused(403, '0x80072560') });
		const error = await getSegments.call(editor).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: "The credential's app or person is not a user of this environment" });
	});
});

describe('the columns to choose from', () => {
	it('are shown by their labels; before them those of address and name, and which they are', async () => {
		const Attributes = [
			column('msdynci_lastname', 'Last name'),
			column('msdynci_email', 'Email'),
			column('msdynci_points', 'Points', 'Integer'),
		];
		expect(await getColumns.call(editorOf({ Attributes }).editor)).toEqual([
			{
				name: 'Email, First and Last Name',
				value: 'emailAndNames',
				description: 'Here: Email (msdynci_email), Last name (msdynci_lastname)',
			},
			{ name: 'Email', value: 'msdynci_email', description: 'msdynci_email' },
			{ name: 'Last name', value: 'msdynci_lastname', description: 'msdynci_lastname' },
			{ name: 'Points', value: 'msdynci_points', description: 'msdynci_points' },
		]);
	});

	it('say so where the address cannot be recognized', async () => {
		const [first] = await getColumns.call(editorOf({ Attributes: [column('msdynci_x', 'X')] }).editor);
		expect(first.description).toContain('Cannot be recognized');
	});
});
