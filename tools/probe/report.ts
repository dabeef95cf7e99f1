import { table } from '../../test/n8n/support/table';
import { unsettled, unsettledBeside, type Finding, type Verdict } from './assumptions';

const order: readonly Verdict[] = ['no', 'unclear', 'yes'];

export const inOrder = (findings: readonly Finding[]) =>
	[...findings].sort((a, b) => order.indexOf(a.holds) - order.indexOf(b.holds));

export const whatIsNotSettled = (): string[] => [...Object.values(unsettled), ...unsettledBeside];

/** The table for a person. */
export function reportOf(findings: readonly Finding[]): string {
	const sorted = inOrder(findings);
	const notes = sorted.filter(({ note }) => note !== undefined);
	const mark = (finding: Finding) => (finding.note === undefined ? '' : `[${notes.indexOf(finding) + 1}]`);
	const rows = sorted.map((finding) => [finding.topic, finding.assumed, finding.seen, finding.holds, mark(finding)]);
	const wrong = findings.filter(({ holds }) => holds === 'no');
	return [
		table([['Assumption', 'What we assume', 'What was seen', 'Holds?', 'Note'], ...rows], ''),
		...(notes.length > 0 ? ['', 'Notes', ...notes.map((finding) => `  ${mark(finding)} ${finding.note}`)] : []),
		'',
		'Not settled by a probe',
		...whatIsNotSettled().map((line) => `  ${line}`),
		'',
		wrong.length === 0
			? 'No assumption was refuted.'
			: `Refuted: ${wrong.map(({ assumption }) => assumption).join(', ')}. Set these defaults in test/simulator/switches.ts, and mend what the tests then show.`,
	].join('\n');
}
