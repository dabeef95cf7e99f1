/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { RunActivity } from '../../../nodes/ExportSegment/export/types';
import { createJournal } from '../../../nodes/ExportSegment/operations/journal';
import { createContext } from '../../support/nodeContext';

const activity = (activityId: string, rows: number): RunActivity => ({ activityId, kind: 'import', state: 'initialized', rows, bytes: 2 * rows, errors: ['Line 2: ada@example.com'] });

describe('what had been done when something failed', () => {
	it.each([
		[[], ''],
		[[activity('a', 5)], 'By then one import with 5 profiles had been handed over to Constant Contact, which goes on with them.'],
		[[activity('a', 5), activity('b', 3)], 'By then 2 imports with 8 profiles had been handed over to Constant Contact, which goes on with them.'],
	])('after %j it is %j', (activities, done) => {
		const journal = createJournal(createContext().context);
		activities.forEach((started) => journal.activityStarted(started));
		expect(journal.done()).toBe(done);
	});
});

it("n8n's log has numbers, and no persons", () => {
	const { context, logged } = createContext();
	const journal = createJournal(context);
	journal.profilesRead(12);
	journal.activityStarted(activity('a', 5));
	journal.activityEnded({ ...activity('a', 5), state: 'completed' });
	expect(logged).toEqual([
		'Constant Contact export: 12 profiles read',
		'Constant Contact export: import a started with 5 profiles, 10 bytes',
		'Constant Contact export: import a ended as completed',
	]);
});
