import type { RequestContext } from './request';
import { credentialName } from './request';

/** What the credential says beside the tokens, which n8n keeps to itself. */
export interface Connection {
	/** The OAuth client's ID. */
	readonly appKey: string;
	/** Whether the user ticked "I Agree" on the credential. */
	readonly hasConsent: boolean;
}

/** @throws what n8n throws where the node has no credential */
export async function readConnection(context: RequestContext): Promise<Connection> {
	const { clientId, dataPrivacyConsent } = await context.getCredentials(credentialName);
	return { appKey: String(clientId ?? ''), hasConsent: dataPrivacyConsent === true };
}
