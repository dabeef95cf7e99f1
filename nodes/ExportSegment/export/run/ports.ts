import type { JobTimes } from '../../../shared/account/awaitActivities';
import type { ConstantContact } from '../../../shared/account/constantContact';
import type { Clock } from '../../../shared/clock';
import type { RunActivity } from './runActivity';

/**
 * Told of what goes on, so that a failure can say what had been done, and who looks can see how far it is. Numbers
 * only.
 */
export interface Journal {
	profilesRead(rows: number): void;
	/** The compare is done: so many profiles will be sent, and so many people taken off the list. */
	planned(toSend: number, leavers: number): void;
	activityStarted(activity: RunActivity): void;
	/** Told once for each activity, as soon as it is seen to have ended. */
	activityEnded(activity: RunActivity): void;
}

/** Requests sent so far, and how many of them were looks at running jobs. */
export interface Calls {
	readonly calls: number;
	readonly polls: number;
}

/** What the recipe is given from outside. */
export interface Ports {
	readonly constantContact: ConstantContact;
	readonly clock: Clock;
	readonly jobTimes?: JobTimes;
	readonly journal: Journal;
}
