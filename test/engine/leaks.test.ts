/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { inspect } from 'node:util';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../simulator';
import type { CapturedLog } from '../support/capturedLog';
import { captureLog } from '../support/capturedLog';
import type { CredentialStore, EngineResult } from '../support/engine';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { asItems, exportParameters, mapped, startService } from '../support/service';

/**
 * Runs that fail in generated ways, and runs that succeed, with people and secrets in everything that comes in:
 * profiles, the credential, and whatever Constant Contact says. Nothing of it may be in anything that is written, but
 * for the profiles in Rejected and in *Return: Profiles*. TEST_SEED=… generates other ways.
 */
const seed = Number(process.env.TEST_SEED ?? 11);
const runs = 32;

const requests: Readonly<Record<string, Pick<Fault, 'method' | 'path'>>> = {
	'the lists': { method: 'GET', path: /contact_lists$/ },
	'the tags': { method: 'GET', path: /contact_tags$/ },
	'a page of contacts': { method: 'GET', path: /\/contacts$/ },
	'the start of an export': { method: 'POST', path: /contact_exports$/ },
	'a look at the jobs': { method: 'GET', path: /\/activities$/ },
	'a file of contacts': { method: 'GET', path: /contact_exports\// },
	'an import': { method: 'POST', path: /contacts_json_import$/ },
	'a new tag': { method: 'POST', path: /contact_tags$/ },
	tagging: { method: 'POST', path: /contacts_taggings_add$/ },
	'a scratch list': { method: 'POST', path: /contact_lists$/ },
	untagging: { method: 'POST', path: /contacts_taggings_remove$/ },
	'the removal': { method: 'POST', path: /remove_list_memberships$/ },
	nothing: { method: 'TRACE' },
};

/** What no log, error, hint or summary may hold. */
const signature = 'X-Amz-Signature=d0b1a5e7c3f94e21';
const person = 'Secretfirst Secretlast <secretperson0.of@planted.example.com>, +1 555 010 4477';
const persons = /secret(first|last|person)|planted\.example|010 4477/i;

interface Cell {
	readonly request: string;
	readonly fault: Omit<Fault, 'method' | 'path'>;
	readonly after: number;
	readonly syncMode: 'addOrUpdate' | 'mirror' | 'remove';
	readonly returns: 'summary' | 'batches' | 'profiles';
	readonly onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	readonly retryOnFail: boolean;
	readonly expression: string;
}

function answersOf(said: string): fc.Arbitrary<Cell['fault']> {
	const refusal = { error_key: `contacts.api.${said}`, error_message: said };
	return fc.oneof(
		fc
			.record({
				status: fc.constantFrom(400, 403, 404, 409, 415, 418),
				json: fc.constantFrom([refusal], refusal, { message: said }, said),
			})
			.map((reply) => ({ kind: 'status' as const, reply, times: Infinity })),
		fc.constantFrom({ kind: 'status' as const, reply: { status: 401, json: [refusal] }, times: 3 }),
		fc.constant({
			kind: 'status' as const,
			reply: { status: 302, headers: { location: `https://files.example.com/contacts.csv?${signature}` } },
			times: Infinity,
		}),
		fc.constant({
			kind: 'status' as const,
			reply: {
				status: 200,
				json: {
					activity_id: said,
					state: said,
					lists: said,
					tags: [said],
					activities: said,
					name: 'News',
					list_id: said,
				},
			},
		}),
		fc.constant({ kind: 'status' as const, reply: { status: 200, text: `${said}\n"${said}`, type: 'text/csv' } }),
		fc.constant({ kind: 'malformedJson' as const }),
		fc.constant({ kind: 'html503' as const }),
	);
}

const cells = (said: string) =>
	fc.record<Cell>({
		request: fc.constantFrom(...Object.keys(requests)),
		fault: answersOf(said),
		after: fc.constantFrom(0, 0, 0, 1),
		syncMode: fc.constantFrom('addOrUpdate', 'mirror', 'mirror', 'remove'),
		returns: fc.constantFrom('summary', 'batches', 'profiles'),
		onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
		retryOnFail: fc.constantFrom(false, false, true),
		expression: fc.constantFrom(
			'={{ $json.first_name }}',
			'={{ $json.first_name }}',
			'={{ $json.first_name.toUpperCase() }}',
			'={{ $json.last_name.first_name.toDateTime() }}',
			'={{ $json.first_name.toDateTime("nonsense").format($json.last_name) }}',
		),
	});

interface Outcome {
	readonly cell: Cell;
	readonly result: EngineResult;
	readonly told: string;
	readonly secrets: readonly string[];
}

let service: Service;
let log: CapturedLog;
let outcomes: Outcome[];

beforeAll(async () => {
	service = await startService();
	log = captureLog();
	const { simulator } = service;
	// What Constant Contact writes about its jobs quotes people, too.
	simulator.requests.onAnswered(({ path }) => {
		if (path.endsWith('/contacts_json_import'))
			simulator.activities.all.at(-1)?.errors.push(`Line 2: ${person} is not valid`);
	});
	const sample = fc.sample(cells(`${person} ${signature}`), { seed, numRuns: runs });
	outcomes = await Promise.all(sample.map(async (cell, number) => await run(cell, number)));
	await simulator.activities.idle();
});

afterAll(async () => {
	log.end();
	await service.close();
});

async function run(cell: Cell, number: number): Promise<Outcome> {
	const { simulator } = service;
	const credential = service.connectAlone();
	const first = secretsOf(credential);
	const list = simulator.account.addList(`List ${number}`);
	const address = (n: number) => `secretperson${n}.of${number}@planted.example.com`;
	const people = [0, 1, 2].map((n) => ({
		email: address(n),
		first_name: `Secretfirst ${n}`,
		last_name: `Secretlast ${n}`,
	}));
	simulator.account.addContacts(4, (n) => ({ email: address(n + 1), lists: [list] }));
	simulator.account.unsubscribe(address(1));
	if (cell.request !== 'nothing')
		simulator.faults.add({
			times: 1,
			...cell.fault,
			...requests[cell.request],
			after: cell.after,
			clientId: String(credential.data.clientId),
		});
	const messages: string[] = [];
	const result = await runInEngine({
		items: asItems([
			...people,
			{ email: `${address(7)} or ${address(8)}`, first_name: 'Secretfirst', last_name: 'Secretlast' },
		]),
		parameters: exportParameters(list.id, {
			syncMode: cell.syncMode,
			fields: mapped({ email: '={{ $json.email }}', first_name: cell.expression, last_name: '={{ $json.last_name }}' }),
			options: { maximumRemovalPercent: 100, return: cell.returns },
		} as INodeParameters),
		credential,
		mode: 'manual',
		onError: cell.onError,
		retryOnFail: cell.retryOnFail,
		maxTries: 2,
		onMessage: (message) => messages.push(message),
	});
	return {
		cell,
		result,
		told: [...messages, everythingBut(result, cell)].join('\n'),
		secrets: [...first, ...secretsOf(credential)],
	};
}

function secretsOf({ data }: CredentialStore): string[] {
	const { access_token, refresh_token } = data.oauthTokenData as IDataObject;
	return [data.clientSecret, access_token, refresh_token].map(String);
}

/** All that n8n would store of the run, without the input and without the outputs that are there to hold profiles. */
function everythingBut({ run: { data } }: EngineResult, { returns }: Cell): string {
	const { runData, ...rest } = data.resultData;
	const tasks = runData['Export Segment'].map(({ data: outputs, ...task }) => {
		const [exported, , failed] = outputs?.main ?? [];
		const holdsProfiles = returns === 'profiles' && exported?.some(({ json }) => 'verdict' in json);
		return { ...task, exported: holdsProfiles ? undefined : exported, failed };
	});
	return inspect({ ...rest, tasks }, { depth: 20, maxArrayLength: null, maxStringLength: null });
}

test('most ways of failing were met, and the planted is where it may be, so that it would be found elsewhere', () => {
	const failed = outcomes.filter(
		({ result }) => result.error ?? result.failed.concat(result.exported).some(({ json }) => 'error' in json),
	);
	expect(failed.length).toBeGreaterThan(runs / 4);
	expect(outcomes.length - failed.length).toBeGreaterThan(runs / 8);
	expect(outcomes.filter(({ result }) => persons.test(inspect(result.rejected, { depth: 9 }))).length).toBeGreaterThan(
		runs / 8,
	);
	expect(service.simulator.activities.all.some(({ errors }) => errors.some((error) => persons.test(error)))).toBe(true);
	expect(log.text()).toContain('debug Workflow execution finished with error');
	expect(log.text()).toContain('info Constant Contact export: ');
});

test('no person is in an error, a hint, a summary, the custom data, an error item, or what the editor is sent', () => {
	for (const { cell, told } of outcomes) expect({ cell, found: excerpts(told, persons) }).toEqual({ cell, found: [] });
});

test('no secret is there, either: no client secret, no token, no signed address', () => {
	for (const { cell, told, secrets } of outcomes)
		expect({ cell, found: [signature, ...secrets].filter((secret) => told.includes(secret)) }).toEqual({
			cell,
			found: [],
		});
});

test("neither is in n8n's log, at its finest level", () => {
	expect(excerpts(log.text(), persons)).toEqual([]);
	expect(
		[signature, ...outcomes.flatMap(({ secrets }) => secrets)].filter((secret) => log.text().includes(secret)),
	).toEqual([]);
});

/** Where it is found, with some text around. */
function excerpts(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(new RegExp(pattern.source, 'gi'))]
		.slice(0, 3)
		.map(({ index }) => text.slice(Math.max(0, index - 200), index + 100));
}
