import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { Problem } from '../../shared/problem';

/** The name under which n8n knows our credential. */
export const credentialName = 'customerInsightsOAuth2Api';

/** Where a request is made from: a running workflow, or the editor's look-ups. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;

/** Where the credential leads to. */
export interface Environment {
	/** `https://org.crm4.dynamics.com`: the one host that is sent the token. */
	readonly origin: string;
	readonly clientId: string;
}

/** @throws Problem if the credential names no environment; what n8n throws where the node has no credential */
export async function readEnvironment(context: RequestContext): Promise<Environment> {
	const { environmentUrl, clientId } = await context.getCredentials(credentialName);
	return { origin: originOf(environmentUrl), clientId: String(clientId ?? '') };
}

/** An address as people copy it: with a path behind it, or without https:// before it. */
function originOf(given: unknown): string {
	const text = typeof given === 'string' ? given.trim() : '';
	const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (text !== '' && url?.protocol === 'https:' && url.hostname.includes('.')) return url.origin;
	throw new Problem({
		kind: 'configuration',
		message: "The 'Environment URL' of the credential is not the address of a Dataverse environment",
		advice:
			'Open the credential and write it as the Power Platform admin center shows it under Environments: https://yourorg.crm.dynamics.com.',
	});
}
