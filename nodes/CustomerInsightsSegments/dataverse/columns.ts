import type { Column } from '../members/dataverse';
import type { ProfileTable } from '../members/profileTables';
import { unreadableAnswer } from './refusals';
import type { Transport } from './request';

/** Kinds of columns that hold no value of their own, or cannot be asked for by their name. */
const withoutValue = new Set([
	'CalendarRules',
	'Customer',
	'EntityName',
	'Lookup',
	'ManagedProperty',
	'Owner',
	'PartyList',
	'Virtual',
]);

/**
 * The columns that Customer Insights has made in a profile table: those whose names begin with `msdynci_`. All of them
 * come in one answer ("Query table definitions using the Web API",
 * learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api).
 */
export async function readColumns(transport: Transport, api: string, table: ProfileTable): Promise<Column[]> {
	const answer = await transport.get(
		`${api}EntityDefinitions(LogicalName='${table.logicalName}')/Attributes?$select=LogicalName,DisplayName,AttributeType,AttributeOf,IsValidForRead`,
	);
	const rows =
		typeof answer === 'object' && answer !== null && 'value' in answer && Array.isArray(answer.value)
			? (answer.value as unknown[])
			: undefined;
	if (rows === undefined) throw unreadableAnswer('the columns of a table');
	return rows.flatMap(toColumn);
}

function toColumn(row: unknown): Column[] {
	const { LogicalName, DisplayName, AttributeType, AttributeOf, IsValidForRead } = (row ?? {}) as Record<
		string,
		unknown
	>;
	if (typeof LogicalName !== 'string' || !LogicalName.startsWith('msdynci_')) return [];
	if (AttributeOf || IsValidForRead === false || withoutValue.has(String(AttributeType))) return [];
	return [{ name: LogicalName, label: labelIn(DisplayName) || LogicalName, type: String(AttributeType ?? '') }];
}

function labelIn(displayName: unknown): string {
	const { UserLocalizedLabel: label } = (displayName ?? {}) as { UserLocalizedLabel?: unknown };
	const { Label: text } = (label ?? {}) as { Label?: unknown };
	return typeof text === 'string' ? text.trim() : '';
}
