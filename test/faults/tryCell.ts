/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import http from 'node:http';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { wireFaultOf } from '../loopback/requestFaults';
import type { ArrivingRequest, Interference, Simulator } from '../simulator';
import type { CredentialStore, EngineResult } from '../support/engine';
import { runInEngine } from '../support/engine';
import type { IsOnItsOwn } from '../support/keptConnections';
import { listTagName, runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { asItems, startService } from '../support/service';
import type { Cell, FaultRow, Stage } from './faultTable';
import { faults, isJobFault, stops } from './faultTable';
import type { Scenario, State } from './scenario';
import { createScenario, harmDone, stateOf } from './scenario';
import { virtualTime } from './virtualTime';

jest.mock('../../nodes/shared/n8n/executionClock', () => ({
	...jest.requireActual<object>('../../nodes/shared/n8n/executionClock'),
	createClock: jest.requireActual<{ createClock: unknown }>('./virtualTime').createClock,
}));

/** How a run ended, and what it left behind. */
export interface Ending {
	readonly outcome: string;
	readonly message: string;
	readonly description: string;
	/** The stage of the run at which the account looks like this; undefined if it looks like none of them. */
	readonly stage: Stage | undefined;
	readonly state: State;
	readonly harm: readonly string[];
	/** Whether the fault struck at all. */
	readonly struck: boolean;
}

const day = 25 * 3_600_000;
/**
 * The node's own timeout is two minutes; nobody here waits that long for what never comes. Only for the request that the
 * fault has struck: a busy machine may take longer for any other.
 */
const shortTimeoutMs = 250;
const { setTimeout: setLongTimeout } = http.ClientRequest.prototype;

/** Runs a cell: the run that meets the fault, and the next one without it. */
export async function tryCell(cell: Cell): Promise<{ first: Ending; next: Ending }> {
	const service = await startService(
		{
			latency: () => 0,
			limits: { perSecond: Infinity, tokensPerSecond: Infinity },
			switches: { contactPages: cell.requestKind.byPage ? 'given' : 'refused' },
		},
		meetsFaultOfTheWay(cell),
	);
	const { simulator } = service;
	const waiting = new Set<http.ClientRequest>();
	http.ClientRequest.prototype.setTimeout = function (ms, whenOver) {
		waiting.add(this);
		this.once('close', () => waiting.delete(this));
		return setLongTimeout.call(this, ms, whenOver);
	};
	const giveUp = ({ method, path }: Pick<ArrivingRequest, 'method' | 'path'>) => {
		for (const request of waiting)
			if (request.method === method && request.path.split('?')[0] === path)
				setLongTimeout.call(request, shortTimeoutMs);
	};
	try {
		const scenario = createScenario(simulator, cell.mode, cell.request === 'createTag' || cell.mode === 'status');
		const line = createLine(service);
		prepareJobs(cell, simulator);
		const activityIds = cell.mode === 'status' ? await startExportOnly(scenario, line.credential) : [];
		const fault = prepareFault(cell, service, scenario, line, giveUp);
		virtualTime.begin();
		const first = await ending(
			await run(cell, scenario, line.credential, activityIds),
			simulator,
			scenario,
			fault.hasStruck,
		);
		fault.mend();
		// Jobs that hang are passed over after a day.
		const later = cell.fault === 'jobNeverEnds' ? day : 0;
		virtualTime.begin(later);
		simulator.clock.advance(later);
		// An import that failed stays failed: the next run is another export.
		const nextCell: Cell = isEarlierJobLost(cell) ? { ...cell, mode: 'addOrUpdate' } : cell;
		const next = await ending(
			await run(nextCell, scenario, line.credential, activityIds),
			simulator,
			scenario,
			fault.hasStruck,
		);
		return { first, next };
	} finally {
		http.ClientRequest.prototype.setTimeout = setLongTimeout;
		await service.close();
	}
}

/** What happens to a connection happens to one that n8n has made. */
function meetsFaultOfTheWay({ fault, requestKind }: Cell): IsOnItsOwn {
	const { strike }: FaultRow = faults[fault];
	const isOfTheWay = 'answer' in strike && wireFaultOf(strike.answer) !== undefined;
	return ({ method, path }) => isOfTheWay && method === requestKind.method && requestKind.path.test(path.split('?')[0]);
}

interface Line {
	readonly credential: CredentialStore;
	readonly clientId: string;
	/** Connects the credential again, as somebody does who is told to. */
	reconnect(scope?: string): void;
}

function createLine({ connectAlone, simulator }: Service): Line {
	const credential = connectAlone();
	const clientId = String(credential.data.clientId);
	return {
		credential,
		clientId,
		reconnect: (scope = 'contact_data offline_access') =>
			void Object.assign(credential.data, { oauthTokenData: { ...simulator.oauth.issueTokens(clientId, { scope }) } }),
	};
}

/** Starts an export that is not waited for, with as few requests as there are. @returns the ids of its activities */
async function startExportOnly({ list, people }: Scenario, credential: CredentialStore): Promise<string[]> {
	const options = { waitForCompletion: false };
	const wanted = people.filter(({ email }) => !/^(left|deleted|unsubscribed)@/.test(email));
	const { summary } = await runSegment({
		list,
		people: wanted,
		syncMode: 'addOrUpdate',
		credential,
		options: { ...options, respectOptOuts: false, onlyChanges: false, restoreDeletedContacts: true },
	});
	return summary.activities.map((activity) => (activity as unknown as { activityId: string }).activityId);
}

async function run(
	{ mode }: Cell,
	{ list, people }: Scenario,
	credential: CredentialStore,
	activityIds: readonly string[],
): Promise<EngineResult> {
	const options = { maximumWait: 2, maximumRemovalPercent: 50 };
	if (mode === 'status') {
		const parameters = {
			operation: 'status',
			list: { __rl: true, mode: 'id', value: list.id },
			activityIds: activityIds.join(),
			options: {},
		} as INodeParameters;
		return await runInEngine({ items: asItems([{}]), parameters, credential });
	}
	return mode === 'preview'
		? await runSegment({ list, people, credential, options, operation: 'preview', syncMode: 'mirror' })
		: await runSegment({ list, people, credential, options, syncMode: mode });
}

interface Fault {
	hasStruck(): boolean;
	/** Ends the fault, and puts right what a person has to put right. */
	mend(): void;
}

function prepareJobs({ fault, requestKind }: Cell, simulator: Simulator): void {
	const { strike }: FaultRow = faults[fault];
	const { job, watches, turn = 1 } = requestKind;
	const kind = job ?? watches;
	if ('job' in strike && kind !== undefined)
		simulator.faults.activities.add({ kind, outcome: strike.job, after: turn - 1 });
}

/** @param giveUp called with a request that nobody will answer */
function prepareFault(
	cell: Cell,
	{ simulator }: Service,
	scenario: Scenario,
	line: Line,
	giveUp: (request: ArrivingRequest) => void,
): Fault {
	const { strike }: FaultRow = faults[cell.fault];
	const { method, path, turn = 1 } = cell.requestKind;
	const { faults: onTheWay, oauth, clock } = simulator;
	let isOver = false;
	let hasStruck = false;
	let seen = 0;
	const isWithoutScope = 'event' in strike && strike.event === 'withoutScope';
	if (isWithoutScope) line.reconnect('offline_access');
	const stop = onTheWay.onRequest((request) => {
		// What is due is done before the next request, so that runs take the same way each time.
		clock.advance(1);
		if (isOver || request.method !== method || !path.test(request.path) || ++seen < turn) return undefined;
		if ('answer' in strike) {
			if (seen >= turn + strike.times) return undefined;
			hasStruck = true;
			if (cell.fault === 'noAnswer' || cell.fault === 'stalledAnswer') giveUp(request);
			return strike.answer;
		}
		hasStruck = true;
		return seen === turn && 'event' in strike && !isWithoutScope
			? makeHappen(strike.event, cell, simulator, scenario, line)
			: undefined;
	});
	return {
		hasStruck: () => hasStruck,
		mend() {
			isOver = true;
			stop();
			onTheWay.clear();
			onTheWay.onRequest(() => clock.advance(1));
			simulator.rateLimits.setUsedToday(line.clientId, 0);
			const client = oauth.client(line.clientId);
			if (client) client.deactivated = false;
			line.reconnect();
		},
	};
}

/** @returns the answer, where it is not what the account would answer after this */
function makeHappen(
	event: string,
	{ mode, requestKind }: Cell,
	{ account, oauth, rateLimits }: Simulator,
	{ list }: Scenario,
	{ clientId, credential }: Line,
): Interference {
	switch (event) {
		case 'expire':
			return oauth.expireAccessTokens();
		case 'revoke':
			return oauth.revoke();
		case 'rejectRefresh':
			oauth.expireAccessTokens();
			return oauth.revoke({ refreshToken: String((credential.data.oauthTokenData as IDataObject).refresh_token) });
		case 'useUpQuota':
			return rateLimits.setUsedToday(clientId, rateLimits.limits.perDay);
		case 'withdrawPrivilege':
			return oauth.withdraw(clientId, [
				'contacts:read',
				'contacts:write',
				'contacts:lists:read',
				'contacts:lists:write',
			]);
		case 'deactivateApp':
			return void Object.assign(oauth.client(clientId) ?? {}, { deactivated: true });
		case 'deleteList':
			return account.deleteList(list);
		case 'takeName':
			// Nobody can take the name of a scratch list, which is made up at that moment.
			if (!requestKind.path.test('/v3/contact_tags')) return 'conflict';
			account.addTag(listTagName(list));
			return undefined;
		default:
			throw new Error(`Nobody knows how ${event} happens to ${mode}`);
	}
}

async function ending(
	{ error, exported, hints }: EngineResult,
	simulator: Simulator,
	{ list, stages }: Scenario,
	hasStruck: () => boolean,
): Promise<Ending> {
	await simulator.activities.idle();
	const state = stateOf(simulator, list);
	const same = Object.entries(stages)
		.filter(([, expected]) => JSON.stringify(expected) === JSON.stringify(state))
		.map(([stage]) => stage as Stage);
	return {
		outcome:
			error === undefined
				? endedWell(
						exported[0]?.json ?? {},
						hints.map(({ message }) => message),
					)
				: (Object.entries(stops).find(([, message]) => error.message.includes(message))?.[0] ?? error.message),
		message: error?.message ?? '',
		description: error?.description ?? '',
		stage: same.at(-1),
		state,
		harm: harmDone(simulator),
		struck: hasStruck(),
	};
}

function endedWell({ status }: IDataObject, hints: readonly string[]): string {
	if (status === 'processing') return 'processing';
	return hints.some((hint) => hint.includes('helper list')) ? 'with a hint' : 'goes on';
}

function isEarlierJobLost({ fault, requestKind }: Cell): boolean {
	return requestKind.watches !== undefined && isJobFault(fault);
}

export function isListGone({ fault }: Cell): boolean {
	return fault === 'listDeleted';
}
