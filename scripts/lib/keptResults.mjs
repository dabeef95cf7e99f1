import { readFile, writeFile } from 'node:fs/promises';

/**
 * Puts a part's results between its marks (`<!-- name -->`, `<!-- /name -->`) in a file; the others' stay as they are,
 * and so does what people have written.
 */
export async function keepResults(file, name, section) {
	const text = await readFile(file, 'utf8');
	const marks = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const [begin, end] = marks.map((mark) => text.indexOf(mark));
	if (begin < 0 || end < begin) throw new Error(`${file} has no place for "${name}"`);
	await writeFile(file, `${text.slice(0, begin + marks[0].length)}\n${section}\n${text.slice(end)}`);
	console.log(`\nWritten to ${file}`);
}
