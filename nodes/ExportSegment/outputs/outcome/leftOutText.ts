import { counted, number } from '../../../shared/wording';
import type { LeftOutValues } from '../../export/run/valuesRead';
import { plainName } from './plainName';
import type { RunSummary } from './runSummary';
import { rulesOf } from './runSummary';

type Counts = Pick<RunSummary, 'status' | 'profiles' | 'rejections' | 'syncMode' | 'valuesLeftOut'>;

const reasons: Readonly<Record<string, string>> = {
	email_missing: 'without an address',
	email_invalid: 'with an invalid address',
	email_too_long: 'with too long an address',
	value_invalid: 'with an invalid value',
	value_too_long: 'with too long a value',
	date_invalid: 'with an unreadable date',
	too_many_custom_fields: 'with too many custom fields',
};

/** The reasons of our own checks, the most frequent first; a code without words is left out. */
function rejectedWhy({ rejections, profiles: { rejected } }: Counts): string {
	const known = Object.entries(rejections)
		.filter(([code, count]) => Object.hasOwn(reasons, code) && count > 0)
		.sort(([, a], [, b]) => b - a);
	if (known.length === 1 && known[0][1] === rejected) return ` (${rejected > 1 ? 'all ' : ''}${reasons[known[0][0]]})`;
	const told = known.slice(0, 2).map(([code, count]) => `${number(count)} ${reasons[code]}`);
	return told.length === 0 ? '' : ` (${told.join(', ')})`;
}

/** Who is not on the list, how many and why; an empty text where nobody is missing. */
export function whoIsMissing(summary: Counts): string {
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

/** Values that could not be used; an empty text where there are none. */
export function whatWasLeftOut({ valuesLeftOut = [] }: Counts): string {
	const fields = byField(valuesLeftOut);
	if (fields.length === 0) return '';
	const total = fields.reduce((sum, { count }) => sum + count, 0);
	if (fields.length > 2) return `${counted(total, 'value')} in ${number(fields.length)} fields could not be used.`;
	const parts = fields.map(({ field, count }) => {
		const noun = Object.hasOwn(valueNouns, field) ? valueNouns[field] : undefined;
		return noun === undefined ? `${counted(count, 'value')} of ${plainName(field)}` : counted(count, noun[0], noun[1]);
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

/** The verb behind a count. */
export const wereOrWas = (count: number) => (count === 1 ? 'was' : 'were');
