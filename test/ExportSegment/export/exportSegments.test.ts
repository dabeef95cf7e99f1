import { syncModes } from '../../../nodes/ExportSegment/export/run/syncModes';
import type { ProfileFields } from '../../../nodes/shared/files/pages';
import { exportSegments } from '../../../nodes/ExportSegment/export/exportSegments';
import type { ListResult } from '../../../nodes/ExportSegment/export/exportSegments';
import type { Ports } from '../../../nodes/ExportSegment/export/run/ports';
import type { ExportPolicy, ExportRun } from '../../../nodes/ExportSegment/export/run/run';
import { createPorts, runOf } from '../../support/exportRun';

const profiles: ProfileFields[] = [
	{ email: 'a@example.com', in: 'A' },
	{ email: 'b@example.com', in: 'B' },
	{ email: 'x', in: 'B' },
	{ email: 'c@example.com', in: 'AB' },
];
const reading: Partial<ExportPolicy> = { respectOptOuts: true, restoreDeletedContacts: false, onlyChanges: true };

function runsOf(
	segments: readonly string[],
	policy: Partial<ExportPolicy> = reading,
	more: Partial<ExportRun> = {},
): ExportRun[] {
	return segments.map((segment) => ({
		...runOf(profiles, policy),
		listId: `list ${segment}`,
		listName: segment,
		segments: [segment],
		memberTestOf: (page) => (index) => String(page.profiles[index].in).includes(segment),
		...more,
	}));
}

/** Constant Contact that counts what it is asked. */
function countedPorts(behaviour: Parameters<typeof createPorts>[0] = {}) {
	const fake = createPorts(behaviour);
	const asked: string[] = [];
	const told = new Proxy(fake.constantContact, {
		get(target, name: string) {
			const method = target[name as keyof typeof target] as (...given: unknown[]) => unknown;
			return (...given: unknown[]) => {
				asked.push(name === 'startDownload' ? `startDownload ${JSON.stringify(given[0])}` : name);
				return method.apply(target, given);
			};
		},
		ownKeys: (target) => Reflect.ownKeys(target),
	});
	const counter = {
		get calls() {
			return asked.length;
		},
		get polls() {
			return asked.filter((name) => name === 'activities').length;
		},
	};
	const ports: Ports = { ...fake, constantContact: told };
	return { ports, asked, counter, bodies: fake.bodies };
}

async function all(results: AsyncGenerator<ListResult>): Promise<ListResult[]> {
	const gathered: ListResult[] = [];
	for await (const result of results) gathered.push(result);
	return gathered;
}

const writes = /^(?:importContacts|createList|deleteList|removeMembers|tagMembers|untagMembers|createTag)$/;

it('each list gets its own segment, and the counts of both are their own', async () => {
	const { ports, counter, bodies } = countedPorts();
	const results = await all(exportSegments(runsOf(['A', 'B']), counter, ports));
	expect(bodies.map(({ import_data, list_ids }) => [list_ids, import_data.map(({ email }) => email)])).toEqual([
		[['list A'], ['a@example.com', 'c@example.com']],
		[['list B'], ['b@example.com', 'c@example.com']],
	]);
	expect(results.map(({ result: { counts } }) => counts)).toMatchObject([
		{ read: 2, sent: 2 },
		{ read: 3, rejected: 1, sent: 2 },
	]);
	expect(results.reduce((sum, { calls }) => sum + calls, 0)).toBe(counter.calls);
});

it('no list is changed before all have been read, and each is read again just before it is written', async () => {
	const { ports, asked, counter } = countedPorts();
	await all(exportSegments(runsOf(['A', 'B']), counter, ports));
	const firstWrite = asked.findIndex((name) => writes.test(name));
	const lookedAt = asked.slice(0, firstWrite);
	for (const list of ['list A', 'list B'])
		expect(lookedAt).toContain(`startDownload ${JSON.stringify({ listId: list })}`);
	const importOfA = asked.indexOf('importContacts');
	const importOfB = asked.lastIndexOf('importContacts');
	expect(asked.slice(importOfA, importOfB)).toEqual(
		expect.arrayContaining([
			`startDownload {"listId":"list B"}`,
			`startDownload {"status":"unsubscribed"}`,
			`startDownload {"status":"removed"}`,
		]),
	);
});

