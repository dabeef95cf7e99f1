import { createCA, createCert, type Certificate } from 'mkcert';

export interface Certificates {
	caPem: string;
	/** With the authority's behind it: a browser that trusts the authority's key finds every host. */
	chainPem: string;
	keyPem: string;
}

const validity = 90;
const unknown = { countryCode: 'US', state: '-', locality: '-' };

let authority: Promise<Certificate> | undefined;

/** A certificate for these host names, signed by the one authority of this process. */
export async function certificatesFor(hosts: readonly string[]): Promise<Certificates> {
	authority ??= createCA({ organization: 'Simulator CA', ...unknown, validity });
	const ca = await authority;
	const { cert, key } = await createCert({ ca, domains: [...hosts], validity });
	return { caPem: ca.cert, chainPem: cert + ca.cert, keyPem: key };
}
