/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

interface Sleeper {
	readonly at: number;
	readonly wake: () => void;
}

/** One second past midnight UTC: a life begins with a new day of requests. */
const firstMoment = Date.UTC(2026, 10, 1, 0, 0, 1);

/**
 * The time of a life. It stands still while anything is on its way, and goes on to the next moment that somebody waits
 * for as soon as nothing is: so a day of waiting takes no time, and the same life takes the same way every time.
 */
class VirtualTime {
	private moment = firstMoment;

	private sleepers: Sleeper[] = [];

	/** What is on its way. */
	private travelling = new Set<object>();

	private isLooking = false;

	private onMoved: () => void = () => undefined;

	/** What `Math.random` gives: the same in each life of a seed. */
	random: () => number = () => 0.5;

	/** Begins a life. @param onMoved told each time that time has gone on */
	begin(random: () => number, onMoved: () => void): void {
		this.random = random;
		this.moment = firstMoment;
		this.endRun();
		this.onMoved = onMoved;
	}

	now(): number {
		return this.moment;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			const sleeper = { at: this.moment + Math.max(0, ms), wake };
			const later = this.sleepers.findIndex(({ at }) => at > sleeper.at);
			this.sleepers.splice(later === -1 ? this.sleepers.length : later, 0, sleeper);
			this.look();
		});
	}

	/** Time stands still until the function that it returns is called. */
	hold(): () => void {
		const held = {};
		this.travelling.add(held);
		return () => {
			if (this.travelling.delete(held)) this.look();
		};
	}

	/** Lets time pass while nobody is at work. */
	pass(ms: number): void {
		this.moment += ms;
		this.onMoved();
	}

	/** Whatever was on its way or waited for something was of a run that is over. */
	endRun(): void {
		this.sleepers = [];
		this.travelling.clear();
	}

	private look(): void {
		if (this.isLooking || this.sleepers.length === 0) return;
		this.isLooking = true;
		// The last to be woken comes first: two turns are enough to send what they want to send.
		setImmediate(() =>
			setImmediate(() => {
				this.isLooking = false;
				if (this.travelling.size > 0) return;
				const next = this.sleepers.shift();
				if (next === undefined) return;
				if (next.at > this.moment) this.pass(next.at - this.moment);
				next.wake();
				this.look();
			}),
		);
	}
}

/** The one time of this process: the runs', the simulator's, and that of those who act in between. */
export const time = new VirtualTime();
