import { counted, number } from '../../../shared/wording';
import { wereOrWas, whatWasLeftOut, whoIsMissing } from './leftOutText';
import { plainName } from './plainName';
import type { RunSummary } from './runSummary';
import { bringsNobody, onList, rulesOf } from './runSummary';

type Told = Omit<RunSummary, 'text'>;

/**
 * The outcome on one list in two or three sentences, fit for a chat message: the numbers that matter, and what to do
 * where somebody must do something. The list's name stands between asterisks, which chats show in bold.
 */
export function summaryText(summary: Told): string {
	return [whatHappened(summary), whoIsMissing(summary), whatWasLeftOut(summary)]
		.filter((sentence) => sentence !== '')
		.join(' ');
}

function whatHappened(summary: Told): string {
	if (summary.operation === 'status') return howItStands(summary);
	if (summary.profiles.read === 0 && !summary.guard?.tripped && summary.profiles.removed === 0)
		return `${summary.status === 'preview' ? 'Preview: no' : 'No'} profile came in, so ${bold(summary)} ${summary.status === 'preview' ? 'would stay' : 'stays'} as it is.`;
	if (summary.status === 'preview') return whatWouldHappen(summary);
	if (summary.status === 'processing')
		return `${profiles(summary.profiles.sent)} ${areOrIs(summary.profiles.sent)} on the way to ${bold(summary)}; Constant Contact is still working on it. ${afterwards(summary)}`;
	return rulesOf(summary).sends ? whoIsOn(summary) : whoWasTakenOff(summary);
}

function whoIsOn(summary: Told): string {
	const { profiles: counts, list } = summary;
	const on = onList(counts);
	const newOrChanged = counts.sent - counts.refused;
	const share =
		counts.unchanged === 0 || on === 0
			? ''
			: newOrChanged === 0
				? ', all unchanged'
				: `, ${number(newOrChanged)} of them new or changed`;
	const taken = counts.removed > 0 ? `; ${people(counts.removed)} taken off` : '';
	return `${shareOf(on, counts.read)} on ${list.isNew ? 'the new list ' : ''}${bold(summary)}${share}${taken}.${stayed(summary)}`;
}

function whoWasTakenOff(summary: Told): string {
	const { removed, unchanged, read } = summary.profiles;
	if (removed === 0)
		return unchanged === 0
			? `Nobody was taken off ${bold(summary)}.${stayed(summary)}`
			: `Nobody had to be taken off ${bold(summary)}: ${unchanged === read ? 'nobody of the segment is' : `${number(unchanged)} of ${profiles(read)} ${wereOrWas(unchanged)} not`} there.${stayed(summary)}`;
	const absent = unchanged === 0 ? '' : `; ${number(unchanged)} ${wereOrWas(unchanged)} not there`;
	return `${people(removed)} taken off ${bold(summary)}${absent}.${stayed(summary)}`;
}

function stayed({ stayed: count = 0 }: Told): string {
	return count === 0 ? '' : ` ${number(count)} could not be taken off: do it by hand in Constant Contact.`;
}

function whatWouldHappen(summary: Told): string {
	const { guard, profiles: counts, list } = summary;
	const rules = rulesOf(summary);
	if (guard?.tripped) return whatTheGuardSays(summary);
	const target = `${list.isNew ? 'the new list ' : ''}${bold(summary)}`;
	const sends = counts.sent > 0 && rules.sends;
	const parts = [
		sends ? `send ${number(counts.sent)} of ${profiles(counts.read)} to ${target}` : '',
		counts.removed > 0 ? `take ${counted(counts.removed, 'person', 'people')} off${sends ? '' : ` ${target}`}` : '',
	].filter((part) => part !== '');
	const intent = parts.length === 0 ? `change nothing on ${target}` : parts.join(' and ');
	const unchanged =
		counts.unchanged === 0
			? ''
			: `; ${number(counts.unchanged)} ${areOrIs(counts.unchanged)} ${rules.sends ? 'there already' : 'not there'}`;
	return `Preview: the export would ${intent}${unchanged}.`;
}

function whatTheGuardSays(summary: Told): string {
	const { leavers = 0, members = 0, percent = 0 } = summary.guard ?? {};
	const why =
		rulesOf(summary).takesOffAbsent && bringsNobody(summary)
			? `the segment brings nobody who can be exported, and ${counted(members, 'member is', 'members are')} on ${bold(summary)}`
			: `${number(leavers)} of ${counted(members, 'member')} (${percent} %) would be taken off ${bold(summary)}`;
	return `Preview: the export would stop, because ${why}. Check that the source brings the whole segment.`;
}

function howItStands(summary: Told): string {
	const { status, activities } = summary;
	const { sent, refused } = summary.profiles;
	if (activities.length === 0) return `Nothing was handed over for ${bold(summary)}, so there is nothing to wait for.`;
	if (status === 'processing')
		return `Constant Contact is still working on the export to ${bold(summary)}${sent === 0 ? '' : `: ${profiles(sent)} handed over`}. Look again later.`;
	if (sent === 0) return `The export to ${bold(summary)} has finished.`;
	return `The export has finished: ${shareOf(sent - refused, sent, 'small')} on ${bold(summary)}.`;
}

function afterwards(summary: Told): string {
	return rulesOf(summary).takesOffAbsent
		? 'Nobody was taken off: run the export again when it has finished.'
		: "See how it stands with 'Get Export Status'.";
}

/** "All 12 profiles are", "3 of 12 profiles are", "None of the 12 profiles is". */
function shareOf(count: number, total: number, letters: 'large' | 'small' = 'large'): string {
	const sentence =
		count === 0
			? total === 1
				? 'The only profile is not'
				: `None of the ${number(total)} profiles is`
			: count === total
				? total === 1
					? 'The only profile is'
					: `All ${number(total)} profiles are`
				: `${number(count)} of ${profiles(total)} ${areOrIs(count)}`;
	return letters === 'large' ? sentence : `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

const profiles = (count: number) => counted(count, 'profile');
const people = (count: number) => `${counted(count, 'person', 'people')} ${wereOrWas(count)}`;
const areOrIs = (count: number) => (count === 1 ? 'is' : 'are');

const bold = ({ list }: Told) => `*${plainName(list.name)}*`;
