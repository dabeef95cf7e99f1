/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

export interface Heartbeat {
	/**
	 * Milliseconds in which this process got a processor, roughly: a machine that does other things beside may leave it
	 * without one for seconds.
	 */
	readonly ms: number;
	/** Resolves after so many of them. */
	after(ms: number): Promise<void>;
	stop(): void;
}

const beatMs = 10;

/**
 * A clock of beats: one that comes late counts once. What must end within seconds is held against it, not against the
 * time on the wall.
 */
export function startHeartbeat(): Heartbeat {
	let beats = 0;
	const timer = setInterval(() => beats++, beatMs);
	return {
		get ms() {
			return beats * beatMs;
		},
		async after(ms) {
			const end = beats * beatMs + ms;
			while (beats * beatMs < end) await new Promise((resolve) => setTimeout(resolve, beatMs));
		},
		stop: () => clearInterval(timer),
	};
}
