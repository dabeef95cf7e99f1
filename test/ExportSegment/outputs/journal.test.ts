import type { RunActivity } from '../../../nodes/ExportSegment/export/run/runActivity';
import { createJournal } from '../../../nodes/ExportSegment/outputs/journal';
import { createContext } from '../../support/nodeContext';

const activity = (activityId: string, rows: number): RunActivity => ({
	activityId,
	kind: 'import',
	state: 'initialized',
	rows,
	bytes: 2 * rows,
	errors: ['Line 2: ada@example.com'],
});

describe('what had been done when something failed', () => {
	it.each([
		[[], ''],
		[
			[activity('a', 5)],
			'By then one import with 5 profiles had been handed over to Constant Contact, which goes on with them.',
		],
		[
			[activity('a', 5), activity('b', 3_000)],
			'By then 2 imports with 3,005 profiles had been handed over to Constant Contact, which goes on with them.',
		],
		[
			[activity('a', 1), { ...activity('b', 3), kind: 'remove' as const }],
			'By then one import with 1 profile had been handed over to Constant Contact, which goes on with them. Taking people off the list had begun.',
		],
	])('after %j it is %j', (activities, done) => {
		const journal = createJournal(createContext().context);
		activities.forEach((started) => journal.activityStarted(started));
		expect(journal.done()).toBe(done);
	});

	it('does not say that Constant Contact goes on with imports that have ended', () => {
		const journal = createJournal(createContext().context);
		journal.activityStarted(activity('a', 5));
		journal.activityEnded({ ...activity('a', 5), state: 'completed' });
		expect(journal.done()).toBe('By then one import with 5 profiles had been handed over to Constant Contact.');
	});
});

it("n8n's log, and the browser console of who runs it by hand, have numbers and no persons", () => {
	const { context, logged, messages } = createContext();
	const journal = createJournal(context);
	journal.profilesRead(12);
	journal.planned(8, 1);
	journal.activityStarted(activity('a', 5));
	journal.activityStarted(activity('b', 3));
	journal.activityEnded({ ...activity('b', 3), state: 'completed' });
	journal.activityEnded({ ...activity('a', 5), state: 'completed' });
	journal.finished('completed', 1_234);
	expect(messages).toEqual([
		'12 profiles read',
		'compared with the list: 8 profiles to send, 1 person to take off',
		'import 1 (a) started with 5 profiles, 10 bytes',
		'import 2 (b) started with 3 profiles, 6 bytes',
		'import b ended as completed; 1 of 2 ended',
		'import a ended as completed; 2 of 2 ended',
		'completed after 1,234 requests',
	]);
	expect(logged).toEqual(messages.map((message) => `Constant Contact export: ${message}`));
});

describe("the execution's custom data", () => {
	const id = (number: number) => `06a0b5a8-1d4c-11ef-9a7b-${String(number).padStart(12, '0')}`;

	it('hold the activity IDs, in entries that n8n takes as they are', () => {
		const { context, customData } = createContext();
		const journal = createJournal(context);
		for (let number = 1; number <= 30; number++) journal.activityStarted(activity(id(number), 1));
		expect([...customData.keys()]).toEqual([
			'constantContactActivities',
			'constantContactActivities2',
			'constantContactActivities3',
			'constantContactActivities4',
		]);
		expect([...customData.values()].flatMap((value) => value.split(','))).toEqual(
			Array.from({ length: 24 }, (_, index) => id(index + 1)),
		);
		expect(Math.max(...[...customData.values()].map(({ length }) => length))).toBeLessThanOrEqual(255);
	});

	it('keep what another node, or an earlier try, has noted', () => {
		const { context, customData } = createContext();
		createJournal(context).activityStarted(activity('first', 1));
		createJournal(context).activityStarted(activity('second', 1));
		expect(customData.get('constantContactActivities')).toBe('first,second');
	});

	it('are not needed: versions of n8n without them run the export all the same', () => {
		const { context, logged } = createContext();
		Object.assign(context, { customData: undefined });
		createJournal(context).activityStarted(activity('a', 1));
		expect(logged).toHaveLength(1);
	});
});
