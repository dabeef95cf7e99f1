import 'reflect-metadata';
import { PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, INodeTypes } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { ConstantContactTrigger } from '../../nodes/ConstantContactTrigger/ConstantContactTrigger.node';
import type { CredentialStore } from './engine';
import { buildAdditionalData } from './engine';

/** What came of one poll: items that n8n starts an execution with, the error that it records, or nothing. */
export interface PollOutcome {
	readonly items?: IDataObject[];
	readonly error?: { message: string; description?: string | null };
}

/**
 * The trigger in a workflow that is activated, in n8n-core's own poll executor. What n8n's server does around it is
 * here: static data is read from the database when a workflow is activated, and written to it after that and together
 * with items, never else.
 */
export interface PolledTrigger {
	/** Reads the static data from the database and polls for the first time, as n8n does whenever it starts. */
	activate(): Promise<PollOutcome>;
	/** The next poll. */
	poll(): Promise<PollOutcome>;
	/** *Fetch Test Event* in the editor. @throws what the node throws */
	fetchTestEvent(): Promise<IDataObject[] | null>;
	/** What n8n's database holds: JSON, as it would be after a crash at this moment. */
	stored(): string;
}

const node = (parameters: INodeParameters, { id }: CredentialStore): INode => ({
	id: '1',
	name: 'Opt-Outs',
	type: 'constantContactTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
	credentials: { constantContactOAuth2Api: { id, name: 'Constant Contact' } },
});

export function createPolledTrigger(
	parameters: INodeParameters,
	credential: CredentialStore,
	stored = '{}',
): PolledTrigger {
	let database = stored;
	let active: { tick: (isFirst: boolean) => Promise<PollOutcome>; save: () => void } | undefined;

	function load(): Workflow {
		return new Workflow({
			id: 'wf',
			active: true,
			nodeTypes,
			nodes: [node(parameters, credential)],
			connections: {},
			settings: {},
			staticData: JSON.parse(database) as IDataObject,
		});
	}

	function start() {
		const workflow = load();
		const polled = workflow.getNode('Opt-Outs') as INode;
		let outcome: PollOutcome = {};
		const save = () => {
			const { staticData } = workflow as unknown as { staticData: IDataObject & { __dataChanged?: boolean } };
			if (staticData.__dataChanged !== true) return;
			database = JSON.stringify(staticData);
			staticData.__dataChanged = false;
		};
		const emit = (items: INodeExecutionData[][]) => {
			save();
			outcome = { items: items[0].map(({ json }) => json) };
		};
		const emitError = (error: Error) => {
			outcome = { error };
		};
		const context = new PollContext(
			workflow,
			polled,
			buildAdditionalData({ credential }),
			'trigger',
			'activate',
			emit as never,
			emitError as never,
		);
		const tick = executor().create(workflow, polled, context, () => true);
		return {
			save,
			async tick(isFirst: boolean) {
				outcome = {};
				await tick(isFirst).catch((error: Error) => {
					outcome = { error };
				});
				return outcome;
			},
		};
	}

	return {
		async activate() {
			active = start();
			const outcome = await active.tick(true);
			active.save();
			return outcome;
		},
		async poll() {
			if (active === undefined) throw new Error('The workflow is not active');
			return await active.tick(false);
		},
		async fetchTestEvent() {
			const workflow = load();
			const context = new PollContext(
				workflow,
				workflow.getNode('Opt-Outs') as INode,
				buildAdditionalData({ credential }),
				'manual',
				'manual',
			);
			const items = await new ConstantContactTrigger().poll.call(context);
			return items === null ? null : items[0].map(({ json }) => json);
		},
		stored: () => database,
	};
}

/** n8n-core's executor with its logger, tracing and error reports left out. */
function executor(): PollTriggerExecutor {
	const silent = { scoped: () => silent, debug: () => undefined, error: () => undefined };
	const tracing = {
		startSpan: async (_: unknown, run: (span: unknown) => Promise<unknown>) =>
			await run({ setStatus: () => undefined }),
		startNewTraceSpan: async (_: unknown, run: (span: unknown) => Promise<unknown>) =>
			await run({ setStatus: () => undefined }),
		pickWorkflowAttributes: () => ({}),
		pickNodeAttributes: () => ({}),
	};
	return new PollTriggerExecutor(
		silent as never,
		new TriggersAndPollers(),
		tracing as never,
		{ error: () => undefined } as never,
	);
}

const trigger = new ConstantContactTrigger();

const nodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(trigger),
	getKnownTypes: () => ({}),
} as INodeTypes;
