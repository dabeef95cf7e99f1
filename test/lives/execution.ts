import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { ExportSegment } from '../../nodes/ExportSegment/ExportSegment.node';
import { createContext } from '../support/nodeContext';
import type { Summary } from '../support/segmentRun';
import { exportParameters, mapped } from '../support/service';
import type { Plan } from './plans';

/** How a run ended. */
export interface Ending {
	readonly summaries: readonly Summary[];
	readonly rejected: ReadonlyArray<IDataObject & { rejection: { code: string; segment?: string } }>;
	readonly error: { message: string; description: string } | undefined;
	readonly hints: readonly string[];
}

const node = new ExportSegment();

/**
 * Runs the node itself: its parameters, its client, its recipe. In the place of n8n stands as much of n8n's context as
 * it uses, which costs a hundredth of n8n's engine.
 * @param send the way to Constant Contact, as n8n's helper goes it; throws what n8n's helper throws
 */
export async function execute(
	plan: Plan,
	appKey: string,
	signal: AbortSignal,
	send: (options: IHttpRequestOptions) => Promise<unknown>,
): Promise<Ending> {
	const items: INodeExecutionData[] = plan.items.map((json) => ({ json }));
	const { context, hints } = createContext({
		items,
		parameters: parametersOf(plan) as unknown as Record<string, unknown>,
	});
	Object.assign(context, {
		continueOnFail: () => false,
		getCredentials: async () => ({ clientId: appKey, dataPrivacyConsent: true }),
		getExecutionCancelSignal: () => signal,
		getTimezone: () => 'America/New_York',
		getChildNodes: () => [],
		getParentNodes: () => [],
		getWorkflowDataProxy: () => ({ $runIndex: 0, $node: {} }),
	});
	Object.assign(context.helpers, {
		httpRequestWithAuthentication: async (_name: string, options: IHttpRequestOptions) => await send(options),
	});
	const told = () => hints.map(({ message }) => message);
	try {
		const [exported, rejected] = await node.execute.call(context as IExecuteFunctions);
		return {
			summaries: exported.map(({ json }) => json as unknown as Summary),
			rejected: rejected.map(({ json }) => json as Ending['rejected'][number]),
			error: undefined,
			hints: told(),
		};
	} catch (error) {
		const { message, description } = error as Error & { description?: string };
		return { summaries: [], rejected: [], error: { message, description: description ?? '' }, hints: told() };
	}
}

function parametersOf({ operation, targets, syncMode, options, fields, activityIds }: Plan): INodeParameters {
	const [{ locator, chosenId, name }] = targets;
	const choice = locator === 'id' || operation === 'status' ? chosenId : { mode: 'name', value: name };
	return exportParameters(choice, {
		operation,
		syncMode,
		options,
		fields: mapped(
			Object.fromEntries(['email', 'first_name', 'last_name', ...fields].map((id) => [id, `={{ $json.${id} }}`])),
		),
		...(operation === 'status' && { activityIds: activityIds.join() }),
		...(locator === 'segment' &&
			operation !== 'status' && {
				segments: 'byField',
				segmentField: 'segments',
				segmentNames: targets.map((target) => target.name).join(', '),
				listPerSegment: true,
			}),
	} as INodeParameters);
}
