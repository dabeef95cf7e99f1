import { badRequest, noSuchProperty, noSuchTable, notSupported, refusal } from './errors';
import { filterOf } from './filter';
import type { Value } from './people';
import { optionsOf, type Options } from './query';
import type { Switches } from './switches';
import type { Attribute, AttributeType, Table } from './tables';

type Definition = Record<string, unknown>;

/**
 * What EntityDefinitions answers: everything at once, no pages.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
 */
export function metadataAnswer(
	base: string,
	path: string,
	query: URLSearchParams,
	tables: readonly Table[],
	switches: Switches,
): Definition {
	if (query.has('$top')) throw badRequest('The query parameter $top is not supported');
	const options = optionsOf(query, 'metadata');
	const found =
		/^EntityDefinitions(?:\(LogicalName='([^']*)'\)(\/Attributes(?:\(LogicalName='([^']*)'\))?(\/[\w.]+)?)?)?$/.exec(
			path,
		);
	if (!found) throw noSuchTable(path);
	const [, tableName, isAboutAttributes, attributeName, cast] = found;
	if (tableName === undefined) {
		const all = tables.map(tableDefinition);
		return listed(base, 'EntityDefinitions', shaped(all, options, 'EntityMetadata', switches), options);
	}
	const table = tables.find(({ logicalName }) => logicalName === tableName);
	if (!table)
		throw refusal(
			404,
			'0x80041102',
			`The entity with a name = '${tableName}' with namemapping = 'Logical' was not found in the MetadataCache.`,
		);
	if (isAboutAttributes === undefined) {
		const [definition] = shaped([tableDefinition(table)], options, 'EntityMetadata', switches);
		return { '@odata.context': `${base}$metadata#EntityDefinitions/$entity`, ...definition };
	}
	const attributes = table.attributes
		.filter((attribute) => attributeName === undefined || attribute.logicalName === attributeName)
		.filter((attribute) => cast === undefined || cast === `/Microsoft.Dynamics.CRM.${kindOf(attribute.type)}`)
		.map((attribute) =>
			attributeDefinition(table, attribute, cast !== undefined && options.get('$expand') === 'OptionSet'),
		);
	if (options.has('$expand') && cast === undefined)
		throw badRequest("Could not find a property named 'OptionSet' on type 'Microsoft.Dynamics.CRM.AttributeMetadata'.");
	const definitions = shaped(attributes, options, cast === undefined ? 'AttributeMetadata' : cast.slice(23), switches);
	if (attributeName === undefined)
		return listed(base, `EntityDefinitions('${tableName}')/Attributes`, definitions, options);
	if (definitions.length === 0)
		throw refusal(404, '0x80041103', `Could not find attribute '${attributeName}' of entity '${tableName}'.`);
	return {
		'@odata.context': `${base}$metadata#EntityDefinitions('${tableName}')/Attributes/$entity`,
		...definitions[0],
	};
}

function listed(base: string, set: string, value: Definition[], options: Options): Definition {
	const select = options.get('$select');
	return { '@odata.context': `${base}$metadata#${set}${select === undefined ? '' : `(${select})`}`, value };
}

