import type { Ports } from './ports';
import type { ExportRun, ProfileFields, ProfilePage } from './types';

/** Profiles between two chances for others to use the event loop; far fewer where n8n evaluates an expression for each. */
const profilesPerStep = 1_000;
const slowProfilesPerStep = 20;

/** Reads the source from its start, step by step, and lets others use the event loop between two steps. */
export async function* readSteps(run: ExportRun, ports: Ports): AsyncGenerator<ProfilePage> {
	const size = run.mapping.isSlow ? slowProfilesPerStep : profilesPerStep;
	for await (const { firstRow, profiles } of run.source.pages()) {
		// A file of blank lines gives page after page without a row.
		if (profiles.length === 0) await ports.clock.breathe();
		for (let start = 0; start < profiles.length; start += size) {
			yield profiles.length <= size ? { firstRow, profiles } : { firstRow: firstRow + start, profiles: profiles.slice(start, start + size) };
			await ports.clock.breathe();
		}
	}
}

/** @param values one value for each mapped column; the array is used again for the next profile */
export type ProfileVisitor = (profile: ProfileFields, row: number, values: readonly unknown[]) => void;

/** Reads the source from its start and maps each profile. */
export async function walkProfiles(run: ExportRun, ports: Ports, visit: ProfileVisitor): Promise<void> {
	const values: unknown[] = new Array(run.mapping.columns.length);
	for await (const page of readSteps(run, ports)) visitPage(page);

	// A plain function: the engine optimizes its loop sooner than one with an await in it.
	function visitPage({ firstRow, profiles }: ProfilePage): void {
		for (let index = 0; index < profiles.length; index++) {
			run.mapping.read(profiles[index], firstRow + index, values);
			visit(profiles[index], firstRow + index, values);
		}
	}
}
