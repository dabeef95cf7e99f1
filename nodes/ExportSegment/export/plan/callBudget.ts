import { requestsPerDay } from '../../../shared/account/contract';
import { Problem } from '../../../shared/problem';
import { number } from '../../../shared/wording';
import type { ExportRun } from '../run/run';
import type { Plan } from './plan';

/** How many imports the plan takes; people who are taken off need none of their own. */
export function importsFor({ policy }: ExportRun, { toSend }: Pick<Plan, 'toSend'>): number {
	return policy.sync.sends ? Math.ceil(toSend / policy.maximumBatchRows) : 0;
}

/**
 * A run that cannot fit into a day's requests says so before it changes anything. At the limits of an import a million
 * profiles take some hundred requests, so only a small 'Maximum Batch Rows' leads here.
 * @param imports requests that hand over profiles, for all lists of the run
 * @throws Problem with the numbers
 */
export function stopIfOverBudget({ policy }: ExportRun, imports: number): void {
	if (imports < requestsPerDay) return;
	throw new Problem({
		kind: 'configuration',
		message: `The export needs at least ${number(imports)} requests, more than the ${number(requestsPerDay)} that Constant Contact allows in a day, so nothing was sent`,
		advice: `Raise 'Maximum Batch Rows' under Options: it is ${number(policy.maximumBatchRows)}, and Constant Contact takes 40,000.`,
	});
}
