/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { startSimulator } from '../simulator';
import { Chance } from './chance';
import type { Ending } from './execution';
import { execute } from './execution';
import { Expectation } from './expectation';
import { Judge } from './judge';
import { Shortcut } from './shortcut';
import { Sockets } from './sockets';
import { lookAt } from './looks';
import type { Incident, Ingredient, Plan } from './plans';
import { isQuiet, planExport, planStatus, quietly } from './plans';
import { chooseReadings } from './readings';
import { chooseFields, fittingOf } from './room';
import type { Locator } from './society';
import { Society, Target } from './society';
import { Story, Trouble } from './story';
import { Strangers } from './strangers';
import { time } from './virtualTime';
import type { Way } from './way';
import { targetOf } from './way';

export interface LifeSettings {
	readonly seed: number;
	readonly days: number;
	readonly without?: ReadonlySet<Ingredient>;
}

export interface LifeResult {
	readonly trouble: Trouble | undefined;
	readonly story: string;
	readonly runs: number;
	readonly requests: number;
	/** How often runs ended in each way. */
	readonly endings: Readonly<Record<string, number>>;
}

const dayMs = 86_400_000;
/** No run takes longer: its longest waits are an hour each. */
const longestRunMs = 30 * 3_600_000;
/** The pace is kept for each app key: no life waits because of what an earlier one sent. */
let lives = 0;
const strangersKey = 'app key of strangers';

/** Lives a life to its end, or to its first trouble. */
export async function live({ seed, days, without = new Set() }: LifeSettings): Promise<LifeResult> {
	const chance = new Chance(`life ${seed}`);
	const simulator = await startSimulator({
		seed,
		limits: { perSecond: Infinity, tokensPerSecond: Infinity },
		switches: without.has('readings') ? {} : chooseReadings(chance.of('readings')),
	});
	const life = new Life(simulator, chance, without, seed % 10 === 0);
	try {
		const trouble = await untilItStandsStill(seed, life.live(days), () => life.figures.requests);
		return { ...life.figures, trouble, story: trouble ? life.story.leadingTo(trouble) : '' };
	} finally {
		life.close();
		await simulator.close();
	}
}

/** A harness that waits for what never comes says so. @param requests how many were sent so far */
async function untilItStandsStill<Result>(
	seed: number,
	work: Promise<Result>,
	requests: () => number,
): Promise<Result> {
	let seen = -1;
	let watch: NodeJS.Timeout | undefined;
	const standstill = new Promise<never>((_resolve, reject) => {
		watch = setInterval(() => {
			if (seen === requests()) reject(new Error(`Life ${seed} stands still after ${seen} requests`));
			seen = requests();
		}, 120_000);
	});
	try {
		return await Promise.race([work, standstill]);
	} finally {
		clearInterval(watch);
	}
}

class Life {
	readonly story = new Story(() => time.now());

	readonly figures = { runs: 0, requests: 0, endings: {} as Record<string, number> };

	private readonly appKey = `app key of life ${lives++}`;

	private readonly society: Society;

	private readonly strangers: Strangers;

	private readonly judge: Judge;

	private readonly way: Way;

	/** Exports that were not waited for, to be asked about later. */
	private unsettled: Array<{ target: Target; ids: string[]; plan: Plan }> = [];

	constructor(
		private readonly simulator: Simulator,
		private readonly chance: Chance,
		private readonly without: ReadonlySet<Ingredient>,
		goesOverSockets: boolean,
	) {
		const { account, oauth, activities } = simulator;
		const luck = chance.of('luck');
		time.begin(
			() => luck.next(),
			() => simulator.clock.advance(0),
		);
		this.way = goesOverSockets ? new Sockets(simulator, time) : new Shortcut(simulator, time);
		for (const clientId of [this.appKey, strangersKey])
			oauth.addClient({ clientId, clientSecret: 'secret', redirectUris: [], refreshTokens: 'rotating' });
		const latencies = chance.of('latencies');
		const isSlow = latencies.yes(0.1);
		activities.latency = () =>
			latencies.yes(isSlow ? 0.1 : 0.02) ? latencies.between(1_000, 400_000) : latencies.between(50, 900);
		this.society = new Society(
			account,
			this.makeTargets(),
			this.story,
			!without.has('coincidences'),
			without.has('room') ? [] : chooseFields(chance.of('room')),
		);
		this.strangers = new Strangers(account, this.story, async (options) => {
			await this.way.send(options, this.tokenOf(strangersKey), false);
		});
		this.judge = new Judge(this.society);
		this.populate();
	}

