import type { SegmentRun } from '../support/segmentRun';
import { mustRun } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

jest.mock('../../nodes/shared/n8n/executionClock', () => ({
	...jest.requireActual<object>('../../nodes/shared/n8n/executionClock'),
	createClock: jest.requireActual<{ createClock: unknown }>('../faults/virtualTime').createClock,
}));

let service: Service;
beforeAll(async () => {
	service = await startService({ latency: () => 0, limits: { perSecond: Infinity, tokensPerSecond: Infinity } });
});
afterAll(async () => await service.close());

const people = (count: number, lastName = 'Ray') =>
	Array.from({ length: count }, (_, n) => ({
		email: `small${n}@example.com`,
		first_name: `Ann ${n}`,
		last_name: `${lastName} ${n}`,
	}));

const reading = ['GET contact_lists', 'GET contact_tags', 'GET contacts', 'GET contacts', 'GET contacts'];
/** With who has been on the list, which nobody has noted before the first export. */
const readingAgain = [...reading, 'GET contacts'];
/** Once more, before anybody is sent. */
const lookingAtTheDeleted = ['GET contacts'];
const importing = ['POST activities/contacts_json_import', 'GET activities'];
const noting = ['POST activities/contacts_taggings_add', 'GET activities'];
/** Where an import's counters do not tell. */
const lookingAtTheList = ['GET contacts'];
const takingOff = [
	'GET activities',
	'POST contact_lists',
	'GET contacts',
	...importing,
	'GET contacts',
	...['POST activities/contacts_taggings_remove', 'GET activities'],
	...['POST activities/remove_list_memberships', 'GET activities'],
	...['DELETE contact_lists/:id', 'GET activities'],
];

it.each<[string, number, Partial<SegmentRun>, readonly string[]]>([
	['the first export', 0, {}, [...reading, ...importing, 'POST contact_tags', ...noting, ...lookingAtTheList]],
	['one with nothing changed', 100, {}, readingAgain],
	['a preview', 100, { operation: 'preview' }, readingAgain],
	[
		'one with everybody changed',
		100,
		{ people: people(100, 'Nowak') },
		[...readingAgain, ...lookingAtTheDeleted, ...importing, ...noting, ...lookingAtTheList],
	],
	['a mirror that takes ten off', 110, { syncMode: 'mirror' }, [...readingAgain, ...takingOff]],
])('of 100 people, %s asks only what it needs', async (what, before, more, expected) => {
	const { account, requests } = service.simulator;
	const list = account.addList(what);
	const credential = service.connectAlone();
	if (before > 0) await mustRun({ list, people: people(before), credential, syncMode: 'addOrUpdate' });
	requests.clear();
	await mustRun({ list, people: people(100), credential, syncMode: 'addOrUpdate', ...more });
	const asked = requests
		.api()
		.map(({ method, path }) => `${method} ${path.slice('/v3/'.length).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')}`);
	expect(asked).toEqual(expected);
});
