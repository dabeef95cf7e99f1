/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { CredentialJson } from './n8n';
import { projectFolder } from './packPackage';
import type { WorkflowJson, WorkflowNode } from './workflow';

const examplesFolder = join(projectFolder, 'examples');

/** The workflows of examples/, by the names of their files without `.json`. */
export function exampleNames(): string[] {
	return readdirSync(examplesFolder).flatMap((file) =>
		file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : [],
	);
}

/** One of them, as somebody copies it. */
export function exampleText(name: string): string {
	return readFileSync(join(examplesFolder, `${name}.json`), 'utf8');
}

export function readExample(name: string): WorkflowJson {
	return JSON.parse(exampleText(name)) as WorkflowJson;
}

export interface Choices {
	/** Anybody who sets the workflow up has these credentials, and picks in each node the one of its kind. */
	credentials: readonly CredentialJson[];
	/** Node → what is set in its parameters, by their path: `{ 'Export Segment': { 'list.value': '…' } }`. */
	set: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An example after somebody did what its notes say, and nothing else. */
export function setUpExample(name: string, { credentials, set }: Choices): WorkflowJson {
	const workflow = readExample(name);
	for (const node of workflow.nodes) {
		const type = credentialTypeOf(node);
		const credential = credentials.find((each) => each.type === type);
		if (type !== undefined && credential === undefined) throw new Error(`no credential for ${node.name} (${type})`);
		if (type !== undefined && credential !== undefined)
			node.credentials = { [type]: { id: credential.id, name: credential.name } };
	}
	for (const [nodeName, values] of Object.entries(set)) {
		const node = workflow.nodes.find((each) => each.name === nodeName);
		if (node === undefined) throw new Error(`${name} has no node ${nodeName}`);
		for (const [path, value] of Object.entries(values)) setAt(node.parameters, path.split('.'), value);
	}
	return workflow;
}

const credentialTypes: Readonly<Record<string, string>> = {
	'n8n-nodes-constant-contact.exportSegment': 'constantContactOAuth2Api',
	'n8n-nodes-constant-contact.constantContactTrigger': 'constantContactOAuth2Api',
	'n8n-nodes-constant-contact.customerInsightsSegments': 'customerInsightsOAuth2Api',
	'n8n-nodes-base.postgres': 'postgres',
	'n8n-nodes-base.slack': 'slackApi',
	'n8n-nodes-base.googleSheets': 'googleSheetsOAuth2Api',
	'n8n-nodes-base.emailSend': 'smtp',
};

function credentialTypeOf({ type, parameters }: WorkflowNode): string | undefined {
	return type === 'n8n-nodes-base.httpRequest' ? String(parameters.nodeCredentialType) : credentialTypes[type];
}

/** Only what is there can be set: a parameter that was renamed must not go unnoticed. */
function setAt(parameters: Record<string, unknown>, path: readonly string[], value: unknown): void {
	const [key, ...rest] = path;
	if (!(key in parameters)) throw new Error(`there is no parameter ${key}`);
	if (rest.length === 0) parameters[key] = value;
	else setAt(parameters[key] as Record<string, unknown>, rest, value);
}
