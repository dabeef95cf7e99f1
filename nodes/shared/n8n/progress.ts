import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Tells how far a run is: the log of n8n, and the browser console of who runs it by hand.
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
