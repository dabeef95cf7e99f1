/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

export const apiHost = 'api.cc.email';
export const authHost = 'authz.constantcontact.com';

export interface Certificates {
	caPem: string;
	leafPem: string;
	leafKeyPem: string;
}

let made: Certificates | undefined;

/** An authority of our own and a leaf for the real host names, once per process: making keys takes a while. */
export function certificates(): Certificates {
	made ??= make();
	return made;
}

// Node makes keys some fifty times faster than forge does.
function newKeys() {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	return { pem: privateKey, private: forge.pki.privateKeyFromPem(privateKey), public: forge.pki.publicKeyFromPem(publicKey) };
}

function blankCertificate(publicKey: forge.pki.rsa.PublicKey, subject: string): forge.pki.Certificate {
	const certificate = forge.pki.createCertificate();
	certificate.publicKey = publicKey;
	certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
	certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
	certificate.validity.notAfter = new Date(Date.now() + 90 * 86_400_000);
	certificate.setSubject([{ name: 'commonName', value: subject }]);
	certificate.setIssuer([{ name: 'commonName', value: 'Constant Contact simulator CA' }]);
	return certificate;
}

function make(): Certificates {
	const caKeys = newKeys();
	const ca = blankCertificate(caKeys.public, 'Constant Contact simulator CA');
	ca.setExtensions([
		{ name: 'basicConstraints', cA: true, critical: true },
		{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		{ name: 'subjectKeyIdentifier' },
	]);
	ca.sign(caKeys.private, forge.md.sha256.create());

	const leafKeys = newKeys();
	const leaf = blankCertificate(leafKeys.public, apiHost);
	leaf.setExtensions([
		{ name: 'basicConstraints', cA: false },
		{ name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
		{ name: 'extKeyUsage', serverAuth: true },
		{ name: 'subjectAltName', altNames: [apiHost, authHost].map((value) => ({ type: 2, value })) },
		{ name: 'authorityKeyIdentifier', keyIdentifier: ca.generateSubjectKeyIdentifier().getBytes() },
	]);
	leaf.sign(caKeys.private, forge.md.sha256.create());

	return { caPem: forge.pki.certificateToPem(ca), leafPem: forge.pki.certificateToPem(leaf), leafKeyPem: leafKeys.pem };
}
