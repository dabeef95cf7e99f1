/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** Once for all test files: where they find the certificates that one of them has made (`loopback/tls.ts`). */
export default async function setUp(): Promise<void> {
	folder = await mkdtemp(join(tmpdir(), 'test-certificates-'));
	process.env.CERTIFICATES_FOLDER = folder;
}

export async function tearDown(): Promise<void> {
	if (folder) await rm(folder, { recursive: true, force: true });
}
