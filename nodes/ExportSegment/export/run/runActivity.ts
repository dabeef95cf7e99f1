import type { Activity } from '../../../shared/account/constantContact';

/** An activity of this run as the summary shows it: rows and bytes of body that it was given. */
export interface RunActivity {
	readonly activityId: string;
	readonly kind: 'import' | 'remove' | 'tag';
	readonly state: string;
	readonly rows: number;
	readonly bytes: number;
	readonly errors: readonly string[];
}

/** @param bytes of the body that it was given; 0 where there was none */
export function runActivity(
	kind: RunActivity['kind'],
	{ id, state, errors }: Activity,
	rows: number,
	bytes = 0,
): RunActivity {
	return { activityId: id, kind, state, rows, bytes, errors };
}
