/**
 * `npm run screenshots`: runs the tests of the editor and of the report in a real browser and puts the pictures that
 * the pages show into docs/images, light and dark.
 */
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDependencies, projectFolder } from './lib/dependencies.mjs';
import { ensureN8n } from './lib/installN8n.mjs';
import { step } from './lib/progress.mjs';
import { run } from './lib/run.mjs';

/** Steps of test/n8n/browser.test.ts. */
const steps = ['exported', 'rejected', 'consent', 'preview'];
const shown = steps.flatMap((step) => [`${step}.png`, `${step}.dark.png`]);
const maxBytes = 150_000;
const taken = join(projectFolder, 'test/n8n/.screenshots');
/** All that test/n8n/report.test.ts leaves. */
const reports = join(taken, 'report');
const images = join(projectFolder, 'docs/images');

if (process.argv.length > 2) {
	console.log(
		'npm run screenshots takes no options. It needs Chromium or Chrome, runs the tests of the editor and of the report (some minutes), and overwrites docs/images.',
	);
	process.exit(process.argv.includes('--help') ? 0 : 1);
}

try {
	await ensureDependencies();
	await ensureN8n();
	// One after the other: the first empties the folder.
	for (const test of ['browser.test.ts', 'n8n/report.test.ts'])
		await step(`taking pictures: ${test}`, async () => {
			await run(process.execPath, ['node_modules/jest/bin/jest.js', '--config', 'test/n8n/jest.config.js', test], {
				cwd: projectFolder,
			});
		});
	await mkdir(images, { recursive: true });
	const files = await readdir(taken);
	for (const name of shown) {
		const file = files.find((taken) => taken.replace(/^\d+-/, '') === name);
		if (!file) throw new Error(`the tests took no picture ${name}`);
		await keep(join(taken, file), name);
	}
	const pages = await readdir(reports);
	for (const name of pages) await keep(join(reports, name), name);
	console.log(`${shown.length + pages.length} pictures are in docs/images. Look at them before you commit them.`);
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}

/** Copies a picture to where the pages show it. */
async function keep(file, name) {
	const { size } = await stat(file);
	if (size > maxBytes) throw new Error(`${name} has ${size} bytes, more than a page should load`);
	await copyFile(file, join(images, name));
}
