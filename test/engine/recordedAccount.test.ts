import type { IDataObject } from 'n8n-workflow';
import type { ContactList, LoggedRequest, Switches } from '../simulator';
import { defaultSwitches, documentedSwitches } from '../simulator';
import type { SegmentOutcome } from '../support/segmentRun';
import { mustRun } from '../support/segmentRun';
import type { Service } from '../support/service';
import { mapped, startService } from '../support/service';

jest.mock('../../nodes/shared/n8n/executionClock', () => ({
	...jest.requireActual<object>('../../nodes/shared/n8n/executionClock'),
	createClock: jest.requireActual<{ createClock: unknown }>('../faults/virtualTime').createClock,
}));

/** Every switch of what was recorded of the live API, with the readings that the evidence leaves beside the default. */
const readings = {
	activityCounters: ['documented', 'total', 'empty', 'absent'],
	collectionSelfLinks: ['own'],
	collectionResultLinks: ['none', 'own'],
	resultLinks: ['onceCompleted'],
	listDeletionAnswer: ['documented'],
	exportHeader: ['fieldNames', 'odd'],
	exportTypes: ['untyped'],
	exportColumns: ['all'],
	exportEmailColumns: [3],
	exportTimes: ['iso'],
	exportPhones: ['apostrophe'],
	exportHasBom: [true],
	exportStatusRemoved: ['refused'],
	mostCustomFields: [25],
	storedLengths: ['knowledgeBase'],
	anniversaries: ['any'],
	regionNames: ['asSent'],
	customFieldNames: ['keepCase'],
	optInDates: ['asOthers'],
	timestamps: ['milliseconds', 'offset'],
	lastPageLinks: ['empty', 'nullHref'],
	tagActivityErrors: ['strings'],
	itemsTotalCountsHeader: [false],
	signUpAbuseProtection: [true],
} as const satisfies Readings;

/** What is documented or assumed beside it. */
const otherReadings = {
	errorLines: ['rowsOnly', 'none'],
	exportDates: ['MM/DD/YYYY'],
	exportLinkPath: ['contacts_exports'],
	exportCustomFields: ['always'],
	exportOfListsHasUnsubscribed: [false],
	unsubscribingLeavesLists: [true],
	contactsCount: ['page'],
	contactsOrder: ['newestFirst'],
} as const satisfies Readings;

type Readings = { [S in keyof Switches]?: ReadonlyArray<Switches[S]> };

/** A generator of numbers from 0 to 1, the same ones each time (mulberry32). */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function randomReading(seed: number): Partial<Switches> {
	const random = seeded(seed);
	return Object.fromEntries(
		Object.entries({ ...readings, ...otherReadings }).flatMap(([name, others]) =>
			random() < 0.5 ? [] : [[name, others[Math.floor(random() * others.length)]]],
		),
	);
}

const oneByOne = Object.entries({ ...readings, ...otherReadings }).flatMap(([name, others]) =>
	[...others].map((value): [string, Partial<Switches>] => [`${name} ${value}`, { [name]: value }]),
);
const together = Array.from({ length: 40 }, (_, seed): [string, Partial<Switches>] => [
	`seed ${seed}`,
	randomReading(seed),
]);

/** More than a page of contacts. */
let size = 1_000;
/** As people write them: some with an apostrophe, capitals and more than 50 characters, which are stored small. */
const email = (n: number) => (n % 100 === 3 ? `O'Neil-${'x'.repeat(30)}.p${n}@Example.com` : `p${n}@example.com`);
const person = (n: number): IDataObject => ({
	email: email(n),
	first_name: `First ${n}`,
	last_name: `O'Neil ${n}`,
	home_phone: `+1 (617) 555-${String(1_000 + n)}`,
	work_phone: `617-556-${String(1_000 + n)}`,
	phone: `48601${String(100_000 + n)}`,
	street: `${n} Main Street, behind the very long name of a house in the old town`,
	street2: 'Apt 5',
	city: 'Springfield',
	state: 'IL',
	zip: '00950',
	country: 'US',
	work_city: 'Toronto',
	work_state: 'Ontario',
	work_country: 'CA',
	birthday: '5/17',
	anniversary: '2020-02-28',
	'cf:member_level': `Level ${n % 3}`,
	'cf:store': `Store ${n % 7}`,
	'cf:seen': '2026-09-25T20:45:13Z',
});
const people = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => person(from + index));

let service: Service;
// An account for each reading: the people of all of them in one would be looked through again and again.
beforeEach(async () => {
	service = await startService({ latency: () => 0, limits: { perSecond: Infinity, tokensPerSecond: Infinity } });
});
afterEach(async () => await service.close());

/** By bulk exports every reading of them; by pages those that pages show, too. */
const cases: ReadonlyArray<[string, Partial<Switches>]> = [
	['the recorded defaults', {}],
	['what the pages say instead, all together', documentedSwitches],
	...oneByOne,
];
const shownByPages = cases.filter(([name]) => !/^(export|result|collection|errorLines)/.test(name));

