import fc from 'fast-check';
import { readDelimitedFile } from '../../../../../nodes/shared/files/formats/delimited/delimitedFile';
import type { LinesPassedOver } from '../../../../../nodes/shared/files/pages';
import { inChunks, problemOf, rowsOf } from '../reading';

const read = (content: string | Uint8Array, ...lengths: number[]) => readDelimitedFile(inChunks(content, ...lengths));

describe('a delimited file is read as rows by column name', () => {
	const jane = [{ email: 'jane@example.com', name: 'Jane' }];
	it.each([
		['commas', 'email,name\njane@example.com,Jane\n', jane],
		['semicolons', 'email;name\njane@example.com;Jane\n', jane],
		['tabs', 'email\tname\njane@example.com\tJane\n', jane],
		['vertical bars', 'email|name\njane@example.com|Jane\n', jane],
		['a byte order mark', '\uFEFFemail,name\njane@example.com,Jane\n', jane],
		['a byte order mark before a quoted name', '\uFEFF"email","name"\njane@example.com,Jane\n', jane],
		['CRLF line ends', 'email,name\r\njane@example.com,Jane\r\n', jane],
		['CR line ends', 'email,name\rjane@example.com,Jane\r', jane],
		['Ctrl-Z at the end, as DOS programs write it', 'email,name\r\njane@example.com,Jane\r\n\x1a', jane],
		['NULs at the end, of a file whose room was taken before', 'email,name\njane@example.com,Jane\n\0\0\0', jane],
		['no line end at the end', 'email,name\njane@example.com,Jane', jane],
		['blank lines, blanks only and rows of delimiters', '\n\nemail,name\n\n  \n,\njane@example.com,Jane\n,\n\n', jane],
		['blanks around column names', ' email , name \njane@example.com,Jane\n', jane],
		['blanks around quotation marks', '"email",   "name"\n"jane@example.com"   , "Jane"\n', jane],
		["Excel's line that names the delimiter", 'sep=;\r\nemail;name\r\njane@example.com;Jane\r\n', jane],
		['columns without a name, left out', ',email,,name,,\n7,jane@example.com,x,Jane,,note\n', jane],
		['one column', 'email\na@example.com\n"b@example.com"\n', [{ email: 'a@example.com' }, { email: 'b@example.com' }]],
		[
			'cells missing at the end of a row, as Excel leaves them out',
			'a,b,c\n1\n1,2\n',
			[
				{ a: '1', b: '', c: '' },
				{ a: '1', b: '2', c: '' },
			],
		],
		['empty cells beyond the header', 'a,b\n1,2,, \n', [{ a: '1', b: '2' }]],
		['delimiters in quotation marks', 'a,b\n"1,2",3\n', [{ a: '1,2', b: '3' }]],
		['line breaks in quotation marks, kept as they are', 'a,b\n"1\n2\r\n3\r4",5\n', [{ a: '1\n2\r\n3\r4', b: '5' }]],
		[
			'quotation marks behind backslashes, as Spark, MySQL and PHP write them',
			'a,b\n"Ann \\"Annie\\" Lee","5\\", wide"\n"C:\\\\","say ""hi\\""\n',
			[
				{ a: 'Ann "Annie" Lee', b: '5", wide' },
				{ a: 'C:\\\\', b: 'say "hi"' },
			],
		],
		[
			'and backslashes at the end of a text where none of those is',
			'a,b\n"C:\\","x\\" \n"say \\""hi",y\n',
			[
				{ a: 'C:\\', b: 'x\\' },
				{ a: 'say \\"hi', b: 'y' },
			],
		],
		['a CR alone without quotation marks, as SheetJS writes it', 'a,b\n1\r2,3\r4\n', [{ a: '1\r2', b: '3\r4' }]],
		[
			'an LF alone without quotation marks in a file of CRLF, as SQL Server Management Studio writes it',
			'a,b,c\r\n1,2\n3,4\r\n5,,\r\n',
			[
				{ a: '1', b: '2\n3', c: '4' },
				{ a: '5', b: '', c: '' },
			],
		],
		[
			'lines of another program below those with CRLF',
			'a,b\r\n1,2\r\n\n3,4\n5,6\n',
			[
				{ a: '1', b: '2' },
				{ a: '3', b: '4' },
				{ a: '5', b: '6' },
			],
		],
		['doubled quotation marks', 'a,b\n"""1""",""""\n', [{ a: '"1"', b: '"' }]],
		['quotation marks in the middle of a cell', 'a,b\n5" pipe,37°36\'37.8"N\n', [{ a: '5" pipe', b: '37°36\'37.8"N' }]],
		['blanks in cells, kept', 'a,b\n 1 ," 2 "\n', [{ a: ' 1 ', b: ' 2 ' }]],
		[
			'names that objects have of their own',
			'__proto__,constructor\n1,2\n',
			[
				Object.fromEntries([
					['__proto__', '1'],
					['constructor', '2'],
				]),
			],
		],
		[
			'NUL, right-to-left marks and private characters',
			'a,b\n\0x\u202E\u200F,\uE000😀\n',
			[{ a: '\0x\u202E\u200F', b: '\uE000😀' }],
		],
		['no rows', 'email,name\n', []],
		['no rows and no line end', 'email,name', []],
	])('%s', async (_what, content, expected) => {
		expect(await rowsOf(read(content))).toEqual(expected);
		expect(await rowsOf(read(content, 1))).toEqual(expected);
		expect(await rowsOf(read(content, 2, 3))).toEqual(expected);
	});

	it('every column is a property of the row itself', async () => {
		const [row] = await rowsOf(read('__proto__,email\n1,2\n'));
		expect(Object.keys(row)).toEqual(['__proto__', 'email']);
		expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
	});
});

