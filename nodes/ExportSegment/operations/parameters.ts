import type { SyncMode } from '../export/run/syncModes';
import type { ProfileSource } from '../../shared/files/pages';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ConstantContactApi } from '../../shared/constantContact/client';
import type { ContactField } from '../../shared/account/contactFields';
import { contactFields, customContactField, isCustomFieldId } from '../../shared/account/contactFields';
import { maxImportRows } from '../../shared/account/contract';
import { Problem } from '../../shared/problem';
import { compileExpression } from '../parameters/expressions';
import type { MappedField } from '../export/profiles/mapping';
import { mapByFields, mapByNames } from '../export/profiles/mapping';
import type { ExportPolicy, Mapping } from '../export/run/run';
import { fileSource } from '../sources/files';
import { itemSource } from '../sources/items';
import type { ListChoice } from '../../shared/listPicker/findList';

export interface ExportOptions extends ExportPolicy {
	readonly returns: 'summary' | 'batches' | 'profiles';
	/** Make a list that is meant by its name and is not there. */
	readonly createMissingList: boolean;
}

/**
 * @throws Problem for any other, such as the Custom API Call that n8n adds to the operations: nobody's list may change
 * by it
 */
export function readOperation(context: IExecuteFunctions): 'export' | 'preview' | 'status' {
	const operation = context.getNodeParameter('operation', 0, 'export');
	if (operation === 'export' || operation === 'preview' || operation === 'status') return operation;
	throw new Problem({
		kind: 'configuration',
		message: "'Operation' has a value that this node does not know",
		advice:
			"Choose 'Export Segment', 'Preview Export' or 'Get Export Status'. For anything else in Constant Contact, use an HTTP Request node with this credential.",
	});
}

/** The options as the recipe wants them: milliseconds for minutes, defaults as the panel shows them. */
export function readOptions(context: IExecuteFunctions): ExportOptions {
	const options = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	const choice = <Value extends string>(name: string, fallback: Value, ...others: Value[]): Value => {
		const value = options[name] ?? fallback;
		if (![fallback, ...others].includes(value as Value)) throw unknownChoice(name, [fallback, ...others]);
		return value as Value;
	};
	const syncMode = context.getNodeParameter('syncMode', 0, 'addOrUpdate') as SyncMode;
	const waitForCompletion = options.waitForCompletion !== false;
	if (!['addOrUpdate', 'mirror', 'remove'].includes(syncMode))
		throw unknownChoice('syncMode', ['addOrUpdate', 'mirror', 'remove']);
	if (syncMode !== 'addOrUpdate' && !waitForCompletion) throw mustWait();
	return {
		syncMode,
		respectOptOuts: options.respectOptOuts !== false,
		restoreDeletedContacts: options.restoreDeletedContacts === true,
		onlyChanges: options.onlyChanges !== false,
		createMissingList: options.createMissingList === true,
		maximumRemovalPercent: percentage(options.maximumRemovalPercent ?? 20),
		tags: tagNames(options.tags),
		duplicateProfiles: choice('duplicateProfiles', 'last', 'first'),
		invalidProfiles: choice('invalidProfiles', 'reject', 'stop'),
		longValues: choice('longValues', 'reject', 'truncate'),
		smsPermissionToSend: choice('smsPermissionToSend', 'not_set', 'explicit'),
		returns: choice('return', 'summary', 'batches', 'profiles'),
		maximumBatchRows: positive(
			'Maximum Batch Rows',
			Math.min(Number(options.maximumBatchRows ?? maxImportRows), maxImportRows),
		),
		maximumWaitMs: positive('Maximum Wait', Number(options.maximumWait ?? 60)) * 60_000,
		waitForCompletion,
	};
}

/** The list as the user chose it for this item. */
export function readListChoice(context: IExecuteFunctions, item: number): ListChoice {
	return context.getNodeParameter('list', item) as unknown as ListChoice;
}

/** @throws Problem if none are given */
export function readActivityIds(context: IExecuteFunctions, item: number): string[] {
	const given = context.getNodeParameter('activityIds', item, '');
	const ids = namesIn(given);
	// The summary of an export that had nothing to send gives an empty list.
	if (ids.length > 0 || Array.isArray(given)) return ids;
	throw new Problem({
		kind: 'configuration',
		message: "No activity is given in 'Activity IDs'",
		advice:
			"Take them from an export's summary: {{ $json.activities.filter((activity) => activity.kind === 'import').map((activity) => activity.activityId) }}.",
		itemIndex: item,
	});
}

/** Texts given as a list or separated by commas, each once. */
function namesIn(value: unknown): string[] {
	const names = Array.isArray(value) ? value : String(value ?? '').split(',');
	return [...new Set(names.map((name) => String(name).trim()).filter((name) => name !== ''))];
}

/** Names of tags, as a list or separated by commas. */
function tagNames(value: unknown): string[] {
	const names = namesIn(value);
	if (names.some((name) => name.length > 255))
		throw new Problem({
			kind: 'configuration',
			message: "A name in 'Tags' is longer than 255 characters",
			advice: 'Shorten it under Options.',
		});
	if (names.length > 49)
		throw new Problem({
			kind: 'configuration',
			message: "'Tags' holds more than 49 tags",
			advice: 'A contact has up to 50 tags, one of which this node needs.',
		});
	return names;
}

