/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { createCA, createCert, type Certificate } from 'mkcert';

export interface Certificates {
	caPem: string;
	/** With the authority's behind it: a browser that trusts the authority's key finds every host. */
	chainPem: string;
	keyPem: string;
}

const validity = 90;
const unknown = { countryCode: 'US', state: '-', locality: '-' };

/** Of this process: no file is read twice. */
const made = new Map<string, Promise<unknown>>();

/**
 * A certificate for these host names, signed by the one authority of this process, or of all test files where they run
 * together; made once, since it takes a while.
 */
export async function certificatesFor(hosts: readonly string[]): Promise<Certificates> {
	return await once(hosts.join(), async () => {
		const ca = await once<Certificate>(
			'authority',
			async () => await createCA({ organization: 'Simulator CA', ...unknown, validity }),
		);
		const { cert, key } = await createCert({ ca, domains: [...hosts], validity });
		return { caPem: ca.cert, chainPem: cert + ca.cert, keyPem: key };
	});
}

async function once<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
	const making = (made.get(name) as Promise<Made> | undefined) ?? onceForAll(name, make);
	made.set(name, making);
	return await making;
}

/** CERTIFICATES_FOLDER is where the processes that run test files find what another one has made. */
async function onceForAll<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
	const folder = process.env.CERTIFICATES_FOLDER;
	if (folder === undefined) return await make();
	const file = path.join(folder, `${createHash('sha256').update(name).digest('hex')}.json`);
	const read = async () => JSON.parse(await readFile(file, 'utf8')) as Made;
	return await read().catch(async () => {
		const draft = `${file}.${randomUUID()}`;
		await writeFile(draft, JSON.stringify(await make()));
		// Whole or not at all, and the first one stays: there must not be two authorities.
		await link(draft, file).catch(() => undefined);
		await rm(draft);
		return await read();
	});
}