describe('the delimiter is found by the header and the rows', () => {
	it.each([
		[
			'the rows decide',
			'email;name (first, middle, last)\na@example.com;Ann\n',
			['email', 'name (first, middle, last)'],
		],
		['where both fit, the one with more columns', 'a;b;c,d\n1;2;3,4\n', ['a', 'b', 'c,d']],
		['inside quotation marks it does not count', '"a,b,c";"d"\n1;2\n', ['a,b,c', 'd']],
		['short rows do not outweigh', 'a;b;c,d\n1;2;3\n1;2\n1;2;3\n', ['a', 'b', 'c,d']],
	])('%s', async (_what, content, columns) => {
		const [row] = await rowsOf(read(content));
		expect(Object.keys(row)).toEqual(columns);
	});
});

describe('what cannot be read for certain is a problem with its line', () => {
	it.each([
		['an empty file', '', 1, 'empty'],
		['blank lines only', '\n\n', 1, 'empty'],
		['a header without names, so that a profile stands first', ',,\njane@example.com,Jane,\n', 2, 'email address'],
		['more cells than a spreadsheet has columns', `a,b\n${','.repeat(16_384)}\n`, 2, 'more than 16384 cells'],
		['doubled names', '\nemail,Name,email,Name\na@example.com,,,\n', 2, 'has the same name in the columns 1, 3'],
		['an email address as a column name', 'jane@example.com,Jane\n', 1, 'email address'],
		['too many cells', 'a,b\n1,2\n1,2,3\n', 3, '3 cells, but the header has 2 columns'],
		[
			'a title above the header',
			'Export of May\nemail,name\na@example.com,Ann\n',
			2,
			'2 cells, but the header has 1 column',
		],
		[
			'rows separated by something else than the header',
			'email,name\na@example.com;Ann\nb@example.com;Bob\n',
			2,
			'commas, but the rows from line 2 on by semicolons',
		],
		['a quotation mark never closed', 'a,b\n"1\n2",3\n4,"5\n6,7\n', 4, 'opened in line 4'],
		['a quotation mark never closed, behind line breaks of the same row', 'a,b\n"1\n2","3\n', 3, 'opened in line 3'],
		['text behind a closing quotation mark', 'a,b\n"1\r\n2"x,3\n', 3, 'Line 3'],
		['a row cut off', 'a,b,c\n1,2,3\n1,2', 3, 'ends in the middle of a row'],
		['bytes of an older encoding', Buffer.from('a,b\n1,2\ncaf\xe9,3\n4,5\n', 'latin1'), 3, 'not UTF-8'],
		[
			'bytes of an older encoding, behind quoted line breaks',
			Buffer.from('a,b\n"1\n\n2",2\ncaf\xe9,3', 'latin1'),
			5,
			'not UTF-8',
		],
		['a character cut off', Buffer.from('a,b\n1,😀').subarray(0, -1), 2, 'middle of a character'],
	])('%s', async (_what, content, line, message) => {
		for (const lengths of [[], [1], [3, 2]]) {
			const problem = await problemOf(read(content, ...lengths));
			expect(problem).toMatchObject({ line, message: expect.stringContaining(message) });
		}
	});

	it('a row is never quoted in a message', async () => {
		const problem = await problemOf(read('email,name\nsecret@example.com,Secret,Secret\n'));
		expect(`${problem.message} ${problem.advice}`).not.toMatch(/secret/i);
	});

	it('a file with column names and no rows is no problem: it is an empty segment', async () => {
		expect(await rowsOf(read('email,name\n'))).toEqual([]);
	});
});

