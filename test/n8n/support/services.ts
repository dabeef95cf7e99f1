/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { projectFolder } from './packPackage';
import { freePorts } from './ports';
import { runGuarded, startGuarded, untilPrinted } from './processes';
import type { GuardedProcess } from './processes';

const run = promisify(execFile);

export interface Service {
	port: number;
	/** Ends it and deletes what it stored. */
	stop(): Promise<void>;
}

/** Where Redis and PostgreSQL are on this machine. */
export interface InstalledServices {
	redisServer: string;
	postgresFolder: string;
}

/** Redis and PostgreSQL, installed first if we may; else the error says what to install. */
export async function installedServices(): Promise<InstalledServices> {
	const running = run(process.execPath, [join(projectFolder, 'scripts/lib/installServices.mjs')]);
	running.child.stderr?.pipe(process.stderr);
	const { stdout } = await running;
	return JSON.parse(stdout) as InstalledServices;
}

/** A Redis of our own that keeps nothing on disk. */
export async function startRedis({ redisServer }: InstalledServices): Promise<Service> {
	return await startIn('redis', await unprivileged(), async (folder, user) => {
		const [port] = await freePorts(1);
		const settings = { port: String(port), bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
		const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
		const [command, ...leading] = [...user.prefix, redisServer];
		const server = startGuarded(command, [...leading, ...args], { cwd: folder, env: serviceEnvironment });
		await untilPrinted(server, 'Ready to accept connections', 'Redis');
		return { port, server };
	});
}

/** The database of a `startPostgres`; anybody on this machine may connect. */
export const postgresLogin = { user: 'n8n', database: 'postgres' };

/**
 * A way into the database of a `startPostgres`, over the library that n8n's own node uses: runs statements and gives
 * the rows of the last one.
 */
export function databaseOf({ port }: Service): <Row>(sql: string) => Promise<Row[]> {
	const { Client } = createRequire(join(__dirname, '../package.json'))('pg') as {
		Client: new (options: object) => SqlClient;
	};
	return async <Row>(sql: string) => {
		const client = new Client({ host: '127.0.0.1', port, ...postgresLogin });
		await client.connect();
		const result = await client.query(sql).finally(async () => await client.end());
		return [result].flat().at(-1)?.rows as Row[];
	};
}

interface SqlClient {
	connect(): Promise<void>;
	query(sql: string): Promise<{ rows: unknown[] } | Array<{ rows: unknown[] }>>;
	end(): Promise<void>;
}

/** A PostgreSQL of our own with an empty database. */
export async function startPostgres({ postgresFolder }: InstalledServices): Promise<Service> {
	return await startIn('postgres', await unprivileged(), async (folder, user) => {
		const data = join(folder, 'data');
		const where = { cwd: folder, env: serviceEnvironment };
		const [initdb, ...initdbLeading] = [...user.prefix, join(postgresFolder, 'initdb')];
		await runGuarded(
			initdb,
			[
				...initdbLeading,
				'--pgdata',
				data,
				'--username',
				postgresLogin.user,
				'--auth',
				'trust',
				'--encoding',
				'UTF8',
				'--locale',
				'C',
				'--no-sync',
			],
			where,
		);
		const [port] = await freePorts(1);
		const settings = {
			port,
			listen_addresses: '127.0.0.1',
			unix_socket_directories: '',
			fsync: 'off',
			synchronous_commit: 'off',
			full_page_writes: 'off',
		};
		const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const [postgres, ...postgresLeading] = [...user.prefix, join(postgresFolder, 'postgres')];
		const server = startGuarded(postgres, [...postgresLeading, '-D', data, ...args], where);
		await untilPrinted(server, 'database system is ready to accept connections', 'PostgreSQL');
		return { port, server };
	});
}

/** What they print is read, so it is not to be in the language of the person who runs the tests. */
const serviceEnvironment = { PATH: process.env.PATH, LC_ALL: 'C' };

interface User {
	/** What to write before a command so that this user runs it. */
	prefix: string[];
	own(folder: string): Promise<void>;
}

/** The user that PostgreSQL is run as instead of root, which it refuses. Nothing changes for other users. */
async function unprivileged(): Promise<User> {
	if (process.getuid?.() !== 0) return { prefix: [], own: async () => {} };
	const name = await idOf('postgres', '-un').catch(() => 'nobody');
	const [uid, gid] = await Promise.all([idOf(name, '-u'), idOf(name, '-g')]);
	return {
		prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'],
		own: async (folder) => await chown(folder, Number(uid), Number(gid)),
	};
}

const idOf = async (user: string, flag: string) => (await run('id', [flag, user])).stdout.trim();

async function startIn(
	name: string,
	user: User,
	start: (folder: string, user: User) => Promise<{ port: number; server: GuardedProcess }>,
): Promise<Service> {
	const folder = await mkdtemp(join(tmpdir(), `constant-contact-${name}-`));
	const deleteFolder = async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	const starting = async () => {
		await user.own(folder);
		return await start(folder, user);
	};
	const { port, server } = await starting().catch(async (error: unknown) => {
		await deleteFolder();
		return await Promise.reject(error);
	});
	return {
		port,
		async stop() {
			await server.stop();
			await deleteFolder();
		},
	};
}
