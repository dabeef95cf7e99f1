import type { IDataObject } from 'n8n-workflow';
import type { ContactList, Switches } from '../simulator';
import { defaultSwitches } from '../simulator';
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
} as const satisfies { [S in keyof Switches]?: ReadonlyArray<Switches[S]> };

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
		Object.entries(readings).flatMap(([name, others]) =>
			random() < 0.5 ? [] : [[name, others[Math.floor(random() * others.length)]]],
		),
	);
}

const oneByOne = Object.entries(readings).flatMap(([name, others]) =>
	[...others].map((value): [string, Partial<Switches>] => [`${name} ${value}`, { [name]: value }]),
);
const together = Array.from({ length: 40 }, (_, seed): [string, Partial<Switches>] => [
	`seed ${seed}`,
	randomReading(seed),
]);

const size = 1_000;
/** Each reading has people of its own. */
let reading = 0;
const email = (n: number) => `p${n}.${reading}@example.com`;
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
beforeAll(async () => {
	service = await startService({ latency: () => 0, limits: { perSecond: Infinity, tokensPerSecond: Infinity } });
});
afterAll(async () => await service.close());

it.each([['the recorded defaults', {}] as [string, Partial<Switches>], ...oneByOne, ...together])(
	'a mirror is right, and sends nothing that is unchanged: %s',
	async (what, switches) => {
		const { simulator } = service;
		Object.assign(simulator.switches, defaultSwitches, switches);
		const { account } = simulator;
		for (const field of [...account.customFields.values()]) account.customFields.delete(field.number);
		account.addCustomField({ label: 'Member Level' });
		account.addCustomField({ label: 'Store' });
		account.addCustomField({ label: 'Seen', type: 'datetime' });
		reading++;
		const list = account.addList(what);
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
	},
	60_000,
);

async function expectRuns(list: ContactList, run: (segment: readonly IDataObject[]) => Promise<SegmentOutcome>) {
	const { account, requests } = service.simulator;
	const members = () => account.membersOf(list).sort();
	const first = await run(people(0, size));
	expect(first.summary.profiles).toMatchObject({ sent: size, refused: 0, removed: 0 });
	expect(members()).toEqual(
		people(0, size)
			.map((each) => String(each.email))
			.sort(),
	);

	requests.clear();
	const second = await run(people(0, size));
	expect(second.summary.profiles).toMatchObject({ unchanged: size, sent: 0, removed: 0 });
	expect(requests.writes().map(({ path }) => path)).toEqual([]);
	expect(requests.count(({ path }) => /^\/v3\/activities\/[\w-]{36}$/.test(path))).toBeLessThanOrEqual(3);

	// Some leave the segment, one leaves the list, one unsubscribes, and some are new.
	account.removeFromList(email(20), list);
	account.unsubscribe(email(21));
	const third = await run(people(10, size + 5));
	expect(third.summary.profiles).toMatchObject({ optedOut: 2, sent: 5, removed: 10, refused: 0 });
	const wanted = people(10, size + 5)
		.map((each) => String(each.email))
		.filter((address) => address !== email(20));
	expect(members()).toEqual(wanted.sort());
	expect(account.readdedLeavers).toBe(0);
}
