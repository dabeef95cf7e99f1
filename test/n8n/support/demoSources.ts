import { createSampleDataverse } from '../../dataverse/sampleEnvironment';
import type { SimulatorOptions } from '../../simulator';
import { sampleColumns, sampleSegment } from '../../support/sampleProfiles';
import type { ExpectedContact } from '../../support/sampleProfiles';
import { setUpExample } from './example';
import type { CredentialJson } from './n8n';
import { expectedMembers } from './segmentMembers';
import type { ExpectedMember } from './segmentMembers';
import { environmentCredential, serveJson } from './world';
import { fieldsFromColumns, mapperValue } from './workflow';
import type { WorkflowJson } from './workflow';

/** Where the demo's profiles come from, and what must become of them. */
export interface DemoSource {
	/** What is exported, for a line of progress. */
	what: string;
	/** Services beside Constant Contact. */
	neighbours: NonNullable<SimulatorOptions['neighbours']>;
	credentials: CredentialJson[];
	/** A workflow of examples/, set up. */
	workflow(constantContact: CredentialJson, list: object): WorkflowJson;
	/** Everybody who must be on the list, by address, with what the contact must hold. */
	expected: ReadonlyMap<string, ExpectedContact>;
	/** Why each profile must be rejected, in any order; by row where the source has rows. */
	rejections: Array<{ row?: number; code: string }>;
	/** A rejected profile's address and name, as its source calls them. */
	columns: { email: string; firstName: string; lastName: string };
	close(): Promise<void>;
}

/** What a CRM would give: 3 % bad rows, 5 % of the people twice. */
export async function crmSource(size: number): Promise<DemoSource> {
	const share = (part: number) => Math.max(1, Math.round(size * part));
	const sample = sampleSegment({
		total: size,
		duplicates: share(0.05),
		bad: {
			email_missing: share(0.008),
			email_invalid: share(0.012),
			email_too_long: share(0.001),
			value_too_long: share(0.004),
			too_many_custom_fields: share(0.001),
		},
		seed: 2026,
		segments: ['VIP'],
	});
	const served = await serveJson(sample.profiles);
	return {
		what: `${size.toLocaleString('en-US')} profiles`,
		neighbours: {},
		credentials: [],
		workflow(constantContact, list) {
			const workflow = setUpExample('export-segment', {
				credentials: [constantContact],
				set: { 'Export Segment': { list, fields: mapperValue(fieldsFromColumns(sampleColumns)) } },
			});
			const profiles = workflow.nodes.find(({ name }) => name === 'Profiles');
			const parameters = { url: served.url, options: {} };
			Object.assign(profiles!, { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters });
			return workflow;
		},
		expected: sample.expected,
		rejections: [...sample.rejections].map(([row, code]) => ({ row: row + 1, code })),
		columns: { email: 'email', firstName: 'firstName', lastName: 'lastName' },
		close: served.close,
	};
}

/**
 * Two overlapping segments of Customer Insights, some members without a profile or an address, some with one address.
 */
export async function customerInsightsSource(size: number): Promise<DemoSource> {
	const dataverse = createSampleDataverse(size);
	const customerInsights = { ...environmentCredential(dataverse), name: 'Customer Insights (simulated)' };
	const segments = ['VIP_customers', 'Newsletter_readers'];
	const { byEmail, withoutEmail } = expectedMembers(dataverse, segments);
	return {
		what: `the members of two segments of ${size.toLocaleString('en-US')} customers`,
		neighbours: dataverse.listeners,
		credentials: [customerInsights],
		workflow: (constantContact, list) =>
			setUpExample('customer-insights-to-list', {
				credentials: [constantContact, customerInsights],
				set: { 'Get Segment Members': { segments }, 'Export Segment': { list } },
			}),
		expected: new Map([...byEmail].map(([email, member]) => [email, asContact(member)])),
		rejections: Array.from({ length: withoutEmail }, () => ({ code: 'email_missing' })),
		columns: { email: 'msdynci_email', firstName: 'msdynci_firstname', lastName: 'msdynci_lastname' },
		close: async () => await Promise.resolve(dataverse.close()),
	};
}

function asContact({ email, first_name = '', last_name = '' }: ExpectedMember): ExpectedContact {
	return { email, first_name, last_name, customFields: {} };
}