	close(): void {
		this.way.close();
	}

	/** @returns what ended it, if anything did */
	async live(days: number): Promise<Trouble | undefined> {
		const { society } = this;
		try {
			for (let day = 1; day <= days; day++) {
				const today = this.chance.of(`day ${day}`);
				await this.passNight(today);
				for (let run = today.yes(0.15) ? 2 : 1; run > 0; run--) {
					const own = today.of(`run ${run}`);
					await this.carryOut(planExport(society, own.of('plan'), this.without), own);
				}
			}
			return undefined;
		} catch (error) {
			return error instanceof Trouble ? error : await Promise.reject(error);
		}
	}

	private makeTargets(): Target[] {
		const { account } = this.simulator;
		const own = this.chance.of('targets');
		const perSegment = own.yes(0.25);
		const makesMissing = own.yes(0.6);
		return ['News', 'Offers', 'Events'].slice(0, own.between(perSegment ? 2 : 1, 3)).map((name) => {
			const locator: Locator = perSegment ? 'segment' : own.pick(['id', 'id', 'name']);
			const isMissing = makesMissing && locator !== 'id' && own.yes(0.3);
			return new Target(name, locator, makesMissing, isMissing ? undefined : account.addList(name));
		});
	}

	private populate(): void {
		const { society, simulator } = this;
		const own = this.chance.of('people');
		const quiet = simulator.account.addList('Quiet list');
		const tag = simulator.account.addTag('Quiet tag');
		for (let n = 0; n < 60; n++) {
			const person = society.join(own, `p${n}@example.com`);
			if (own.yes(0.45)) continue;
			const lists = society.targets.filter(({ list }) => list !== undefined && own.yes(0.5));
			simulator.account.addContact({
				email: person.email,
				lists: [...lists.map(({ list }) => list!), ...(own.yes(0.2) ? [quiet] : [])],
				tags: own.yes(0.2) ? [tag] : [],
				permission: own.yes(0.07) ? 'unsubscribed' : 'implicit',
				deleted: own.yes(0.05),
				fields: {
					first_name: person.firstName,
					last_name: own.yes(0.7) ? person.lastName : 'Old',
					...(own.of('values').yes(0.6) && fittingOf(person.values, false).held),
				},
			});
			for (const target of lists)
				if (simulator.account.mustFind(person.email).lists.has(target.list!.number)) target.members.add(person.email);
		}
	}

	/** Between two days: people, colleagues and strangers act, and what was not waited for may come to its end. */
	private async passNight(today: Chance): Promise<void> {
		const { society, without } = this;
		const own = today.of('night');
		time.pass(dayMs - (time.now() % dayMs) + own.between(0, 3_600_000));
		this.forgetOldJobs();
		this.settle();
		society.passDay(today.of('source'));
		if (!without.has('people')) for (let n = own.between(0, 4); n > 0; n--) society.happen(own.of(n));
		if (!without.has('lists') && own.yes(0.03)) society.rearrange(own.of('lists'));
		if (!without.has('strangers') && own.yes(0.3)) await this.strangers.startJob(own.of('stranger'));
		for (const target of society.targets) if (target.isAstray && own.yes(0.3)) society.putRight(target);
		const [earlier] = this.unsettled.splice(0, 1);
		if (earlier !== undefined && earlier.target.list?.deletedAt === 0 && !earlier.target.isAstray)
			await this.carryOut(planStatus(earlier.target, earlier.ids, earlier.plan), today.of('status'));
	}

