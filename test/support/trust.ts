/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import tls from 'node:tls';

/**
 * Lets this process trust a certificate authority beside the usual ones, as NODE_EXTRA_CA_CERTS does for a process that
 * is yet to start. Returns a function that ends the trust.
 */
export function trust(certificateAuthority: string): () => void {
	const original = tls.createSecureContext;
	// One context for all that ask for nothing special: Node gathers a hundred authorities for each.
	let usual: tls.SecureContext | undefined;
	tls.createSecureContext = (options) => {
		const isUsual = options?.ca === undefined && options?.cert === undefined;
		if (isUsual && usual !== undefined) return usual;
		const created = original(options);
		(created.context as { addCACert(pem: string): void }).addCACert(certificateAuthority);
		if (isUsual) usual = created;
		return created;
	};
	return () => {
		tls.createSecureContext = original;
	};
}
