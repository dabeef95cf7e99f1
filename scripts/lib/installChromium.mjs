import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { canInstallPackages, installPackages } from './debianPackages.mjs';

/** Chromium or Chrome, by the names that systems give it. */
const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macPrograms = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** Makes sure that there is a browser for the tests of n8n's editor, and says where. Nothing is started here. */
export async function ensureChromium({ log = console.log } = {}) {
	let chromium = await findChromium();
	if (!chromium && (await canInstallPackages())) {
		// With fonts: without any the pages have no letters.
		await installPackages(['chromium', 'fonts-liberation', 'fonts-dejavu-core'], 'in which the editor is tested', log);
		chromium = await findChromium();
	}
	if (chromium) return { chromium };
	throw new Error(
		[
			"The tests of n8n's editor need Chromium or Chrome, and here it is missing. Install and run this again:",
			'  Debian, Ubuntu:  sudo apt-get install -y chromium (Ubuntu has it as a snap, which will not do: take Chrome)',
			'  Fedora, RHEL:    sudo dnf install -y chromium',
			'  macOS:           brew install --cask google-chrome',
		].join('\n'),
	);
}

async function findChromium() {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const candidates = [...folders.flatMap((folder) => programs.map((program) => join(folder, program))), ...macPrograms];
	const found = await Promise.all(
		candidates.map(
			async (file) =>
				await access(file, constants.X_OK).then(
					() => true,
					() => false,
				),
		),
	);
	return candidates[found.indexOf(true)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	try {
		console.log(JSON.stringify(await ensureChromium({ log: console.error })));
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
	}
}
