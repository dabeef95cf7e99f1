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

const made = new Map<string, Promise<Certificates>>();

/**
 * A certificate for these host names, signed by the one authority of this process; made once, since it takes a while.
 */
export async function certificatesFor(hosts: readonly string[]): Promise<Certificates> {
	const certificates = made.get(hosts.join()) ?? makeCertificates(hosts);
	made.set(hosts.join(), certificates);
	return await certificates;
}

async function makeCertificates(hosts: readonly string[]): Promise<Certificates> {
	authority ??= createCA({ organization: 'Simulator CA', ...unknown, validity });
	const ca = await authority;
	const { cert, key } = await createCert({ ca, domains: [...hosts], validity });
	return { caPem: ca.cert, chainPem: cert + ca.cert, keyPem: key };
}
