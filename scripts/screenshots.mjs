/**
 * `npm run screenshots`: runs the tests of the editor in a real browser and puts the pictures that README shows into
 * docs/images, in both of n8n's themes.
 */
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n } from './lib/installN8n.mjs';
import { step } from './lib/progress.mjs';
import { run } from './lib/run.mjs';

/** Steps of test/n8n/browser.test.ts. */
const shown = ['exported', 'rejected', 'consent', 'preview'];
const maxBytes = 150_000;
const taken = join(projectFolder, 'test/n8n/.screenshots');
const images = join(projectFolder, 'docs/images');

if (process.argv.length > 2) {
	console.log(
		'npm run screenshots takes no options. It needs Chromium or Chrome, runs the tests of the editor (some minutes), and overwrites docs/images.',
	);
	process.exit(process.argv.includes('--help') ? 0 : 1);
}

try {
	await ensureDependencies();
	await ensureN8n();
	await step('using the editor in a browser', async () => {
		await run(
			process.execPath,
			['node_modules/jest/bin/jest.js', '--config', 'test/n8n/jest.config.js', 'browser.test.ts'],
			{ cwd: projectFolder },
		);
	});
	await mkdir(images, { recursive: true });
	const files = await readdir(taken);
	for (const name of shown.flatMap((picture) => [`${picture}.png`, `${picture}.dark.png`])) {
		const file = files.find((taken) => taken.replace(/^\d+-/, '') === name);
		if (!file) throw new Error(`the tests took no picture ${name}`);
		const { size } = await stat(join(taken, file));
		if (size > maxBytes) throw new Error(`${file} has ${size} bytes, more than README should load`);
		await copyFile(join(taken, file), join(images, name));
	}
	console.log(`${shown.length} pictures, light and dark, are in docs/images. Look at them before you commit them.`);
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
