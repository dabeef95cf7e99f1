import type { Activity, ConstantContact } from '../../nodes/shared/account/constantContact';
import { createPeople, Mark } from '../../nodes/shared/account/people';
import { membershipTagName } from '../../nodes/shared/account/membershipTag';
import type { ExportPolicy, ExportRun } from '../../nodes/ExportSegment/export/run/run';
import { createLedger } from '../../nodes/ExportSegment/export/run/ledger';
import { planExport } from '../../nodes/ExportSegment/export/plan/plan';
import { syncModes } from '../../nodes/ExportSegment/export/run/syncModes';
import { createPorts, runOf } from './exportRun';

/** What a test says of a list and its account; where it says nothing, all jobs complete, with honest counters. */
export interface LeaversBehaviour {
	/** Members when the run compared; all of them are noted. */
	readonly members: readonly string[];
	/** Who of them is in the segment; in mode `remove` who is to be taken off. */
	readonly segment: readonly string[];
	readonly policy?: Partial<ExportPolicy>;
	/** Whether the list's tag is there. */
	readonly isNoted?: boolean;
	/** Whether lists are shown by pages of contacts; bulk exports otherwise. */
	readonly hasPages?: boolean;
	/** Whom no list takes any more. */
	readonly onTooManyLists?: readonly string[];
	/** How a job of this kind ends; only one that completes does anything. */
	readonly endOf?: (job: string) => Partial<Activity> | 'unknown' | undefined;
	readonly overrides?: (account: LeaversAccount) => Partial<ConstantContact>;
}

export interface LeaversAccount {
	readonly onList: Set<string>;
	readonly noted: Set<string>;
	/** Helper lists by their IDs. */
	readonly scratch: Map<string, Set<string>>;
	/** What was asked for, in order. */
	readonly said: string[];
	readonly bodies: unknown[];
}

/** One list of an account, the note of who has been on it, and what a run does about its leavers. */
export async function listWithLeavers(given: LeaversBehaviour) {
	const { members, segment, policy, isNoted = true, hasPages = true, onTooManyLists = [], endOf, overrides } = given;
	const account: LeaversAccount = {
		onList: new Set(members),
		noted: new Set(isNoted ? members : []),
		scratch: new Map(),
		said: [],
		bodies: [],
	};
	const { onList, noted, scratch, said, bodies } = account;
	const ports = createPorts();
	const jobs = new Map<string, Partial<Activity>>();
	const start = (job: string, work: () => Readonly<Record<string, number>>): Activity => {
		const id = `${job} ${said.length}`;
		const end = endOf?.(job) ?? { state: 'completed' };
		if (end !== 'unknown') jobs.set(id, { counters: end.state === 'completed' ? work() : {}, ...end });
		return { id, state: 'initialized', errors: [], counters: {} };
	};
	const one = (set: Iterable<string>) => [...set].map((email) => ({ email, values: new Map() }));
	const scratchOf = (id: string) => scratch.get(id) ?? new Set<string>();
	const constantContact: ConstantContact = {
		...ports.constantContact,
		async activities(ids) {
			return new Map(
				[...ids].flatMap((id) => {
					const end = jobs.get(id);
					return end === undefined ? [] : [[id, { id, state: 'completed', errors: [], counters: {}, ...end }] as const];
				}),
			);
		},
		async createList(name) {
			said.push('createList');
			scratch.set('scratch', new Set());
			return name.startsWith('Leaving list list (') ? 'scratch' : 'another';
		},
		async importContacts(body) {
			const read = JSON.parse(body.toString()) as { import_data: Array<{ email: string }>; list_ids: string[] };
			said.push('import');
			bodies.push(read);
			return start('import', () => {
				const refused = read.import_data.filter(({ email }) => onTooManyLists.includes(email)).length;
				for (const { email } of read.import_data)
					if (!onTooManyLists.includes(email)) for (const id of read.list_ids) scratchOf(id).add(email);
				return { error_count: 0, correctable_count: 0, cannot_add_to_list_count: refused };
			});
		},
		async contactsAtOnce() {
			said.push('page');
			return hasPages ? one(onList) : undefined;
		},
		async startDownload() {
			said.push('export');
			return start('export', () => ({}));
		},
		openDownload: async () => streamed(`email_address\n${[...onList].join('\n')}\n`),
		async membersNotOn(listId, otherListId, count) {
			said.push('compare');
			const both = scratchOf(listId);
			if (otherListId !== 'list' || both.size !== count || !hasPages) return undefined;
			return [...both].filter((email) => !onList.has(email)).map((email) => `id of ${email}`);
		},
		contactByEmail: async (email) => ({ id: `id of ${email}`, email, listIds: [], tagIds: [] }),
		async untagMembers(listId, tagId, except) {
			said.push(['untag', ...except].join(' '));
			return start('untag', () => {
				if (tagId === 'tag')
					for (const email of scratchOf(listId)) if (!except.includes(`id of ${email}`)) noted.delete(email);
				return {};
			});
		},
		async tagMembers(listId, tagIds) {
			said.push('note again');
			return start('note', () => {
				if (listId === 'list' && tagIds.includes('tag')) for (const email of onList) noted.add(email);
				return {};
			});
		},
		async removeMembers(listId, membersOf) {
			said.push('remove');
			return start('remove', () => {
				if (listId === 'list') for (const email of scratchOf(membersOf)) onList.delete(email);
				return { items_completed_count: scratchOf(membersOf).size };
			});
		},
		async deleteList(id) {
			said.push('deleteList');
			return start('delete', () => {
				scratch.delete(id);
				return {};
			});
		},
	};
	Object.assign(constantContact, overrides?.(account));
	const people = createPeople();
	const ledger = createLedger();
	for (const email of members) people.mark(people.meet(email), Mark.onList | Mark.noted);
	segment.forEach((email) => {
		ledger.open();
		people.setRow(people.meet(email), ledger.rows);
	});
	const run: ExportRun = { ...runOf([], { sync: syncModes.mirror, ...policy }), listMembers: members.length };
	const plan = await planExport(run, ledger, people, { ...ports, constantContact });
	const contacts = {
		members: members.length,
		tags: new Map(isNoted ? [[membershipTagName('list'), 'tag']] : []),
		isFirstRun: !isNoted,
		onOnePage: hasPages,
		cutValues: [],
	};
	return { account, run, plan, ledger, people, contacts, ports: { ...ports, constantContact }, told: ports.told };
}

async function* streamed(text: string): AsyncGenerator<Uint8Array> {
	yield Buffer.from(text);
}
