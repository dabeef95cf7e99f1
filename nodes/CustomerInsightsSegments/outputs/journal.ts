import type { IExecuteFunctions } from 'n8n-workflow';
import { createProgress } from '../../shared/n8n/progress';
import { counted } from '../../shared/wording';
import type { Journal } from '../members/membersRun';

export interface ReadingJournal extends Journal {
	/** Dataverse asks to wait. */
	putOff(ms: number): void;
	finished(profiles: number, requests: number): void;
}

/** Rows between two lines. */
const rowsBetween = 25_000;

/** Writes to n8n's log, and to the browser's console of somebody who runs it by hand. */
export function createJournal(context: IExecuteFunctions): ReadingJournal {
	const tell = createProgress(context, 'Customer Insights segments');
	/** The first line, and then one as often as so many rows have come. */
	function createPace() {
		let next = 0;
		return (rows: number, progress: string): void => {
			if (rows < next) return;
			tell(progress);
			next = rows + rowsBetween;
		};
	}
	const memberships = createPace();
	const profiles = createPace();
	return {
		membershipsRead: (rows, members) =>
			memberships(rows, `${counted(rows, 'segment membership')} read, ${counted(members, 'member')} so far`),
		profilesRead: (rows, found) =>
			profiles(rows, `${counted(rows, 'profile')} read, of ${counted(found, 'member')} so far`),
		putOff: (ms) => tell(`Dataverse asks to wait ${counted(Math.round(ms / 1_000), 'second')}`),
		finished: (members, requests) =>
			tell(`${counted(members, 'member')} handed on after ${counted(requests, 'request')}`),
	};
}
