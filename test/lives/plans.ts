import type { IDataObject } from 'n8n-workflow';
import type { ActivityFate, FaultKind } from '../simulator';
import type { Chance } from './chance';
import type { Values as HeldValues } from '../simulator/contact';
import { fittingOf } from './room';
import type { Society, SourcePerson, Target } from './society';

/**
 * What a life is made of beside quiet runs; each can be left out. Coincidences: what does harm only together comes
 * together more often. Strangers start jobs just as a request of ours is lost, who is about to be taken off leaves by
 * choice, and the source brings those again who left. Room: profiles bring phones, addresses and SMS numbers, also
 * more of them than a contact has room for.
 */
export const ingredients = [
	'people',
	'colleagues',
	'lists',
	'strangers',
	'faults',
	'jobs',
	'stops',
	'untidy',
	'restore',
	'readings',
	'unwaited',
	'coincidences',
	'room',
] as const;
export type Ingredient = (typeof ingredients)[number];

/** Something that happens to a run at one of its requests. */
export interface Incident {
	/** The number of the request, from 1; of those that start something, if `atPost`. */
	readonly at: number;
	readonly atPost: boolean;
	readonly what: 'person' | 'lists' | 'stranger' | 'stopBefore' | 'stopAfter' | FaultKind | 'lost503';
	/** How often a fault strikes, from that request on. */
	readonly times: number;
}

/** A profile as the source brings it; `person` is who is meant, for those who look at what leaves by Rejected. */
export type Item = IDataObject & {
	person: string;
	email: string;
	first_name: string;
	last_name: string;
	segments: string;
};

/** Whom the profiles mean, for one list. */
export interface Meant {
	/** By address: the profile that counts. */
	readonly people: ReadonlyMap<string, MeantPerson>;
	readonly read: number;
	readonly duplicates: number;
	/** Profiles that cannot be exported beyond doubt: without an address, or with a value that is not to be left out. */
	readonly broken: number;
	/** How often each field's value is left out, by its label. */
	readonly leftOut: ReadonlyMap<string, { readonly least: number; readonly most: number }>;
}

export interface MeantPerson {
	readonly name: string;
	/** Whether it is beyond doubt that the profile can be exported. */
	readonly isSure: boolean;
	/** Whether it cannot be, for one of its values. */
	readonly isRejected: boolean;
	/** What the contact holds then beside the name. */
	readonly held: HeldValues;
}

export interface Options extends IDataObject {
	respectOptOuts: boolean;
	restoreDeletedContacts: boolean;
	onlyChanges: boolean;
	maximumBatchRows: number;
	maximumRemovalPercent: number;
	maximumWait: number;
	waitForCompletion: boolean;
	createMissingList: boolean;
	duplicateProfiles: 'last' | 'first';
	tags: string[];
	smsPermissionToSend: 'not_set' | 'explicit';
	invalidValues: 'leaveOut' | 'reject';
}

export type SyncMode = 'addOrUpdate' | 'mirror' | 'remove';

/** One execution of the node, as somebody set it up, and what happens to it. */
export interface Plan {
	readonly operation: 'export' | 'preview' | 'status';
	readonly targets: readonly Target[];
	readonly syncMode: SyncMode;
	readonly options: Options;
	/** That are mapped beside the address and the names. */
	readonly fields: readonly string[];
	readonly items: readonly Item[];
	readonly meant: ReadonlyMap<Target, Meant>;
	readonly activityIds: readonly string[];
	readonly incidents: readonly Incident[];
	readonly fates: readonly ActivityFate[];
}

export const ownTag = 'Customer of ours';

