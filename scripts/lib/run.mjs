import { spawn } from 'node:child_process';

const KEPT_OUTPUT = 64 * 1024;

/** npm tells its children which package and script they run for; another package's npm must not inherit that. */
export function cleanEnvironment(environment = process.env) {
	return Object.fromEntries(
		Object.entries(environment).filter(([name]) => !/^npm_(package|lifecycle)_|^INIT_CWD$/.test(name)),
	);
}

/** The npm that runs us, else the one on the PATH: [command, ...leading arguments]. */
export function npmCommand() {
	const script = process.env.npm_execpath;
	return script && /npm-cli\.c?js$/.test(script) ? [process.execPath, script] : ['npm'];
}

const running = new Set();
const endings = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const killAll = () => running.forEach((child) => child.kill('SIGKILL'));
const exitHandlers = Object.entries(endings).map(([signal, code]) => [signal, () => process.exit(code)]);

/** Nothing that we started outlives us; once it has ended, signals are again for others to handle. */
function track(child) {
	if (running.size === 0) {
		process.on('exit', killAll);
		for (const [signal, exit] of exitHandlers) process.on(signal, exit);
	}
	running.add(child);
	child.once('close', () => {
		running.delete(child);
		if (running.size > 0) return;
		process.off('exit', killAll);
		for (const [signal, exit] of exitHandlers) process.off(signal, exit);
	});
}

/** Runs a command to its end. Rejects with the tail of what it printed; `onLine` sees each line as it comes. */
export function run(command, args, { cwd, env = cleanEnvironment(), onLine, signal } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
		track(child);
		let output = '';
		let stdout = '';
		const collect = (chunk, isStdout) => {
			const text = String(chunk);
			output = (output + text).slice(-KEPT_OUTPUT);
			if (isStdout) stdout += text;
			for (const line of onLine ? text.split(/[\r\n]+/) : []) if (line.trim()) onLine(line.trim());
		};
		child.stdout.on('data', (chunk) => collect(chunk, true));
		child.stderr.on('data', (chunk) => collect(chunk, false));
		child.on('error', reject);
		child.on('close', (code, killedBy) => {
			if (code === 0) return resolve(stdout);
			const ending = killedBy ? `was ended by ${killedBy}` : `ended with code ${code}`;
			const lines = output
				.trimEnd()
				.split('\n')
				.filter((line) => !/^npm (http|verbose) /.test(line));
			const tail = lines.slice(-25).join('\n');
			reject(new Error(`${[command, ...args].join(' ')} ${ending}${cwd ? ` in ${cwd}` : ''}\n${tail}`));
		});
	});
}

export async function canRun(command, args = ['--version']) {
	try {
		await run(command, args);
		return true;
	} catch {
		return false;
	}
}
