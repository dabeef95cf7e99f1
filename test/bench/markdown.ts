export type Cell = string | number;

/** A Markdown table; columns of numbers stand to the right. */
export function markdownTable(head: string[], rows: Cell[][]): string {
	const line = (cells: Cell[]) => `| ${cells.join(' | ')} |`;
	const isRight = head.map((_, column) =>
		rows.some((row) => typeof row[column] === 'number' || /^[~≈]?[\d.,]+(×| ms| s)?$/.test(String(row[column]))),
	);
	return [line(head), `|${isRight.map((right) => (right ? '--:' : '---')).join('|')}|`, ...rows.map(line)].join('\n');
}

export const count = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
export const seconds = (value: number) => value.toFixed(value < 10 ? 2 : 1);
export const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)}×`;
