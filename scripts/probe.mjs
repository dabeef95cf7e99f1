/**
 * `npm run probe`: asks a live account what its documentation leaves open. `-- --help` tells all; the parts are in
 * tools/probe.
 */
import { require as requireTypeScript } from 'tsx/cjs/api';

const { main } = requireTypeScript('../tools/probe/cli.ts', import.meta.url);

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => {
		console.error(interrupt.signal.aborted ? 'Still cleaning up …' : '\nEnding; what was made is deleted first …');
		interrupt.abort();
	});
}

process.exitCode = await main(process.argv.slice(2), {
	stdin: process.stdin,
	stdout: process.stdout,
	stderr: process.stderr,
	environment: process.env,
	interrupt: interrupt.signal,
});
