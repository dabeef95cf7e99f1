import type { ActivityKind, ContactList } from '../simulator';
import { listTagName, mustRun, notedOn } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

// A request for a job is lost before it was taken in, and a colleague starts a job at that moment: nothing in Constant
// Contact's answers tells whose job it is.

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService({ limits: { perSecond: Infinity } });
	list = service.simulator.account.addList('News');
});
afterEach(async () => await service.close());

const people = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, n) => ({ email: email(from + n), first_name: 'A', last_name: 'B' }));
const email = (n: number) => `p${n}@example.com`;
const emails = (from: number, to: number) =>
	people(from, to)
		.map((person) => person.email)
		.sort();

const mirror = (wanted: ReturnType<typeof people>) => ({ list, people: wanted, credential: service.connectAlone() });
const members = () => service.simulator.account.membersOf(list).sort();
const noted = () => notedOn(service.simulator, list);

function addMembers(count: number, { areNoted }: { areNoted: boolean }): void {
	const { account } = service.simulator;
	const tags = areNoted ? [account.addTag(listTagName(list))] : [];
	account.addContacts(count, (n) => ({
		email: email(n),
		lists: [list],
		tags,
		fields: { first_name: 'A', last_name: 'B' },
	}));
}

/** The first request for this job never arrives; the colleague's job is there when it is asked for again. */
function loseFirst(path: string, strangers: ActivityKind, counters: Record<string, number> = {}): () => boolean {
	const { activities, faults } = service.simulator;
	let isLost = false;
	faults.onRequest((request) => {
		if (isLost || request.method !== 'POST' || !request.path.endsWith(`/${path}`)) return undefined;
		isLost = true;
		// Still at work when it is asked for: its counters come with its end.
		const { latency } = activities;
		activities.latency = () => 60_000;
		activities.submit(strangers, (activity) => {
			Object.assign(activity.counters, counters);
			return [];
		});
		activities.latency = latency;
		return 'drop';
	});
	return () => isLost;
}

test("the job that tags the members is not taken for a colleague's export: everybody is noted, and who leaves stays off", async () => {
	addMembers(20, { areNoted: false });
	const isLost = loseFirst('contacts_taggings_add', 'export');
	await mustRun(mirror(people(0, 20)));
	expect(isLost()).toBe(true);
	expect(noted()).toEqual(emails(0, 20));

	service.simulator.account.removeFromList(email(0), list);
	const { codes } = await mustRun(mirror(people(0, 20)));
	expect(codes).toEqual({ [email(0)]: 'opted_out_of_list' });
	expect(members()).toEqual(emails(1, 20));
});

test.each(['contacts_taggings_remove', 'remove_list_memberships'])(
	"%s is not taken for a colleague's export: the leavers are off the list, and may come back",
	async (path) => {
		addMembers(20, { areNoted: true });
		const isLost = loseFirst(path, 'export');
		const { summary } = await mustRun(mirror(people(3, 20)));
		expect(isLost()).toBe(true);
		expect(summary.profiles.removed).toBe(3);
		expect([members(), noted()]).toEqual([emails(3, 20), emails(3, 20)]);

		const { codes } = await mustRun(mirror(people(0, 20)));
		expect(codes).toEqual({});
		expect(members()).toEqual(emails(0, 20));
	},
);

describe("an import is not taken for a colleague's", () => {
	beforeEach(() => void (service.simulator.switches.activityCounters = 'documented'));

	it('where that one ends with another number of people: ours is sent again', async () => {
		addMembers(20, { areNoted: true });
		const isLost = loseFirst('contacts_json_import', 'import', { person_count: 4 });
		const { activities } = service.simulator;
		const { summary } = await mustRun(mirror(people(0, 25)));
		expect(isLost()).toBe(true);
		expect(activities.all.filter(({ kind }) => kind === 'import')).toHaveLength(2);
		expect(summary.profiles).toMatchObject({ sent: 5, refused: 0 });
		expect(members()).toEqual(emails(0, 25));
	});

	it('without a look at the list, where that one has as many people: nobody is reported to be on it who is not', async () => {
		addMembers(20, { areNoted: true });
		const counters = { person_count: 5, cannot_add_to_list_count: 0, correctable_count: 0, error_count: 0 };
		const isLost = loseFirst('contacts_json_import', 'import', counters);
		const { summary } = await mustRun(mirror(people(0, 25)));
		expect(isLost()).toBe(true);
		const landed = members().length - 20;
		expect([summary.profiles.refused, landed]).toEqual([5 - landed, landed]);

		await mustRun(mirror(people(0, 25)));
		expect(members()).toEqual(emails(0, 25));
	});

	it.each([true, false])(
		'where that one has as many people, nor are members reported to have values that they have not (Only Changes: %s)',
		async (onlyChanges) => {
			const { account } = service.simulator;
			addMembers(20, { areNoted: true });
			const count = onlyChanges ? 5 : 20;
			const counters = { person_count: count, cannot_add_to_list_count: 0, correctable_count: 0, error_count: 0 };
			const isLost = loseFirst('contacts_json_import', 'import', counters);
			const renamed = people(0, 20).map((person, n) => (n < 5 ? { ...person, last_name: 'C' } : person));
			const { summary } = await mustRun({ ...mirror(renamed), options: { onlyChanges } });
			expect(isLost()).toBe(true);
			const names = () => emails(0, 20).filter((each) => account.mustFind(each).values.last_name === 'C').length;
			expect([summary.profiles.sent, summary.profiles.refused]).toEqual([count, 5 - names()]);

			await mustRun(mirror(renamed));
			expect(names()).toBe(5);
		},
	);
});
