import { getPriority, setPriority } from 'node:os';

/** Enough to let others go first, and not so much that a test stands still meanwhile. */
const stepsBack = 5;

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

/**
 * Runs a command to its end; if we end before, it ends, too. Rejects with the tail of what it printed; `onLine` sees
 * each line as it comes. A command that `givesWay` gets less of the processor than others.
 */
export async function run(command, args, { cwd, env = cleanEnvironment(), onLine, signal, givesWay } = {}) {
	// Not at the top: what imports this file is started before the development packages are installed.
	const { execa } = await import('execa');
	const running = execa(command, args, {
		cwd,
		env,
		extendEnv: false,
		preferLocal: false,
		cancelSignal: signal,
		killSignal: 'SIGKILL',
		stdin: 'ignore',
		all: true,
	});
	// Whatever it starts inherits that.
	if (givesWay && running.pid) setPriority(running.pid, Math.min(19, getPriority() + stepsBack));
	try {
		if (onLine) for await (const line of running.iterable({ from: 'all' })) if (line.trim()) onLine(line.trim());
		return (await running).stdout;
	} catch (error) {
		const lines = (error.all ?? '').split('\n').filter((line) => !/^npm (http|verbose) /.test(line));
		throw new Error(`${error.shortMessage}${cwd ? ` in ${cwd}` : ''}\n${lines.slice(-25).join('\n')}`, {
			cause: error,
		});
	}
}

export async function canRun(command, args = ['--version']) {
	return await run(command, args).then(
		() => true,
		() => false,
	);
}
