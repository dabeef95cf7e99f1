import { readDelimitedFile } from '../../../../../../nodes/shared/files/formats/delimited/delimitedFile';
import { RecordScanner } from '../../../../../../nodes/shared/files/formats/delimited/records/delimitedRecords';
import { quotingOf } from '../../../../../../nodes/shared/files/formats/delimited/records/quoting';
import { inChunks, problemOf, rowsOf } from '../../reading';

const isKeyName = (name: string) => name === 'email';
const read = (content: string, ...lengths: number[]) => readDelimitedFile(inChunks(content, ...lengths), { isKeyName });

describe('where every text is in quotation marks, a word for nothing outside them is none', () => {
	it.each<[string, string, unknown[]]>([
		[
			'R writes NA for what is missing',
			'"email","name","zip"\n"ann@example.com",NA,62701\n"bob@example.com","NA",NA\n',
			[
				{ email: 'ann@example.com', name: '', zip: '62701' },
				{ email: 'bob@example.com', name: 'NA', zip: '' },
			],
		],
		[
			'a database writes NULL, and true and false stay what they are',
			'"email";"name";"vip";"since"\r\n"ann@example.com";NULL;FALSE;1990-05-17T10:00:00Z\r\n',
			[{ email: 'ann@example.com', name: '', vip: 'FALSE', since: '1990-05-17T10:00:00Z' }],
		],
		[
			'not where one text has none',
			'"email","name"\n"ann@example.com",Null\nbob@example.com,"Bob"\n',
			[
				{ email: 'ann@example.com', name: 'Null' },
				{ email: 'bob@example.com', name: 'Bob' },
			],
		],
		[
			'nor where the names have none',
			'email,name\n"ann@example.com",Null\n',
			[{ email: 'ann@example.com', name: 'Null' }],
		],
	])('%s', async (_what, content, rows) => {
		for (const lengths of [[], [1], [5]]) expect(await rowsOf(read(content, ...lengths))).toEqual(rows);
	});

	it('a file that is read for its own sake, such as a download, is read as it is', async () => {
		const pages = readDelimitedFile(inChunks('"email","name"\n"ann@example.com",NULL\n'));
		expect(await rowsOf(pages)).toEqual([{ email: 'ann@example.com', name: 'NULL' }]);
	});
});

describe('apostrophes are quotation marks where all column names stand in them', () => {
	it.each<[string, string, unknown[]]>([
		[
			"sqlite3's mode quote",
			"'email','street','name'\n'ann@example.com','Main St 1, Flat 2',NULL\n'bob@example.com','O''Connell St',7.5\n",
			[
				{ email: 'ann@example.com', street: 'Main St 1, Flat 2', name: '' },
				{ email: 'bob@example.com', street: "O'Connell St", name: '7.5' },
			],
		],
		[
			"phpMyAdmin's, with backslashes and line breaks",
			"'email';'street'\n'ann@example.com';'St\\'s St\nFlat 2'\n",
			[{ email: 'ann@example.com', street: "St's St\nFlat 2" }],
		],
		[
			"SQLLine's, which does not write those of the texts twice",
			"'email','name','street'\n'ann@example.com','O'Brien','St Mary's St,\nMa's 2'\n'bob@example.com','O''Ray',''\n",
			[
				{ email: 'ann@example.com', name: "O'Brien", street: "St Mary's St,\nMa's 2" },
				{ email: 'bob@example.com', name: "O'Ray", street: '' },
			],
		],
		[
			'one that ends a text, before another one',
			"'name','email','city'\n'Kids'','ann@example.com','Rome'\n'Bob','bob@example.com','Bern'\n",
			[
				{ name: "Kids'", email: 'ann@example.com', city: 'Rome' },
				{ name: 'Bob', email: 'bob@example.com', city: 'Bern' },
			],
		],
		[
			'one that ends a text, before an empty one that ends its row',
			"'name','email','a','b'\n'x','ann@example.com','Kids'',''\n'Acme','bob@example.com','',''\n",
			[
				{ name: 'x', email: 'ann@example.com', a: "Kids'", b: '' },
				{ name: 'Acme', email: 'bob@example.com', a: '', b: '' },
			],
		],
		[
			'one that begins a text is none',
			"email,city\nann@example.com,'t Hof\n",
			[{ email: 'ann@example.com', city: "'t Hof" }],
		],
		[
			'nor are they where quotation marks are',
			`'email','name'\n"ann@example.com","Ann, 'A'"\n`,
			[{ "'email'": 'ann@example.com', "'name'": "Ann, 'A'" }],
		],
	])('%s', async (_what, content, rows) => {
		for (const lengths of [[], [1], [5]]) {
			const isKey = (name: string) => name.includes('email');
			const pages = readDelimitedFile(inChunks(content, ...lengths), { isKeyName: isKey });
			expect(await rowsOf(pages)).toEqual(rows);
		}
	});

	it('and one behind which a text seems to end is a problem', async () => {
		expect(await problemOf(read("'email','name'\n'ann@example.com','Rock 'n', Ltd'\n"))).toMatchObject({ line: 2 });
	});

	it('and one that is never closed is a problem', async () => {
		expect(await problemOf(read("'email','name'\n'ann@example.com','Ann\n"))).toMatchObject({ line: 2 });
	});

	it('no more than the beginning of a long file is looked at', () => {
		const row = '"ann@example.com",NA\n';
		expect(quotingOf(`"email","name"\n${row.repeat(5_000)}ann,Ann\n`)).toMatchObject({
			mark: '"',
			marksAllTexts: true,
		});
	});
});

