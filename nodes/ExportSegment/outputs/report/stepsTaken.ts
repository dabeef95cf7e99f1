import { counted, number } from '../../../shared/wording';
import type { RunSummary } from '../outcome/runSummary';
import type { Step, StepKind } from '../outcome/timeline';
import { chip, gap, stackedBar } from './bars';
import type { Markup } from './markup';
import { html, nothing } from './markup';
import { table } from './tables';

const stepWords: Readonly<Record<StepKind, string>> = {
	read: 'Profiles read and checked',
	compare: 'Compared with Constant Contact',
	import: 'Imported, and waited for it',
	remove: 'Taken off the list',
	finish: 'Noted, counted and reported',
};

/** What happened in which order, and how long it took. */
export function stepsTaken(steps: readonly Step[], total: RunSummary): Markup {
	if (steps.length === 0) return nothing;
	const imports = total.activities.filter(({ kind }) => kind === 'import').length;
	const details: Partial<Record<StepKind, string>> = {
		read: counted(total.profiles.read, 'profile'),
		import: counted(imports, 'import'),
		remove: counted(total.profiles.removed, 'person', 'people'),
	};
	const words = total.status === 'preview' ? { ...stepWords, finish: 'Counted and reported' } : stepWords;
	const parts = steps.map(({ kind, ms }) => ({
		label: words[kind],
		count: ms,
		colour: stepColours[kind],
	}));
	const rows = steps.map(({ kind, ms }, index) => [
		html`${chip(stepColours[kind])}${index + 1}. ${words[kind]}`,
		html`${details[kind] ?? ''}`,
		html`${duration(ms)}`,
	]);
	return html`${stackedBar(parts, 10)}${gap}${table(rows)}`;
}

const stepColours = { read: 'calm', compare: 'compare', import: 'good', remove: 'away', finish: 'grey' } as const;

/** < 0.1 s, 0.4 s, 42 s, 3 min 5 s, 1 h 2 min. */
export function duration(ms: number): string {
	const seconds = Math.max(0, ms) / 1_000;
	if (seconds < 0.05) return '< 0.1 s';
	if (seconds < 10) return `${(Math.round(seconds * 10) / 10).toString()} s`;
	const whole = Math.round(seconds);
	if (whole < 60) return `${whole} s`;
	if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
	return `${number(Math.floor(whole / 3_600))} h ${Math.floor((whole % 3_600) / 60)} min`;
}
