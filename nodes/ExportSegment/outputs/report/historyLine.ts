import { DateTime } from 'luxon';
import { number } from '../../../shared/wording';
import type { PastRun } from '../outcome/runHistory';
import type { Markup } from './markup';
import { html, nothing } from './markup';
import { paint, stroke } from './palette';
import { table } from './tables';

const width = 600;
const height = 90;
const margin = 8;
/** Of the runs in the line, those whose numbers are written below it. */
const told = 6;

/** How many of the segment were on the list after each run, as a line, and in numbers where no line is drawn. */
export function historyLine(runs: readonly PastRun[], zone: string): Markup {
	if (runs.length < 2) return nothing;
	const last = runs.slice(-told);
	return html`${line(runs)}${table(
		last.map(({ at, on, removed, notExported }) => [
			html`${DateTime.fromISO(at, { zone }).setLocale('en').toFormat('d LLL yyyy, HH:mm')}`,
			html`<b>${number(on)}</b>`,
			html`${number(removed)}`,
			html`${number(notExported)}`,
		]),
		['Run', 'On the list', 'Taken off', 'Not exported'],
	)}`;
}

function line(runs: readonly PastRun[]): Markup {
	const counts = runs.map(({ on }) => on);
	const most = Math.max(...counts);
	const least = Math.min(...counts);
	const points = counts.map((on, index) => ({
		x: Math.round(margin + (index / (counts.length - 1)) * (width - 2 * margin)),
		y: Math.round(height - margin - (most === least ? 0.5 : (on - least) / (most - least)) * (height - 2 * margin)),
	}));
	const { x, y } = points[points.length - 1];
	return html`<svg
			viewBox="0 0 ${width} ${height}"
			width="100%"
			height="${height}"
			preserveAspectRatio="none"
			role="img"
			aria-label="On the list after each of the last ${runs.length} runs: ${counts.map(number).join('; ')}"
			style="display:block"
		>
			<polyline
				fill="none"
				stroke-width="2.5"
				stroke-linejoin="round"
				vector-effect="non-scaling-stroke"
				${stroke('good')}
				points="${points.map((point) => `${point.x},${point.y}`).join(' ')}"
			/>
			<line
				x1="${x}"
				x2="${x}"
				y1="${y - 0.1}"
				y2="${y + 0.1}"
				stroke-width="9"
				stroke-linecap="round"
				vector-effect="non-scaling-stroke"
				${stroke('good')}
			/>
		</svg>
		<div ${paint({ text: 'quiet', style: 'font-size:12px;padding-bottom:4px' })}>
			Between ${number(least)} and ${number(most)} on the list, over ${runs.length} runs
		</div>`;
}
