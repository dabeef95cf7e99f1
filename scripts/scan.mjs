/**
 * n8n's community-package scan, as its registry runs it before a package is verified, on our source and on what `npm pack`
 * would publish. The scanner brings an older plugin than the newest; `npm run lint` runs the newest over the same files.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { npmCommand, run } from './lib/run.mjs';

const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const [npm, ...npmArguments] = npmCommand();

/** What the tarball may hold beside dist. */
const published = /^(package\.json|README\.md|LICENSE\.md|CHANGELOG\.md|dist\/.*)$/;

const folder = await mkdtemp(join(tmpdir(), 'scan-'));
try {
	const source = await analyzePackage(projectFolder, SOURCE_FILE_PATTERNS);
	report('source', source);

	const [packed] = JSON.parse(await run(npm, [...npmArguments, 'pack', '--json', '--pack-destination', folder], { cwd: projectFolder }));
	await run('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
	const strangers = packed.files.map(({ path }) => path).filter((path) => !published.test(path));
	if (strangers.length > 0) throw new Error(`The tarball holds what nobody needs: ${strangers.join(', ')}`);
	if (!packed.files.some(({ path }) => path.endsWith('.node.js'))) throw new Error('The tarball holds no compiled node: run `npm run build` first');
	report('tarball', await analyzePackage(join(folder, 'package'), ['**/*.js', 'package.json']));
} finally {
	await rm(folder, { recursive: true, force: true });
}

function report(what, { passed, message, details }) {
	process.stdout.write(`scan of the ${what}: ${passed ? 'clean' : `${message}\n${details ?? ''}`}\n`);
	if (!passed) process.exitCode = 1;
}
