/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import makeCertificatesFolder, { tearDown as removeCertificatesFolder } from '../../support/globalSetup';
import { makeFirstFolder, removeFirstFolder } from './firstFolder';
import { installedN8n, packPackage } from './packPackage';

let packed: string | undefined;

/**
 * Once for all test files: n8n is installed and has made its first folder, and the package is packed as it would be
 * published, unless a tarball is given.
 */
export default async function setUp(): Promise<void> {
	await makeCertificatesFolder();
	await Promise.all([makeFirstFolder(await installedN8n()), pack()]);
}

async function pack(): Promise<void> {
	if (process.env.PACKED_TARBALL) return;
	packed = await packPackage();
	process.env.PACKED_TARBALL = packed;
}

export async function tearDown(): Promise<void> {
	await removeCertificatesFolder();
	await removeFirstFolder();
	if (packed) await rm(dirname(packed), { recursive: true, force: true });
}
