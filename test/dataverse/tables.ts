import type { Value } from './people';

export type AttributeType =
	| 'String'
	| 'Memo'
	| 'DateTime'
	| 'Integer'
	| 'Decimal'
	| 'Boolean'
	| 'Picklist'
	| 'Uniqueidentifier'
	| 'BigInt'
	| 'Lookup'
	| 'Owner'
	| 'State'
	| 'Virtual';

export interface Attribute {
	logicalName: string;
	/** null: nobody has given it a label in the reader's language. */
	label: string | null;
	type: AttributeType;
	/** The column that it only explains, such as a choice's text; it cannot be selected. */
	attributeOf?: string;
	/** False: cannot be read. */
	readable?: boolean;
	maxLength?: number;
	options?: ReadonlyMap<number, string>;
}

/** A table's rows by their position; made when asked for. Positions may be vacant. */
export interface Rows {
	readonly length: number;
	exists(position: number): boolean;
	cell(position: number, column: string): Value | undefined;
	/** Where rows with one of these values are, if that is known without a look at each. */
	find?(column: string, values: readonly Value[]): number[] | undefined;
}

export interface Table {
	logicalName: string;
	entitySet: string;
	type: 'Elastic' | 'Standard';
	label: string;
	primaryId: string;
	primaryName: string;
	attributes: Attribute[];
	rows: Rows;
}

/** What the Web API calls an attribute in a row: lookups have a name of their own. */
export function propertyName({ logicalName, type }: Attribute): string {
	return type === 'Lookup' || type === 'Owner' ? `_${logicalName}_value` : logicalName;
}

/** The attribute behind a name in `$select` or `$filter`. */
export function attributeFor(table: Table, property: string): Attribute | undefined {
	return table.attributes.find(
		(attribute) =>
			attribute.attributeOf === undefined && attribute.readable !== false && propertyName(attribute) === property,
	);
}

/** Columns that every table of the kind has. */
export function systemAttributes(type: Table['type'], primaryId: string): Attribute[] {
	const common: Attribute[] = [
		{ logicalName: primaryId, label: 'Unique identifier', type: 'Uniqueidentifier' },
		{ logicalName: 'createdon', label: 'Created On', type: 'DateTime' },
		{ logicalName: 'modifiedon', label: 'Modified On', type: 'DateTime' },
		{ logicalName: 'ownerid', label: 'Owner', type: 'Owner' },
		{ logicalName: 'owneridname', label: null, type: 'String', attributeOf: 'ownerid' },
		{ logicalName: 'owningbusinessunit', label: 'Owning Business Unit', type: 'Lookup' },
		{ logicalName: 'versionnumber', label: 'Version Number', type: 'BigInt' },
		{ logicalName: 'overriddencreatedon', label: 'Record Created On', type: 'DateTime', readable: false },
	];
	if (type === 'Standard')
		return [
			...common,
			{ logicalName: 'statecode', label: 'Status', type: 'State' },
			{ logicalName: 'statuscode', label: 'Status Reason', type: 'State' },
		];
	return [
		...common,
		{ logicalName: 'partitionid', label: 'Partition Id', type: 'String', maxLength: 100 },
		{ logicalName: 'ttlinseconds', label: 'Time to live', type: 'Integer' },
	];
}

/** What a row of an elastic table carries whether it was asked for or not. */
export function unaskedColumns({ type, primaryId }: Table): string[] {
	return type === 'Elastic'
		? [primaryId, 'versionnumber', 'partitionid', '_ownerid_value', '_owningbusinessunit_value']
		: [primaryId];
}
