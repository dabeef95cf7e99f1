/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long anything is waited for that comes on any machine if it comes at all: so much that one that does other things
 * beside does not fail a test, and so little that the test itself says what did not come.
 */
export const patienceMs = 300_000;

/** Waits until something is so. @param what comes then, for the error if it does not. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
	for (const deadline = Date.now() + patienceMs; !(await condition()); await sleep(100))
		if (Date.now() > deadline) throw new Error(`it did not come to this: ${what}`);
}

export interface Ending {
	code: number | null;
	output: string;
}

export interface GuardedProcess {
	pid: Promise<number>;
	ended: Promise<Ending>;
	output(): string;
	/**
	 * Asks the process to stop, and kills it if it has not after the grace; resolves when it and its children are gone.
	 */
	stop(graceMs?: number): Promise<void>;
	/** Kills it at once, children included. */
	kill(): Promise<void>;
}

const guardian = join(__dirname, 'guardian.mjs');

/** A process that cannot outlive us: see guardian.mjs. */
export function startGuarded(
	command: string,
	args: readonly string[],
	{ cwd, env, onOutput }: { cwd: string; env: NodeJS.ProcessEnv; onOutput?: (text: string) => void },
): GuardedProcess {
	// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- only the tests start processes
	const child = fork(guardian, [command, ...args], {
		cwd,
		env,
		execPath: process.execPath,
		execArgv: [],
		silent: true,
	});
	const chunks: string[] = [];
	const collect = (chunk: Buffer) => {
		chunks.push(String(chunk));
		onOutput?.(String(chunk));
	};
	child.stdout?.on('data', collect);
	child.stderr?.on('data', collect);
	const output = () => chunks.join('');
	const pid = new Promise<number>((resolve) => {
		child.once('message', (message) => resolve((message as { pid: number }).pid));
	});
	const ended = new Promise<Ending>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, output: output() }));
	});
	const tell = async (signal: NodeJS.Signals) => {
		await Promise.race([pid, ended]);
		if (child.connected) child.send(signal, () => {});
	};
	const kill = async () => {
		await tell('SIGKILL');
		await ended;
	};
	return {
		pid,
		ended,
		output,
		kill,
		async stop(graceMs = 15_000) {
			await tell('SIGTERM');
			const grace = setTimeout(() => void kill(), graceMs);
			await ended.finally(() => clearTimeout(grace));
		},
	};
}

export async function runGuarded(...[command, args, options]: Parameters<typeof startGuarded>): Promise<string> {
	const { code, output } = await startGuarded(command, args, options).ended;
	if (code === 0) return output;
	throw new Error(`${command} ${args.join(' ')} ended with code ${code}\n${output.slice(-4_000)}`);
}

/** Waits until a process that has just been started says so; one that does not get there is killed. */
export async function untilPrinted(running: GuardedProcess, text: string, name: string): Promise<void> {
	const deadline = Date.now() + patienceMs;
	let hasEnded = false;
	void running.ended.then(() => (hasEnded = true));
	while (!running.output().includes(text)) {
		if (hasEnded || Date.now() > deadline) {
			await running.kill();
			throw new Error(`${name} did not start\n${running.output().slice(-4_000)}`);
		}
		await sleep(100);
	}
}
