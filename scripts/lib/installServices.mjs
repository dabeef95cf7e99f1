import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { canInstallPackages, installPackages } from './debianPackages.mjs';

/** Debian keeps PostgreSQL's server out of the PATH, one folder for each version. */
const debianPostgres = '/usr/lib/postgresql';

/**
 * Makes sure that Redis and PostgreSQL, which n8n needs in queue mode, are installed, and says where: the program
 * redis-server and the folder with initdb and postgres. Nothing is started here.
 */
export async function ensureServices({ log = console.log } = {}) {
	let { found, missing } = await findServices();
	if (missing.length && (await canInstallPackages())) {
		await installPackages(missing, "which n8n's queue mode needs", log);
		({ found, missing } = await findServices());
	}
	if (missing.length === 0) return found;
	throw new Error(
		[
			`n8n's queue mode needs Redis and PostgreSQL, and here ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing. Install and run this again; nothing has to be started:`,
			'  Debian, Ubuntu:  sudo apt-get install -y redis-server postgresql',
			'  Fedora, RHEL:    sudo dnf install -y redis postgresql-server',
			'  macOS:           brew install redis postgresql@16, and put its bin folder on the PATH',
		].join('\n'),
	);
}

async function findServices() {
	const [redisFolder, postgresFolder] = await Promise.all([
		findFolder(onPath(), ['redis-server']),
		findFolder([...(await versions()), ...onPath()], ['initdb', 'postgres']),
	]);
	const missing = [...(redisFolder ? [] : ['redis-server']), ...(postgresFolder ? [] : ['postgresql'])];
	return { found: { redisServer: redisFolder && join(redisFolder, 'redis-server'), postgresFolder }, missing };
}

const onPath = () => (process.env.PATH ?? '').split(delimiter).filter(Boolean);

/** Newest first. */
async function versions() {
	const names = await readdir(debianPostgres).catch(() => []);
	return names.sort((a, b) => Number(b) - Number(a)).map((version) => join(debianPostgres, version, 'bin'));
}

async function findFolder(folders, programs) {
	for (const folder of folders) {
		const checks = programs.map(async (program) => await access(join(folder, program), constants.X_OK));
		if ((await Promise.allSettled(checks)).every(({ status }) => status === 'fulfilled')) return folder;
	}
	return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	try {
		console.log(JSON.stringify(await ensureServices({ log: console.error })));
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
	}
}
