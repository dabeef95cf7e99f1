/**
 * n8n's community-package scan, as its registry runs it before a package is verified, on our source and on what `npm
 * pack` would publish. The scanner brings an older plugin than the newest; `npm run lint` runs the newest over the same
 * files.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { npmCommand, run } from './lib/run.mjs';

const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const [npm, ...npmArguments] = npmCommand();

/** What the tarball has to hold beside dist, and all that it may. */
const documents = ['package.json', 'README.md', 'LICENSE.md', 'CHANGELOG.md'];

const folder = await mkdtemp(join(tmpdir(), 'scan-'));
try {
	const source = await analyzePackage(projectFolder, SOURCE_FILE_PATTERNS);
	report('source', source);

	const [packed] = JSON.parse(
		await run(npm, [...npmArguments, 'pack', '--json', '--pack-destination', folder], { cwd: projectFolder }),
	);
	await run('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
	checkContents(packed.files.map(({ path }) => path));
	report('tarball', await analyzePackage(join(folder, 'package'), ['**/*.js', 'package.json']));
} finally {
	await rm(folder, { recursive: true, force: true });
}

/** n8n loads what `n8n` in package.json names; a node's icons and codex file are looked for beside it. */
function checkContents(paths) {
	const { n8n } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
	const loaded = [...n8n.nodes, ...n8n.credentials];
	const needed = [
		...documents,
		...loaded,
		...n8n.nodes.map((node) => node.replace(/\.js$/, '.json')),
		...loaded.flatMap(iconsOf),
	];
	const missing = needed.filter((path) => !paths.includes(path));
	if (missing.length > 0) throw new Error(`The tarball lacks ${missing.join(', ')} (is it built? \`npm run build\`)`);
	const strangers = paths.filter(
		(path) => !documents.includes(path) && !/^dist\/(nodes|credentials)\/.*\.(js|json|svg)$/.test(path),
	);
	if (strangers.length > 0) throw new Error(`The tarball holds what nobody needs: ${strangers.join(', ')}`);
}

/** The icons that a built node or credential names. @throws Error if it names none */
function iconsOf(file) {
	const icons = [...readFileSync(join(projectFolder, file), 'utf8').matchAll(/'file:([\w./-]+\.svg)'/g)].map(
		([, icon]) => join(dirname(file), icon),
	);
	if (icons.length === 0) throw new Error(`${file} names no icon`);
	return icons;
}

function report(what, { passed, message, details }) {
	process.stdout.write(`scan of the ${what}: ${passed ? 'clean' : `${message}\n${details ?? ''}`}\n`);
	if (!passed) process.exitCode = 1;
}
