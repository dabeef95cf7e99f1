import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows a sentence beside the node's output. */
export function hint(context: IExecuteFunctions, type: 'info' | 'warning', message: string): void {
	context.addExecutionHints({ type, location: 'outputPane', message });
}
