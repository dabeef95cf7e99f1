import { counted, number } from '../../../shared/wording';
import type { LeftOutValues } from '../../export/run/valuesRead';
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
			: `${number(leavers)} of ${counted(members, 'member', 'members')} (${percent} %) would be taken off ${bold(summary)}`;
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

const reasons: Readonly<Record<string, string>> = {
	email_missing: 'without an address',
	email_invalid: 'with an invalid address',
	email_too_long: 'with too long an address',
	value_invalid: 'with an invalid value',
	value_too_long: 'with too long a value',
	date_invalid: 'with an unreadable date',
	too_many_custom_fields: 'with too many custom fields',
};

/** Those of our own checks, the most frequent first; what has no words yet goes without them. */
function rejectedWhy({ rejections, profiles: { rejected } }: Told): string {
	const known = Object.entries(rejections)
		.filter(([code, count]) => Object.hasOwn(reasons, code) && count > 0)
		.sort(([, a], [, b]) => b - a);
	if (known.length === 1 && known[0][1] === rejected) return ` (${rejected > 1 ? 'all ' : ''}${reasons[known[0][0]]})`;
	const told = known.slice(0, 2).map(([code, count]) => `${number(count)} ${reasons[code]}`);
	return told.length === 0 ? '' : ` (${told.join(', ')})`;
}

function whoIsMissing(summary: Told): string {
	const { rejected, optedOut, deleted, refused, duplicates } = summary.profiles;
	const isAhead = summary.status === 'preview';
	const alone = (count: number) => (isAhead ? 'would be left alone' : `${wereOrWas(count)} left alone`);
	const would = (count: number) => (isAhead ? 'would be' : wereOrWas(count));
	const parts = [
		rejected > 0 ? `${number(rejected)} ${would(rejected)} rejected${rejectedWhy(summary)}` : '',
		optedOut > 0 ? `${number(optedOut)} opted out and ${alone(optedOut)}` : '',
		deleted > 0 ? `${number(deleted)} had been deleted in Constant Contact and ${alone(deleted)}` : '',
		refused > 0 && rulesOf(summary).sends ? `${number(refused)} ${wereOrWas(refused)} refused by Constant Contact` : '',
		duplicates > 0 ? (duplicates === 1 ? '1 is a duplicate' : `${number(duplicates)} are duplicates`) : '',
	].filter((part) => part !== '');
	return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

/** How values of a field are called, and what happened to them; others are "values of Job Title". */
const valueNouns: Readonly<Record<string, readonly [one: string, many: string]>> = {
	Birthday: ['birthday', 'birthdays'],
	Anniversary: ['anniversary', 'anniversaries'],
	'SMS Consent Date': ['SMS consent date', 'SMS consent dates'],
};

function whatWasLeftOut({ valuesLeftOut = [] }: Told): string {
	const fields = byField(valuesLeftOut);
	if (fields.length === 0) return '';
	const total = fields.reduce((sum, { count }) => sum + count, 0);
	if (fields.length > 2)
		return `${counted(total, 'value', 'values')} in ${number(fields.length)} fields could not be used.`;
	const parts = fields.map(({ field, count }) => {
		const noun = Object.hasOwn(valueNouns, field) ? valueNouns[field] : undefined;
		return noun === undefined
			? `${counted(count, 'value', 'values')} of ${plain(field)}`
			: counted(count, noun[0], noun[1]);
	});
	const areDates = fields.every(({ field }) => Object.hasOwn(valueNouns, field));
	return `${parts.join(' and ')} could not be ${areDates ? 'read' : 'used'}.`;
}

function byField(values: readonly LeftOutValues[]): Array<{ field: string; count: number }> {
	const counts = new Map<string, number>();
	for (const { field, count } of values) counts.set(field, (counts.get(field) ?? 0) + count);
	return [...counts]
		.map(([field, count]) => ({ field, count }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count);
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

const profiles = (count: number) => counted(count, 'profile', 'profiles');
const people = (count: number) => `${counted(count, 'person', 'people')} ${wereOrWas(count)}`;
const areOrIs = (count: number) => (count === 1 ? 'is' : 'are');
const wereOrWas = (count: number) => (count === 1 ? 'was' : 'were');

const bold = ({ list }: Told) => `*${plain(list.name)}*`;

const longestName = 80;

/** Line ends, other control characters, and those that turn the direction of what follows. */
const disturbing = /[\p{Cc}\p{Z}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A name in one line, without what a chat takes for a command: `<!channel>` would call everybody in Slack, and an
 * asterisk ends the bold letters.
 */
export function plain(name: string): string {
	const line = name
		.slice(0, 8 * longestName)
		.toWellFormed()
		.replace(disturbing, ' ')
		.replaceAll('<', '‹')
		.replaceAll('>', '›')
		.replace(/[*`]/g, '')
		.trim();
	const characters = Array.from(line);
	return characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : line;
}
