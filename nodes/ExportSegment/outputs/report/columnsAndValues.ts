import { number } from '../../../shared/wording';
import { plainName } from '../outcome/plainName';
import type { RunSummary } from '../outcome/runSummary';
import type { Markup } from './markup';
import { html, nothing } from './markup';
import { paint } from './palette';
import { andMore, grid, table } from './tables';

/** Columns, reasons and rows that are listed one by one; of the rest, how many there are. */
const most = { columns: 12, columnsLeftOut: 20, values: 8, rows: 10 };

/** Values that no field could hold: how many, why, and in which rows. */
export function valuesLeftOut({ valuesLeftOut: values = [] }: RunSummary): Markup {
	const told = values.filter(({ count }) => count > 0);
	if (told.length === 0) return nothing;
	const rows = told
		.slice(0, most.values)
		.map(({ field, count, reason, rows: numbers }) => [
			html`<b>${plainName(field)}</b>: ${plainName(reason)}
				<span ${paint({ text: 'quiet' })}>${rowsTold(numbers, count)}</span>`,
			html`<b>${number(count)}</b>`,
		]);
	return html`${table(rows)}${andMore(told.length - rows.length, 'reason')}`;
}

function rowsTold(rows: readonly number[], count: number): string {
	const told = rows.slice(0, most.rows);
	if (told.length === 0) return '';
	return `${told.length === 1 ? 'Row' : 'Rows'} ${told.map(number).join(', ')}${count > told.length ? ', …' : ''}`;
}

/** Which column became which field, and which were not used. */
export function columnsUsed({ columns }: RunSummary): Markup {
	if (columns === undefined) return nothing;
	const used = Object.entries(columns.used);
	const pairs = used
		.slice(0, most.columns)
		.map(([field, column]) => html`${columnName(column)} &rarr; <b>${plainName(field)}</b>`);
	const rest = columns.leftOut.length - most.columnsLeftOut;
	const others = `${columns.leftOut.slice(0, most.columnsLeftOut).map(columnName).join(', ')}${rest > 0 ? ` and ${number(rest)} more` : ''}`;
	const notUsed = html`<div ${paint({ text: 'quiet', style: 'padding-top:7px' })}>Not used: ${others}</div>`;
	return html`${grid(pairs)}${andMore(used.length - pairs.length, 'column')}${columns.leftOut.length === 0
		? nothing
		: notUsed}`;
}

/** A file without a header has a person's data where its columns' names should be. */
const columnName = (name: string) => (name.includes('@') ? '(a name that holds an address)' : plainName(name));
