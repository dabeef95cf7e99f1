/**
 * Loaded into n8n by EXTERNAL_HOOK_FILES. As an execution ends, n8n itself tells how it went: one line in BENCH_EXECUTIONS with when
 * each node began and ended. So nothing need be saved, and nobody asks n8n for the execution while it runs.
 */
const { appendFileSync } = require('node:fs');

const told = (node) => ({ start: node[0].startTime, end: Math.max(...node.map(({ startTime, executionTime }) => startTime + executionTime)), runs: node.length });

module.exports = {
	workflow: {
		postExecute: [
			async function tell(run, _workflow, id) {
				const { runData = {}, error } = run?.data?.resultData ?? {};
				const nodes = Object.fromEntries(Object.entries(runData).map(([name, node]) => [name, told(node)]));
				const summary = runData.Exported?.[0]?.data?.main?.[0]?.[0]?.json;
				appendFileSync(process.env.BENCH_EXECUTIONS, `${JSON.stringify({ id, status: run?.status, error: error?.message, description: error?.description, nodes, summary })}\n`);
			},
		],
	},
};
