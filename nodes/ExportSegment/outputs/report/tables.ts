import { counted } from '../../../shared/wording';
import type { Markup } from './markup';
import { html, nothing, wideTable } from './markup';
import { paint } from './palette';

/** Lines of cells: the first one begins at the left, the others end at the right. */
export function table(rows: ReadonlyArray<readonly Markup[]>, head: readonly string[] = []): Markup {
	const align = (index: number) => (index === 0 ? 'left' : 'right');
	const heads =
		head.length === 0
			? nothing
			: html`<tr>
					${head.map(
						(text, index) =>
							html`<th
								align="${align(index)}"
								${paint({
									text: 'quiet',
									style: `padding:4px 0 4px ${index === 0 ? 0 : 10}px;font-weight:normal;font-size:12px`,
								})}
							>
								${text}
							</th>`,
					)}
				</tr>`;
	const lines = rows.map(
		(cells) =>
			html`<tr>
				${cells.map(
					(cell, index) =>
						html`<td
							align="${align(index)}"
							${paint({
								border: 'line',
								style: `padding:5px 0 5px ${index === 0 ? 0 : 10}px;border-bottom-width:1px;border-bottom-style:solid;word-break:break-word`,
							})}
						>
							${cell}
						</td>`,
				)}
			</tr>`,
	);
	return html`<table ${wideTable} style="border-collapse:collapse">
		${heads}${lines}
	</table>`;
}

/** Cells in two columns, line by line. */
export function grid(cells: readonly Markup[]): Markup {
	const lines = cells.flatMap((cell, index) => (index % 2 === 0 ? [[cell, cells[index + 1] ?? nothing]] : []));
	const rows = lines.map(
		(line) =>
			html`<tr>
				${line.map(
					(cell) =>
						html`<td width="50%" valign="top" style="padding:3px 12px 3px 0;word-break:break-word">${cell}</td>`,
				)}
			</tr>`,
	);
	return html`<table ${wideTable}>
		${rows}
	</table>`;
}

/** What a list that was cut leaves untold. */
export function andMore(count: number, one: string): Markup {
	if (count <= 0) return nothing;
	return html`<div ${paint({ text: 'quiet', style: 'padding-top:5px;font-size:13px' })}>
		and ${counted(count, `more ${one}`)}
	</div>`;
}