describe('where it is known by which names the address goes,', () => {
	const isKeyName = (name: string) => ['email', 'E-mail'].includes(name);
	const readBy = (content: string, ...lengths: number[]) => {
		const passedOver: number[] = [];
		const onPassedOver = ({ above, captions, below }: LinesPassedOver) =>
			void passedOver.splice(0, 3, above, below, ...(captions > 0 ? [captions] : []));
		return { passedOver, pages: readDelimitedFile(inChunks(content, ...lengths), { isKeyName, onPassedOver }) };
	};
	const ann = { email: 'ann@example.com', name: 'Ann' };
	const bob = { email: 'bob@example.com', name: 'Bob' };
	it.each([
		['among sorted rows', 'ann@example.com,Ann\nbob@example.com,Bob\nemail,name\nzoe@example.com,Zoe\n', 2, 3],
		['beside a row without an address', 'ann@example.com,Ann\n,Bob\nemail,name\nzoe@example.com,Zoe\n', 1, 3],
		['with blanks and quotation marks', '"sep=;"\n" ann@example.com ";Ann\n"email";name\n', 2, 3],
		['of a list of addresses', 'ann@example.com\nE-mail\nzoe@example.com\n', 1, 2],
	])(
		'names %s are not taken for the beginning: a profile above them would be lost',
		async (_where, content, line, names) => {
			const problem = await problemOf(readBy(content).pages);
			expect(problem).toMatchObject({ line, message: expect.stringContaining(`below it, in line ${names}`) });
		},
	);

	it.each<[string, string, object[], number[]]>([
		[
			'an address above them may be whose report it is',
			'Report of,ann@example.com\n,\nemail,name\nann@example.com,Ann\n',
			[ann],
			[2, 0],
		],
		[
			'or stand in a line of another form',
			'ann@example.com\nbob@example.com,of May,\nemail,name\nann@example.com,Ann\n',
			[ann],
			[2, 0],
		],
		['no lines are passed over without need', 'email,name\nann@example.com,Ann\n', [ann], [0, 0]],
		[
			'lines above the column names are passed over',
			'Report; of May\n"x\ny"\n\nemail,name\nann@example.com,Ann\n',
			[ann],
			[4, 0],
		],
		["and Excel's line for the delimiter is none of them", 'sep=;\nemail;name\nann@example.com;Ann\n', [ann], [0, 0]],
		[
			'a line that psql draws below the names and its count of rows are passed over',
			'     email       | name \n-----------------+------\n ann@example.com | Ann\n(1 row)\n\n',
			[{ email: ' ann@example.com ', name: ' Ann' }],
			[0, 1, 1],
		],
		[
			'and those of sqlcmd',
			'email,name\r\n-----,----\r\nann@example.com,Ann\r\n\r\n(1 rows affected)\r\n',
			[ann],
			[0, 1, 1],
		],
		...[
			'2 row(s) retrieved.',
			'2 rows selected (0.017 seconds)',
			'2 rows in set (0.00 sec)',
			'2 rows in set. Elapsed: 0.002 sec. ',
		].map((count): [string, string, object[], number[]] => [
			`and others: ${count}`,
			`email,name\nann@example.com,Ann\nbob@example.com,Bob\n\n${count}\n`,
			[ann, bob],
			[0, 1],
		]),
		[
			'but not what begins with a number beside other words',
			'email,name\nann@example.com,Ann\n12 Main St (Flat 2)\n',
			[ann, { email: '12 Main St (Flat 2)', name: '' }],
			[0, 0],
		],
		[
			'the table below a title is marked in its own way',
			"Saved to \"people.csv\"\n'email','name'\n'ann@example.com','Ann'\n",
			[ann],
			[1, 0],
		],
		[
			'ClickHouse’s types are passed over',
			'"email","name"\n"String","Nullable(String)"\n"ann@example.com","Ann"\n',
			[ann],
			[0, 0, 1],
		],
		[
			'and both lines of Qualtrics',
			'email,name\nRecipient Email,"Your, name?"\n"{""ImportId"":""recipientEmail""}","{""ImportId"":""QID1""}"\nann@example.com,Ann\n',
			[ann],
			[0, 0, 2],
		],
		[
			'but not a profile of dashes',
			'email,name\nann@example.com,Ann\n-,-\nbob@example.com,Bob\n',
			[ann, { email: '-', name: '-' }, bob],
			[0, 0],
		],
		[
			'column names that come again in another order are followed',
			'name,email\nAnn,ann@example.com\n\ufeffemail,name\nbob@example.com,Bob\n',
			[
				{ name: 'Ann', email: 'ann@example.com' },
				{ name: 'Bob', email: 'bob@example.com' },
			],
			[0, 0],
		],
		['and in the same one', 'email,name\nann@example.com,Ann\nemail,name\nbob@example.com,Bob\n', [ann, bob], [0, 0]],
		[
			'a profile without an address may have the name of its column as a value',
			'email,name,preferred\n,Ann,email\nbob@example.com,Bob,email\nnone,Cy,email\n,,email\nann@example.com,Ann,phone\n',
			[
				{ email: '', name: 'Ann', preferred: 'email' },
				{ ...bob, preferred: 'email' },
				{ email: 'none', name: 'Cy', preferred: 'email' },
				{ email: '', name: '', preferred: 'email' },
				{ ...ann, preferred: 'phone' },
			],
			[0, 0],
		],
		[
			'columns that share a name are left out, since nobody can know which is meant, also where they come again',
			'id,email,x,id,x,name\n1,ann@example.com,2,3,4,Ann\nid,email,x,id,x,name\n5,bob@example.com,6,7,8,Bob\n',
			[ann, bob],
			[0, 0],
		],
		[
			'names in two rows are those below, and those above where nothing is below',
			'id,What is your name?,,Email,Which one?\n,First,Last,,Response\n1,Ann,Lee,ann@example.com,x\n',
			[{ id: '1', First: 'Ann', Last: 'Lee', Email: 'ann@example.com', 'Which one?': 'x' }],
			[0, 0, 1],
		],
		[
			'of two columns that come to one name it is that of the one with values',
			'id,email,You,,Them,\n,,email,name,email,name\n1,,ann@example.com,Ann,bob@example.com,\n',
			[{ id: '1', email: 'ann@example.com', name: 'Ann', 'Them - email': 'bob@example.com' }],
			[0, 0, 1],
		],
		[
			'a first profile without an address is no second row of names',
			',email,name,preferred,\n7,,Bob,email,\n8,ann@example.com,Ann,Response,\n',
			[
				{ email: '', name: 'Bob', preferred: 'email' },
				{ ...ann, preferred: 'Response' },
			],
			[0, 0],
		],
		["names may be Excel's texts", '"=""email""",name\nann@example.com,Ann\n', [ann], [0, 0]],
		[
			'a profile without an address stays one, at the end',
			'email,name\nann@example.com,Ann\n,Bob\n',
			[ann, { email: '', name: 'Bob' }],
			[0, 0],
		],
		[
			'and in the middle',
			'email,name,x\n,Bob,\nann@example.com,Ann,y\n',
			[
				{ email: '', name: 'Bob', x: '' },
				{ ...ann, x: 'y' },
			],
			[0, 0],
		],
		[
			'lines below the last profile are those without anything in the column of the address',
			'name,x,email\nAnn,,ann@example.com\n,,\nContacts by owner\n"Copyright"',
			[{ name: 'Ann', x: '', email: 'ann@example.com' }],
			[0, 3],
		],
	])('%s', async (_what, content, rows, passed) => {
		for (const lengths of [[], [1], [5]]) {
			const { pages, passedOver } = readBy(content, ...lengths);
			expect(await rowsOf(pages)).toEqual(rows);
			expect(passedOver).toEqual(passed);
		}
	});

	it('the escapes of a tab file are read where every backslash is one, and not beside quotation marks or paths', async () => {
		const rows = async (cells: string) => await rowsOf(readBy(`email\tx\na@example.com\t${cells}\n`).pages);
		expect(await rows('two\\nlines\\\\')).toEqual([{ email: 'a@example.com', x: 'two\nlines\\' }]);
		expect(await rows('\\N')).toEqual([{ email: 'a@example.com', x: '' }]);
		expect(await rows('\\0')).toEqual([{ email: 'a@example.com', x: '\0' }]);
		expect(await rows('C:\\new\\users')).toEqual([{ email: 'a@example.com', x: 'C:\\new\\users' }]);
		expect(await rows('"a\\n"')).toEqual([{ email: 'a@example.com', x: 'a\\n' }]);
	});

	it('whatever MySQL writes INTO OUTFILE is read as it was, tabs and line breaks with a backslash before them', async () => {
		const sign = fc.constantFrom('\t', '\n', '\\', '\\', 'N', 'n', '0', 'x', ' ', 'é');
		const text = fc.array(sign, { minLength: 1, maxLength: 6 }).map((signs) => `x${signs.join('')}`);
		const row = fc.array(fc.option(text), { minLength: 3, maxLength: 3 });
		const written = (cell: string | null) => (cell === null ? '\\N' : cell.replace(/[\t\n\\]/g, '\\$&'));
		const lines = fc.array(row, { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(lines, fc.integer({ min: 1, max: 40 }), async (rows, chunk) => {
				const all = [...rows, [null, 'x', 'x']];
				const cells = all.map((each, index) => [`p${index}@example.com`, ...each.map(written)].join('\t'));
				const csv = `email\ta\tb\tc\n${cells.join('\n')}\n`;
				const expected = all.map(([a, b, c], index) => ({
					email: `p${index}@example.com`,
					...{ a: a ?? '', b: b ?? '', c: c ?? '' },
				}));
				expect(await rowsOf(readBy(csv, chunk).pages)).toEqual(expected);
			}),
		);
	});

	it('where nothing tells for certain that a backslash is an escape, a row that is torn at one is a problem', async () => {
		const torn = readBy('email\tx\ty\na@example.com\tone\\\ntwo\tb\nb@example.com\tC:\\\tz\n').pages;
		expect(await problemOf(torn)).toMatchObject({ line: 2 });
		expect(await rowsOf(readBy('email\tx\ty\na@example.com\tC:\\\tz\n').pages)).toEqual([
			{ email: 'a@example.com', x: 'C:\\', y: 'z' },
		]);
	});

	describe('a row that is torn by a line break without quotation marks is a problem', () => {
		const bob = 'bob@example.com\tBob\tMain St 2\tKent\n';
		const read = (rows: string) => readBy(`email\tname\tstreet\tcity\n${rows}`).pages;
		it.each([
			['in two', 'ann@example.com\tAnn\tMain St 1\nFlat 2\tRome\n'],
			['in three', 'ann@example.com\tAnn\tMain St 1\nFlat 2\nNorth\tRome\n'],
			['at a blank line', 'ann@example.com\tAnn\tMain St 1\n\nFlat 2\tRome\n'],
			[
				'before a text longer than the names of the columns',
				`ann@example.com\tAnn\tMain St 1\n${'North '.repeat(9)}\tRome\n`,
			],
			['in two of its texts', 'ann@example.com\tAnn\nLee\tMain St 1\nFlat 2\tRome\n'],
			['at a CRLF', 'ann@example.com\tAnn\tMain St 1\r\nFlat 2\tRome\r\n'],
		])('%s', async (_how, row) => {
			for (const rows of [bob + row + bob, row + bob, bob + row])
				expect(await problemOf(read(rows))).toMatchObject({ line: rows.startsWith('bob') ? 3 : 2 });
		});

		it.each([
			['others are short, too', `cy@example.com\n${bob}ann@example.com\tAnn\tMain St 1\nFlat 2\tRome\n`, 4],
			['each has an address', 'ann@example.com\tAnn\tMain St 1\nbob@example.com\tBob\n', 2],
			['a line below has fewer cells', 'ann@example.com\tAnn\tMain St 1\nTotal\n', 2],
			['one stands between', `ann@example.com\tAnn\tMain St 1\n${bob}Total\t2\n`, 3],
		])('and not where %s', async (_where, rows, count) => {
			expect(await rowsOf(read(rows))).toHaveLength(count);
		});
	});

	it('many lines without an address are profiles', async () => {
		const { pages } = readBy(`email,x,y,z\nann@example.com,,,\n${',1,,\n'.repeat(30)}`);
		expect((await rowsOf(pages)).length).toBeGreaterThan(10);
	});

	it('other column names in the middle are a problem, and a short last row where it may be cut off', async () => {
		expect(await problemOf(readBy('email,name\nann@example.com,Ann\nemail,city\n').pages)).toMatchObject({ line: 3 });
		for (const first of ['', 'Cy,Rome,\n', 'Cy,Rome,\nDi,Rome,\n\n'])
			expect(
				await problemOf(
					readBy(`email,name,x\nann@example.com,Ann,\nname,city,email\n${first}Bob,Kent,bob@example.com\n`).pages,
				),
			).toMatchObject({ line: 3, message: expect.stringContaining('column names again') });
		expect(await problemOf(readBy('name,x,email\nAnn,,ann@example.com\nBo').pages)).toMatchObject({ line: 3 });
		expect(await rowsOf(readBy('email,name\nann@example.com\nbob@example.com').pages)).toHaveLength(2);
	});

	it('names of rows, for which the header has no name, are left out where all rows have one and the address shows it', async () => {
		const header = 'email,name\n';
		const rows = '1,a@example.com,Ann\n\n2,,Bob\n';
		expect(await rowsOf(readBy(header + rows).pages)).toEqual([
			{ email: 'a@example.com', name: 'Ann' },
			{ email: '', name: 'Bob' },
		]);
		for (const other of [
			`${rows}b@example.com,Bob\n`,
			'1,Ann,2\n',
			'1,2,a@example.com\n',
			'a@example.com,b@example.com,x\n',
		])
			expect(await problemOf(readBy(header + other).pages)).toBeInstanceOf(Error);
	});

	it('surplus empty cells are harmless only where nearly every row has as many', async () => {
		const row = 'a@example.com,Ann,\n';
		expect(await rowsOf(readBy(`email,name\n${row.repeat(20)}b@example.com,Bob\n`).pages)).toHaveLength(21);
		const rare = readBy(`email,name\n${'a@example.com,Ann\n'.repeat(20)}${row}`).pages;
		expect(await problemOf(rare)).toMatchObject({ line: 22 });
	});
});
