import { createDataverse, type Dataverse, type DataverseOptions } from './index';

/** Segments as a shop has them: they overlap, and one has a name that is part of another's. */
const segments = [
	{ name: 'VIP_customers', displayName: 'VIP customers', members: 0.08 },
	{ name: 'VIP_customers_lost', displayName: 'VIP customers, lost', members: 0.02 },
	{ name: 'Newsletter_readers', displayName: 'Newsletter readers', members: 0.35 },
	{ name: 'Spring_sale_2026', displayName: 'Spring sale 2026', members: 0.2 },
	{ name: 'Birthday_this_month', displayName: 'Birthday this month', members: 0.06 },
	{ name: 'Old_campaign', displayName: 'Old campaign', members: 0, state: 'inactive' as const },
];

const contactSegments = [{ name: 'Buyers', displayName: 'Buyers of business accounts', members: 0.5 }];

/** A small environment that looks lived in: for trying things by hand, and for the demo. */
export function createSampleDataverse(customers: number, options: DataverseOptions = {}): Dataverse {
	return createDataverse({
		host: 'contoso.crm4.dynamics.com',
		tenantId: 'contoso.example.com',
		customers: {
			count: customers,
			segments,
			withoutProfile: 0.002,
			withoutEmail: 0.01,
			sharedEmail: 0.01,
			twoRows: 0.03,
		},
		contacts: { count: Math.ceil(customers / 20), segments: contactSegments },
		...options,
	});
}
