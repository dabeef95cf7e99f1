/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

interface Job {
	dueAt: number;
	run: () => void;
}

/** The simulator's wall clock: real time, shiftable forward, with jobs that follow the shift. */
export class Clock {
	private shiftMs = 0;

	private jobs: Job[] = [];

	private timer: NodeJS.Timeout | undefined;

	private isClosed = false;

	now(): number {
		return Date.now() + this.shiftMs;
	}

	nowSeconds(): number {
		return Math.floor(this.now() / 1000);
	}

	/** Lets days pass at once: quota day, token expiry, retention, and whatever was scheduled. */
	advance(ms: number): void {
		this.shiftMs += ms;
		this.runDue();
	}

	schedule(delayMs: number, run: () => void): void {
		if (this.isClosed) return;
		const job = { dueAt: this.now() + delayMs, run };
		const later = this.jobs.findIndex((other) => other.dueAt > job.dueAt);
		this.jobs.splice(later === -1 ? this.jobs.length : later, 0, job);
		this.arm();
	}

	close(): void {
		this.isClosed = true;
		clearTimeout(this.timer);
		this.jobs = [];
	}

	private arm(): void {
		clearTimeout(this.timer);
		const next = this.jobs[0];
		// setTimeout takes at most 2³¹−1 ms.
		if (next)
			this.timer = setTimeout(() => this.runDue(), Math.min(Math.max(0, next.dueAt - this.now()), 2_147_483_647));
	}

	private runDue(): void {
		while (this.jobs[0] && this.jobs[0].dueAt <= this.now()) this.jobs.shift()?.run();
		this.arm();
	}
}
