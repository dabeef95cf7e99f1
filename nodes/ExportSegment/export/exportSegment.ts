import { stopIfOverBudget } from './callBudget';
import { explainRefusals } from './explainRefusals';
import { createFingerprints } from './fingerprints';
import { importContacts } from './importContacts';
import type { Ledger } from './ledger';
import { countProfiles, createLedger, Verdict } from './ledger';
import { tagListMembers } from './membershipTag';
import { createPeople } from './people';
import { planExport } from './plan';
import type { Ports } from './ports';
import { previewExport } from './previewExport';
import { readContacts } from './readContacts';
import { readProfiles } from './readProfiles';
import { guardRemoval, noGuard, stopIfTripped } from './removalGuard';
import { removeLeavers } from './removeLeavers';
import { settleEarlierRun } from './scratchLists';
import { settleImports } from './settleImports';
import type { ExportOutcome, ExportRun } from './types';

export interface ExportResult extends ExportOutcome {
	/** What became of each profile. */
	readonly ledger: Ledger;
}

/**
 * Brings a segment onto one list: read ▶ map ▶ check ▶ merge duplicates ▶ compare ▶ plan ▶ guard ▶ (a preview ends here) ▶ note
 * members ▶ batch ▶ import ▶ wait ▶ remove leavers ▶ tag ▶ explain refusals ▶ report. Nothing is changed before the guard has answered.
 * @throws Problem when the run as a whole cannot go on; what was done by then is in the journal
 */
export async function exportSegment(run: ExportRun, ports: Ports): Promise<ExportResult> {
	const ledger = createLedger();
	const people = createPeople(run.source.expectedProfiles);
	const fingerprints = createFingerprints();

	await readProfiles(run, ledger, people, fingerprints, ports);
	if (ledger.count(Verdict.unsettled) === 0 && run.policy.syncMode !== 'mirror') return nothingToDo(run, ledger);
	if (!run.isPreview) await settleEarlierRun(run, ports);
	const contacts = await readContacts(run, people, fingerprints, ports);
	const plan = await planExport(run, ledger, people, ports);
	ports.journal.planned(plan.toSend, plan.leavers);
	const guard = guardRemoval(run, plan, contacts.members);
	if (run.isPreview) return await previewExport(run, ledger, plan, guard, contacts, ports);
	stopIfTripped(run, plan, guard);
	stopIfOverBudget(run, plan);

	const noted = await tagListMembers(run, contacts, 'before', plan.unnoted > 0, ports);
	const started = await importContacts(run, ledger, ports);
	const imports = await settleImports(run, started, ports);
	// Who is still on the way must not be judged: a later run takes the leavers off.
	const removal = imports.allEnded ? await removeLeavers(run, plan, ledger, people, noted, ports) : { removed: 0, stayed: 0, activities: [] };
	const tagged = await tagListMembers(run, noted, 'after', imports.allEnded && started.length > 0, ports);
	if (imports.allEnded && imports.someRefused) await explainRefusals(run, ledger, people, ports);

	return {
		status: imports.allEnded ? 'completed' : 'processing',
		counts: countProfiles(ledger, removal.removed),
		stayed: removal.stayed ?? 0,
		leftScratchList: removal.leftScratchList ?? false,
		activities: [...noted.activities, ...imports.activities, ...removal.activities, ...tagged.activities],
		guard,
		isFirstRun: contacts.isFirstRun,
		ledger,
	};
}

/** Nobody to send and nobody to take off: nothing is asked of Constant Contact, either. */
function nothingToDo(run: ExportRun, ledger: Ledger): ExportResult {
	return { status: run.isPreview ? 'preview' : 'completed', counts: countProfiles(ledger, 0), activities: [], guard: noGuard, isFirstRun: false, plannedCalls: 0, ledger };
}
