import { explainRefusals } from './explainRefusals';
import { importContacts } from './importContacts';
import type { Ledger } from './ledger';
import { countProfiles, createLedger } from './ledger';
import { createPeople } from './people';
import type { Ports } from './ports';
import { readProfiles } from './readProfiles';
import { settleImports } from './settleImports';
import type { ExportOutcome, ExportRun } from './types';

export interface ExportResult extends ExportOutcome {
	/** What became of each profile. */
	readonly ledger: Ledger;
}

/**
 * Brings a segment onto one list: read ▶ map ▶ check ▶ merge duplicates ▶ batch ▶ import ▶ wait ▶ explain refusals ▶ report.
 * @throws Problem when the run as a whole cannot go on; what was done by then is in the journal
 */
export async function exportSegment(run: ExportRun, ports: Ports): Promise<ExportResult> {
	const ledger = createLedger();
	const people = createPeople(run.source.expectedProfiles);

	await readProfiles(run, ledger, people, ports);
	// Issue 2: compare with Constant Contact, plan, guard; a preview ends here.
	const started = await importContacts(run, ledger, ports);
	const imports = await settleImports(run, started, ports);
	// Issue 2: remove leavers, tag.
	if (imports.allEnded && imports.someRefused) await explainRefusals(run, ledger, people, ports);

	return {
		status: imports.allEnded ? 'completed' : 'processing',
		counts: countProfiles(ledger),
		activities: imports.activities,
		ledger,
	};
}
