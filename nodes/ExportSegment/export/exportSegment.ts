import type { ExportResult } from './exportResult';
import { importContacts } from './imports/importContacts';
import { settleImports } from './imports/settleImports';
import { explainRefusals } from './members/explainRefusals';
import { removeLeavers } from './members/removeLeavers';
import { tagListMembers } from './members/tagMembers';
import { importsFor, stopIfOverBudget } from './plan/callBudget';
import { noGuard, stopIfTripped } from './plan/removalGuard';
import { isPlan, planSegment } from './planSegment';
import { previewExport } from './previewExport';
import type { Ledger } from './run/ledger';
import { countProfiles } from './run/ledger';
import type { Ports } from './run/ports';
import type { ExportRun } from './run/run';

/**
 * Brings a segment onto one list: read ▶ map ▶ check ▶ merge duplicates ▶ compare ▶ plan ▶ guard ▶ (a preview ends
 * here) ▶ note members ▶ batch ▶ import ▶ wait ▶ remove leavers ▶ tag ▶ explain refusals ▶ report. Nothing is changed
 * before the guard has answered.
 * @throws Problem when the run as a whole cannot go on; what was done by then is in the journal
 */
export async function exportSegment(asked: ExportRun, ports: Ports): Promise<ExportResult> {
	const planned = await planSegment(asked, ports);
	if (!isPlan(planned)) return nothingToDo(asked, planned);
	if (asked.isPreview) return await previewExport(asked, planned, ports);
	const { ledger, people, fingerprints, contacts, plan, guard } = planned;
	stopIfTripped(asked, plan, guard);
	stopIfOverBudget(asked, importsFor(asked, plan));
	if (asked.isListMissing && plan.toSend === 0) return nothingToDo(asked, ledger);
	const run = asked.isListMissing ? await makeList(asked, ports) : asked;

	const noted = await tagListMembers(run, contacts, 'before', plan.unnoted > 0, ports);
	const started = await importContacts(run, ledger, ports);
	const imports = await settleImports(run, started, ports);
	const removal = await removeLeavers(run, imports, plan, ledger, people, noted, ports);
	const tagged = await tagListMembers(run, noted, 'after', imports.allEnded && started.activities.length > 0, ports);
	const refusedUpdates = await explainRefusals(run, imports, ledger, people, fingerprints, ports);

	return {
		status: imports.allEnded ? 'completed' : 'processing',
		madeListId: asked.isListMissing ? run.listId : undefined,
		counts: countProfiles(ledger, removal.removed, refusedUpdates),
		refusedUpdates,
		stayed: removal.stayed,
		leftScratchList: planned.leftScratchList || removal.leftScratchList,
		activities: [...noted.activities, ...imports.activities, ...removal.activities, ...tagged.activities],
		guard,
		isFirstRun: contacts.isFirstRun,
		cutValues: contacts.cutValues,
		ledger,
	};
}

/** The first thing that a run changes. Nobody has ever been on the new list, so what was read holds for it, too. */
async function makeList(run: ExportRun, ports: Ports): Promise<ExportRun> {
	return {
		...run,
		listId: await ports.constantContact.createList(run.listName, 'Made by n8n for an export of profiles.'),
	};
}

function nothingToDo(run: ExportRun, ledger: Ledger): ExportResult {
	return {
		status: run.isPreview ? 'preview' : 'completed',
		counts: countProfiles(ledger, 0),
		activities: [],
		guard: noGuard,
		isFirstRun: false,
		cutValues: [],
		plannedCalls: 0,
		ledger,
	};
}