describe('where every cell is in quotation marks, those within a text need not stand twice', () => {
	const names = '"email","name","city"\n';
	const row = (name: string, city = 'Rome') => ({ email: 'ann@example.com', name, city });
	it.each<[string, string, object[]]>([
		['around a word', `${names}"ann@example.com","Ann "Annie" Lee","Rome"\n`, [row('Ann "Annie" Lee')]],
		['before a comma', `${names}"ann@example.com","Acme "A", Ltd","Rome"\n`, [row('Acme "A", Ltd')]],
		['at the end of a text', `${names}"ann@example.com","TV 40"","Rome"\n`, [row('TV 40"')]],
		['at the end, before an empty one', `${names}"ann@example.com","TV 40"",""\n`, [row('TV 40"', '')]],
		['of the file', `${names}"ann@example.com","Ann","TV 40""`, [row('Ann', 'TV 40"')]],
		[
			'in a text of two lines, and in rows behind it',
			`${names}"ann@example.com","a "b" c\nd "e"!","Rome"\r\n\n \n"ann@example.com","x "y"",""z" y"\n\x1a`,
			[row('a "b" c\nd "e"!'), row('x "y"', '"z" y')],
		],
	])('%s', async (_what, content, rows) => {
		for (const lengths of [[], [1], [5]]) expect(await rowsOf(read(content, ...lengths))).toEqual(rows);
	});

	it('whatever the portions in which the text comes', () => {
		const text = `${names}"ann@example.com","Acme "A", Ltd","x "\r\n"bob@example.com",""B"","y"\n`;
		const scanner = new RecordScanner(',', quotingOf(text));
		const records: string[][] = [];
		const readOn = () => {
			for (let cells: string[] = []; scanner.next(cells) > 0; cells = []) records.push(cells);
		};
		for (const portion of text.match(/\r\n|[^]/g) ?? []) {
			scanner.append({ text: portion });
			readOn();
		}
		scanner.end();
		readOn();
		expect(records.slice(1)).toEqual([
			['ann@example.com', 'Acme "A", Ltd', 'x '],
			['bob@example.com', '"B"', 'y'],
		]);
	});

	it('but it is a problem in a file that is read for its own sake', async () => {
		const pages = readDelimitedFile(inChunks(`${names}"ann@example.com","Acme "A"","Rome"\n`));
		expect(await problemOf(pages)).toMatchObject({ line: 2 });
	});

	it.each([
		['one text has none', 'email,name,city\n"ann@example.com","Acme "A"","Rome"\n'],
		['another cell has none', `${names}"ann@example.com","Acme "A" Ltd",Rome\n`],
		['the first one has none', `${names}"ann@example.com","Acme "A" Ltd","Rome"\nann@example.com,"Ann","Rome"\n`],
		[
			'backslashes stand before others',
			`${names}"bob@example.com","Ann \\"B\\" C",""\n"ann@example.com","A "B" C",""\n`,
		],
		['a row has more cells', `${names}"ann@example.com","Acme "A","B" Ltd","Rome"\n`],
		['a row ends within its first cell', '"name","email"\n"Ann L\n"Bob","bob@example.com"\n'],
		['or fewer', `${names}"ann@example.com","Acme "A" Ltd"\n`],
		['others stand twice above', `${names}"bob@example.com","Ann ""B""",""\n"ann@example.com","Acme "A" Ltd","Rome"\n`],
		['or below', `${names}"ann@example.com","Acme "A" Ltd","Rome"\n"bob@example.com","Ann ""B"" C",""\n`],
	])('and where %s', async (_what, content) => {
		expect((await problemOf(read(content))).message).toMatch(/line 2|line 3/i);
	});
});

