/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../simulator';
import type { EngineResult } from '../support/engine';
import { runInEngine } from '../support/engine';
import type { Heartbeat } from '../support/heartbeat';
import { startHeartbeat } from '../support/heartbeat';
import type { Service } from '../support/service';
import { asItems, exportParameters, startService } from '../support/service';

/**
 * Stopping an execution (by hand, or by its timeout: n8n goes the same way) in the middle of what may take long. All
 * moments are tried at the same time, each on a list and with an app key of its own, and afterwards each is run again.
 */
interface Moment {
	/** What is going on when it is stopped. */
	readonly what: string;
	/** The request after which it is stopped. */
	readonly after: RegExp;
	/** Milliseconds later. */
	readonly wait?: number;
	readonly fault?: Omit<Fault, 'clientId' | 'host'>;
	/** Contacts are not given by page. */
	readonly readsInBulk?: boolean;
	/** The access token no longer holds, and nobody answers who would renew it. */
	readonly isRenewing?: boolean;
	readonly source?: () => { items: INodeExecutionData[]; parameters: INodeParameters };
	readonly retryOnFail?: boolean;
}

const people = Array.from({ length: 6 }, (_, n) => ({
	email: `person${n}@example.com`,
	first_name: 'A',
	last_name: 'B',
}));
const everybody = people.map(({ email }) => email);
const hour = 3_600_000;
const imports = /contacts_json_import$/;
const files = /contact_exports\//;
const pages = /\/contacts$/;

/** The same six people over and over again: seconds to read, and nothing to import. */
function longFile(): { items: INodeExecutionData[]; parameters: INodeParameters } {
	const rows = everybody
		.map((email) => `${email},A,B\n`)
		.join('')
		.repeat(80_000);
	const binary = {
		data: {
			data: Buffer.from(`email,first_name,last_name\n${rows}`).toString('base64'),
			mimeType: 'text/csv',
			fileName: 'long.csv',
		},
	};
	return { items: [{ json: {}, binary }], parameters: { source: 'file', inputBinaryField: 'data' } };
}

const moments: readonly Moment[] = [
	{ what: 'a file is being read', after: /contact_lists$/, source: longFile },
	{
		what: 'it is refused again and again because of too many requests in a second',
		after: imports,
		wait: 1_500,
		fault: { kind: 'throttled', path: imports, times: Infinity },
	},
	{
		what: 'it waits because 1,000 jobs are queued',
		after: imports,
		wait: 100,
		fault: { kind: 'queueFull', path: imports, times: Infinity },
	},
	{ what: 'it waits for a job that does not end', after: /\/activities$/, wait: 1_000 },
	{ what: 'an import is not answered', after: imports, wait: 200, fault: { kind: 'noAnswer', path: imports } },
	{
		what: 'the list of members stops coming in the middle',
		after: files,
		wait: 200,
		fault: { kind: 'stalledAnswer', path: files },
		readsInBulk: true,
	},
	{
		what: 'a page of contacts stops coming in the middle',
		after: pages,
		wait: 200,
		fault: { kind: 'stalledAnswer', path: pages },
	},
	{ what: 'the access is being renewed, and nobody answers', after: /\/token$/, wait: 200, isRenewing: true },
	{
		what: 'an import is not answered, and Retry On Fail is on',
		after: imports,
		wait: 200,
		fault: { kind: 'noAnswer', path: imports },
		retryOnFail: true,
	},
];

interface Stopped {
	readonly result: EngineResult;
	/** Milliseconds of this process from the stop to the end of the node's work. */
	readonly tookMs: number;
	readonly requestsAfter: number;
	readonly lines: readonly string[];
	readonly members: readonly string[];
	readonly again: EngineResult;
}

let service: Service;
let heartbeat: Heartbeat;
const stopped = new Map<string, Stopped>();

