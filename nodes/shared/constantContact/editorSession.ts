import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { ConstantContact } from '../account/constantContact';
import { editorMemory } from '../n8n/editorMemory';
import { createClock } from '../n8n/executionClock';
import { toNodeError } from '../n8n/nodeError';
import { createConstantContact } from './client';
import { readConnection } from './transport/connection';
import { createTransport } from './transport/request';

/**
 * Asks Constant Contact on the editor's behalf, unless it was asked the same a moment ago.
 * @param what names the question
 * @throws NodeApiError, NodeOperationError: a failed look-up must not look like an empty list
 */
export async function askForEditor<Answer>(
	context: ILoadOptionsFunctions,
	what: string,
	ask: (api: ConstantContact) => Promise<Answer>,
): Promise<Answer> {
	try {
		const { appKey } = await readConnection(context);
		return await editorMemory.remember(
			context.getNode(),
			appKey,
			what,
			async () => await ask(createConstantContact(createTransport(context, appKey, createClock(undefined)))),
		);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
