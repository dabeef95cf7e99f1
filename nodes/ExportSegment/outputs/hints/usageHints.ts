import type { IExecuteFunctions } from 'n8n-workflow';
import { requestsPerDay } from '../../../shared/account/contract';
import { hint } from '../../../shared/n8n/hint';
import { counted, number, quoted } from '../../../shared/wording';
import type { SegmentSurvey } from '../../export/profiles/segmentSurvey';

// Hints about how the node is used, whatever the outcome of the run.

/** Profiles that nobody asked for, and segments that nobody is in: either may be meant, or a misspelt name. */
export function hintAtSegments(context: IExecuteFunctions, { empty, outside, profiles }: SegmentSurvey): void {
	const parts = [
		outside > 0
			? `${number(outside)} of ${number(profiles)} profiles are in none of the segments and were passed over`
			: '',
		empty.length > 0 ? `no profile is in ${quoted(empty.map(({ name }) => name))}` : '',
	].filter((part) => part !== '');
	if (parts.length === 0) return;
	const message = parts.join('; ');
	hint(context, empty.length > 0 ? 'warning' : 'info', `${message.charAt(0).toUpperCase()}${message.slice(1)}.`);
}

/** @param labels of the fields whose expression n8n must evaluate for each profile */
export function hintAtSlowFields(context: IExecuteFunctions, labels: readonly string[]): void {
	hint(
		context,
		'info',
		`n8n works out ${quoted(labels)} for each profile on its own, about 2,000 values a second. For large segments, prepare the value in a node before and map it as {{ $json.name }}.`,
	);
}

/** @param calls requests of this run */
export function hintAtPartialRun(context: IExecuteFunctions, run: number, calls: number): void {
	hint(
		context,
		'warning',
		`${run === 1 ? 'The node runs within a loop' : `This is run ${number(run)} of the node in one execution`}, and this run took ${counted(calls, 'request')} of the ${number(requestsPerDay)} that Constant Contact allows in a day: a thousand such runs take ${number(calls * 1_000)}. Hand over all profiles in one run, without a loop: it takes little more than this one.`,
	);
}

/** With 'Execute Once' only one item was read, which the user may not know. */
export function hintAtFirstItem(context: IExecuteFunctions): void {
	hint(
		context,
		'warning',
		"'Execute Once' is switched on in the node's settings, so only the first item that came in was read. Switch it off to export all of them.",
	);
}

/** What a node before could not do comes in as items that tell the error, and leaves as profiles without an address. */
export function hintAtFailedItems(context: IExecuteFunctions, failures: number): void {
	if (failures === 0) return;
	hint(
		context,
		'warning',
		`A node before this one has failed for ${counted(failures, 'item')}, so a part of the segment may be missing. Its errors leave by 'Rejected', as profiles without an email address.`,
	);
}
