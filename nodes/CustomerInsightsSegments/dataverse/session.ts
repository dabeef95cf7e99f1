import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { CancellableClock } from '../../shared/n8n/executionClock';
import { createClock } from '../../shared/n8n/executionClock';
import { editorMemory } from '../../shared/n8n/editorMemory';
import { toNodeError } from '../../shared/n8n/nodeError';
import type { Dataverse } from '../members/dataverse';
import { createDataverse } from './client';
import { readEnvironment } from './environment';
import { createTransport } from './request';

export interface Session {
	readonly dataverse: Dataverse;
	readonly clock: CancellableClock;
}

/**
 * Opens the way to Dataverse for one execution.
 * @param onPutOff told how many milliseconds Dataverse asks us to wait
 * @throws Problem if the credential names no environment, or if the execution was stopped
 */
export async function openSession(context: IExecuteFunctions, onPutOff: (ms: number) => void): Promise<Session> {
	const { origin } = await readEnvironment(context);
	const clock = createClock(context.getExecutionCancelSignal?.(), 'reading');
	// Retry On Fail runs the node again even in an execution that was stopped.
	await clock.breathe();
	return { dataverse: createDataverse(createTransport(context, origin, clock, onPutOff), origin), clock };
}

/**
 * Asks Dataverse on the editor's behalf, unless it was asked the same a moment ago.
 * @param what names the question
 * @throws NodeApiError, NodeOperationError: a failed look-up must not look like an empty list
 */
export async function askForEditor<Answer>(
	context: ILoadOptionsFunctions,
	what: string,
	ask: (dataverse: Dataverse) => Promise<Answer>,
): Promise<Answer> {
	try {
		const { origin, clientId } = await readEnvironment(context);
		return await editorMemory.remember(
			context.getNode(),
			JSON.stringify([origin, clientId]),
			what,
			async () => await ask(createDataverse(createTransport(context, origin, createClock(undefined)), origin)),
		);
	} catch (error) {
		throw toNodeError(context.getNode(), error, '', 'reading');
	}
}