	/** Lets every job that can end come to its end. */
	private settle(): void {
		for (let tries = 0; tries < 60 && this.isBusy(); tries++) time.pass(60_000);
		for (const target of this.society.targets) {
			this.judge.absorb(target, target.open);
			target.open = [];
		}
	}

	/** A job that hangs does its part of the work all the same. */
	private isBusy(): boolean {
		return this.simulator.activities.all.some(
			({ end, neverEnds, dueAt }) => end === undefined && (!neverEnds || dueAt > time.now()),
		);
	}

	/** Whether a job has ended so shortly before that pages of contacts do not show it yet. */
	private isNotShownYet(): boolean {
		const { activities, switches } = this.simulator;
		const since = time.now() - switches.membershipsShownAfterSeconds * 1_000;
		return activities.all.some(({ end }) => end !== undefined && end.at > since);
	}

	/** Whether a job was at work for as long as a run may wait; it waits from before the requests that start the job. */
	private hasJobTakenLonger(since: number, waitMs: number): boolean {
		return this.simulator.activities.all.some(
			({ createdAt, end }) => (end?.at ?? time.now()) - Math.max(createdAt, since) > waitMs - 10_000,
		);
	}

	/** Jobs that hang make runs stop for a day. */
	private doJobsHang(): boolean {
		return this.simulator.activities.all.some(
			({ end, neverEnds, createdAt }) => end === undefined && neverEnds && time.now() - createdAt < 2 * dayMs,
		);
	}

	/** Constant Contact keeps jobs for ten days; a life with fewer of them in each answer is a shorter one. */
	private forgetOldJobs(): void {
		for (const activity of this.simulator.activities.all)
			if (activity.end && time.now() - activity.createdAt > 2 * dayMs) {
				activity.vanished = true;
				activity.file = undefined;
			}
	}

	private tokenOf(clientId: string): string {
		return this.simulator.oauth.issueTokens(clientId, { scope: 'contact_data' }).access_token;
	}

	/** A run, judged; and, where it did not come to a good end, often the same once more with nothing in its way. */
	private async carryOut(plan: Plan, own: Chance): Promise<void> {
		if (!own.of('settled').yes(0.15)) this.settle();
		const ending = await this.run(plan, own.of('incidents'));
		if (ending.error === undefined || isQuiet(plan)) return;
		if (!this.without.has('people'))
			for (const target of plan.targets) this.society.leaveInTheMiddle(target, own.of('leaves').of(target.name));
		if (!own.of('again').yes(0.5)) return;
		this.settle();
		await this.run(quietly(plan), own.of('again'));
	}

	private async run(plan: Plan, own: Chance): Promise<Ending> {
		const { society, judge, simulator } = this;
		// Known limit: what has happened in the seconds before a run may not be shown yet.
		time.pass(simulator.switches.membershipsShownAfterSeconds * 1_000);
		for (const target of plan.targets) judge.absorb(target, target.open);
		society.beginRun();
		const before = lookAt(simulator.account);
		const isBusy = this.isBusy() || this.doJobsHang() || this.isNotShownYet();
		const expectations = plan.targets.map((target) => new Expectation(plan, target, before, isBusy, society.deleted));
		for (const expectation of expectations) expectation.target.open.push(expectation);
		const number = ++this.figures.runs;
		this.story.add(`run ${number}: ${inWords(plan)}`);
		for (const { meant } of expectations)
			for (const [email, { isSure, isRejected, name: called }] of meant.people) {
				const doubt = isRejected
					? ', with a value that is not to be left out'
					: isSure
						? ''
						: ', with an untidy address';
				this.story.add(`the source brings ${email} as ${called}${doubt}`, email);
			}
		const startedAt = time.now();
		const ending = await this.execute(plan, own);
		const hasWaited = this.hasJobTakenLonger(startedAt, plan.options.maximumWait * 60_000);
		this.story.add(`run ${number} ended: ${endingInWords(ending)}`);
		const how = ending.error === undefined ? (ending.summaries[0]?.status ?? 'nothing') : 'stopped';
		this.figures.endings[how] = (this.figures.endings[how] ?? 0) + 1;
		for (const expectation of expectations) {
			expectation.endRun(society.touched);
			this.follow(expectation);
			judge.newStart(expectation);
		}
		const permits = society.targets.flatMap(({ open }) => open);
		for (const { target } of expectations) judge.absorb(target, target.open);
		judge.untouched(expectations, permits, before);
		if (ending.error === undefined) judge.completed(expectations, ending);
		else this.stopped(plan, expectations, ending.error, hasWaited);
		if (ending.error !== undefined && (hasWaited || couldNotNote(plan)))
			for (const expectation of expectations) this.forgetNotes(expectation);
		for (const expectation of expectations) this.forgiveHaste(expectation);
		const [{ target }] = expectations;
		const ids = ending.summaries[0]?.activities
			.filter(({ kind }) => kind === 'import')
			.map((activity) => (activity as unknown as { activityId: string }).activityId);
		if (ending.summaries[0]?.status === 'processing' && plan.operation === 'export' && plan.targets.length === 1)
			this.unsettled.push({ target, ids: ids ?? [], plan });
		return ending;
	}

