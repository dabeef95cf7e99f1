import type { Account } from './account';
import type { ActivityQueue } from './activities';
import type { Clock } from '../loopback/clock';
import type { Switches } from './switches';

/** What the routes need. */
export interface World {
	account: Account;
	activities: ActivityQueue;
	switches: Switches;
	clock: Clock;
}