function percentage(value: unknown): number {
	const percent = Number(value);
	if (percent >= 0 && percent <= 100) return percent;
	throw new Problem({
		kind: 'configuration',
		message: "'Maximum Removal Percent' must be a number from 0 to 100",
		advice: 'Correct it under Options.',
	});
}

function mustWait(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "Taking people off a list needs 'Wait for Completion'",
		advice: "Switch it on under Options, or choose the sync mode 'Add and Update'.",
	});
}

function positive(label: string, value: number): number {
	if (value > 0) return label === 'Maximum Wait' ? value : Math.max(1, Math.floor(value));
	throw new Problem({
		kind: 'configuration',
		message: `'${label}' must be a number above 0`,
		advice: 'Correct it under Options.',
	});
}

function unknownChoice(name: string, known: readonly string[]): Problem {
	return new Problem({
		kind: 'configuration',
		message: `'${labelOf(name)}' has a value that this node does not know`,
		advice: `It may be one of: ${known.join(', ')}.`,
	});
}

/** `invalidProfiles` as the panel shows it. */
function labelOf(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1).replace(/([A-Z])/g, ' $1');
}

export interface ReadSource {
	readonly source: ProfileSource;
	readonly isFile: boolean;
	/** The item that a row came from, counted from 0. */
	itemOf(row: number): number;
}

/** Where the profiles come from. @throws Problem if a file is asked for and not there */
export function readSource(context: IExecuteFunctions): ReadSource {
	if (context.getNodeParameter('source', 0, 'items') !== 'file') {
		return { source: itemSource(context.getInputData()), isFile: false, itemOf: (row) => row - 1 };
	}
	const source = fileSource(context, String(context.getNodeParameter('inputBinaryField', 0, 'data')));
	return { source, isFile: true, itemOf: (row) => source.itemOf(row) };
}

export interface ReadMapping {
	readonly mapping: Mapping;
	/** Labels of fields whose expression n8n must evaluate for each profile. */
	readonly slowFields: readonly string[];
}

/**
 * The mapping as the user drew it. The account's custom fields are asked for only if the mapping may use one:
 * imports address them by name, names can change, and Constant Contact passes over an unknown one without a word.
 */
export async function readMapping(
	context: IExecuteFunctions,
	api: Pick<ConstantContactApi, 'customFields'>,
	isFile: boolean,
	syncMode: SyncMode,
): Promise<ReadMapping> {
	const fields = context.getNodeParameter('fields', 0, {}, { rawExpressions: true }) as {
		mappingMode?: string;
		value?: unknown;
	};
	if (fields.mappingMode === 'autoMapInputData') {
		// To take somebody off a list, the address is all that counts: a name that is too long must not keep them on it.
		if (syncMode === 'remove')
			return { mapping: mapByNames(contactFields.filter(({ kind }) => kind === 'email')), slowFields: [] };
		const custom = (await api.customFields()).map(customContactField);
		return { mapping: mapByNames([...contactFields, ...custom]), slowFields: [] };
	}
	const isWanted = (id: string) => syncMode !== 'remove' || id === 'email';
	const drawn = new Map(
		Object.entries((fields.value ?? {}) as Record<string, unknown>).filter(
			([id, raw]) => isWanted(id) && raw !== null && raw !== undefined && raw !== '',
		),
	);
	const known = await knownFields([...drawn.keys()], api);
	if (!drawn.has('email')) throw noEmailMapped();
	const mapped: MappedField[] = known
		.filter(({ id }) => drawn.has(id))
		.map((field) => ({ field, getter: compileExpression(drawn.get(field.id)) }));
	const slowFields = mapped.filter(({ getter }) => getter === undefined).map(({ field }) => field.label);
	if (isFile && slowFields.length > 0) throw tooComplexForFile(slowFields[0]);
	const evaluate = (fieldId: string, row: number) =>
		context.evaluateExpression(String(drawn.get(fieldId)).slice(1), row - 1);
	return { mapping: mapByFields(mapped, evaluate), slowFields };
}

async function knownFields(
	ids: readonly string[],
	api: Pick<ConstantContactApi, 'customFields'>,
): Promise<ContactField[]> {
	const custom = ids.some(isCustomFieldId) ? (await api.customFields()).map(customContactField) : [];
	const known = [...contactFields, ...custom];
	const stranger = ids.find((id) => !known.some((field) => field.id === id));
	if (stranger !== undefined) throw unknownField(stranger);
	return known;
}

function tooComplexForFile(label: string): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The expression for '${label}' cannot be used with a file`,
		advice:
			'With a file, map columns as they are, such as {{ $json.email }} or {{ $json["First name"] }}, with or without text around them.',
	});
}

function noEmailMapped(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "No email address is mapped in 'Fields'",
		advice: "Drag the field that holds the email address onto 'Email', or choose 'Map Automatically'.",
	});
}

function unknownField(id: string): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The field '${id.replace(/^cf:/, '')}' does not exist in Constant Contact any more`,
		advice:
			"Press 'Refresh Field List' in the menu next to 'Fields' and map it again. If the custom field was deleted, create it anew in Constant Contact first.",
	});
}
