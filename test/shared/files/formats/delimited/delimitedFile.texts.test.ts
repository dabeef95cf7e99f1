import { isEmailName } from '../../../../../nodes/shared/account/columns/nameMeaning';
import { readDelimitedFile } from '../../../../../nodes/shared/files/formats/delimited/delimitedFile';
import { inChunks } from '../reading';

const options = { isKeyName: isEmailName };
/** Some blocks of rows; the first tells what the file is, and is always read as a text. */
const rows = Array.from({ length: 6_000 }, (_, n) => `ann.${n}@example.com,Ann,Müller ${n}\n`);
const whole = Buffer.from(`email,first,last\n${rows.join('')}`);

async function lastNames(bytes: Uint8Array): Promise<string[]> {
	const names: string[] = [];
	for await (const { profiles } of readDelimitedFile(inChunks(bytes), options))
		names.push(...profiles.map(({ last }) => String(last)));
	return names;
}

it('plain rows become no texts, of which a large file has more than n8n can clear away in passing', async () => {
	const decode = jest.spyOn(TextDecoder.prototype, 'decode');
	let people = 0;
	for await (const { table } of readDelimitedFile(inChunks(whole), options)) people += table?.size ?? 0;
	const decoded = decode.mock.calls.reduce((sum, [bytes]) => sum + (bytes?.byteLength ?? 0), 0);
	decode.mockRestore();
	expect(people).toBe(rows.length);
	expect(decoded).toBeGreaterThan(0);
	expect(decoded).toBeLessThan(140_000);
	expect(whole.length).toBeGreaterThan(190_000);
});

it.each(['Müller', 'Müller 李', 'O’Neil', '"Ann ""B"" Ray"', '"Ray, Ann"', ' Ann', '😀'])(
	'whose last name is %s in the middle',
	async (name) => {
		const others = rows.map((row, n) => (n % 997 === 5 ? row.replace(/Müller \d+/, name) : row));
		const bytes = Buffer.from(`email,first,last\n${others.join('')}`);
		const right = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
		expect(await lastNames(bytes)).toEqual(rows.map((_row, n) => (n % 997 === 5 ? right : `Müller ${n}`)));
	},
);

describe('a byte that is no UTF-8 is reported by its line', () => {
	const at = (line: number, before = ''): Buffer => {
		const others = [...rows];
		others[line - 2] = 'ann@example.com,Ann,M\xfcller\n';
		if (before !== '') others[line - 3] = before;
		return Buffer.concat(
			[`email,first,last\n`, ...others].map((row, n) => Buffer.from(row, n === line - 1 ? 'latin1' : 'utf8')),
		);
	};

	it.each([2, 3, 700, 1_999, 2_000, 3_456, 6_001])('%d', async (line) =>
		expect(lastNames(at(line))).rejects.toMatchObject({ line }),
	);

	it.each([700, 3_456, 6_001])('%d, with a row of several lines before it', async (line) =>
		expect(lastNames(at(line, 'bo@example.com,Bo,"Ray\n\n\n"\n'))).rejects.toMatchObject({ line: line + 3 }),
	);

	it('in the midst of a row that goes on over many lines', async () => {
		const long = `bo@example.com,Bo,"${'some more words\n'.repeat(300)}\xfc${'\n'.repeat(9)}"\n`;
		const bytes = Buffer.concat([whole, Buffer.from(long, 'latin1'), Buffer.from(rows.join(''))]);
		await expect(lastNames(bytes)).rejects.toMatchObject({ line: rows.length + 2 + 300 });
	});
});
