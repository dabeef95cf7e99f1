/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const projectFolder = resolve(__dirname, '../../..');

export interface InstalledN8n {
	node: string;
	/** Path of the script that starts it. */
	n8n: string;
	n8nVersion: string;
}

/**
 * The real n8n and the Node it runs on, installed first if they are not there yet. N8N_UNDER_TEST names an older one (a
 * folder of tools/compat).
 */
export async function installedN8n(): Promise<InstalledN8n> {
	const running = run(process.execPath, [join(projectFolder, 'scripts/lib/installN8n.mjs')]);
	running.child.stderr?.pipe(process.stderr);
	const { stdout } = await running;
	return JSON.parse(stdout) as InstalledN8n;
}

/** Builds the package in `folder` and packs it as for npm. Gives the tarball's path. */
export async function packPackage(folder = projectFolder): Promise<string> {
	await npm(folder, ['run', '--if-present', 'build']);
	const destination = await mkdtemp(join(tmpdir(), 'constant-contact-pack-'));
	const output = await npm(folder, ['pack', '--json', '--ignore-scripts', '--pack-destination', destination]);
	// npm 11 prints an array, npm 12 an object by package name.
	const packed = JSON.parse(output) as Record<string, { filename: string }>;
	return join(destination, Object.values(packed)[0].filename);
}

async function npm(folder: string, args: readonly string[]): Promise<string> {
	const { stdout } = await run('npm', args, { cwd: folder }).catch(
		async ({ stdout, stderr }: { stdout: string; stderr: string }) => {
			return await Promise.reject(new Error(`npm ${args.join(' ')} failed in ${folder}\n${stdout}\n${stderr}`));
		},
	);
	return stdout;
}
