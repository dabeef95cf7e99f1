import type { ContactList } from '../simulator';
import { runsOf } from '../support/engine';
import type { SegmentRun } from '../support/segmentRun';
import { runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService({ limits: { perSecond: Infinity } });
	const { account } = service.simulator;
	list = account.addList('Newsletter');
	account.addContacts(30, (n) => ({ email: people[n].email, lists: [list] }));
});
afterEach(async () => await service.close());

const people = Array.from({ length: 30 }, (_, n) => ({
	email: `person${n}@example.com`,
	first_name: 'A',
	last_name: 'B',
}));
const export30 = async (more: Partial<SegmentRun>) =>
	await runSegment({
		list,
		people,
		credential: service.connectAlone(),
		options: { maximumRemovalPercent: 100, respectOptOuts: false },
		...more,
	});
const members = () => service.simulator.account.memberCount(list);

it('a mirror in a loop changes nothing, from its first run on, and names the loop', async () => {
	const outcome = await export30({ wiring: { loopOf: 10 } });
	expect(outcome.error?.message).toContain("within the loop 'Loop Over Items'");
	expect(outcome.error?.message).toContain('changed nothing');
	expect(outcome.error?.description).toContain("output 'done' of 'Loop Over Items'");
	expect([members(), service.simulator.requests.writes()]).toEqual([30, []]);
});

it.each([
	['that is over, within one that is not', { loopOf: 10, withinLoopOf: 10 }, 'Outer Loop'],
	['that is not over, within one that is', { loopOf: 10, withinLoopOf: 30 }, 'Loop Over Items'],
])('a mirror in a loop %s, changes nothing, from its first run on', async (_loop, wiring, unfinished) => {
	const outcome = await export30({ wiring });
	expect(outcome.error?.message).toContain(`within the loop '${unfinished}'`);
	expect([members(), service.simulator.requests.writes()]).toEqual([30, []]);
});

it('a mirror in a loop that brings everything at once is the whole segment', async () => {
	const outcome = await export30({ wiring: { loopOf: 30 } });
	expect([outcome.error, members()]).toEqual([undefined, 30]);
});

it('a mirror stops before any change when it runs for the second time in one execution', async () => {
	const outcome = await export30({ wiring: 'twice', people: people.slice(0, 20) });
	expect(runsOf(outcome)).toHaveLength(2);
	expect(outcome.error?.message).toContain('This is run 2 of the node in one execution');
	expect(outcome.error?.description).toContain('a Merge node');
	expect(members()).toBe(20);
});

it('with On Error, each part of a mirror says so in its item', async () => {
	const outcome = await export30({ wiring: { loopOf: 10 }, onError: 'continueRegularOutput' });
	expect(runsOf(outcome)).toHaveLength(3);
	expect(members()).toBe(30);
});

it('other modes go on, and a hint tells what a thousand such runs take', async () => {
	const outcome = await export30({ wiring: { loopOf: 15 }, syncMode: 'addOrUpdate' });
	expect(outcome.error).toBeUndefined();
	const calls = outcome.summary.apiCalls;
	expect(outcome.hints.map(({ message }) => message)).toContainEqual(
		expect.stringContaining(
			`This is run 2 of the node in one execution, and this run took ${calls} requests of the 10,000 that Constant Contact allows in a day: a thousand such runs take ${(calls * 1_000).toLocaleString('en-US')}`,
		) as string,
	);
});

it.each([
	['List', { list: { mode: 'id', value: '={{ $json.list }}' } }],
	['Tags', { options: { tags: '={{ $json.list }}' } }],
])("%s by an expression that means each item's own stops every mode before any change", async (label, more) => {
	const own = people.map((person, n) => ({ ...person, list: n < 29 ? list.id : 'another one' }));
	const outcome = await export30({ people: own, syncMode: 'addOrUpdate', ...more });
	expect(outcome.error?.message).toContain(`The expression in '${label}' gives different values for different items`);
	expect([members(), service.simulator.requests.writes()]).toEqual([30, []]);
});

it('Execute Once stops a mirror before any change', async () => {
	const outcome = await export30({ executeOnce: true });
	expect(outcome.error?.message).toContain("With 'Execute Once' the node sees the first item alone");
	expect([members(), service.simulator.requests.writes()]).toEqual([30, []]);
});

it.each([
	['alone', { error: 'Request failed with status code 500' }],
	['with details', { error: 'Bad request', message: 'Bad request', details: 'x' }],
	['with a description', { error: 'Bad request', description: 'x' }],
	['as an object', { message: 'Bad request', error: { name: 'NodeApiError' } }],
	['without words for it', { error: undefined }],
	['with nothing in it', { error: null }],
	['with the service saying so', { error: true, message: 'Bad request' }],
])('what a node before could not do, %s, stops a mirror before any change', async (_, failed) => {
	const outcome = await export30({ people: [...people.slice(0, 20), failed] });
	expect(outcome.error?.message).toContain('A node before this one has failed for 1 item,');
	expect(outcome.error?.description).toContain("'Stop Workflow'");
	expect([members(), service.simulator.requests.writes()]).toEqual([30, []]);
});

it.each([{ error: false, message: 'OK' }, { error: 0, message: 'OK' }, { error: null, details: {} }, { error: false }])(
	'a service that says that there is no error, %j, stops no mirror',
	async (answer) => {
		const outcome = await export30({ people: [...people, answer] });
		expect([outcome.error, members()]).toEqual([undefined, 30]);
		expect(outcome.hints.map(({ message }) => message)).not.toContainEqual(
			expect.stringContaining('A node before this one has failed') as string,
		);
	},
);

it('is told by a hint in the other modes, and a profile with such a field is none of them', async () => {
	const added = await export30({ people: [people[0], { error: 'Not found' }], syncMode: 'addOrUpdate' });
	expect([added.error, added.summary.profiles.rejected]).toEqual([undefined, 1]);
	expect(added.hints.map(({ message }) => message)).toContainEqual(
		expect.stringContaining('A node before this one has failed for 1 item,') as string,
	);
	const mirrored = await export30({ people: people.map((person) => ({ ...person, error: 'bounced' })) });
	expect([mirrored.error, members()]).toEqual([undefined, 30]);
});

it('Execute Once is reported by a hint in the other modes', async () => {
	const outcome = await export30({ executeOnce: true, syncMode: 'addOrUpdate' });
	expect(outcome.error).toBeUndefined();
	expect(outcome.summary.profiles.read).toBe(1);
	expect(outcome.hints.map(({ message }) => message)).toContainEqual(
		expect.stringContaining("'Execute Once'") as string,
	);
});
