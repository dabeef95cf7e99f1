import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Shows how far a run is, in n8n's log and, for somebody who runs it by hand, in the browser's console.
 * @param task what the lines of the log begin with
 */
export function createProgress(context: IExecuteFunctions, task: string): (progress: string) => void {
	const where = {
		executionId: context.getExecutionId(),
		workflowId: context.getWorkflow().id,
		nodeName: context.getNode().name,
	};
	return (progress) => {
		context.logger.info(`${task}: ${progress}`, { ...where });
		context.sendMessageToUI(progress);
	};
}
