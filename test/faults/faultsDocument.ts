import type { FaultName, FaultRow, Mode, RequestKind, Stop } from './faultTable';
import { cellOf, cellsOf, faultNames, faults, modes, requests, stages, stops } from './faultTable';

const words: Readonly<Record<string, string>> = { 'goes on': '→', 'with a hint': '→ hint', processing: '→ later' };
const cannot = '·';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (header: readonly string[], rows: ReadonlyArray<readonly string[]>) =>
	[line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');

/** docs/FAULTS.md as the table yields it. */
export function faultsDocument(): string {
	const all = (Object.keys(modes) as Mode[]).flatMap(cellsOf);
	return `# What a run does when something fails

Written by \`npm run faults\` from [test/faults/faultTable.ts](../test/faults/faultTable.ts). Each of the ${all.length} cells is a test of its own: the node runs in n8n's engine against a simulated account, the fault strikes that request, and what is asked is the account itself, after the run and after the next run without the fault: who is on the list, who has its tag, which scratch lists there are. In no cell does a run hang, is somebody put back on the list who left it, a deleted contact restored, a permission changed, or another list touched. [Back to the first page](../README.md).

| In a cell | The run |
| --- | --- |
| → | goes on, and ends as if nothing had happened |
| → hint | ends with everything done but its scratch list deleted; a hint says so, and the next run deletes it |
| → later | ends with the status \`processing\`; nobody is taken off the list; the next run completes the rest |
| a word | stops with the [message](#messages) of that name. What was done by then stands with the request (a job whose answers cannot be read is carried out all the same), and the next run completes the rest |
| ${cannot} | [cannot meet this](#what-cannot-happen) |

Two rows leave no list or no day for a next run: where the list was deleted, the run leaves no scratch list behind, and the next one says that the list is gone; where a job never ends, removals wait until it is a day old.

${(Object.keys(modes) as Mode[]).map(modeSection).join('\n\n')}

## Messages

${table(
	['Word', 'Message'],
	(Object.keys(stops) as Stop[]).map((stop) => [stop, `${stops[stop]} …`]),
)}

Each comes with what had been done by then, and with what to do; see [Troubleshooting](troubleshooting.md).

## What cannot happen

${faultNames
	.map((name) => [name, faults[name] as FaultRow] as const)
	.filter(([, { otherwise }]) => otherwise !== undefined)
	.map(([, { what, otherwise }]) => `- ${what}: ${otherwise}.`)
	.join('\n')}

---

Read next: [Troubleshooting](troubleshooting.md).
`;
}

function modeSection(mode: Mode): string {
	const kinds = Object.entries(requests[mode] as Readonly<Record<string, RequestKind>>);
	return `## ${modes[mode]}

${table(
	['No.', 'Request', 'Done by then'],
	kinds.map(([, { does, by }], index) => [String(index + 1), does, stages[by]]),
)}

${table(
	['The request meets', ...kinds.map((_kind, index) => String(index + 1))],
	faultNames.map((fault) => [faults[fault].what, ...kinds.map(([request]) => word(mode, request, fault))]),
)}`;
}

function word(mode: Mode, request: string, fault: FaultName): string {
	const cell = cellOf(mode, request, fault);
	return cell === undefined ? cannot : (words[cell.outcome] ?? cell.outcome);
}
