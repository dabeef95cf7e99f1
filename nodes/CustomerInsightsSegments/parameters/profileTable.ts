import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';
import { readChoice } from '../../shared/n8n/givenValues';
import type { ProfileTable } from '../members/profileTables';
import { profileTables } from '../members/profileTables';

export const profileTableField: INodeProperties = {
	displayName: 'Profile Table',
	name: 'profileTable',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Customers', value: 'customer', description: 'Unified customer profiles' },
		{ name: 'Contacts', value: 'contact', description: 'Contacts of business accounts' },
	],
	default: 'customer',
	description: 'What the segments consist of',
};

/** @throws Problem for a table that this node does not know */
export function readProfileTable(context: IExecuteFunctions): ProfileTable {
	return tableOf(context.getNodeParameter('profileTable', 0, 'customer'));
}

/** The table as the panel has it at the moment. */
export function currentProfileTable(context: ILoadOptionsFunctions): ProfileTable {
	return tableOf(context.getCurrentNodeParameter('profileTable') ?? 'customer');
}

function tableOf(choice: unknown): ProfileTable {
	return profileTables[readChoice('profileTable', choice, ['customer', 'contact'])];
}