beforeAll(async () => {
	service = await startService();
	heartbeat = startHeartbeat();
	const { simulator } = service;
	// Somebody is on each list, so that half of its members is something.
	const runs = moments.map((moment) => ({
		moment,
		list: simulator.account.addList(moment.what),
		credential: service.connectAlone(),
	}));
	simulator.account.addContact({ email: everybody[0], lists: runs.map(({ list }) => list) });
	simulator.activities.latency = (kind) => (kind === 'import' ? hour : 5);

	const firstRuns = runs.map(async ({ moment, list, credential }) => {
		const clientId = String(credential.data.clientId);
		if (moment.fault !== undefined) simulator.faults.add({ ...moment.fault, clientId });
		if (moment.readsInBulk) simulator.faults.add({ kind: 'forbidden', path: pages, times: Infinity, clientId });
		if (moment.isRenewing) {
			Object.assign(credential.data.oauthTokenData as object, { access_token: 'no longer valid' });
			simulator.faults.add({ kind: 'noAnswer', host: 'authz.constantcontact.com', times: 1 });
		}
		const lines: string[] = [];
		let stoppedAt = 0;
		let beatsBefore = 0;
		let isCounted = false;
		const result = await runInEngine({
			...settingsOf(moment, list.id),
			credential,
			mode: 'manual',
			onMessage: (line) => lines.push(line),
			onStart: (cancel) => {
				const forget = simulator.faults.onRequest((request) => {
					if (!moment.after.test(request.path) || (request.clientId ?? clientId) !== clientId || isCounted)
						return undefined;
					isCounted = true;
					setTimeout(() => {
						stoppedAt = performance.now();
						beatsBefore = heartbeat.ms;
						cancel();
						forget();
					}, moment.wait ?? 50);
					return undefined;
				});
			},
		});
		const tookMs = heartbeat.ms - beatsBefore;
		expect(stoppedAt).toBeGreaterThan(0);
		// What was on its way when the run was stopped may still arrive.
		await heartbeat.after(500);
		return { moment, list, credential, result, tookMs, calmFrom: performance.now(), lines };
	});
	const firsts = await Promise.all(firstRuns);
	await heartbeat.after(2_000);
	const requestsAfter = firsts.map(({ credential, calmFrom }) =>
		simulator.requests.count(({ clientId, at }) => clientId === credential.data.clientId && at > calmFrom),
	);

	simulator.faults.clear();
	simulator.activities.latency = { minMs: 1, maxMs: 5 };
	simulator.clock.advance(hour);
	await Promise.all(
		firsts.map(async ({ moment, list, credential, result, tookMs, lines }, index) => {
			if (moment.isRenewing)
				Object.assign(
					credential.data,
					service.connect({ clientId: credential.data.clientId, clientSecret: credential.data.clientSecret }).data,
				);
			const again = await runInEngine({ ...settingsOf(moment, list.id), credential });
			await simulator.activities.idle();
			stopped.set(moment.what, {
				result,
				tookMs,
				requestsAfter: requestsAfter[index],
				lines,
				members: simulator.account.membersOf(list).sort(),
				again,
			});
		}),
	);
});

afterAll(async () => {
	heartbeat.stop();
	await service.close();
});

function settingsOf({ source, retryOnFail }: Moment, listId: string) {
	const { items, parameters } = source?.() ?? { items: asItems(people), parameters: {} };
	return {
		items,
		retryOnFail,
		maxTries: 3,
		parameters: exportParameters(listId, { options: { maximumBatchRows: 3 }, ...parameters }),
	};
}

describe.each(moments.map(({ what }) => what))('stopped while %s', (what) => {
	const outcome = () => stopped.get(what) as Stopped;

	test('it ends within two seconds', () => {
		expect(outcome().tookMs).toBeLessThan(2_000);
	});

	test('nothing is asked of Constant Contact any more', () => {
		expect(outcome().requestsAfter).toBe(0);
		expect(outcome().result.exported).toEqual([]);
	});

	test('another run finishes the job', () => {
		expect(outcome().again.error).toBeUndefined();
		expect(outcome().members).toEqual(everybody);
	});
});

test('a file is stopped in the middle of it, not at its end', () => {
	expect(stopped.get('a file is being read')?.lines).toEqual([]);
});
