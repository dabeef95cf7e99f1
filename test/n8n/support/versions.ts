import type { WorkflowJson } from './workflow';

/**
 * Where the n8ns that we run differ for those who start them and speak to their internal API. The node itself knows no
 * version.
 */
export interface Manners {
	readonly environment: Readonly<Record<string, string>>;
	/** Body of POST /workflows/{id}/run. */
	runRequest(workflow: WorkflowJson, trigger: string): object;
	/**
	 * Whether n8n itself refuses to run a workflow in which a required parameter is missing, so that the node cannot say
	 * so.
	 */
	readonly refusesIncompleteWorkflows: boolean;
	/** Whether publishing goes on after its request was answered, and has a status. */
	readonly publishesLater: boolean;
	/** Whether an HTTP Request node observes the domains that a credential of a service names. */
	readonly limitsDomains: boolean;
}

const today: Manners = {
	// It asks n8n's own servers at every start.
	environment: { N8N_DISABLED_MODULES: 'mcp-registry' },
	runRequest: (_workflow, trigger) => ({ triggerToStartFrom: { name: trigger } }),
	refusesIncompleteWorkflows: false,
	publishesLater: true,
	limitsDomains: true,
};

/** As of 2.30. */
const recent: Manners = { ...today, refusesIncompleteWorkflows: true };

/**
 * As of 1.123 and 2.8: a module of that name is an error, the editor sends the whole workflow, and activating is all of
 * publishing. The last n8n 1 evaluates expressions in isolated-vm, which needs Node 22; on Node 20 it starts only with
 * the engine before. To 2.8 that setting means nothing.
 */
const earlier: Manners = {
	environment: { N8N_EXPRESSION_ENGINE: 'legacy' },
	runRequest: (workflow, trigger) => ({ workflowData: workflow, triggerToStartFrom: { name: trigger } }),
	refusesIncompleteWorkflows: true,
	publishesLater: false,
	limitsDomains: true,
};

/** n8n 1.123 observes domains only where an HTTP Request node uses a generic credential. */
const lastOfN8n1: Manners = { ...earlier, limitsDomains: false };

/** @param version of n8n, such as 2.41.1; what lies between those that are tried is taken for the next newer one */
export function mannersOf(version: string): Manners {
	const [major, minor] = version.split('.').map(Number);
	if (major === 1) return lastOfN8n1;
	if (major === 2 && minor <= 8) return earlier;
	return major === 2 && minor <= 30 ? recent : today;
}
