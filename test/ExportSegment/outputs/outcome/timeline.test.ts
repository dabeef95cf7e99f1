import { createTimeline } from '../../../../nodes/ExportSegment/outputs/outcome/timeline';
import type { RunActivity } from '../../../../nodes/ExportSegment/export/run/runActivity';

const activity = (kind: RunActivity['kind']): RunActivity => ({
	activityId: '1',
	kind,
	state: 'completed',
	rows: 1,
	bytes: 1,
	errors: [],
});

function timeline() {
	let now = 1_000;
	const heard: string[] = [];
	const journal = {
		profilesRead: (rows: number) => void heard.push(`read ${rows}`),
		planned: (toSend: number, leavers: number) => void heard.push(`planned ${toSend} ${leavers}`),
		activityStarted: ({ kind }: RunActivity) => void heard.push(`${kind} started`),
		activityEnded: ({ kind }: RunActivity) => void heard.push(`${kind} ended`),
	};
	const after = (ms: number, what: () => void) => {
		now += ms;
		what();
	};
	return { heard, after, line: createTimeline(journal, { now: () => now }), pass: (ms: number) => (now += ms) };
}

it('the time before each event belongs to the step that it ends, and no time is lost', () => {
	const { line, after, pass, heard } = timeline();
	after(10, () => line.profilesRead(7));
	after(20, () => line.planned(5, 2));
	after(1, () => line.activityStarted(activity('import')));
	after(30, () => line.activityEnded(activity('import')));
	after(2, () => line.activityStarted(activity('remove')));
	after(40, () => line.activityEnded(activity('remove')));
	pass(5);
	expect(line.steps()).toEqual([
		{ kind: 'read', ms: 10 },
		{ kind: 'compare', ms: 20 },
		{ kind: 'import', ms: 31 },
		{ kind: 'remove', ms: 42 },
		{ kind: 'finish', ms: 5 },
	]);
	expect(heard).toEqual(['read 7', 'planned 5 2', 'import started', 'import ended', 'remove started', 'remove ended']);
});

it('the same steps of several lists are added up', () => {
	const { line, after } = timeline();
	for (const list of [1, 2]) {
		after(10 * list, () => line.profilesRead(7));
		after(20 * list, () => line.planned(5, 2));
	}
	expect(line.steps()).toEqual([
		{ kind: 'read', ms: 30 },
		{ kind: 'compare', ms: 60 },
		{ kind: 'finish', ms: 0 },
	]);
});

it('a clock that is set back takes no time away', () => {
	const { line, after } = timeline();
	after(-500, () => line.profilesRead(7));
	expect(line.steps()[0]).toEqual({ kind: 'read', ms: 0 });
});
