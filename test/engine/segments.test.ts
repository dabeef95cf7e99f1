import type { IDataObject } from 'n8n-workflow';
import type { Place } from '../support/place';
import { placeIn } from '../support/place';
import { listTagName } from '../support/segmentRun';
import type { Service } from '../support/service';
import { startService } from '../support/service';

let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

const place = (): Place => placeIn(service);

const created = { createMissingList: true };
const list = (name: string) => service.simulator.account.addList(name);

/** People who are on the list, and noted as such, as after many exports. */
function fill(listName: string, { email }: Place, numbers: readonly number[]): void {
	const { account } = service.simulator;
	const target = account.listNamed(listName) ?? list(listName);
	const tag = account.addTag(listTagName(target));
	for (const n of numbers) {
		if (account.contact(email(n)) === undefined)
			account.addContact({
				email: email(n),
				fields: { first_name: `First ${n}`, last_name: 'Last' },
				lists: [target],
				tags: [tag],
			});
		else {
			account.addToList(email(n), target);
			account.tag(account.mustFind(email(n)), tag);
		}
	}
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

test.concurrent("each segment goes to the list of its name, as Customer Insights' JSON text names it", async () => {
	const own = place();
	for (const name of ['Kids/Teens "A"', 'Male, under 40', 'gold']) list(name);
	const source = [
		own.person(1, '["Kids/Teens \\"A\\"","Male, under 40"]'),
		own.person(2, '["Male, under 40","GOLD"]'),
		own.person(3, '["Gold"]'),
		own.person(4, '["Gold","Male, under 40"]', { last_name: 'x'.repeat(51) }),
		own.person(2, '["Gold"]', { first_name: 'Twin' }),
		own.person(5, ''),
		own.person(6, null),
		own.person(7, '[]'),
	].map(({ segments, ...profile }) => ({ ...profile, msdynci_segments: segments }) as IDataObject);
	const parameters = { segmentField: 'msdynci_segments' };
	const first = await own.run(source, parameters);
	expect(first.error).toBeUndefined();
	expect(first.summaries.map(({ list: { name }, segments, profiles }) => ({ name, segments, profiles }))).toMatchObject(
		[
			{ name: 'Kids/Teens "A"', segments: ['Kids/Teens "A"'], profiles: { read: 1, sent: 1 } },
			{ name: 'Male, under 40', segments: ['Male, under 40'], profiles: { read: 3, rejected: 1, sent: 2 } },
			{ name: 'gold', segments: ['GOLD'], profiles: { read: 4, duplicates: 1, rejected: 1, sent: 2 } },
		],
	);
	expect(['Kids/Teens "A"', 'Male, under 40', 'gold'].map(own.members)).toEqual([['1'], ['1', '2'], ['2', '3']]);
	expect(service.simulator.account.contact(own.email(2))?.fields.first_name).toBe('Twin');
	expect(first.rejected.map(({ rejection }) => rejection)).toMatchObject([
		{ code: 'value_too_long', segment: 'Male, under 40', row: 4 },
		{ code: 'value_too_long', segment: 'GOLD', row: 4 },
	]);
	expect(first.hints).toContain('3 of 8 profiles are in none of the segments and were passed over.');
	expect(first.summaries.reduce((sum, { apiCalls }) => sum + apiCalls, 0)).toBe(
		service.simulator.requests.count(
			({ clientId, host }) => clientId === own.credential.data.clientId && host === 'api.cc.email',
		),
	);
});

test.concurrent(
	'a mirror of each list: who moves from one segment to another leaves the one list and is on the other',
	async () => {
		const own = place();
		fill('Moves from', own, range(0, 10));
		fill('Moves to', own, range(10, 20));
		const source = [
			...range(2, 10).map((n) => own.person(n, 'Moves from')),
			...range(10, 19).map((n) => own.person(n, ['Moves to'])),
			own.person(0, 'Moves to'),
			own.person(1, 'Moves to,Moves from'),
		];
		const { error, summaries } = await own.run(source, { syncMode: 'mirror' });
		expect(error).toBeUndefined();
		expect(summaries.map(({ list: { name }, profiles }) => ({ name, ...profiles }))).toMatchObject([
			{ name: 'Moves from', read: 9, unchanged: 9, sent: 0, removed: 1 },
			{ name: 'Moves to', read: 11, unchanged: 9, sent: 2, removed: 1 },
		]);
		expect(own.members('Moves from')).toEqual(range(1, 10).map(String));
		expect(own.members('Moves to')).toEqual([0, 1, ...range(10, 19)].map(String));
	},
);

test.concurrent(
	'the guard of one list stops all lists before anything is changed; a preview shows it for that list',
	async () => {
		const own = place();
		fill('Guarded A', own, range(0, 10));
		fill('Guarded B', own, range(10, 20));
		const source = [
			...range(0, 12).map((n) => own.person(n, 'Guarded A')),
			...range(10, 14).map((n) => own.person(n, 'Guarded B')),
		];
		const stopped = await own.run(source, { syncMode: 'mirror' });
		expect(stopped.error?.message).toBe(
			"This run would take 6 of 10 members (60 %) off the list 'Guarded B', more than the 20 % allowed, so nothing was changed",
		);
		expect(stopped.error?.description).toContain('No other list was changed, either.');
		expect(own.writes()).toEqual([]);
		const { summaries } = await own.run(source, { syncMode: 'mirror', operation: 'preview' });
		expect(summaries.map(({ guard }) => guard)).toMatchObject([
			{ tripped: false, leavers: 0 },
			{ tripped: true, leavers: 6, members: 10, percent: 60 },
		]);
		const empty = await own.run(source.slice(0, 10), {
			syncMode: 'mirror',
			segmentNames: 'Guarded B, Guarded A',
			options: { maximumRemovalPercent: 100 },
		});
		expect(empty.error?.message).toBe(
			"The segment is empty, so the 10 members of the list 'Guarded B' were left as they are",
		);
		expect(own.writes()).toEqual([]);
	},
);

test.concurrent(
	'missing lists stop the run before anything is changed, all of them named, with those that may have been meant',
	async () => {
		const own = place();
		for (const name of ['Loyal customers', 'Here']) list(name);
		const { error } = await own.run([own.person(1, 'Here, Loyal Costumers, Elsewhere')]);
		expect(error?.message).toBe("There are no lists named 'Loyal Costumers', 'Elsewhere' in Constant Contact");
		expect(error?.description).toContain("Similar names there: 'Loyal customers'.");
		expect(error?.description).toContain("'Create Missing List'");
		expect(own.writes()).toEqual([]);
	},
);

test.concurrent(
	'all segments to one list: a person once, the last profile counting, and only the picked segments',
	async () => {
		const own = place();
		const union = list('Union');
		const source = [
			own.person(1, 'A'),
			own.person(2, 'B'),
			own.person(3, 'C'),
			own.person(1, 'b', { first_name: 'Later' }),
			own.person(4, 'A,B,C'),
		];
		const parameters = { listPerSegment: false, list: { __rl: true, mode: 'id', value: union.id } };
		const picked = await own.run(source, { ...parameters, segmentNames: '={{ ["A", "B", "Typo"] }}' });
		expect(picked.summaries).toMatchObject([
			{ segments: ['A', 'B', 'Typo'], profiles: { read: 4, duplicates: 1, sent: 3 } },
		]);
		expect(own.members('Union')).toEqual(['1', '2', '4']);
		expect(service.simulator.account.contact(own.email(1))?.fields.first_name).toBe('Later');
		expect(picked.hints).toContain(
			"1 of 5 profiles are in none of the segments and were passed over; no profile is in 'Typo'.",
		);
		const mirrored = await own.run(
			source.filter((_profile, index) => index !== 1),
			{ ...parameters, syncMode: 'mirror', options: { maximumRemovalPercent: 50 } },
		);
		expect(mirrored.summaries).toMatchObject([
			{ segments: ['A', 'C', 'b'], profiles: { read: 4, duplicates: 1, unchanged: 2, sent: 1, removed: 1 } },
		]);
		expect(own.members('Union')).toEqual(['1', '3', '4']);
	},
);

test.concurrent('an expression for each item that is left in the hidden List stops no list per segment', async () => {
	const own = place();
	for (const name of ['Left A', 'Left B']) list(name);
	const left = { list: { __rl: true, mode: 'id', value: '={{ $json.segments }}' } };
	const { error, summaries } = await own.run([own.person(1, 'Left A'), own.person(2, 'Left B')], left);
	expect(error).toBeUndefined();
	expect(summaries).toHaveLength(2);
	expect([own.members('Left A'), own.members('Left B')]).toEqual([['1'], ['2']]);
});

test.concurrent(
	'a picked segment that the source brings nobody of takes nobody off the list that it shares, whatever share is allowed',
	async () => {
		const own = place();
		fill('Shared', own, range(1, 6));
		const parameters = {
			syncMode: 'mirror',
			listPerSegment: false,
			list: { __rl: true, mode: 'name', value: 'Shared' },
			segmentNames: 'Here, Gone',
			options: { maximumRemovalPercent: 100 },
		};
		const source = [own.person(1, 'Here'), own.person(2, 'Here')];
		const { error } = await own.run(source, parameters);
		expect(error?.message).toBe("No profile is in 'Gone', so the 5 members of the list 'Shared' were left as they are");
		expect(own.writes()).toEqual([]);
		expect((await own.run(source, { ...parameters, segmentNames: 'Here' })).error).toBeUndefined();
		expect(own.members('Shared')).toEqual(['1', '2']);
	},
);

test.concurrent(
	'a file: the column that names the segments, in one cell or another shape; a second run changes nothing',
	async () => {
		const own = place();
		for (const name of ['File A', 'File, B']) list(name);
		const csv = `email,first_name,last_name,Segment list\n${own.email(1)},First 1,Last,"[""File A"",""File, B""]"\n${own.email(2)},First 2,Last,File A\nbad,,,File A\n${own.email(3)},First 3,Last,\n`;
		const item = {
			json: {},
			binary: { data: { data: Buffer.from(csv).toString('base64'), mimeType: 'text/csv', fileName: 'segment.csv' } },
		};
		const parameters = { source: 'file', inputBinaryField: 'data', segmentField: '={{ $json["Segment list"] }}' };
		const { error, summaries, rejected } = await own.run([item], parameters);
		expect(error).toBeUndefined();
		expect(summaries).toMatchObject([
			{ segments: ['File A'], profiles: { read: 3, rejected: 1, sent: 2 } },
			{ segments: ['File, B'], profiles: { read: 1, sent: 1 } },
		]);
		expect(['File A', 'File, B'].map(own.members)).toEqual([['1', '2'], ['1']]);
		expect(rejected).toMatchObject([{ email: 'bad', rejection: { segment: 'File A', row: 3 } }]);
		const before = own.writes().length;
		const again = await own.run([item], { ...parameters, segmentField: 'Segment list' });
		expect(again.summaries.map(({ profiles }) => [profiles.unchanged, profiles.sent])).toEqual([
			[2, 0],
			[1, 0],
		]);
		expect(own.writes()).toHaveLength(before);
	},
);

test.concurrent.each<[string, (own: Place) => IDataObject[], IDataObject, string]>([
	[
		'more segments than can be meant',
		(own) => range(0, 101).map((n) => own.person(n, `Order ${n}`)),
		{},
		'names more than 100 segments',
	],
	[
		'the email addresses',
		(own) => [own.person(1, 'x')],
		{ segmentField: 'email', options: created },
		'holds email addresses instead of names',
	],
	[
		'a field that no profile has',
		(own) => [own.person(1, 'x')],
		{ segmentField: 'segmets' },
		"No profile has the field 'segmets'",
	],
	[
		'a mirror of no segment at all',
		(own) => [own.person(1, ''), own.person(2, '[]')],
		{ syncMode: 'mirror' },
		'The source names no segment',
	],
	[
		'a broken profile, where one is to stop the run',
		(own) => [own.person(1, 'Stops A'), own.person(2, 'Stops B', { email: 'x' })],
		{ options: { ...created, invalidProfiles: 'stop' } },
		'1 of 1 profiles cannot be exported',
	],
])('%s: nothing is changed', async (what, source, parameters, message) => {
	const own = place();
	const { error } = await own.run(source(own), parameters);
	expect(error?.message).toContain(message);
	expect([what, own.writes()]).toEqual([what, []]);
});

test.concurrent('no segment at all, and no mirror: nothing to export to, and nothing is asked', async () => {
	const own = place();
	const { error, exported, hints } = await own.run([own.person(1, '')]);
	expect([error, exported, own.calls()]).toEqual([undefined, [], []]);
	expect(hints).toEqual(['1 of 1 profiles are in none of the segments and were passed over.']);
});

test.concurrent('who opts out while the lists before are written is left alone', async () => {
	const own = place();
	fill('Opt-outs A', own, []);
	fill('Opt-outs B', own, [1, 2]);
	let left = false;
	service.simulator.faults.onRequest(({ clientId, path }) => {
		if (left || clientId !== own.credential.data.clientId || !path.endsWith('json_import')) return;
		left = true;
		service.simulator.account.removeFromList(own.email(1), service.simulator.account.listNamed('Opt-outs B')!);
	});
	const { summaries, rejected } = await own.run(
		[own.person(1, 'Opt-outs B'), own.person(2, 'Opt-outs A, Opt-outs B')],
		{ segmentNames: 'Opt-outs A, Opt-outs B', options: { onlyChanges: false } },
	);
	expect(left).toBe(true);
	expect(summaries[1].profiles).toMatchObject({ read: 2, optedOut: 1, sent: 1 });
	expect(own.members('Opt-outs B')).toEqual(['2']);
	expect(rejected).toMatchObject([{ rejection: { code: 'opted_out_of_list', segment: 'Opt-outs B' } }]);
});

test.concurrent('a failure in the middle says which lists are finished, and the next run does the rest', async () => {
	const own = place();
	for (const name of ['Broken A', 'Broken B']) list(name);
	let imports = 0;
	service.simulator.faults.onRequest(({ clientId, path }) => {
		if (clientId !== own.credential.data.clientId || !path.endsWith('json_import')) return;
		if (++imports === 2) service.simulator.account.deleteList(service.simulator.account.listNamed('Broken B')!);
	});
	const source = [own.person(1, 'Broken A, Broken B')];
	const { error } = await own.run(source);
	expect(error?.description).toContain("Finished by then: the export to 'Broken A'.");
	const { summaries } = await own.run(source, { options: created });
	expect(summaries).toMatchObject([{ profiles: { unchanged: 1 } }, { list: { isNew: true }, profiles: { sent: 1 } }]);
});

test.concurrent('removing and the other returns know their segment, too', async () => {
	const own = place();
	fill('Removed A', own, [1, 2, 3]);
	fill('Removed B', own, [2, 3, 4]);
	const theirs = { segment: 'their own', verdict: 'theirs' };
	const source = [own.person(1, 'Removed A', theirs), own.person(2, 'Removed A, Removed B')];
	const profiles = await own.run(source, {
		operation: 'preview',
		syncMode: 'remove',
		options: { return: 'profiles', maximumRemovalPercent: 100 },
	});
	expect(profiles.exported.map(({ email, verdict, segment }) => [email, verdict, segment])).toEqual([
		[own.email(1), 'removed', 'Removed A'],
		[own.email(2), 'removed', 'Removed A'],
		[own.email(2), 'removed', 'Removed B'],
	]);
	expect(profiles.exported[0]).toMatchObject({ profile_segment: 'their own', profile_verdict: 'theirs' });
	const batches = await own.run(source, {
		syncMode: 'remove',
		options: { return: 'batches', maximumRemovalPercent: 100 },
	});
	expect(batches.exported).toMatchObject([
		{ kind: 'remove', rows: 2, segments: ['Removed A'], list: { name: 'Removed A' } },
		{ kind: 'remove', rows: 1, segments: ['Removed B'] },
	]);
	expect([own.members('Removed A'), own.members('Removed B')]).toEqual([['3'], ['3', '4']]);
});
