import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { Problem } from '../problem';

/**
 * The error that n8n shows: what happened, how to get unstuck, and what had been done by then.
 * @param done a sentence about what was done before, empty if nothing was
 * @param task what was under way, in a word for the user
 */
export function toNodeError(
	node: INode,
	error: unknown,
	done = '',
	task = 'export',
): NodeApiError | NodeOperationError {
	if (!(error instanceof Problem)) return foreignError(node, error, done, task);
	const { message, advice, status, itemIndex } = error;
	const description = [done, advice].filter((sentence) => sentence !== '').join(' ');
	if (status === undefined)
		return new NodeOperationError(node, message, { description, itemIndex, failure: failureOf(error) });
	// Constant Contact's own body stays out: its texts may quote a person.
	const api = new NodeApiError(node, {} as JsonObject, {
		message,
		description,
		httpCode: String(status),
		itemIndex,
		failure: failureOf(error),
	});
	api.messages = [];
	return api;
}

/**
 * What leaves the node where it is to go on after an error; `message` says all of it, for a chat. n8n moves an item of
 * nothing but these keys to the error output, where there is one: a summary's `text` would keep it from there.
 */
export function failedItem({ message: error, description }: NodeApiError | NodeOperationError): IDataObject {
	const details = description ?? '';
	return { error, message: `${error.replace(/[.!]$/, '')}. ${details}`.trim(), details };
}

/** n8n's own errors say what they mean; anything else is a defect of ours, and its text may hold anything. */
function foreignError(node: INode, error: unknown, done: string, task: string): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const name = error instanceof Error ? error.constructor.name : typeof error;
	if (
		error instanceof Error &&
		(name === 'ExpressionError' || name === 'NodeOperationError' || name === 'NodeApiError')
	) {
		return new NodeOperationError(node, error, { description: done || undefined });
	}
	return new NodeOperationError(node, `The ${task} ended unexpectedly (${name})`, {
		description: [done, 'Run it again. If it stays like this, please open an issue with the steps that lead here.']
			.filter((sentence) => sentence !== '')
			.join(' '),
	});
}

/** Declares to n8n what the answer proves (n8n 2.37 and later; older versions pass over it). */
function failureOf({ kind, resetsAt }: Problem) {
	if (kind === 'quota') return { cause: 'quota-exhausted' as const, resetsAtEpochMs: resetsAt };
	if (kind === 'throttled' || kind === 'queueFull') return { cause: 'rate-limited' as const };
	if (kind === 'unavailable') return { cause: 'temporarily-unavailable' as const };
	if (kind === 'auth') return { cause: 'credential-invalid' as const };
	return undefined;
}