/** Filtered, and cut down to the properties asked for; `MetadataId` and the type always stay. */
function shaped(definitions: Definition[], options: Options, type: string, switches: Switches): Definition[] {
	const properties = type.startsWith('Entity') ? tableProperties : attributeProperties;
	const filterText = options.get('$filter');
	if (filterText !== undefined && /\b(contains|startswith|endswith)\s*\(/.test(filterText))
		throw notSupported('The method or operation is not implemented.');
	const about: Table = { ...blankTable, logicalName: type, attributes: [...properties].map(asAttribute) };
	const filter = filterText === undefined ? undefined : filterOf(filterText, about, switches);
	const wanted = options
		.get('$select')
		?.split(',')
		.map((name) => name.trim());
	for (const name of wanted ?? [])
		if (!properties.has(name) && !type.startsWith('Picklist')) throw noSuchProperty(name, type);
	return definitions
		.filter((definition) => filter?.matches((name) => definition[name] as Value) ?? true)
		.map((definition) =>
			wanted === undefined
				? definition
				: Object.fromEntries(
						Object.entries(definition).filter(
							([name]) => wanted.includes(name) || ['@odata.type', 'MetadataId', 'OptionSet'].includes(name),
						),
					),
		);
}

const tableProperties = new Set(
	(
		'LogicalName,SchemaName,EntitySetName,TableType,ChangeTrackingEnabled,PrimaryIdAttribute,PrimaryNameAttribute,' +
		'DisplayName,MetadataId,DataProviderId,ObjectTypeCode,IsCustomEntity'
	).split(','),
);
const attributeProperties = new Set(
	(
		'LogicalName,SchemaName,DisplayName,Description,AttributeType,AttributeTypeName,AttributeOf,IsValidForRead,' +
		'IsPrimaryId,IsPrimaryName,EntityLogicalName,MetadataId,IsCustomAttribute'
	).split(','),
);
const blankTable: Omit<Table, 'logicalName' | 'attributes'> = {
	entitySet: '',
	type: 'Standard',
	label: '',
	primaryId: 'MetadataId',
	primaryName: '',
	rows: { length: 0, exists: () => false, cell: () => null },
};
const asAttribute = (logicalName: string): Attribute => ({ logicalName, label: null, type: 'String' });

function tableDefinition(table: Table): Definition {
	return {
		LogicalName: table.logicalName,
		SchemaName: table.logicalName,
		EntitySetName: table.entitySet,
		TableType: table.type,
		ChangeTrackingEnabled: table.type === 'Elastic',
		PrimaryIdAttribute: table.primaryId,
		PrimaryNameAttribute: table.primaryName,
		DisplayName: labelled(table.label),
		DataProviderId: table.type === 'Elastic' ? '1d9bde74-9ebd-4da9-8ff5-aa74945b9f74' : null,
		ObjectTypeCode: 10_000 + (table.logicalName.length % 900),
		IsCustomEntity: table.logicalName.includes('_'),
		MetadataId: idFor(table.logicalName),
	};
}

function attributeDefinition(table: Table, attribute: Attribute, withOptions: boolean): Definition {
	const { logicalName, label, type, attributeOf = null, readable = true, options } = attribute;
	return {
		'@odata.type': `#Microsoft.Dynamics.CRM.${kindOf(type)}`,
		LogicalName: logicalName,
		SchemaName: logicalName,
		AttributeType: type,
		AttributeTypeName: { Value: `${type}Type` },
		AttributeOf: attributeOf,
		IsValidForRead: readable,
		IsPrimaryId: logicalName === table.primaryId,
		IsPrimaryName: logicalName === table.primaryName,
		EntityLogicalName: table.logicalName,
		IsCustomAttribute: logicalName.includes('_'),
		Description: labelled(null),
		DisplayName: labelled(label),
		MetadataId: idFor(`${table.logicalName}.${logicalName}`),
		...(withOptions && {
			OptionSet: {
				MetadataId: idFor(`${logicalName}.options`),
				Options: [...(options ?? [])].map(([value, text]) => ({ Value: value, Label: labelled(text) })),
			},
		}),
	};
}

function kindOf(type: AttributeType): string {
	return `${type === 'Owner' ? 'Lookup' : type === 'Uniqueidentifier' ? 'UniqueIdentifier' : type}AttributeMetadata`;
}

function labelled(label: string | null): Definition {
	const own = label === null ? null : { Label: label, LanguageCode: 1033, IsManaged: true };
	return { LocalizedLabels: own === null ? [] : [own], UserLocalizedLabel: own };
}

function idFor(name: string): string {
	let bits = 0x811c9dc5;
	const words = [1, 2, 3, 4].map((word) => {
		for (const character of `${word}${name}`) bits = Math.imul(bits ^ character.codePointAt(0)!, 0x01000193);
		return (bits >>> 0).toString(16).padStart(8, '0');
	});
	return words.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
