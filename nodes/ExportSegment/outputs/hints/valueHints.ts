import type { IExecuteFunctions } from 'n8n-workflow';
import { hint } from '../../../shared/n8n/hint';
import { counted, number, quoted } from '../../../shared/wording';
import type { CutValues } from '../../export/plan/readContacts';
import type { ColumnNote, LeftOutValues, ValuesRead } from '../../export/run/valuesRead';

/** Fields that a hint names one by one. */
const mostFields = 10;

/** What a person should know of the values: those that were left out, and what was decided about whole columns. */
export function hintAtValues(context: IExecuteFunctions, lists: readonly ValuesRead[], isPreview: boolean): void {
	const leftOut = lists.flatMap((values) => values.leftOut);
	const notes = lists.flatMap((values) => values.notes);
	if (leftOut.length > 0) hint(context, 'warning', whatWasLeftOut(leftOut, isPreview));
	const about = (note: ColumnNote['note']) => fieldsOf(notes.filter((each) => each.note === note));
	const [dayFirst, monthFirst] = [about('dayFirst'), about('monthFirst')];
	const [numbers, shortZips] = [about('numbers'), about('shortZips')];
	if (dayFirst.length > 0)
		hint(
			context,
			'info',
			`Dates such as 02/01/1985 in ${quoted(dayFirst)} were read with the day first, as other dates of the column show. Choose 'Date Order' in the options if that is wrong.`,
		);
	if (monthFirst.length > 0)
		hint(
			context,
			'info',
			`Dates such as 02/01/1985 in ${quoted(monthFirst)} were read with the month first, since no date of the column shows which comes first. Choose 'Date Order' in the options if the day comes first.`,
		);
	const countOf = (note: ColumnNote['note']) =>
		notes.reduce((sum, each) => sum + (each.note === note ? each.count : 0), 0);
	if (shortZips.length > 0)
		hint(
			context,
			'info',
			`${counted(countOf('shortZips'), 'value')} of ${quoted(shortZips)} ${countOf('shortZips') === 1 ? 'has' : 'have'} 3 or 4 digits. Where they are ZIP codes of the United States, zeros at their beginning are lost: keep them as texts in the source.`,
		);
	if (numbers.length > 0) {
		hint(
			context,
			'info',
			`${counted(countOf('numbers'), 'value')} of ${quoted(numbers)} came as numbers: zeros at their beginning are lost. Keep them as texts in the source.`,
		);
	}
}

/** Such profiles are not sent again and again, so somebody should hear of it. */
export function hintAtCutValues(context: IExecuteFunctions, cut: readonly CutValues[]): void {
	if (cut.length === 0) return;
	const fields = cut
		.slice(0, mostFields)
		.map(({ field, characters, count }) => `${counted(count, 'value')} of '${field}' (${characters} characters kept)`);
	const message = `Constant Contact holds these values shorter than they were sent: ${fields.join(', ')}. They count as unchanged; shorten them in the source.`;
	hint(context, 'info', message);
}

function whatWasLeftOut(leftOut: readonly LeftOutValues[], isPreview: boolean): string {
	const told = leftOut
		.slice(0, mostFields)
		.map(
			({ field, count, reason, rows }) =>
				`${counted(count, 'value')} of '${field}' (${rows.length === 1 ? 'row' : 'rows'} ${rows.slice(0, 2).map(number).join(', ')}${count > 2 ? ', …' : ''}): ${reason}`,
		);
	const more = leftOut.length > told.length ? ` The summary's 'valuesLeftOut' tells of the others.` : '';
	return `These values cannot be used, so the profiles ${isPreview ? 'would be' : 'were'} exported without them. ${told.join(' ')}${more}`;
}

const fieldsOf = (notes: readonly ColumnNote[]) => [...new Set(notes.map(({ field }) => field))].slice(0, mostFields);
