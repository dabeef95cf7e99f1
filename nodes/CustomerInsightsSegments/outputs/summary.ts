import type { IDataObject } from 'n8n-workflow';
import { counted, number, quoted } from '../../shared/wording';
import type { MembersRead } from '../members/streamMembers';

/** What leaves with each file. */
export function summary(
	{ segments, members, withoutProfile }: MembersRead,
	requests: number,
	{ part, parts }: { readonly part: number; readonly parts: number },
): IDataObject {
	return {
		text: asText({ segments, members, withoutProfile }),
		segments: segments.map(({ name, displayName, members: count }) => ({ name, displayName, members: count })),
		members,
		withoutProfile,
		profiles: members - withoutProfile,
		requests,
		part,
		parts,
	};
}

/** The outcome in a sentence or two, fit for a chat message. */
function asText({ segments, members, withoutProfile }: MembersRead): string {
	const names = quoted(segments.map(({ displayName }) => displayName));
	const people = `${counted(members, 'member')} of ${segments.length === 1 ? 'the segment' : 'the segments'} ${names} read from Customer Insights.`;
	return withoutProfile === 0
		? people
		: `${people} ${number(withoutProfile)} of them ${withoutProfile === 1 ? 'has' : 'have'} no profile yet and ${withoutProfile === 1 ? 'is' : 'are'} left out.`;
}
