/** Columns a terminal takes for a text: letters of East Asian scripts and emoji are two wide, combining marks none. */
export function displayWidth(text: string): number {
	let width = 0;
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		width +=
			/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u.test(
				segment,
			)
				? 2
				: 1;
	}
	return width;
}

/** Rows in aligned columns; numbers stand to the right. The last column is left ragged: it may hold any script. */
export function table(rows: ReadonlyArray<ReadonlyArray<string | number>>, indent = '  '): string {
	const texts = rows.map((row) =>
		row.map((value) => (typeof value === 'number' ? value.toLocaleString('en-US') : value)),
	);
	const widths = texts.reduce<number[]>(
		(known, row) => row.map((text, column) => Math.max(known[column] ?? 0, displayWidth(text))),
		[],
	);
	return texts
		.map((row, index) =>
			row
				.map((text, column) => {
					const blanks = ' '.repeat(widths[column] - displayWidth(text));
					if (typeof rows[index][column] === 'number') return blanks + text;
					return column === row.length - 1 ? text : text + blanks;
				})
				.join('   '),
		)
		.map((line) => indent + line)
		.join('\n');
}
