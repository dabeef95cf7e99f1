/**
 * Loaded into n8n by EXTERNAL_HOOK_FILES. As an execution ends, n8n itself tells how it went: one line in BENCH_EXECUTIONS with when
 * each node began and ended. So nothing need be saved, and nobody asks n8n for the execution while it runs. n8n's "start" of a node is
 * before it copies all items for the node, at a stretch; when it calls the node is not told, so the call is noted on its way.
 */
const { appendFileSync } = require('node:fs');

const { WorkflowExecute } = require.main.require('n8n-core');

/** By execution, then by node: milliseconds since 1970. */
const called = new Map();

const { runNode } = WorkflowExecute.prototype;
WorkflowExecute.prototype.runNode = async function noteCall(workflow, executionData, runExecutionData, runIndex, additionalData, ...others) {
	const times = called.get(additionalData.executionId) ?? {};
	called.set(additionalData.executionId, { [executionData.node.name]: Date.now(), ...times });
	return await runNode.call(this, workflow, executionData, runExecutionData, runIndex, additionalData, ...others);
};

module.exports = {
	workflow: {
		postExecute: [
			async function tell(run, _workflow, id) {
				const { runData = {}, error } = run?.data?.resultData ?? {};
				const times = called.get(id) ?? {};
				called.delete(id);
				const nodes = Object.fromEntries(Object.entries(runData).map(([name, runs]) => [
					name,
					{ start: runs[0].startTime, called: times[name], end: Math.max(...runs.map(({ startTime, executionTime }) => startTime + executionTime)) },
				]));
				const summary = runData.Exported?.[0]?.data?.main?.[0]?.[0]?.json;
				appendFileSync(process.env.BENCH_EXECUTIONS, `${JSON.stringify({ id, status: run?.status, error: error?.message, description: error?.description, nodes, summary })}\n`);
			},
		],
	},
};
