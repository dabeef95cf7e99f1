/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import tls from 'node:tls';

/**
 * Lets this process trust a certificate authority beside the usual ones, as NODE_EXTRA_CA_CERTS does for a process that is
 * yet to start. Returns a function that ends the trust.
 */
export function trust(certificateAuthority: string): () => void {
	const original = tls.createSecureContext;
	tls.createSecureContext = (options) => {
		const created = original(options);
		(created.context as { addCACert(pem: string): void }).addCACert(certificateAuthority);
		return created;
	};
	return () => {
		tls.createSecureContext = original;
	};
}