	/** A list of the wanted name may be another than before, or a new one. */
	private follow({ target }: Expectation): void {
		if (target.locator === 'id') return;
		const named = this.simulator.account.listNamed(target.name);
		if (named === undefined || named === target.list) return;
		if (target.list !== undefined) target.former ??= target.whoHasBeenOn();
		for (const email of [...target.members]) target.begin(email, false);
		target.list = named;
		target.chosenId = named.id;
	}

	/** @param hasWaited whether a job was at work for as long as it may wait */
	private stopped(
		plan: Plan,
		expectations: readonly Expectation[],
		{ message, description }: NonNullable<Ending['error']>,
		hasWaited: boolean,
	): void {
		for (const { target } of expectations) target.isAstray ||= target.list === undefined;
		if (!isQuiet(plan) || hasWaited || expectations.some(({ stops }) => stops !== 'no')) return;
		throw new Trouble('stopped for nothing', `${message} ${description}`);
	}

	/** Known limit: a run that ended while people were being taken off could not note again whom it had begun with. */
	private forgetNotes(expectation: Expectation): void {
		const { target } = expectation;
		for (const email of target.members) if (expectation.mayTakeOff(email)) target.breakPromise(email);
	}

	/** Known limit: who leaves by themselves in the very minute in which they are taken off. */
	private forgiveHaste(expectation: Expectation): void {
		const { target } = expectation;
		for (const email of this.society.touched)
			if (expectation.mayTakeOff(email) && target.standing(email).leaving === 'known') target.doubt(email);
	}

	/**
	 * Requests that go together may overtake one another, so a fault is for one of them only.
	 * @returns what ends the fault
	 */
	private strike(options: IHttpRequestOptions, fault: Exclude<FaultOfLine, 'lost503'>): () => void {
		const { pathname, search } = targetOf(options);
		let hasStruck = false;
		return this.simulator.faults.onRequest(({ clientId, method, path, query }) => {
			const isMeant =
				clientId === this.appKey &&
				method === options.method &&
				path === pathname &&
				query === search.slice(1) &&
				!hasStruck;
			hasStruck ||= isMeant;
			return isMeant ? fault : undefined;
		});
	}

