/** A table of Customer Insights' profiles, as Dataverse has it, and whose segments it goes with. */
export interface ProfileTable {
	/** Logical name, as the table's metadata has it. */
	readonly logicalName: string;
	/** Name of the table's rows in the Web API. */
	readonly setName: string;
	/**
	 * Columns that may hold what memberships call `msdynci_customerid`, the likeliest first. Which one names a contact of
	 * a business account is not documented.
	 */
	readonly idColumns: readonly [string, ...string[]];
	/** Whether a membership of this type (`msdynci_segmentmembershiptype`) is one of a profile in this table. */
	isOfType(membershipType: unknown): boolean;
	/** Its profiles in a message: "customers". */
	readonly people: string;
}

const isContact = (type: unknown) => typeof type === 'string' && type.toLowerCase() === 'contact';

/**
 * By the values of the parameter 'Profile Table'. Tables and their columns: "Tables in Customer Insights - Data",
 * learn.microsoft.com/dynamics365/customer-insights/data/tables.
 */
export const profileTables = {
	customer: {
		logicalName: 'msdynci_customerprofile',
		setName: 'msdynci_customerprofiles',
		idColumns: ['msdynci_customerid'],
		// Accounts are the customers of an environment for business accounts.
		isOfType: (type: unknown) => !isContact(type),
		people: 'customers',
	},
	contact: {
		logicalName: 'msdynci_contactprofile',
		setName: 'msdynci_contactprofiles',
		idColumns: ['msdynci_contactid', 'msdynci_customerid'],
		isOfType: isContact,
		people: 'contacts',
	},
} as const satisfies Readonly<Record<string, ProfileTable>>;
