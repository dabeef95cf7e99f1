import type { IExecuteFunctions } from 'n8n-workflow';
import { hint } from '../../../shared/n8n/hint';
import { counted, number, quoted } from '../../../shared/wording';
import type { ExportOutcome } from '../../export/exportResult';
import type { ExportRun } from '../../export/run/run';
import { bringsNobody } from '../outcome/runSummary';

/** What a preview found out about a list. */
export interface PreviewedList extends Pick<ExportOutcome, 'counts' | 'guard'> {
	readonly run: ExportRun;
}

/** So that nobody takes a preview for an export. */
export function hintAtPreview(context: IExecuteFunctions, lists: readonly PreviewedList[]): void {
	const stops = lists.filter(({ guard }) => guard.tripped);
	const intent = lists.length === 1 ? intentOf(lists[0]) : 'do to each list what its summary says';
	hint(
		context,
		stops.length > 0 ? 'warning' : 'info',
		`This is a preview: nothing has been changed. The export would ${stops.length > 0 ? `stop before changing anything: ${stops.map(whyStopped).join('; ')}` : intent}.`,
	);
}

function intentOf({ run: { listName, policy }, counts }: PreviewedList): string {
	const parts = [
		policy.sync.sends
			? `send ${number(counts.sent)} ${counts.sent === 1 ? 'profile' : 'profiles'} to '${listName}'`
			: '',
		policy.sync.takesOff
			? `take ${counted(counts.removed, 'person', 'people')} off ${policy.sync.sends ? 'it' : `'${listName}'`}`
			: '',
	];
	return parts.filter((part) => part !== '').join(' and ');
}

function whyStopped({ run, counts, guard: { leavers, members, percent } }: PreviewedList): string {
	const { listName, policy, emptySegments = [] } = run;
	const absent = !policy.sync.takesOffAbsent
		? ''
		: bringsNobody({ profiles: counts })
			? 'the segment brings nobody who can be exported'
			: emptySegments.length > 0
				? `no profile is in ${quoted(emptySegments)}`
				: '';
	return absent !== ''
		? `${absent}, and ${counted(members, 'member is', 'members are')} on '${listName}'`
		: `${number(leavers)} of ${counted(members, 'member')} (${percent} %) would be taken off '${listName}', more than the ${policy.maximumRemovalPercent} % that 'Maximum Removal Percent' allows`;
}
