const { rm } = require('node:fs/promises');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });
const compile = async () => {
	const { stdout } = await run(process.execPath, [require.resolve('typescript/bin/tsc')]).catch((failure) => {
		throw new Error(failure.stdout);
	});
	return stdout;
};

/** What tsc leaves behind: icons and n8n's codex files, which n8n looks for beside the nodes. */
const assets = () =>
	src(['{nodes,credentials}/**/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));

exports.build = series(clean, parallel(compile, assets));
exports.default = exports.build;
