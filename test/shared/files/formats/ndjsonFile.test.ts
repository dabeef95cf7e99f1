import fc from 'fast-check';
import { parsedWithLongNumbers } from '../../../../nodes/shared/json';
import { readNdjsonFile } from '../../../../nodes/shared/files/formats/ndjsonFile';
import { inChunks, problemOf, rowsOf } from './reading';

const read = (content: string | Uint8Array, ...lengths: number[]) => readNdjsonFile(inChunks(content, ...lengths));

describe('an NDJSON file is read as rows with the values as they are', () => {
	const rows = [{ email: 'a@example.com', age: 41, tags: ['x'], none: null }, {}];
	const [first, second] = rows.map((row) => JSON.stringify(row));
	it.each([
		['LF line ends', `${first}\n${second}\n`],
		['CRLF line ends', `${first}\r\n${second}\r\n`],
		['CR line ends', `${first}\r${second}\r`],
		['no line end at the end', `${first}\n${second}`],
		['a byte order mark', `\uFEFF${first}\n${second}\n`],
		['blank lines', `\n \n${first}\n\r\n\n${second}\n\n`],
		['blanks around objects', `  ${first} \n\t${second}\t\n`],
	])('%s', async (_what, content) => {
		expect(await rowsOf(read(content))).toEqual(rows);
		expect(await rowsOf(read(content, 1))).toEqual(rows);
	});

	it('numbers that JavaScript would round keep their digits', async () => {
		const rows = '{"email":"a@example.com","card":9007199254740993}\n{"card": -638751518483842799, "age": 41}\n';
		expect(await rowsOf(read(rows))).toEqual([
			{ email: 'a@example.com', card: '9007199254740993' },
			{ card: '-638751518483842799', age: 41 },
		]);
	});

	it.each([
		['an empty file', ''],
		['blank lines only', '\n\n'],
	])('%s has no rows, which is no problem: it is an empty segment', async (_what, content) => {
		expect(await rowsOf(read(content))).toEqual([]);
	});

	it.each([
		['lone surrogates', '{"name":"\\ud800"}'],
		['NUL and right-to-left marks', '{"name":"\\u0000\\u202e\u200F"}'],
		['names that objects have of their own', '{"__proto__":{"x":1},"constructor":"2"}'],
		['a value of 3.9 MB', JSON.stringify({ name: 'Ż'.repeat(1_950_000) })],
	])('%s', async (_what, line) => {
		const [row, ...others] = await rowsOf(read(`${line}\n`));
		expect(others).toEqual([]);
		expect(JSON.stringify(row)).toBe(JSON.stringify(JSON.parse(line)));
		expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
	});
});

it.each([
	'{"email":"a@example.com","orders":[{"mail":"b@example.com"}]}',
	'{"name":"Ann","emails":[{"value":"a@example.com","email":1}]}',
	'{"contact":"a@example.com","friends":[{"email":"b@example.com"}]}',
	'{"name":"Ann","orders":[{"id":1}]}',
])('a profile with a list in it is a profile: %s', async (line) => {
	expect(await rowsOf(read(`${line}\n`))).toEqual([JSON.parse(line)]);
});

it('what DOS and preallocated files leave at the end is no line', async () => {
	for (const end of ['\x1a', '\n\x1a\x1a', '\0\0\0'])
		expect(await rowsOf(read(`{"email":"a"}\n${end}`))).toEqual([{ email: 'a' }]);
});

describe('what is not one JSON object a line is a problem with its line', () => {
	const good = '{"email":"a@example.com"}';
	it.each([
		['a line cut off', `${good}\n{"email":"secr`, 2, 'not one whole JSON object'],
		['a text', `${good}\n\n"secret"\n`, 3, 'not one whole JSON object'],
		['a number', '41', 1, 'not one whole JSON object'],
		['null', 'null\n', 1, 'not one whole JSON object'],
		['a list in a line', `${good}\n[]\n`, 2, 'not one whole JSON object'],
		['an object over several lines', '{\n"email": "a@example.com"\n}\n', 1, 'not one whole JSON object'],
		['commas behind the objects', `${good},\n${good}\n`, 1, 'not one whole JSON object'],
		["PostgreSQL's COPY", `${good}\n{"name":"Ann \\\\"secret\\\\""}\n`, 2, 'JSON whose backslashes stand twice'],
		['a JSON list', `[${good}]`, 1, 'one JSON list'],
		['a JSON list over several lines', `[\n${good},\n${good}\n]`, 1, 'one JSON list'],
		['NaN, as Python writes it', `${good}\n{"score": NaN}\n`, 2, 'holds NaN, and NaN is no JSON'],
		['Infinity', '{"score":[-Infinity]}', 1, 'holds -Infinity'],
		["a Python dict's words", '{"note": "NaN", "vip": True}', 1, 'holds True'],
		['but words in texts are none of them', '{"note": "NaN", "vip": tru}', 1, 'not one whole JSON object'],
		[
			"a service's answer with a list in it",
			`{"page":1,"contacts":[${good},{}],"next":null}`,
			1,
			"a list in it ('contacts')",
		],
		[
			'the same with addresses within',
			'{"data":[{"id":1,"email":[{"value":"x"}]}],"links":[{"href":"x"}]}',
			1,
			"('data')",
		],
		['bytes of an older encoding', Buffer.from(`${good}\n{"name":"caf\xe9"}\n`, 'latin1'), 2, 'not UTF-8'],
		['a line too long', `${good}\n{"name":"${'x'.repeat(10_000_000)}"}\n`, 2, 'longer than 4 MB'],
	])('%s', async (_what, content, line, message) => {
		const problem = await problemOf(read(content));
		expect(problem).toMatchObject({ line, message: expect.stringContaining(message) });
		expect(problem.message + problem.advice).not.toMatch(/secr/);
	});
});

it('10,000 generated files are read as their lines are one by one, however they are cut into chunks', async () => {
	const object = fc.dictionary(fc.string({ unit: 'binary', maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), {
		maxKeys: 4,
	});
	const lineEnd = fc.constantFrom('\n', '\r\n', '\r', '\n\n');
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(object, lineEnd), { maxLength: 6 }),
			fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
			async (rows, lengths) => {
				const lines = rows.map(([row]) => JSON.stringify(row));
				const content = rows.map(([, end], index) => lines[index] + end).join('');
				expect(JSON.stringify(await rowsOf(read(content, ...lengths)))).toBe(
					JSON.stringify(lines.map((line) => parsedWithLongNumbers(line))),
				);
			},
		),
		{ numRuns: 10_000, seed: 4 },
	);
});
