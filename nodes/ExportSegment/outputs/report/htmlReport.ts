import { DateTime } from 'luxon';
import { counted, number } from '../../../shared/wording';
import { nextSteps } from '../outcome/nextSteps';
import { plainName } from '../outcome/plainName';
import type { PastRun } from '../outcome/runHistory';
import type { RunSummary } from '../outcome/runSummary';
import { rulesOf } from '../outcome/runSummary';
import { summaryText } from '../outcome/summaryText';
import type { Step } from '../outcome/timeline';
import { totalOf } from '../outcome/totals';
import { columnsUsed, valuesLeftOut } from './columnsAndValues';
import { historyLine } from './historyLine';
import { htmlPage, section } from './htmlPage';
import type { Markup } from './markup';
import { html, layoutTable } from './markup';
import { listByList, outcome, reasons, whatTheGuardSees } from './outcomeBars';
import { paint } from './palette';
import { duration, stepsTaken } from './stepsTaken';

export interface Report {
	/** One for each list, in their order; at least one. */
	readonly summaries: readonly RunSummary[];
	readonly steps: readonly Step[];
	readonly isFirstRun: boolean;
	/** Runs of the first list up to this one, the oldest first; none where they are not known. */
	readonly history: readonly PastRun[];
	/** The time zone that times are written in. */
	readonly zone: string;
}

/** A run on one page, as a whole HTML document: numbers and names of lists and columns, no persons. */
export function htmlReport(report: Report): string {
	const { summaries, steps, isFirstRun, history, zone } = report;
	const total = totalOf(summaries);
	const title = titleOf(summaries);
	const content = [
		header(report, total, title),
		lead(summaries, total),
		section(total.status === 'preview' ? 'What would happen' : 'What happened to the profiles', outcome(total)),
		section('Why the export would stop', whatTheGuardSees(total)),
		section('List by list', listByList(summaries)),
		section('Why profiles are not on the list', reasons(total)),
		section('Values that could not be used', valuesLeftOut(total)),
		section('What to do next', todo(nextSteps(total, isFirstRun))),
		section('Which column became which field', columnsUsed(total)),
		section('In which order, and how long it took', stepsTaken(steps, total)),
		section('The last runs', historyLine(history, zone)),
	];
	return htmlPage(title, content, footer(summaries));
}

function titleOf(summaries: readonly RunSummary[]): string {
	const [{ operation, list }] = summaries;
	const what = rulesOf(summaries[0]).sends ? 'Export to' : 'Removal from';
	const where = summaries.length === 1 ? plainName(list.name) : `${number(summaries.length)} lists`;
	return `${operation === 'preview' ? 'Preview: ' : ''}${what} ${where}`;
}

function header({ summaries, zone }: Report, total: RunSummary, title: string): Markup {
	const when = DateTime.fromISO(summaries[0].startedAt, { zone }).setLocale('en').toFormat('d LLLL yyyy, HH:mm');
	const ms = Date.parse(total.finishedAt) - Date.parse(total.startedAt);
	return html`<tr>
		<td style="padding:24px 28px 0">
			<table ${layoutTable}>
				<tr>
					<td>
						<h1 ${paint({ text: 'ink', style: 'margin:0;font-size:22px;line-height:1.25;word-break:break-word' })}>
							${title}
						</h1>
						<div ${paint({ text: 'quiet', style: 'padding-top:3px;font-size:13px' })}>
							${modeOf(total)} &middot; ${when} (${zone}) &middot; ${duration(ms)}
						</div>
					</td>
					<td align="right" valign="top" style="padding-left:12px">${badge(total)}</td>
				</tr>
			</table>
		</td>
	</tr>`;
}

/** Of an export that was not waited for, nobody can tell the mode. */
const modeOf = (summary: RunSummary) => (summary.operation === 'status' ? 'Get Export Status' : rulesOf(summary).label);

function badge({ status, guard }: RunSummary): Markup {
	const [words, isGood] = guard?.tripped
		? ['would stop', false]
		: status === 'completed'
			? ['completed', true]
			: status === 'preview'
				? ['nothing changed', true]
				: ['still processing', false];
	return html`<span
		${paint({
			text: isGood ? 'goodText' : 'warnText',
			back: isGood ? 'goodBack' : 'warnBack',
			style:
				'display:inline-block;padding:3px 11px;border-radius:12px;font-size:12px;font-weight:bold;white-space:nowrap',
		})}
		>${words}</span
	>`;
}

/** The text of the summary; of several lists, that of all together, or of the one that stops them. */
function lead(summaries: readonly RunSummary[], total: RunSummary): Markup {
	const stops = summaries.find(({ guard }) => guard?.tripped);
	const text = summaries.length === 1 ? summaries[0].text : (stops?.text ?? summaryText(total));
	const parts = text.split('*').map((part, index) => (index % 2 === 1 ? html`<b>${part}</b>` : html`${part}`));
	return html`<tr>
		<td style="padding:14px 28px 0;font-size:16px">${parts}</td>
	</tr>`;
}

function todo(steps: readonly string[]): Markup {
	const rows = steps.map(
		(step, index) =>
			html`<tr>
				<td valign="top" width="22" style="padding:3px 0"><b>${index + 1}.</b></td>
				<td style="padding:3px 0">${step}</td>
			</tr>`,
	);
	return html`<table ${layoutTable}>
		<tr>
			<td ${paint({ back: 'soft', style: 'padding:9px 14px;border-radius:7px' })}>
				<table role="presentation" cellpadding="0" cellspacing="0" border="0">
					${rows}
				</table>
			</td>
		</tr>
	</table>`;
}

const mostSegments = 12;

function footer(summaries: readonly RunSummary[]): Markup {
	const calls = summaries.reduce((sum, { apiCalls }) => sum + apiCalls, 0);
	const segments = [...new Set(summaries.flatMap((summary) => summary.segments))];
	const from =
		segments.length === 0
			? ''
			: `Segments: ${segments.slice(0, mostSegments).map(plainName).join(', ')}${segments.length > mostSegments ? ', …' : ''}. `;
	return html`${from}${counted(calls, 'request')} to Constant Contact of the ${number(summaries[0].quota.limit)} that a
	day has. Made by n8n, without any person's data.`;
}
