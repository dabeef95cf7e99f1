import type { Clock } from '../../../shared/clock';
import type { Journal } from '../../export/run/ports';

export type StepKind = 'read' | 'compare' | 'import' | 'remove' | 'finish';

/** What a run did for how long; of several lists, all of them together. */
export interface Step {
	readonly kind: StepKind;
	readonly ms: number;
}

export interface Timeline extends Journal {
	/** The steps in the order in which they began; what has happened since the last of them is the end of the run. */
	steps(): Step[];
}

/** Hands on to `journal` what goes on, and notes what the time since the note before went into. */
export function createTimeline(journal: Journal, clock: Pick<Clock, 'now'>): Timeline {
	const spent = new Map<StepKind, number>();
	let last = clock.now();

	function note(kind: StepKind): void {
		const now = clock.now();
		spent.set(kind, (spent.get(kind) ?? 0) + Math.max(0, now - last));
		last = now;
	}

	return {
		profilesRead(rows) {
			note('read');
			journal.profilesRead(rows);
		},
		planned(toSend, leavers) {
			note('compare');
			journal.planned(toSend, leavers);
		},
		activityStarted(activity) {
			note(activity.kind === 'remove' ? 'remove' : 'import');
			journal.activityStarted(activity);
		},
		activityEnded(activity) {
			note(activity.kind === 'remove' ? 'remove' : 'import');
			journal.activityEnded(activity);
		},
		steps() {
			note('finish');
			return [...spent].map(([kind, ms]) => ({ kind, ms }));
		},
	};
}
