import { number } from '../../../shared/wording';
import type { Markup } from './markup';
import { html, layoutTable, nothing } from './markup';
import type { Colour } from './palette';
import { paint } from './palette';
import { table } from './tables';

export interface Part {
	readonly label: string;
	readonly count: number;
	readonly colour: Colour;
}

/**
 * One bar of cells, each as wide as its share; the smallest can still be seen. Mail programs draw tables, if nothing
 * else.
 */
export function stackedBar(parts: readonly Part[], height = 20): Markup {
	const seen = parts.filter(({ count }) => count > 0);
	const total = seen.reduce((sum, { count }) => sum + count, 0);
	if (total === 0) return nothing;
	const shares = percentages(
		seen.map(({ count }) => count),
		total,
	);
	const cells = seen.map(
		({ label, count, colour }, index) =>
			html`<td
				width="${shares[index]}%"
				title="${label}: ${number(count)}"
				${paint({ back: colour, style: `height:${height}px;line-height:${height}px;font-size:1px` })}
			>
				&nbsp;
			</td>`,
	);
	return html`<table ${layoutTable} style="border-collapse:separate;border-radius:5px;overflow:hidden">
		<tr>
			${cells}
		</tr>
	</table>`;
}

/** Whole percents that make 100 together, at least one for each: past 100, a browser leaves the last cells no room. */
function percentages(counts: readonly number[], total: number): number[] {
	const shares = counts.map((count) => Math.max(1, Math.round((count / total) * 100)));
	shares[counts.indexOf(Math.max(...counts))] += 100 - shares.reduce((sum, share) => sum + share, 0);
	return shares;
}

/** Between a bar and what explains it. */
export const gap = html`<div style="height:8px;line-height:8px;font-size:1px">&nbsp;</div>`;

/** What the colours of a bar mean, with the numbers: they can be read where nothing is drawn. */
export function legend(parts: readonly Part[]): Markup {
	const seen = parts.filter(({ count }) => count > 0);
	const total = seen.reduce((sum, { count }) => sum + count, 0);
	return table(
		seen.map(({ label, count, colour }) => [
			html`${chip(colour)}${label}`,
			html`<b>${number(count)}</b>`,
			html`${percent(count, total)}`,
		]),
	);
}

/** Rows of a label, a bar as long as its share of the largest, and a number. */
export function barRows(parts: readonly Part[]): Markup {
	const most = Math.max(1, ...parts.map(({ count }) => count));
	const rows = parts.map(({ label, count, colour }) => {
		const share = Math.max(2, Math.round((count / most) * 100));
		const rest = share === 100 ? nothing : html`<td width="${100 - share}%" style="font-size:1px">&nbsp;</td>`;
		return html`<tr>
			<td width="46%" style="padding:4px 12px 4px 0;word-break:break-word">${label}</td>
			<td style="padding:4px 0">
				<table ${layoutTable}>
					<tr>
						<td
							width="${share}%"
							${paint({ back: colour, style: 'height:12px;line-height:12px;font-size:1px;border-radius:3px' })}
						>
							&nbsp;
						</td>
						${rest}
					</tr>
				</table>
			</td>
			<td width="14%" align="right" style="padding:4px 0 4px 12px;white-space:nowrap"><b>${number(count)}</b></td>
		</tr>`;
	});
	return html`<table ${layoutTable}>
		${rows}
	</table>`;
}

/** A share in words: less than one percent is not none, and nearly all is not all. */
export function percent(count: number, total: number): string {
	if (total === 0 || count === 0) return '0 %';
	const share = Math.round((count / total) * 100);
	if (share === 0) return '< 1 %';
	return share === 100 && count < total ? '> 99 %' : `${share} %`;
}

/** A small square of a colour, before what it stands for. */
export function chip(colour: Colour): Markup {
	return html`<span
			${paint({
				back: colour,
				style:
					'display:inline-block;width:11px;height:11px;line-height:11px;font-size:1px;border-radius:3px;vertical-align:middle',
			})}
			>&nbsp;</span
		>&nbsp;&nbsp;`;
}
