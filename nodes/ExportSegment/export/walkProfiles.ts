import type { Ports } from './ports';
import type { ExportRun, ProfileFields, ProfilePage } from './types';

/** @param values one value for each mapped column; the array is used again for the next profile */
export type ProfileVisitor = (profile: ProfileFields, row: number, values: readonly unknown[]) => void;

/** Reads the source from its start and maps each profile, letting others use the event loop between pages. */
export async function walkProfiles(run: ExportRun, ports: Ports, visit: ProfileVisitor): Promise<void> {
	const values: unknown[] = new Array(run.mapping.columns.length);
	for await (const page of run.source.pages()) {
		visitPage(page);
		await ports.clock.breathe();
	}

	// A plain function: the engine optimizes its loop sooner than one with an await in it.
	function visitPage({ firstRow, profiles }: ProfilePage): void {
		for (let index = 0; index < profiles.length; index++) {
			run.mapping.read(profiles[index], firstRow + index, values);
			visit(profiles[index], firstRow + index, values);
		}
	}
}
