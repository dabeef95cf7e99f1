import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { step } from './progress.mjs';
import { cleanEnvironment, npmCommand } from './run.mjs';

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Installs the project's development packages where they are missing or older than the lock file. Needs none of them:
 * it comes before anything else.
 */
export async function ensureDependencies() {
	const installed = join(projectFolder, 'node_modules', '.package-lock.json');
	const lock = join(projectFolder, 'package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
	const [npm, ...leading] = npmCommand();
	await step('Installing the development packages (npm ci)', () =>
		promisify(execFile)(npm, [...leading, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: projectFolder,
			env: cleanEnvironment(),
		}),
	);
}
