import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ContactList, Simulator } from '../simulator';
import type { CredentialStore, EngineResult, EngineRun } from './engine';
import { runInEngine } from './engine';
import { asItems, exportParameters } from './service';

/** One person of a segment as a source brings them. */
export interface SegmentPerson extends IDataObject {
	email: string;
	first_name?: string;
	last_name?: string;
}

export interface SegmentRun {
	/** By its ID, or as the resource locator has it. */
	readonly list: string | ContactList | { readonly mode: string; readonly value: string };
	readonly people: readonly IDataObject[];
	readonly credential: CredentialStore;
	readonly operation?: 'export' | 'preview';
	readonly syncMode?: 'addOrUpdate' | 'mirror' | 'remove';
	readonly options?: IDataObject;
	readonly fields?: INodeParameters;
	readonly onError?: EngineRun['onError'];
	readonly executeOnce?: boolean;
	readonly wiring?: EngineRun['wiring'];
	readonly onStart?: EngineRun['onStart'];
}

/** The summary of docs/results.md. */
export interface Summary {
	readonly operation: string;
	readonly status: string;
	readonly syncMode: string;
	readonly list: { id: string; name: string; isNew?: boolean };
	readonly segments: string[];
	readonly profiles: Readonly<
		Record<
			'read' | 'duplicates' | 'rejected' | 'optedOut' | 'deleted' | 'unchanged' | 'sent' | 'refused' | 'removed',
			number
		>
	>;
	readonly activities: ReadonlyArray<{ kind: string; state: string; rows: number }>;
	readonly apiCalls: number;
	readonly plannedCalls?: number;
	readonly valuesLeftOut?: ReadonlyArray<{ field: string; count: number; reason: string; rows: readonly number[] }>;
	readonly guard?: { tripped: boolean; leavers: number; members: number; percent: number };
}

export interface SegmentOutcome extends EngineResult {
	/** Of a run that came to its end. */
	readonly summary: Summary;
	/** Code of each rejection by its address. */
	readonly codes: Record<string, string>;
}

/** Brings a segment onto a list in n8n's engine, email and both names mapped. */
export async function runSegment({
	list,
	people,
	credential,
	operation = 'export',
	syncMode = 'mirror',
	options = {},
	fields,
	onError,
	executeOnce,
	wiring,
	onStart,
}: SegmentRun): Promise<SegmentOutcome> {
	const parameters = exportParameters(typeof list === 'string' || 'mode' in list ? list : list.id, {
		operation,
		syncMode,
		options,
		...(fields && { fields }),
	} as INodeParameters);
	const result = await runInEngine({
		items: asItems(people as IDataObject[]),
		parameters,
		credential,
		onError,
		executeOnce,
		wiring,
		onStart,
	});
	const codes = Object.fromEntries(
		result.rejected.map(({ json }) => [String(json.email), String((json.rejection as IDataObject).code)]),
	);
	return { ...result, summary: result.exported[0]?.json as unknown as Summary, codes };
}

/** As `runSegment`, for a run that must come to its end. */
export async function mustRun(run: SegmentRun): Promise<SegmentOutcome> {
	const outcome = await runSegment(run);
	if (outcome.error !== undefined) throw new Error(`${outcome.error.message} ${outcome.error.description ?? ''}`);
	return outcome;
}

/** The name under which the list's tag is kept in Constant Contact: accounts in use depend on it. */
export const listTagName = (list: ContactList) => `Has been on list ${list.id} (n8n export)`;

/** Names of the lists that runs made to gather leavers and did not delete. */
export function scratchLists({ account }: Simulator): string[] {
	return account
		.activeLists()
		.map(({ name }) => name)
		.filter((name) => name.startsWith('Leaving list '));
}

export function notedOn({ account }: Simulator, list: ContactList): string[] {
	return account.taggedWith(listTagName(list)).sort();
}
