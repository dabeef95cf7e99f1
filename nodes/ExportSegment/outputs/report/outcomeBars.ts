import { counted, number } from '../../../shared/wording';
import { plainName } from '../outcome/plainName';
import type { RunSummary } from '../outcome/runSummary';
import { notExported, onList, rulesOf } from '../outcome/runSummary';
import type { Part } from './bars';
import { barRows, gap, legend, stackedBar } from './bars';
import type { Markup } from './markup';
import { html, nothing } from './markup';
import type { Colour } from './palette';
import { paint } from './palette';
import { andMore, table } from './tables';

/** What became of the profiles that came in, as the parts of one bar; each profile is in one of them. */
function outcomeParts(summary: RunSummary): Part[] {
	const { profiles: counts, status } = summary;
	const removes = rulesOf(summary).takesOffBrought;
	const isAhead = status === 'preview';
	const sent = isAhead
		? removes
			? 'Would be taken off the list'
			: 'Would be sent: new or changed'
		: status === 'processing'
			? 'On the way'
			: removes
				? 'Taken off the list'
				: 'On the list: new or changed';
	return [
		{ label: sent, count: counts.sent - counts.refused, colour: removes ? 'away' : 'good' },
		{
			label: removes ? 'Not on the list' : 'On the list: unchanged',
			count: counts.unchanged,
			colour: removes ? 'grey' : 'calm',
		},
		{ label: 'Rejected', count: counts.rejected, colour: 'wrong' },
		{ label: 'Opted out, left alone', count: counts.optedOut, colour: 'declined' },
		{ label: 'Deleted in Constant Contact, left alone', count: counts.deleted, colour: 'gone' },
		{
			label: removes ? 'Could not be taken off' : 'Refused by Constant Contact',
			count: counts.refused,
			colour: 'refused',
		},
		{ label: 'Duplicates of another profile', count: counts.duplicates, colour: 'grey' },
	];
}

/** People taken off by a mirror: they are none of the profiles that came in. */
function takenOff(summary: RunSummary): Part {
	const { profiles: counts, status } = summary;
	return {
		label: status === 'preview' ? 'Would be taken off the list' : 'Taken off the list',
		count: rulesOf(summary).takesOffAbsent ? counts.removed : 0,
		colour: 'away',
	};
}

const reasonWords: ReadonlyMap<string, readonly [label: string, colour: Colour]> = new Map([
	['email_missing', ['No email address', 'wrong']],
	['email_invalid', ['Email address not valid', 'wrong']],
	['email_too_long', ['Email address too long', 'wrong']],
	['value_invalid', ['A value that its field cannot hold', 'wrong']],
	['value_too_long', ['A value too long', 'wrong']],
	['date_invalid', ['A date that nobody can read', 'wrong']],
	['too_many_custom_fields', ['More custom fields than a contact takes', 'wrong']],
	['opted_out_of_list', ['Left this list before', 'declined']],
	['unsubscribed', ['Unsubscribed from all emails', 'declined']],
	['deleted', ['Deleted in Constant Contact', 'gone']],
	['refused_by_constant_contact', ['Refused by Constant Contact', 'refused']],
]);

/** Why profiles are not on the list, the most frequent reason first. */
export function reasons({ rejections }: RunSummary): Markup {
	const parts = Object.entries(rejections)
		.filter(([, count]) => count > 0)
		.sort(([, a], [, b]) => b - a)
		.map(([code, count]) => {
			const [label, colour] = reasonWords.get(code) ?? ['Another reason', 'wrong'];
			return { label, count, colour };
		});
	return parts.length === 0 ? nothing : barRows(parts);
}

/** What became of all profiles. */
export function outcome(total: RunSummary): Markup {
	const parts = outcomeParts(total);
	const removed = takenOff(total);
	const beside = [
		...(removed.count > 0 ? [html`${removed.label}: <b>${counted(removed.count, 'person', 'people')}</b>`] : []),
		...(total.stayed ? [html`Could not be taken off: <b>${counted(total.stayed, 'person', 'people')}</b>`] : []),
	];
	if (total.profiles.read === 0 && beside.length === 0)
		return total.operation === 'status' ? nothing : html`<div>No profile came in.</div>`;
	return html`${stackedBar(parts)}${gap}${legend(parts)}${beside.map(
		(each) => html`<div style="padding-top:8px">${each}</div>`,
	)}`;
}

/** How much of a list a preview would take off, where it would be too much. */
export function whatTheGuardSees({ guard }: RunSummary): Markup {
	if (guard === undefined || !guard.tripped || guard.members === 0) return nothing;
	const parts: Part[] = [
		{ label: 'Members who would stay', count: guard.members - guard.leavers, colour: 'calm' },
		{ label: 'Members who would be taken off', count: guard.leavers, colour: 'away' },
	];
	return html`${stackedBar(parts)}${gap}${legend(parts)}`;
}

/** Lists that are shown one by one. */
const mostLists = 15;

/** The same for each of several lists. */
export function listByList(summaries: readonly RunSummary[]): Markup {
	if (summaries.length === 1) return nothing;
	const rows = summaries.slice(0, mostLists).map((summary) => [
		html`${plainName(summary.list.name)}${summary.list.isNew
				? html` <span ${paint({ text: 'quiet' })}>(new)</span>`
				: nothing}${summary.guard?.tripped ? html` <span ${paint({ text: 'warnText' })}>(would stop)</span>` : nothing}
			<div style="padding:3px 0">${stackedBar(outcomeParts(summary), 8)}</div>`,
		html`<b>${number(onList(summary.profiles))}</b>`,
		html`${number(notExported(summary.profiles))}`,
		html`${number(summary.profiles.removed)}`,
	]);
	return html`${table(rows, [
		'List',
		rulesOf(summaries[0]).sends ? 'On the list' : 'Of the segment',
		'Not exported',
		'Taken off',
	])}${andMore(summaries.length - rows.length, 'list')}`;
}
