import type { IExecuteFunctions } from 'n8n-workflow';
import { hint } from '../../shared/n8n/hint';
import { counted, quoted } from '../../shared/wording';
import type { MembersRead } from '../members/streamMembers';

/** What a person should know of a reading that went well, shown beside its output. */
export function hintAtMembers(context: IExecuteFunctions, { segments, withoutProfile }: MembersRead): void {
	const warn = (message: string) => hint(context, 'warning', message);
	const names = (wanted: typeof segments) => quoted(wanted.map(({ displayName }) => displayName));
	const inactive = segments.filter(({ isInactive }) => isInactive);
	const empty = segments.filter(({ members }) => members === 0);
	if (inactive.length > 0)
		warn(
			`Inactive in Customer Insights: ${names(inactive)}. Their members are as they were when they were switched off, and may include people who were erased since.`,
		);
	if (empty.length > 0) warn(`Without members: ${names(empty)}.`);
	if (withoutProfile > 0)
		warn(
			`${counted(withoutProfile, 'member')} without a profile ${withoutProfile === 1 ? 'is' : 'are'} left out: Customer Insights may be refreshing. Nobody can know their addresses, so 'Mirror Segment' behind this node takes them off the list. To keep them on it, set 'Maximum Without Profile' to 0, which stops such a run, or choose 'Add and Update'.`,
		);
}
