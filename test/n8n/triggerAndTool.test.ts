import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import type { ModelServer } from './support/modelServer';
import { startModelServer } from './support/modelServer';
import type { CredentialJson, ExecutionItem, N8n } from './support/n8n';
import { itemsOf, startN8n } from './support/n8n';
import { until } from './support/processes';
import { connectedCredential, packedTarball } from './support/world';
import type { WorkflowJson } from './support/workflow';
import { exportNode, mapperValue } from './support/workflow';

let simulator: Simulator;
let n8n: N8n;
let model: ModelServer;
let credential: CredentialJson;
let openAi: CredentialJson;
const toolName = 'Preview_Newsletter';

beforeAll(async () => {
	simulator = await startSimulator();
	model = await startModelServer([
		{ tool: toolName, arguments: { email: 'ann@example.com', first_name: 'Ann' } },
		{ text: 'One profile would be exported.' },
	]);
	credential = connectedCredential(simulator);
	openAi = { id: 'openai1', name: 'Model', type: 'openAiApi', data: { apiKey: 'stub', url: model.url } };
	n8n = await startN8n({
		tarball: packedTarball(),
		environment: simulator.environment(),
		credentials: [credential, openAi],
	});
});

afterAll(async () => {
	await n8n?.stop();
	await model?.close();
	await simulator?.close();
});

const credentials = () => ({ [exportNode.credential]: { id: credential.id, name: credential.name } });

it("as a tool of n8n's AI Agent, a preview shows the agent the counts and changes nothing", async () => {
	const list = simulator.account.addList('Newsletter');
	simulator.requests.clear();
	const workflowId = await n8n.createWorkflow(agentWorkflow(list.id));
	const execution = await n8n.execute(workflowId);
	expect(execution.error).toBeUndefined();
	expect(itemsOf(execution, 'AI Agent')[0].json).toMatchObject({ output: 'One profile would be exported.' });

	const [asked, answered] = model.requests;
	const [tool] = asked.tools ?? [];
	expect(tool.function).toMatchObject({
		name: toolName,
		description: expect.stringMatching(/preview the export without changing anything/) as unknown,
	});
	// The model fills in the person. Operation, list and everything else are what somebody set in the node.
	expect(Object.keys(tool.function.parameters.properties ?? {}).sort()).toEqual(['email', 'first_name']);
	const answer = answered.messages.find(({ role }) => role === 'tool');
	expect(String(answer?.content)).toMatch(/"operation":"preview"/);
	expect(String(answer?.content)).toMatch(/"sent":1/);

	const writes = simulator.requests
		.writes()
		.map(({ path }) => path)
		.filter((path) => !path.endsWith('/contact_exports'));
	expect(writes).toEqual([]);
	expect(simulator.requests.count(({ path }) => path.endsWith('/contacts'))).toBeGreaterThan(0);
	expect(simulator.account.memberCount(list)).toBe(0);
});

it('the trigger tells everybody once, though n8n crashes and people opt out while it is off', async () => {
	const { account } = simulator;
	const people = Array.from({ length: 9 }, (_, number) => `out${number}@example.com`);
	people.forEach((email) => account.addContact({ email }));
	account.addContact({ email: 'before@example.com', permission: 'unsubscribed' });
	const workflowId = await n8n.createWorkflow(triggerWorkflow());
	await n8n.publishWorkflow(workflowId);

	people.slice(0, 4).forEach((email) => account.unsubscribe(email));
	await untilTold(workflowId, 4);
	await n8n.kill();
	people.slice(4).forEach((email) => account.unsubscribe(email));
	account.deleteContact(people[0]);
	await n8n.start();
	await untilTold(workflowId, 10);
	const items = (await told(workflowId)).map(({ json: { event, email } }) => `${String(event)} ${String(email)}`);
	expect(items.sort()).toEqual([`deleted ${people[0]}`, ...people.map((email) => `unsubscribed ${email}`)].sort());
});

async function told(workflowId: string): Promise<ExecutionItem[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await n8n.rest<{ results: Array<{ id: string }> }>('GET', `/executions?filter=${filter}`);
	const executions = await Promise.all(results.map(async ({ id }) => await n8n.waitFor(id)));
	return executions.flatMap((execution) => itemsOf(execution, 'Told'));
}

async function untilTold(workflowId: string, count: number): Promise<void> {
	await until(async () => (await told(workflowId)).length >= count, `${count} are told`);
}

function triggerWorkflow(): WorkflowJson {
	return {
		name: 'Opt-outs',
		nodes: [
			{
				name: 'Opt-Outs',
				type: 'n8n-nodes-constant-contact.constantContactTrigger',
				typeVersion: 1,
				position: [0, 0],
				// Every minute, the first time in some seconds: n8n polls no oftener, and at each start.
				parameters: {
					pollTimes: {
						item: [{ mode: 'custom', cronExpression: `${new Date(Date.now() + 10_000).getSeconds()} * * * * *` }],
					},
					events: ['unsubscribed', 'deleted'],
				},
				credentials: credentials(),
			},
			{ name: 'Told', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [220, 0], parameters: {} },
		],
		connections: { 'Opt-Outs': { main: [[{ node: 'Told', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** An agent, its model, and the node as its tool, the person's fields left to the model. */
function agentWorkflow(listId: string): WorkflowJson {
	const link = (type: string) => [[{ node: 'AI Agent', type, index: 0 }]];
	return {
		name: 'Agent',
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				name: 'AI Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3.1,
				position: [220, 0],
				parameters: { promptType: 'define', text: 'Would Ann be exported to the newsletter?', options: {} },
			},
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				position: [120, 200],
				parameters: { model: { __rl: true, mode: 'id', value: 'stub' }, options: {} },
				credentials: { openAiApi: { id: openAi.id, name: openAi.name } },
			},
			{
				name: 'Preview Newsletter',
				type: `${exportNode.type}Tool`,
				typeVersion: 1,
				position: [320, 200],
				parameters: {
					descriptionType: 'auto',
					operation: 'preview',
					list: { __rl: true, mode: 'id', value: listId },
					fields: mapperValue({
						email: "={{ $fromAI('email', 'Email address of the person', 'string') }}",
						first_name: "={{ $fromAI('first_name', 'First name', 'string') }}",
					}),
				},
				credentials: credentials(),
			},
		],
		connections: {
			Start: { main: [[{ node: 'AI Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: link('ai_languageModel') },
			'Preview Newsletter': { ai_tool: link('ai_tool') },
		} as unknown as WorkflowJson['connections'],
		settings: { executionOrder: 'v1' },
	};
}
