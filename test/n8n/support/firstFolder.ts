/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import type { InstalledN8n } from './packPackage';
import { runGuarded } from './processes';
import { mannersOf } from './versions';

/**
 * What every n8n of a test run would make again: a database with all tables and nothing in them, and the key that
 * belongs to it. To make them takes n8n half as long as the rest of its start. Made once for all test files, by n8n.
 */
export async function makeFirstFolder({ node, n8n, n8nVersion }: InstalledN8n): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'constant-contact-first-n8n-'));
	process.env.FIRST_N8N_FOLDER = folder;
	const nothing = join(folder, 'nothing.json');
	await writeFile(nothing, '[]');
	const env = {
		PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
		HOME: folder,
		N8N_USER_FOLDER: folder,
		DB_TYPE: 'sqlite',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		...mannersOf(n8nVersion).environment,
	};
	// Any command brings the database up to date before it does what it is for.
	await runGuarded(node, [n8n, 'import:credentials', `--input=${nothing}`], { cwd: folder, env });
}

export async function removeFirstFolder(): Promise<void> {
	const folder = process.env.FIRST_N8N_FOLDER;
	if (folder) await rm(folder, { recursive: true, force: true });
}

/** Into an empty folder of a new n8n; where none was made (the demo, the benchmarks), n8n makes everything itself. */
export async function copyFirstFolder(userFolder: string): Promise<void> {
	const folder = process.env.FIRST_N8N_FOLDER;
	if (folder) await cp(join(folder, '.n8n'), join(userFolder, '.n8n'), { recursive: true });
}
