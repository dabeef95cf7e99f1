/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { performance } from 'node:perf_hooks';

import type { Clock } from '../loopback/clock';
import type { Bugs } from '../loopback/reply';
import { queueFull } from './errors';
import type { ActivityFaults } from './faults';
import type { Ids } from './ids';
import type { Limits } from './rateLimits';
import type { Random } from '../loopback/random';
import type { Switches } from './switches';

export type ActivityKind =
	| 'import'
	| 'fileImport'
	| 'export'
	| 'addToLists'
	| 'removeFromLists'
	| 'deleteLists'
	| 'deleteContacts'
	| 'addTags'
	| 'removeTags'
	| 'deleteTags'
	| 'deleteCustomFields';

export type ActivityState = 'initialized' | 'processing' | 'completed' | 'cancelled' | 'failed' | 'timed_out';

export interface Latency {
	minMs: number;
	maxMs: number;
}

export interface Activity {
	readonly number: number;
	readonly id: string;
	readonly kind: ActivityKind;
	readonly createdAt: number;
	readonly dueAt: number;
	/** undefined while it waits its turn. */
	startedAt: number | undefined;
	/** undefined until it ended. */
	end: { state: ActivityState; at: number } | undefined;
	neverEnds: boolean;
	vanished: boolean;
	readonly errors: string[];
	/** Counters by the names of definitions/ActivityStatus. */
	readonly counters: Record<string, number>;
	readonly sourceFileName: string | undefined;
	/** The finished CSV of an export. */
	file: Buffer[] | undefined;
}

/** Thrown by work that cannot be done: the activity ends `failed` with this text. */
export class ActivityFailure extends Error {}

/**
 * Does a job and yields every so often. `share` is 1, or less where a test wants a job that fails half-way: then only
 * that part of the people is treated.
 */
export type Work = (activity: Activity, share: number) => Iterable<void>;

const retentionMs = 10 * 86_400_000;
const sliceMs = 8; // a busy simulator must still stamp requests when they arrive
const mostFileBytes = 512_000_000;

export class ActivityQueue {
	readonly all: Activity[] = [];

	private readonly waiting: Array<() => void> = [];

	constructor(
		private readonly parts: {
			ids: Ids;
			clock: Clock;
			random: Random;
			switches: Switches;
			limits: Limits;
			faults: ActivityFaults;
			bugs: Bugs;
		},
		/**
		 * Drawn again for each activity: a later one may well end first. Milliseconds, or what its end waits for.
		 */
		public latency: Latency | ((kind: ActivityKind, number: number) => number | Promise<unknown>),
	) {}

	/** The queue holds 1,000 unfinished activities. */
	checkRoom(): void {
		if (this.unfinished() >= this.parts.limits.queuedActivities) throw queueFull(this.parts.switches.queueFullBody);
	}

	submit(
		kind: ActivityKind,
		work: Work,
		options: { counters?: Record<string, number>; sourceFileName?: string } = {},
	): Activity {
		this.checkRoom();
		const { ids, clock, random, faults } = this.parts;
		const number = this.all.length + 1;
		const createdAt = clock.now();
		const takes =
			typeof this.latency === 'function'
				? this.latency(kind, number)
				: random.between(this.latency.minMs, this.latency.maxMs);
		const activity: Activity = {
			number,
			kind,
			createdAt,
			id: ids.of('activity', number),
			dueAt: createdAt + (typeof takes === 'number' ? takes : Infinity),
			startedAt: undefined,
			end: undefined,
			neverEnds: false,
			vanished: false,
			errors: [],
			counters: { ...options.counters },
			sourceFileName: options.sourceFileName,
			file: undefined,
		};
		this.all.push(activity);
		const fate = faults.take(kind);
		activity.neverEnds = fate?.outcome === 'neverEnds';
		activity.vanished = fate?.outcome === 'vanishes';
		const share = fate ? fate.share : 1;
		const endState =
			fate?.outcome === 'failed' || fate?.outcome === 'timed_out' || fate?.outcome === 'cancelled'
				? fate.outcome
				: 'completed';
		const start = () => (activity.startedAt ??= clock.now());
		const end = () => {
			start();
			this.run(activity, work(activity, share)[Symbol.iterator](), endState);
		};
		// By a timer, however short: the answer to the POST always shows `initialized`.
		clock.schedule(typeof takes === 'number' ? takes * random.between(0.1, 0.5) : 1, start);
		if (typeof takes === 'number') clock.schedule(takes, end);
		else void takes.then(end);
		return activity;
	}

	find(id: string): Activity | undefined {
		const activity = this.all[(this.parts.ids.numberOf('activity', id) ?? 0) - 1];
		return activity && this.isVisible(activity) ? activity : undefined;
	}

	newestFirst(): Activity[] {
		return this.all.filter((activity) => this.isVisible(activity)).reverse();
	}

	stateOf(activity: Activity): ActivityState {
		if (activity.end) return activity.end.state;
		return activity.startedAt === undefined ? 'initialized' : 'processing';
	}

	unfinished(): number {
		let count = 0;
		for (const activity of this.all) if (!activity.end) count += 1;
		return count;
	}

	/** Resolves when everything that can end has ended. */
	async idle(): Promise<void> {
		if (this.isIdle()) return;
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private isIdle(): boolean {
		return this.all.every((activity) => activity.end !== undefined || activity.neverEnds);
	}

	private isVisible(activity: Activity): boolean {
		return !activity.vanished && this.parts.clock.now() - activity.createdAt < retentionMs;
	}

	private run(activity: Activity, steps: Iterator<void>, endState: ActivityState): void {
		const until = performance.now() + sliceMs;
		try {
			while (performance.now() < until) {
				if (steps.next().done) return this.finish(activity, endState);
			}
		} catch (error) {
			if (error instanceof ActivityFailure) activity.errors.push(error.message);
			else this.parts.bugs.push(error);
			return this.finish(activity, 'failed');
		}
		setImmediate(() => this.run(activity, steps, endState));
	}

	private finish(activity: Activity, state: ActivityState): void {
		if (!activity.neverEnds) activity.end = { state, at: this.parts.clock.now() };
		this.forgetOldFiles();
		if (this.isIdle()) for (const resolve of this.waiting.splice(0)) resolve();
	}

	/** A long soak test must not fill the memory with exports that nobody will fetch again. */
	private forgetOldFiles(): void {
		let bytes = 0;
		for (let index = this.all.length - 1; index >= 0; index--) {
			const { file } = this.all[index];
			if (!file) continue;
			bytes += file.reduce((sum, piece) => sum + piece.length, 0);
			if (bytes > mostFileBytes) this.all[index].file = undefined;
		}
	}
}