export function planExport(society: Society, chance: Chance, without: ReadonlySet<Ingredient>): Plan {
	const perSegment = society.targets.filter(({ locator }) => locator === 'segment');
	const chosen = chance.pick(society.targets);
	const targets = chosen.locator === 'segment' ? perSegment : [chosen];
	const syncMode = chance.weighted<SyncMode>({ mirror: 5, addOrUpdate: 4, remove: 0.8 });
	const operation = chance.yes(0.08) ? 'preview' : 'export';
	const options: Options = {
		respectOptOuts: chance.yes(0.93),
		restoreDeletedContacts: chance.yes(0.2) && !without.has('restore'),
		onlyChanges: chance.yes(0.85),
		maximumBatchRows: chance.pick([5, 7, 20, 40_000]),
		maximumRemovalPercent: chance.pick([100, 100, 100, 50, 20]),
		maximumWait: chance.pick([1, 5, 60]),
		waitForCompletion: !(syncMode === 'addOrUpdate' && chance.yes(0.25) && !without.has('unwaited')),
		createMissingList: chosen.makesMissing,
		duplicateProfiles: chance.pick(['last', 'first']),
		tags: chance.yes(0.2) ? [ownTag] : [],
		smsPermissionToSend: chance.of('consent').yes(0.6) ? 'explicit' : 'not_set',
		invalidValues: chance.of('invalid values').yes(0.1) ? 'reject' : 'leaveOut',
	};
	const people = peopleFor(society, targets, syncMode, chance);
	const { fields } = society;
	const rules = { ...options, reads: syncMode === 'remove' ? [] : fields };
	const { items, meant } = profilesOf(people, targets, rules, chance, without);
	const faults = faultsOf(chance.of('befalls'), syncMode, without);
	return { operation, targets, syncMode, options, fields, items, meant, activityIds: [], ...faults };
}

/** The same once more, with nothing happening to it. */
export const quietly = (plan: Plan): Plan => ({ ...plan, incidents: [], fates: [] });

export function planStatus(target: Target, activityIds: readonly string[], { options }: Plan): Plan {
	return {
		operation: 'status',
		targets: [target],
		syncMode: 'addOrUpdate',
		options: { ...options, respectOptOuts: true },
		fields: [],
		items: [{ person: '', email: '', first_name: '', last_name: '', segments: '' }],
		meant: new Map([[target, { people: new Map(), read: 0, duplicates: 0, broken: 0, leftOut: new Map() }]]),
		activityIds,
		incidents: [],
		fates: [],
	};
}

export const isQuiet = ({ incidents, fates }: Plan) => incidents.length + fates.length === 0;

function peopleFor(society: Society, targets: readonly Target[], syncMode: SyncMode, chance: Chance): SourcePerson[] {
	const all = [...society.source.values()];
	const wanted = all.filter(({ segments }) => targets.some((target) => segments.has(target)));
	return syncMode === 'remove' ? chance.some(wanted, chance.between(1, 12)) : wanted;
}

function profilesOf(
	people: readonly SourcePerson[],
	targets: readonly Target[],
	options: Options & { readonly reads: readonly string[] },
	chance: Chance,
	without: ReadonlySet<Ingredient>,
): Pick<Plan, 'items' | 'meant'> {
	const items: Item[] = [];
	const meant = new Map(
		targets.map((target) => [
			target,
			{
				people: new Map<string, MeantPerson>(),
				read: 0,
				duplicates: 0,
				broken: 0,
				leftOut: new Map<string, { least: number; most: number }>(),
			},
		]),
	);
	const add = (person: SourcePerson, email: string, isSure: boolean, lastName = person.lastName) => {
		const segments = [...person.segments].filter((target) => targets.includes(target));
		const values = options.reads.length === 0 ? {} : person.values;
		const { held, leftOut } = fittingOf(values, options.smsPermissionToSend === 'explicit');
		const isRejected = options.invalidValues === 'reject' && leftOut.length > 0;
		items.push({
			person: person.email,
			email,
			first_name: person.firstName,
			last_name: lastName,
			...person.values,
			segments: segments.map(({ name }) => name).join(', '),
		});
		for (const target of segments) {
			const told = meant.get(target);
			if (told === undefined) continue;
			const earlier = told.people.get(person.email);
			told.read++;
			if (isRejected) told.broken++;
			else for (const label of leftOut) addTo(told.leftOut, label, isSure);
			if (earlier !== undefined && !isRejected) told.duplicates++;
			if (earlier === undefined || options.duplicateProfiles === 'last')
				told.people.set(person.email, {
					name: `${person.firstName} ${lastName}`,
					isSure: isSure && !isRejected,
					isRejected,
					held,
				});
		}
	};
	for (const person of people) {
		const { email } = person;
		const own = chance.of(email);
		if (own.yes(0.01) && !without.has('untidy')) {
			add(person, own.pick(untidy)(email), false);
			continue;
		}
		add(person, own.yes(0.05) ? ` ${email.toUpperCase()} ` : email, true);
		if (own.yes(0.02)) add(person, email, true, `${person.lastName} again`);
		if (!own.yes(0.01)) continue;
		items.push({ person: '', email: '', first_name: 'Nobody', last_name: 'Nowhere', segments: targets[0].name });
		meant.get(targets[0])!.read++;
		meant.get(targets[0])!.broken++;
	}
	return { items, meant };
}

