/**
 * Starts one command in a process group of its own and sees to it that the whole group ends when it is told so, or when
 * the process that started us is gone, for whatever reason: the channel to them closes even if they were killed.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

function signalGroup(signal) {
	try {
		process.kill(-child.pid, signal);
	} catch {
		// Already gone.
	}
}

child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.on('exit', (code, signal) => {
	signalGroup('SIGKILL');
	process.exit(signal ? 1 : code);
});
// Only the command itself is asked to stop: it stops its own children in its own way.
process.on('message', (signal) => (signal === 'SIGKILL' ? signalGroup(signal) : child.kill(signal)));
process.on('disconnect', () => signalGroup('SIGKILL'));
// A Ctrl-C reaches everybody in the terminal's group; the process that started us decides what is to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.send({ pid: child.pid });