it('a further sheet, which xls2csv begins with a form feed, is read like a further file', async () => {
	const sheet = '"email","name"\n"ann@example.com","Ann"\n';
	const ann = { email: 'ann@example.com', name: 'Ann' };
	expect(await rowsOf(read(`${sheet}\f${sheet}\f`))).toEqual([ann, ann]);
	expect(await problemOf(read(`${sheet}\f"name","email","x"\n`))).toMatchObject({ line: 3 });
});

describe('a table that is drawn with lines', () => {
	const psql = (lines: string) => read(`      email      | street    \n-----------------+-----------\n${lines}`);

	it('is a problem where a line break within a text tears a row', async () => {
		const torn = { line: 4, message: 'Line 4 of the file is torn by a line break within a text' };
		expect(await problemOf(psql(' ann@example.com | Main St  +\n                 | Flat 2\n(1 row)\n'))).toMatchObject(
			torn,
		);
		for (const note of ['---      ', '-        '])
			expect(await problemOf(psql(` ann@example.com | ${note}+\n                 | there\n`))).toMatchObject(torn);
		const mysql = '| email | street | city |\n+---+---+---+\n';
		expect(
			await problemOf(read(`${mysql}| a@example.com | b | c |\n| d@example.com | Main St\nFlat 2 | Rome |\n`)),
		).toMatchObject(torn);
	});

	describe('is a problem where a row has no address, since it may be a part of another one', () => {
		const row = '| ann@example.com | Main St | Rome |\n';
		it.each([
			['sqlite3, markdown', '|      email      | street  | city |', '|-----------------|---------|------|'],
			['sqlite3, table', '|      email      | street  | city |', '+-----------------+---------+------+'],
			['PrettyTable', '|      email      |  street | city |', '+-----------------+---------+------+'],
			['tabulate, pipe', '| email           | street  | city |', '|:----------------|:--------|:-----|'],
			['tabulate, psql', '| email           | street  | city |', '|-----------------+---------+------|'],
			['tabulate, grid', '| email           | street  | city |', '+=================+=========+======+'],
		])('%s', async (_tool, names, line) => {
			const table = `${names}\n${line}\n${row}`;
			const part = { line: 4, message: expect.stringContaining('is perhaps a part of another row') };
			expect(await problemOf(read(`${table}|                 | Flat 2  |      |\n${row}`))).toMatchObject(part);
			expect(await problemOf(read(`${table}| ample.com       |         |      |\n`))).toMatchObject(part);
			expect(await rowsOf(read(`${table}${row}${line}\n\nTwo people.\n`))).toHaveLength(2);
		});

		it('not in one of mysql, which goes on without lines around', async () => {
			const line = '+-----------------+---------+------+\n';
			const table = `${line}| email           | street  | city |\n${line}${row}|                 | Flat 2  |      |\n${row}${line}`;
			expect(await rowsOf(read(table))).toHaveLength(3);
		});

		it.each([
			['above it', '| bob@example.com | <null>  | Kent |\n', ''],
			['below it', '', '| bob@example.com | High St | <null> |\n'],
		])('mycli and litecli, whose word for nothing %s tells them from mysql', async (_place, above, below) => {
			const line = '+-----------------+---------+------+\n';
			const names = `${line}| email           | street  | city |\n${line}`;
			const table = `${names}${row}${above}|                 | Flat 2  |      |\n${below}${line}`;
			expect(await problemOf(read(table))).toMatchObject({
				line: above === '' ? 5 : 6,
				message: expect.stringContaining('is perhaps a part of another row'),
			});
			expect(await rowsOf(read(`${names}${row}${above}${below}${line}`))).toHaveLength(2);
		});
	});

	describe("is psql's with lines around where it counts its rows, so that each is a profile", () => {
		const line = '+-----------------+---------+------+\n';
		const names = '|      email      | street  | city |\n';
		const row = '| ann@example.com | Main St | Rome |\n';
		const noAddress = '|                 | Flat 2  | Kent |\n';
		const table = `${line}${names}${line}${row}${noAddress}${row}${line}`;

		it.each(['(3 rows)', '(3 Zeilen)', '(3 行)', '(3개 행)'])('%s', async (count) => {
			expect(await rowsOf(read(`${table}${count}\n\n`))).toHaveLength(3);
		});

		it('also where psql tells how long it took', async () => {
			expect(await rowsOf(read(`${table}(3 rows)\n\nTime: 0.434 ms\n`))).toHaveLength(3);
		});

		it('of several such tables, only where each is counted', async () => {
			const whole = `${line}${names}${line}${row}${line}(1 row)\n\n`;
			const rows = await rowsOf(read(`${whole}${table}(3 rows)\n`));
			expect(rows.filter(({ email }) => String(email).includes('@'))).toHaveLength(3);
			for (const uncounted of [`${table}(2 rows)\n`, table])
				expect(await problemOf(read(whole + uncounted))).toMatchObject({
					message: expect.stringContaining('is perhaps a part of another row'),
				});
		});

		it.each(['(2 rows)', '3 people', ''])('%j does not tell it', async (count) => {
			const part = { line: 5, message: expect.stringContaining('is perhaps a part of another row') };
			expect(await problemOf(read(`${table}${count}\n`))).toMatchObject(part);
		});
	});

	it('may hold a plus, and somebody without an address', async () => {
		const rows = await rowsOf(psql(' ann@example.com | A+\n                 | B+\n                 | C\n(3 rows)\n'));
		expect(rows.map(({ street }) => String(street).trim())).toEqual(['A+', 'B+', 'C']);
	});

	it.each([
		'2 rows in set (0.00 sec)\n\nmysql> notee\n',
		'SQLRowCount returns 0\n2 rows fetched\n',
		'SQLRowCount returns -1\n2 rows fetched\nSQL> \n',
	])('may have words of the client below its last line: %j', async (words) => {
		const line = '+-----------------+-----------+------+\n';
		const row = '| ann@example.com | Main St 1 | Rome |\n';
		const rows = await rowsOf(read(`${line}| email | street | city |\n${line}${row}${line}${words}`));
		expect(rows).toEqual([{ email: ' ann@example.com ', street: ' Main St 1 ', city: ' Rome ' }]);
	});

	it('ends with its last line, however few columns it has', async () => {
		const rows = await rowsOf(read('+---+\n| email | name |\n+---+---+\n| a@example.com | Ann |\n+---+---+\n'));
		expect(rows).toEqual([{ email: ' a@example.com ', name: ' Ann ' }]);
	});

	it("may be Markdown's, whose lines have colons", async () => {
		const rows = await rowsOf(read('| email | name |\n|:------|:----:|\n| a@example.com | Ann |\n'));
		expect(rows).toEqual([{ email: ' a@example.com ', name: ' Ann ' }]);
	});
});

describe('an address among the column names is told of without telling it', () => {
	it.each(['Ann Lee <ann@example.com>\n', 'email: ann@example.com\n', 'Ann,"ann@example.com;",Lee\n'])(
		'%j',
		async (content) => {
			const { message, advice } = await problemOf(read(content));
			expect(message).toBe('Line 1 of the file, the header, holds an email address where a column name should be');
			expect(message + advice).not.toContain('ann');
		},
	);

	it('and is none beside a column for addresses, where a question may name one', async () => {
		const rows = await rowsOf(read('email,Questions? Write to info@example.org\nann@example.com,none\n'));
		expect(rows).toHaveLength(1);
	});
});