function addTo(tallies: Map<string, { least: number; most: number }>, label: string, isSure: boolean): void {
	const { least, most } = tallies.get(label) ?? { least: 0, most: 0 };
	tallies.set(label, { least: least + (isSure ? 1 : 0), most: most + 1 });
}

/** Ways to write an address that mean one person and are no address. */
const untidy: ReadonlyArray<(email: string) => string> = [
	(email) => `${email}.`,
	(email) => `'${email}'`,
	(email) => email.replace('@', '@@'),
	(email) => `mailto:${email}`,
	(email) => `<${email}>`,
];

const afterTheWork: readonly Incident['what'][] = ['resetAfter', 'cutAnswer', 'malformedJson', 'noAnswer', 'lost503'];
const beforeTheWork: readonly Incident['what'][] = [
	'html503',
	'html503',
	'html500',
	'resetBefore',
	'throttled',
	'queueFull',
];

function faultsOf(
	chance: Chance,
	syncMode: SyncMode,
	without: ReadonlySet<Ingredient>,
): Pick<Plan, 'incidents' | 'fates'> {
	const incidents: Incident[] = [];
	const fates: ActivityFate[] = [];
	if (chance.yes(0.3)) return { incidents, fates };
	const add = (ingredient: Ingredient, most: number, choose: (each: Chance) => Incident['what'], times = 1) => {
		const own = chance.of(ingredient);
		for (let n = own.between(1, most); n > 0 && !without.has(ingredient); n--) {
			const each = own.of(n);
			const atPost = each.yes(0.5);
			incidents.push({ at: each.between(1, atPost ? 12 : 30), atPost, what: choose(each), times });
		}
	};
	if (chance.yes(0.5)) add('people', 3, () => 'person');
	if (chance.yes(0.06)) add('lists', 1, () => 'lists');
	if (chance.yes(0.5)) add('strangers', 6, () => 'stranger');
	if (chance.yes(0.5)) add('faults', 3, (each) => each.pick(each.yes(0.5) ? beforeTheWork : afterTheWork));
	if (chance.yes(0.1)) add('faults', 1, () => 'shortAnswer');
	if (chance.yes(0.08)) add('faults', 1, (each) => each.pick(['html503', 'resetBefore']), Infinity);
	if (chance.yes(0.12)) add('stops', 1, (each) => each.pick(['stopBefore', 'stopAfter']));
	if (!without.has('coincidences') && !without.has('strangers')) incidents.push(...strangersBeside(incidents, chance));
	const jobs = chance.of('jobs');
	if (jobs.yes(0.3) && !without.has('jobs'))
		fates.push({
			kind: jobs.pick(
				syncMode === 'addOrUpdate'
					? ['import', 'export', 'addTags']
					: ['removeFromLists', 'removeFromLists', 'removeTags', 'import', 'export', 'addTags', 'deleteLists'],
			),
			outcome: jobs.weighted({ failed: 4, timed_out: 1, cancelled: 1, vanishes: 1, neverEnds: 0.3 }),
			share: jobs.pick([0, 0, 0.3, 0.5, 0.9, 1]),
			after: jobs.pick([0, 0, 0, 1]),
		});
	return { incidents, fates };
}

/** A stranger's job that starts just as a request of ours for a job does not arrive. */
function strangersBeside(incidents: readonly Incident[], chance: Chance): Incident[] {
	const isLost = ({ what, atPost, times }: Incident) => atPost && times === 1 && beforeTheWork.includes(what);
	return incidents
		.filter((incident) => isLost(incident) && chance.of(`stranger beside ${incident.at}`).yes(0.7))
		.map((incident) => ({ ...incident, what: 'stranger' }));
}
