import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

export interface Certificates {
	caPem: string;
	leafPem: string;
	leafKeyPem: string;
}

type Keys = ReturnType<typeof newKeys>;

let authority: { keys: Keys; certificate: forge.pki.Certificate } | undefined;
let leafKeys: Keys | undefined;

/**
 * A leaf for these host names, signed by the one authority of this process. All leaves have one key: a browser that
 * trusts it finds every host.
 */
export function certificatesFor(hosts: readonly string[]): Certificates {
	authority ??= makeAuthority();
	leafKeys ??= newKeys();
	const keys = leafKeys;
	const leaf = blankCertificate(keys.public, hosts[0]);
	leaf.setExtensions([
		{ name: 'basicConstraints', cA: false },
		{ name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
		{ name: 'extKeyUsage', serverAuth: true },
		{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
		{ name: 'authorityKeyIdentifier', keyIdentifier: authority.certificate.generateSubjectKeyIdentifier().getBytes() },
	]);
	leaf.sign(authority.keys.private, forge.md.sha256.create());
	return {
		caPem: forge.pki.certificateToPem(authority.certificate),
		leafPem: forge.pki.certificateToPem(leaf),
		leafKeyPem: keys.pem,
	};
}

// Node makes keys some fifty times faster than forge does.
function newKeys() {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	return {
		pem: privateKey,
		private: forge.pki.privateKeyFromPem(privateKey),
		public: forge.pki.publicKeyFromPem(publicKey),
	};
}

function blankCertificate(publicKey: forge.pki.rsa.PublicKey, subject: string): forge.pki.Certificate {
	const certificate = forge.pki.createCertificate();
	certificate.publicKey = publicKey;
	certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
	certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
	certificate.validity.notAfter = new Date(Date.now() + 90 * 86_400_000);
	certificate.setSubject([{ name: 'commonName', value: subject }]);
	certificate.setIssuer([{ name: 'commonName', value: 'Simulator CA' }]);
	return certificate;
}

function makeAuthority() {
	const keys = newKeys();
	const certificate = blankCertificate(keys.public, 'Simulator CA');
	certificate.setExtensions([
		{ name: 'basicConstraints', cA: true, critical: true },
		{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		{ name: 'subjectKeyIdentifier' },
	]);
	certificate.sign(keys.private, forge.md.sha256.create());
	return { keys, certificate };
}
