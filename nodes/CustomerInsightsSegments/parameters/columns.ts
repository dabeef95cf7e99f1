import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Problem } from '../../shared/problem';
import { compareNames } from '../../shared/values/names';
import { askForEditor } from '../dataverse/session';
import type { Column, Dataverse } from '../members/dataverse';
import { findEmailAndNames } from '../members/emailAndNames';
import type { ProfileTable } from '../members/profileTables';
import { givenNames } from './givenNames';
import { currentProfileTable } from './profileTable';

/** Stands for the columns of the e-mail address and of the names, whichever they are. */
const emailAndNames = 'emailAndNames';

export const columnsField: INodeProperties = {
	displayName: 'Column Names or IDs',
	name: 'columns',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getColumns', loadOptionsDependsOn: ['profileTable'] },
	required: true,
	default: [emailAndNames],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/**
 * The table's columns by their labels, with the logical name behind each; before them, the ones that can be recognized.
 */
export async function getColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const table = currentProfileTable(this);
	const columns = await askForEditor(
		this,
		`columns of ${table.people}`,
		async (dataverse) => await dataverse.columns(table),
	);
	const { email, names } = findEmailAndNames(columns);
	const told = [...(email ? [email] : []), ...names].map(({ label, name }) => `${label} (${name})`).join(', ');
	return [
		{
			name: 'Email, First and Last Name',
			value: emailAndNames,
			description: email ? `Here: ${told}` : 'Cannot be recognized here: choose the columns one by one',
		},
		...columns
			.map(({ name, label }) => ({ name: label, value: name, description: name }))
			.sort((a, b) => compareNames(a.name, b.name)),
	];
}

/**
 * The logical names that the user gives.
 * @throws Problem if there are none, if one is no name of a column, or if the address's column cannot be recognized
 */
export async function readColumns(
	context: IExecuteFunctions,
	table: ProfileTable,
	dataverse: Pick<Dataverse, 'columns'>,
): Promise<string[]> {
	const given = givenNames(context.getNodeParameter('columns', 0, [emailAndNames]));
	if (given.length === 0) throw noColumns();
	const odd = given.find((name) => !/^_?[a-z][a-z0-9_]{0,127}$/i.test(name));
	if (odd !== undefined) throw noSuchName(odd);
	if (!given.includes(emailAndNames)) return given;
	const { email, names } = findEmailAndNames(await dataverse.columns(table));
	if (email === undefined) throw noEmailColumn();
	const found = [email, ...names].map(({ name }: Column) => name);
	return [...new Set(given.flatMap((name) => (name === emailAndNames ? found : [name])))];
}

function noColumns(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "No column is chosen in 'Column Names or IDs'",
		advice: 'Choose at least the one that holds the email address.',
	});
}

function noSuchName(name: string): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'${name.slice(0, 60)}' in 'Column Names or IDs' is not the name of a column`,
		advice: 'Choose from the list, or write logical names, such as msdynci_email.',
	});
}

function noEmailColumn(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "The columns' names do not show which one holds the email address",
		advice: "Choose the columns one by one in 'Column Names or IDs'.",
	});
}