it("while looking, what is the whole account's is asked for once; a single list is looked at once only", async () => {
	const count = async (segments: string[], isPreview: boolean) => {
		const { ports, asked, counter } = countedPorts();
		const results = await all(exportSegments(runsOf(segments, reading, { isPreview }), counter, ports));
		const times = (name: string) => asked.filter((each) => each === name).length;
		return {
			unsubscribed: times('startDownload {"status":"unsubscribed"}'),
			tags: times('tags'),
			lists: times('startDownload {"listId":"list A"}'),
			results,
			calls: counter.calls - counter.polls,
		};
	};
	expect(await count(['A', 'B'], true)).toMatchObject({ unsubscribed: 1, tags: 1, lists: 1 });
	expect(await count(['A', 'B'], false)).toMatchObject({ unsubscribed: 3, tags: 3, lists: 2 });
	expect(await count(['A'], false)).toMatchObject({ unsubscribed: 1, tags: 1, lists: 1 });
	for (const segments of [['A'], ['A', 'B']]) {
		const planned = (await count(segments, true)).results.reduce((sum, { plannedCalls }) => sum + plannedCalls, 0);
		// The look at the list after an import, two requests, is not needed where the counters prove that all landed.
		const proven = 2 * segments.length;
		expect([segments, planned - proven]).toEqual([segments, (await count(segments, false)).calls]);
	}
});

it('every guard that trips is named, and nothing is changed', async () => {
	const { ports, asked, counter } = countedPorts();
	await expect(
		all(exportSegments(runsOf(['A', 'None', 'Nobody'], { sync: syncModes.mirror }), counter, ports)),
	).rejects.toMatchObject({
		kind: 'configuration',
		message:
			"The segment is empty, and nobody is on the list 'None'. The segment is empty, and nobody is on the list 'Nobody'",
		advice: expect.stringContaining('No other list was changed, either.') as unknown,
	});
	expect(asked.filter((name) => writes.test(name))).toEqual([]);
});

it('the requests of all lists together must fit into a day', async () => {
	const many = Array.from({ length: 6_000 }, (_, n): ProfileFields => ({ email: `p${n}@example.com`, in: 'AB' }));
	const { ports, asked, counter } = countedPorts();
	const runs = runsOf(
		['A', 'B'],
		{ maximumBatchRows: 1 },
		{ source: { pages: () => [{ firstRow: 1, profiles: many }] } },
	);
	await expect(all(exportSegments(runs, counter, ports))).rejects.toThrow(/needs at least 12,0\d\d requests/);
	expect(asked.filter((name) => writes.test(name))).toEqual([]);
});

it('a missing list is made before the first import to it, and not for nobody', async () => {
	const { ports, asked, counter, bodies } = countedPorts();
	const missing = { isListMissing: true, listMembers: 0 };
	const [a, none] = await all(exportSegments(runsOf(['A', 'None'], reading, missing), counter, ports));
	expect(asked.filter((name) => writes.test(name)).slice(0, 2)).toEqual(['createList', 'importContacts']);
	expect(bodies.map(({ list_ids }) => list_ids)).toEqual([['A']]);
	expect([a.result.madeListId, none.result.madeListId]).toEqual(['A', undefined]);
	expect(asked.filter((name) => name.includes('listId'))).toEqual([]);
});

it('no list, nothing to do', async () => {
	const { ports, counter } = countedPorts();
	expect(await all(exportSegments([], counter, ports))).toEqual([]);
	expect(counter.calls).toBe(0);
});
