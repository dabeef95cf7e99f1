/** Figures of how `nodes/` is laid out: sizes, imports, and what must not be there. The rules: test/house.test.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodes = join(dirname(dirname(fileURLToPath(import.meta.url))), 'nodes');
const files = readdirSync(nodes, { recursive: true }).filter((file) => file.endsWith('.ts'));
const code = new Map(files.map((file) => [file, readFileSync(join(nodes, file), 'utf8')]));
const imports = files.flatMap((file) =>
	[...code.get(file).matchAll(/^(?:import|export)\s[^;]*?from '(\.[^']+)'/gm)].map(([, to]) => ({
		file,
		to: `${normalize(join(dirname(file), to))}.ts`,
	})),
);

/** The most frequent of these, with their numbers. */
function most(things, count) {
	const counts = new Map();
	for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
	const sorted = [...counts].sort((a, b) => b[1] - a[1]).slice(0, count);
	return sorted.map(([thing, number]) => `${thing} ${number}`).join(', ');
}

const lines = files.map((file) => ({ file, count: code.get(file).split('\n').length - 1 }));
const long = lines.filter(({ count }) => count > 150).sort((a, b) => b.count - a.count);
const nodeOf = (file) => file.split('/')[0];
const siblings = imports.filter(({ file, to }) => nodeOf(to) !== 'shared' && nodeOf(to) !== nodeOf(file));
const literals = files.filter((file) => /syncMode\s*[!=]==\s*'/.test(code.get(file)));
const waits = files.flatMap((file) => [...code.get(file).matchAll(/await awaitActivities\(/g)].map(() => file));

const rows = [
	['files', files.length],
	['over 150 lines', `${long.length}; the longest: ${long[0]?.file} ${long[0]?.count}`],
	['fullest folders', most(files.map(dirname), 4)],
	['imports', imports.length],
	[
		'most imported',
		most(
			imports.map(({ to }) => to),
			1,
		),
	],
	['imports of a sibling node', siblings.length],
	['files that compare syncMode with a literal', literals.length],
	['calls of awaitActivities', waits.length],
];
for (const [what, figure] of rows) console.log(`${what.padEnd(44)}${figure}`);
