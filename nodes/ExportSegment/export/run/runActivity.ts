/** An activity of this run as the summary shows it: rows and bytes of body that it was given. */
export interface RunActivity {
	readonly activityId: string;
	readonly kind: 'import' | 'remove' | 'tag';
	readonly state: string;
	readonly rows: number;
	readonly bytes: number;
	readonly errors: readonly string[];
}