	private async execute(plan: Plan, own: Chance): Promise<Ending> {
		const { faults } = this.simulator;
		const stop = new AbortController();
		const token = this.tokenOf(this.appKey);
		const startedAt = time.now();
		let requests = 0;
		let posts = 0;
		const underWay = new Set<Promise<unknown>>();
		for (const fate of plan.fates) faults.activities.add(fate);
		const send = async (options: IHttpRequestOptions): Promise<unknown> => {
			const release = time.hold();
			try {
				if (time.now() - startedAt > longestRunMs) throw new Trouble('hangs', 'the run goes on for more than a day');
				this.figures.requests++;
				requests++;
				if (options.method !== 'GET') posts++;
				const isDue = ({ at, atPost, times }: Incident) => {
					if (atPost && options.method === 'GET' && times === 1) return false;
					const number = atPost ? posts : requests;
					return times === Infinity ? number >= at : number === at;
				};
				const due = plan.incidents.filter(isDue);
				for (const incident of due) await this.strikeBefore(incident, own.of(`${incident.what} ${incident.at}`), stop);
				const fault = due.map(({ what }) => what).find(isFault);
				if (fault !== undefined && due.some(({ what, times }) => what === fault && times === 1))
					this.story.add(`${options.method} ${new URL(options.url).pathname} meets ${fault}`);
				const endFault = fault === undefined || fault === 'lost503' ? () => undefined : this.strike(options, fault);
				const isLost = fault === 'noAnswer' || fault === 'stalledAnswer';
				const sending = this.way.send(options, token, isLost);
				if (!isLost) underWay.add(sending);
				release();
				const { status, body } = await sending.finally(endFault);
				if (due.some(({ what }) => what === 'stopAfter')) {
					this.story.add(`somebody presses Stop after ${options.method} ${new URL(options.url).pathname}`);
					stop.abort();
				}
				const told = fault === 'lost503' ? 503 : status;
				if (fault === 'lost503') this.way.endRun();
				if (told < 300) return body;
				throw Object.assign(new Error(`Request failed with status code ${told}`), {
					response: { status: told, data: fault === 'lost503' ? '<html></html>' : body },
				});
			} finally {
				release();
			}
		};
		const ending = await execute(plan, this.appKey, stop.signal, send);
		// A run that is stopped ends before its last request is answered, and that is carried out all the same.
		await Promise.allSettled(underWay);
		time.endRun();
		this.way.endRun();
		faults.clear();
		return ending;
	}

	private async strikeBefore({ what }: Incident, own: Chance, stop: AbortController): Promise<void> {
		if (what === 'person') this.society.happen(own);
		if (what === 'lists') this.society.rearrange(own);
		if (what === 'stranger') await this.strangers.startJob(own);
		if (what !== 'stopBefore') return;
		this.story.add('somebody presses Stop');
		stop.abort();
		throw new Error('cancelled');
	}
}

/** Whether something happens to the run because of which it cannot note anybody again. */
const couldNotNote = ({ incidents, fates }: Plan) =>
	incidents.some(({ what, times }) => what.startsWith('stop') || times === Infinity) ||
	fates.some(({ kind, outcome }) => kind === 'addTags' || (outcome === 'vanishes' && kind !== 'import'));

type FaultOfLine = Exclude<Incident['what'], 'person' | 'lists' | 'stranger' | 'stopBefore' | 'stopAfter'>;
const isFault = (what: Incident['what']): what is FaultOfLine =>
	!['person', 'lists', 'stranger', 'stopBefore', 'stopAfter'].includes(what);

function inWords({ operation, targets, syncMode, options, items, fates }: Plan): string {
	const { respectOptOuts, restoreDeletedContacts, onlyChanges, waitForCompletion, maximumBatchRows } = options;
	const chosen = [
		respectOptOuts ? '' : 'opt-outs not respected',
		restoreDeletedContacts ? 'deleted restored' : '',
		onlyChanges ? '' : 'unchanged, too',
		waitForCompletion ? '' : 'not waited for',
		maximumBatchRows < 100 ? `batches of ${maximumBatchRows}` : '',
		...fates.map(
			({ kind, outcome, share, after }) =>
				`the ${kind} job number ${(after ?? 0) + 1} ends ${outcome} with ${(share ?? 0) * 100} % done`,
		),
	].filter((words) => words !== '');
	const to = targets.map(({ name, locator }) => `'${name}' by ${locator}`).join(', ');
	return [`${operation} ${syncMode} of ${items.length} to ${to}`, ...chosen].join(', ');
}

function endingInWords({ error, summaries }: Ending): string {
	if (error !== undefined) return `${error.message} ${error.description}`;
	return summaries
		.map(({ status, profiles, list }) => `${status} '${list.name}' ${JSON.stringify(profiles)}`)
		.join('; ');
}
