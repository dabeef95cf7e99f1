/**
 * Loaded into n8n by EXTERNAL_HOOK_FILES. As an execution ends, n8n itself tells how it went: one line in
 * BENCH_EXECUTIONS with when each node began and ended. So nothing need be saved, and nobody asks n8n for the execution
 * while it runs. n8n's "start" of a node is before it copies all items for the node, at a stretch, and its end is after
 * it has gone through all that come out; when it calls the node and has its answer is not told, so both are noted on
 * their way.
 */
const { appendFileSync } = require('node:fs');

const { WorkflowExecute } = require.main.require('n8n-core');

/** By execution, then by node: milliseconds since 1970. */
const times = new Map();

const { runNode } = WorkflowExecute.prototype;
WorkflowExecute.prototype.runNode = async function noteTimes(
	workflow,
	executionData,
	runExecutionData,
	runIndex,
	additionalData,
	...others
) {
	const ofExecution = times.get(additionalData.executionId) ?? {};
	times.set(additionalData.executionId, ofExecution);
	const ofNode = (ofExecution[executionData.node.name] ??= { called: Date.now() });
	try {
		return await runNode.call(this, workflow, executionData, runExecutionData, runIndex, additionalData, ...others);
	} finally {
		ofNode.returned = Date.now();
	}
};

module.exports = {
	workflow: {
		postExecute: [
			async function tell(run, _workflow, id) {
				const { runData = {}, error } = run?.data?.resultData ?? {};
				const ofExecution = times.get(id) ?? {};
				times.delete(id);
				const nodes = Object.fromEntries(
					Object.entries(runData).map(([name, runs]) => [
						name,
						{
							start: runs[0].startTime,
							...ofExecution[name],
							end: Math.max(...runs.map(({ startTime, executionTime }) => startTime + executionTime)),
						},
					]),
				);
				const summary = runData.Exported?.[0]?.data?.main?.[0]?.[0]?.json;
				appendFileSync(
					process.env.BENCH_EXECUTIONS,
					`${JSON.stringify({ id, status: run?.status, error: error?.message, description: error?.description, nodes, summary })}\n`,
				);
			},
		],
	},
};
