import { readFile, writeFile } from 'node:fs/promises';

/**
 * Puts a part's results between its marks (`<!-- name -->`, `<!-- /name -->`) in a file; the others' stay as they are,
 * and so does what people have written.
 */
export async function keepResults(file, name, section) {
	const { before, behind } = await partsAround(file, name);
	await writeFile(file, `${before}\n${section}\n${behind}`);
	console.log(`\nWritten to ${file}`);
}

/** The rows of the table that a part's last results are, each as its cells. */
export async function keptRows(file, name) {
	const { between } = await partsAround(file, name);
	const lines = between.split('\n').filter((line) => line.startsWith('| '));
	return lines.map((line) => line.slice(2, -2).split(' | '));
}

async function partsAround(file, name) {
	const text = await readFile(file, 'utf8');
	const marks = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const [begin, end] = marks.map((mark) => text.indexOf(mark));
	if (begin < 0 || end < begin) throw new Error(`${file} has no place for "${name}"`);
	const from = begin + marks[0].length;
	return { before: text.slice(0, from), between: text.slice(from, end), behind: text.slice(end) };
}
