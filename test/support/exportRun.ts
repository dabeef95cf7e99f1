import { Problem } from '../../nodes/shared/problem';
import { syncModes } from '../../nodes/ExportSegment/export/run/syncModes';
import type { RunActivity } from '../../nodes/ExportSegment/export/run/runActivity';
import type { Activity } from '../../nodes/shared/account/constantContact';
import type { ProfileFields, ProfilePage } from '../../nodes/shared/files/pages';
import type { MappedField } from '../../nodes/ExportSegment/export/profiles/mapping/mapping';
import { mapByFields } from '../../nodes/ExportSegment/export/profiles/mapping/mapping';
import type { Ports } from '../../nodes/ExportSegment/export/run/ports';
import type { ExportPolicy, ExportRun } from '../../nodes/ExportSegment/export/run/run';
import { columnsOf } from './contactColumns';
import type { ManualClock } from './manualClock';
import { createManualClock } from './manualClock';

/** Everybody is sent, whatever Constant Contact holds. */
export const defaultPolicy: ExportPolicy = {
	sync: syncModes.addOrUpdate,
	respectOptOuts: false,
	restoreDeletedContacts: true,
	onlyChanges: false,
	maximumRemovalPercent: 20,
	tags: [],
	invalidProfiles: 'reject',
	longValues: 'reject',
	invalidValues: 'leaveOut',
	dateOrder: 'auto',
	timeZone: 'America/New_York',
	duplicateProfiles: 'last',
	smsPermissionToSend: 'not_set',
	maximumBatchRows: 40_000,
	waitForCompletion: true,
	maximumWaitMs: 3_600_000,
};

/** A run over these profiles, in pages of two; each contact field is mapped to the profile's field of the same id. */
export function runOf(
	profiles: readonly ProfileFields[],
	policy: Partial<ExportPolicy> = {},
	fieldIds = ['email', 'first_name'],
): ExportRun {
	const fields = columnsOf(...fieldIds).map(
		(field): MappedField => ({ field, getter: (profile) => profile[field.id] }),
	);
	return {
		listId: 'list',
		listName: 'News',
		isPreview: false,
		source: { itemOf: (row) => row - 1, pages: () => pagesOf(profiles) },
		mapping: mapByFields(fields, () => undefined),
		policy: { ...defaultPolicy, ...policy },
	};
}

function* pagesOf(profiles: readonly ProfileFields[]): Generator<ProfilePage> {
	for (let start = 0; start < profiles.length; start += 2)
		yield { firstRow: start + 1, profiles: profiles.slice(start, start + 2) };
}

export interface ImportBody {
	readonly import_data: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly list_ids: readonly string[];
}

/** What the fake Constant Contact does where a test does not say otherwise: all goes well, at once. */
export interface Behaviour {
	/** Takes in an import; may throw. */
	readonly onImport?: (body: ImportBody, id: string) => Partial<Activity> | Promise<Partial<Activity>>;
	/** How an activity stands at the n-th look (from 1); undefined where it is not known. */
	readonly stateOf?: (id: string, look: number) => Partial<Activity> | undefined;
	/** The CSV of the list's members, as it comes. */
	readonly members?: string;
	/** Whether it exports contacts at all. */
	readonly takesExports?: boolean;
}

export interface FakePorts extends Ports {
	readonly clock: ManualClock;
	readonly bodies: readonly ImportBody[];
	/** Ids that were asked for, look by look. */
	readonly looks: ReadonlyArray<readonly string[]>;
	readonly told: { read: number; started: RunActivity[]; ended: RunActivity[] };
}

/** What Constant Contact tells of an import in which everybody landed. */
export const allLanded = { error_count: 0, correctable_count: 0, cannot_add_to_list_count: 0 };

export function createPorts({
	onImport,
	stateOf,
	members = 'email_address\n',
	takesExports = true,
}: Behaviour = {}): FakePorts {
	const bodies: ImportBody[] = [];
	const looks: string[][] = [];
	const told: FakePorts['told'] = { read: 0, started: [], ended: [] };
	const activityOf = (id: string, differing: Partial<Activity>): Activity => ({
		id,
		state: 'initialized',
		errors: [],
		counters: {},
		...differing,
	});
	return {
		bodies,
		looks,
		told,
		clock: createManualClock(),
		constantContact: {
			async importContacts(bytes) {
				const body = JSON.parse(bytes.toString()) as ImportBody;
				bodies.push(body);
				const id = `import ${bodies.length}`;
				return activityOf(id, (await onImport?.(body, id)) ?? {});
			},
			async activities(ids) {
				looks.push([...ids]);
				const standing = [...ids].map(
					(id) => [id, stateOf === undefined ? completed(id) : stateOf(id, looks.length)] as const,
				);
				return new Map(
					standing.flatMap(([id, found]) => (found === undefined ? [] : [[id, activityOf(id, found)] as const])),
				);
			},
			unfinishedActivities: async () => new Set(),
			startDownload: async () => (takesExports ? activityOf('export', {}) : undefined),
			openDownload: async () => streamOf(members),
			contactsAtOnce: async () => undefined,
			async *contactsByPages() {
				if (!takesExports) throw new Problem({ kind: 'invalid', message: '', advice: '' });
				yield [];
			},
			async *contactsOptedOutAfter() {},
			async *deletedContactPages() {},
			contactByEmail: async () => undefined,
			customFields: async () => [],
			list: async () => undefined,
			lists: async () => [{ id: 'list', name: 'News', isDeleted: false }],
			createList: async (name) => name,
			deleteList: async () => undefined,
			removeMembers: async () => activityOf('removal', {}),
			tags: async () => new Map(),
			createTag: async (name) => name,
			tagMembers: async () => activityOf('tagging', {}),
			membersNotOn: async () => undefined,
			untagMembers: async () => activityOf('untagging', {}),
		},
		journal: {
			profilesRead: (rows) => void (told.read = rows),
			planned: () => undefined,
			activityStarted: (activity) => void told.started.push(activity),
			activityEnded: (activity) => void told.ended.push(activity),
		},
	};
}

export function completed(id: string): Partial<Activity> {
	return id === 'export' ? { state: 'completed' } : { state: 'completed', counters: allLanded };
}

/** The bytes of a text, in pieces that cut characters in half. */
export async function* streamOf(text: string, pieceBytes = 3): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
}