describe.each([
	[1_000, [...cases, ...together]],
	[300, shownByPages],
])('a mirror of %i people is right, and sends nothing that is unchanged', (count, readingsOfIt) => {
	beforeAll(() => void (size = count));

	it.each(readingsOfIt)('%s', async (what, switches) => {
		const { simulator } = service;
		Object.assign(simulator.switches, defaultSwitches, switches);
		const { account } = simulator;
		account.addCustomField({ label: 'Member Level' });
		account.addCustomField({ label: 'Store' });
		account.addCustomField({ label: 'Seen', type: 'datetime' });
		const list = account.addList(what);
		account.addContact({ email: '', lists: [list], fields: { sms_number: '6175550123', last_name: 'Two\nlines' } });
		const credential = service.connectAlone();
		const named = (id: string) =>
			switches.customFieldNames === 'keepCase'
				? id.replace('member_level', 'Member_Level').replace('store', 'Store').replace('seen', 'Seen')
				: id;
		const fields = mapped(
			Object.fromEntries(Object.keys(person(0)).map((id) => [named(id), `={{ $json[${JSON.stringify(id)}] }}`])),
		);
		const run = async (segment: readonly IDataObject[]): Promise<SegmentOutcome> => {
			const options = { restoreDeletedContacts: true };
			return await mustRun({ list, people: segment, credential, fields, options });
		};
		await expectRuns(list, run);
	});
});

const isLookAtOne = ({ path }: LoggedRequest) => /^\/v3\/activities\/[\w-]{36}$/.test(path);
const startsAnExport = ({ path }: LoggedRequest) => path === '/v3/activities/contact_exports';

type Run = (segment: readonly IDataObject[]) => Promise<SegmentOutcome>;

async function expectRuns(list: ContactList, runFreely: Run) {
	const { account, requests, switches } = service.simulator;
	const members = () => account.membersOf(list).filter(Boolean).sort();
	/** A link that is missing costs one more request for each export, and no more. */
	const run: Run = async (segment) => {
		requests.clear();
		const outcome = await runFreely(segment);
		expect(requests.count(isLookAtOne)).toBeLessThanOrEqual(requests.count(startsAnExport));
		return outcome;
	};
	const first = await run(people(0, size));
	expect(first.summary.profiles).toMatchObject({ sent: size, refused: 0, removed: 0 });
	expect(members()).toEqual(
		people(0, size)
			.map((each) => String(each.email).toLowerCase())
			.sort(),
	);

	const second = await run(people(0, size));
	expect(second.summary.profiles).toMatchObject({ unchanged: size, sent: 0, removed: 0 });
	expect(requests.writes().map(({ path }) => path)).toEqual([]);

	// Some leave the segment, one leaves the list, one unsubscribes, and some are new.
	account.removeFromList(email(20), list);
	account.unsubscribe(email(21));
	const third = await run(people(10, size + 5));
	expect(third.summary.profiles).toMatchObject({ optedOut: 2, sent: 5, removed: 10, refused: 0 });
	const wanted = people(10, size + 5)
		.map((each) => String(each.email).toLowerCase())
		.filter((address) => address !== email(20) && !(switches.unsubscribingLeavesLists && address === email(21)));
	expect(members()).toEqual(wanted.sort());
	expect(account.readdedLeavers).toBe(0);
}

it('where exports hide the kinds of phones, and the account gives no pages, nobody knows what is unchanged: it is sent again', async () => {
	const { account, switches } = service.simulator;
	const list = account.addList('Hidden kinds');
	const fields = mapped({ email: '={{ $json.email }}', home_phone: '={{ $json.home_phone }}' });
	const segment = Array.from({ length: 3 }, (_, n) => ({
		email: `hidden${n}@example.com`,
		home_phone: '617-555-0123',
	}));
	const run = async (readings: Partial<Switches>) => {
		Object.assign(switches, defaultSwitches, { exportTypes: 'untyped' }, readings);
		return (await mustRun({ list, people: segment, credential: service.connectAlone(), fields })).summary.profiles;
	};
	expect(await run({})).toMatchObject({ sent: 3 });
	expect(await run({})).toMatchObject({ sent: 0, unchanged: 3 });
	expect(await run({ contactPages: 'refused' })).toMatchObject({ sent: 3, unchanged: 0 });
});

describe('people that Constant Contact refuses are counted and named, and nobody else', () => {
	const counters = ['items', 'documented', 'total', 'empty', 'absent'] as const;
	const lines = ['withHeader', 'rowsOnly', 'none'] as const;
	const fieldsOf = (count: number) => Array.from({ length: count }, (_, n) => `field_${n}`);

	it.each(counters.flatMap((counter) => lines.map((line) => [counter, line] as const)))(
		'counters: %s, texts about rows: %s',
		async (activityCounters, errorLines) => {
			const { simulator } = service;
			Object.assign(simulator.switches, defaultSwitches, { activityCounters, errorLines, mostCustomFields: 25 });
			for (const label of fieldsOf(26)) simulator.account.addCustomField({ label });
			const list = simulator.account.addList(`Refusals ${activityCounters} ${errorLines}`);
			const rows = Array.from({ length: 12 }, (_, n) => ({
				email: email(n),
				...Object.fromEntries(fieldsOf(n === 7 ? 26 : 25).map((name) => [name, 'x'])),
			}));
			const fields = mapped(
				Object.fromEntries([
					['email', '={{ $json.email }}'],
					...fieldsOf(26).map((name) => [`cf:${name}`, `={{ $json.${name} }}`]),
				]),
			);
			const { summary, codes } = await mustRun({ list, people: rows, credential: service.connectAlone(), fields });
			expect(summary.profiles).toMatchObject({ sent: 12, refused: 1, rejected: 0 });
			expect(codes).toEqual({ [email(7)]: 'refused_by_constant_contact' });
		},
	);
});
