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

/**
 * A host of Dataverse in any of Microsoft's clouds that others than its own networks reach ("Datacenter regions",
 * learn.microsoft.com/power-platform/admin/new-datacenter-regions): `crm` with the number of the region, and the domain
 * of the cloud, which are dynamics.com (with crm9 for the US government), microsoftdynamics.us, appsplatform.us,
 * dynamics.cn, and once microsoftdynamics.de. A new one will be written alike, so they are no list. Whoever copies
 * the address of the Power Platform admin center or of Customer Insights itself is told so, and the token does not go
 * there.
 */
const dataverseHost = /^[a-z0-9-]+(\.api)?\.crm\d*\.[a-z]+\.[a-z]+$/;

/**
 * An address as people copy it: with a path behind it, or without https:// before it. The credential reads it alike
 * (credentials/CustomerInsightsOAuth2Api.credentials.ts).
 */
function originOf(given: unknown): string {
	const text = typeof given === 'string' ? given.trim() : '';
	const [host] = text.replace(/^https?:\/\//i, '').split(/[/?#:]/);
	if (dataverseHost.test(host.toLowerCase())) return `https://${host.toLowerCase()}`;
	throw new Problem({
		kind: 'configuration',
		message: "The 'Environment URL' of the credential is not the address of a Dataverse environment",
		advice:
			'Open the credential and write it as the Power Platform admin center shows it under Environments: https://yourorg.crm.dynamics.com.',
	});
}
