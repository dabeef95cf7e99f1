import { counted, number } from '../../../shared/wording';
import type { RunSummary } from './runSummary';
import { bringsNobody, rulesOf } from './runSummary';

const profiles = (count: number) => counted(count, 'profile');

/** What somebody may do now, the most pressing first; never empty. */
export function nextSteps(summary: RunSummary, isFirstRun: boolean): string[] {
	const { profiles: counts, valuesLeftOut = [], columns, guard, stayed = 0, status } = summary;
	const rules = rulesOf(summary);
	const leftOut = valuesLeftOut.reduce((sum, { count }) => sum + count, 0);
	const isPreview = status === 'preview';
	const steps = [
		guard?.tripped
			? bringsNobody(summary)
				? 'Check the source: it brought nobody who can be exported. Until then the export stops without changing anything.'
				: "Check that the source brings the whole segment. If so many people are to leave, raise 'Maximum Removal Percent' for one run."
			: '',
		status === 'processing'
			? rules.takesOffAbsent
				? 'Run the export again once Constant Contact has finished: nobody has been taken off the list yet.'
				: summary.operation === 'status'
					? 'Look again later: Constant Contact is still working on it.'
					: "See how the export stands with the operation 'Get Export Status'."
			: '',
		counts.rejected > 0
			? `Correct ${profiles(counts.rejected)} in the source: the output 'Rejected' says what is wrong with each. The next run takes ${counts.rejected === 1 ? 'it' : 'them'}.`
			: '',
		leftOut > 0
			? `Correct ${counted(leftOut, 'value')} that cannot be used. The people ${isPreview ? 'would be' : 'were'} exported without ${leftOut === 1 ? 'it' : 'them'}.`
			: '',
		stayed > 0
			? `Take ${counted(stayed, 'person', 'people')} off the list by hand in Constant Contact: they may be on 50 lists already.`
			: '',
		counts.refused > 0 && rules.sends
			? `Nothing can be done here about ${profiles(counts.refused)} that Constant Contact refused: they may have unsubscribed, or their address is undeliverable.`
			: '',
		counts.deleted > 0
			? `To bring back ${counted(counts.deleted, 'contact')} deleted in Constant Contact, switch on 'Restore Deleted Contacts'.`
			: '',
		columns !== undefined && columns.leftOut.length > 0
			? `Look through the columns that were not used: what you want in Constant Contact can be chosen under 'Fields'.`
			: '',
		isPreview && !guard?.tripped ? exportNext(summary) : '',
		isFirstRun && !isPreview
			? 'This was the first export to the list. From now on, anybody who leaves it is left alone.'
			: '',
	].filter((step) => step !== '');
	return steps.length === 0
		? ['Nothing. The next run sends only what has changed by then.']
		: steps.slice(0, mostSteps);
}

const mostSteps = 5;

function exportNext({ profiles: { sent, removed }, plannedCalls = 0, quota: { limit } }: RunSummary): string {
	if (sent + removed === 0) return 'Nothing needs to be exported now.';
	return `If this is what you want, run the export. It takes about ${counted(plannedCalls, 'request')} of the ${number(limit)} that a day has.`;
}
