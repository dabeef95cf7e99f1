import { caseFile, exportFile } from '../support/caseFile';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { exportParameters, mapped, startService } from '../support/service';

/** Values as people's systems write them (test/cases/): what is sent of each, with n8n's default settings. */
let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

const run = async (name: string, options = {}) => await exportFile(service, caseFile(name), name, { options });
const fields = (values: Readonly<Record<string, string>>) => expect.objectContaining(values) as unknown;
const without = (...names: string[]) =>
	expect.not.objectContaining(Object.fromEntries(names.map((name) => [name, expect.anything() as unknown]))) as unknown;
const leftOut = (field: string, count: number, rows: number[]) =>
	expect.objectContaining({ field, count, rows }) as unknown;

describe('the one address in a cell is sent', () => {
	it.each([
		['addresses.csv', ['ann@example.com', 'bob@example.com', 'cy@example.com', 'dee@example.com', 'fay@example.com']],
		['excel-links.csv', ['ann@example.com', 'bob@example.com']],
		['invisible.csv', ['ann@example.com']],
		['apostrophe-escapes.csv', ['ann@example.com', 'bob@example.com']],
	])('%s', async (name, addresses) => {
		expect(Object.keys((await run(name)).sent).sort()).toEqual(addresses);
	});

	it('two in one are reported as two', async () => {
		const { rejected } = await run('addresses.csv');
		expect(rejected).toEqual([expect.objectContaining({ code: 'email_invalid', row: 5 })]);
		expect(rejected[0].reason).toContain('holds 2 addresses');
	});

	it('a mirror takes nobody off who is meant, however untidily, and makes no second contact', async () => {
		const { account } = service.simulator;
		const untidy = [
			'e@example.com.',
			"'e@example.com'",
			'“e@example.com”',
			'e @example.com',
			'e@ example.com',
			'e\u00a0@example.com',
			'mailto:e@example.com?subject=Hi',
			'e@example.com/',
			'e@example.com|x@example.com',
			'e＠example.com',
			'e@müller.example',
			'e@example.com\ufe0f',
			'e&amp;co@example.com',
			'e@@example.com',
			'e@example..com',
			'e@example,com',
			'in e@example.com',
			'e@exam ple.com',
		];
		const clean = (text: string, row: number) => text.replace(/\be(?= ?&?\w*;?(?:co)?\s?[@＠])/u, `e${row}`);
		const sources = untidy.map((text, row) => clean(text, row));
		const members = untidy.map((text, row) =>
			text.includes('müller')
				? `e${row}@xn--mller-kva.example`
				: text.includes('&')
					? `e${row}&co@example.com`
					: `e${row}@example.com`,
		);
		const listId = account.addList('Untidy').id;
		for (const email of members) account.addContact({ email, lists: [listId] });
		const { error, exported } = await runInEngine({
			items: sources.map((email) => ({ json: { email } })),
			parameters: exportParameters(listId, { syncMode: 'mirror', options: { maximumRemovalPercent: 100 } }),
			credential: service.connect(),
		});
		expect(error).toBeUndefined();
		expect(exported[0].json.profiles).toMatchObject({ read: 18, rejected: 3, removed: 0 });
		expect([...account.membersOf(listId)].sort()).toEqual([...members].sort());
	});
});

describe('texts are sent as they are meant', () => {
	it('apostrophe-escapes.csv: the apostrophe goes, a negative number is no phone', async () => {
		const { sent, summary, hints } = await run('apostrophe-escapes.csv');
		expect(sent['bob@example.com']).toEqual(fields({ company_name: '=Acme' }));
		expect(JSON.stringify(sent['bob@example.com'])).toContain('+48601234567');
		expect(sent['ann@example.com']).toEqual(fields({ company_name: "O'Neil" }));
		expect(summary?.valuesLeftOut).toEqual([leftOut('Phone', 1, [2])]);
		expect(hints.join()).toContain("1 value of 'Phone' (row 2): This is no phone number.");
	});

	it('n8n-convert-to-file.csv: a phone whose digits are lost is left out', async () => {
		const { sent, summary } = await run('n8n-convert-to-file.csv');
		expect(JSON.stringify(sent)).not.toContain('E+11');
		expect(JSON.stringify(sent['ann@example.com'])).toContain('00950');
		expect(JSON.stringify(sent['bob@example.com'])).toContain('48601234567');
		expect(summary?.valuesLeftOut).toEqual([leftOut('Phone', 1, [1])]);
	});

	it('null-words.csv: words for nothing are nothing, Jennifer Null and Jennifer False keep their names', async () => {
		const { sent, rejected, summary } = await run('null-words.csv');
		expect(sent['ann@example.com']).toEqual(fields({ first_name: 'Ann' }));
		expect(sent['ann@example.com']).toEqual(without('last_name'));
		expect(sent['bob@example.com']).toEqual(without('first_name', 'last_name'));
		expect(sent['null@example.com']).toEqual(fields({ first_name: 'Jennifer', last_name: 'Null' }));
		expect(sent['cy@example.com']).toEqual(without('last_name'));
		expect(sent['false@example.com']).toEqual(fields({ first_name: 'Jennifer', last_name: 'False' }));
		expect(sent['dee@example.com']).toEqual(without('first_name', 'last_name'));
		expect([rejected, summary?.valuesLeftOut]).toEqual([[], undefined]);
	});

	it('pandas-floats.csv, excel-strings.csv: digits without what a program added', async () => {
		const floats = JSON.stringify((await run('pandas-floats.csv')).sent['ann@example.com']);
		expect([floats.includes('"48601234567"'), floats.includes('"1234"'), floats.includes('.0')]).toEqual([
			true,
			true,
			false,
		]);
		const strings = JSON.stringify((await run('excel-strings.csv')).sent['ann@example.com']);
		expect([strings.includes('"0048601"'), strings.includes('"00950"')]).toEqual([true, true]);
	});

	/**
	 * By exceljs 4.4.0 in Europe/Warsaw: formulas, their errors, one day as a cell and as a result; no gaps at the end.
	 */
	it('exceljs-formulas.csv: one day in two forms, no errors, and rows that end early', async () => {
		const { sent, rejected, summary } = await run('exceljs-formulas.csv');
		expect(sent).toEqual({
			'ann@example.com': { first_name: 'Ann', last_name: 'Lee', anniversary: '1990-05-17' },
			'bob@example.com': { first_name: 'Bob', last_name: 'Ray', job_title: 'Baker', anniversary: '1990-05-17' },
			'cy@example.com': { first_name: 'Cy' },
			'dee@example.com': { first_name: 'Dee' },
		});
		expect([rejected, summary?.valuesLeftOut]).toEqual([[], undefined]);
	});

	it('invisible.csv: marks that nobody sees are sent in no field', async () => {
		const { sent } = await run('invisible.csv');
		expect(sent['ann@example.com']).toEqual(fields({ first_name: 'Ann' }));
		expect(JSON.stringify(sent)).toContain('"+48601234567"');
	});
});

describe('days', () => {
	it('dates.csv: 17 May for all, and who has none that can be read is exported without', async () => {
		const { sent, rejected, summary, hints } = await run('dates.csv');
		const [none, all] = [['a9', 'b1', 'b2'], Object.keys(sent)];
		expect(all).toHaveLength(12);
		for (const address of all)
			expect([address, sent[address]]).toEqual([
				address,
				none.some((name) => address.startsWith(name))
					? without('birthday_month')
					: fields({ birthday_month: '5', birthday_day: '17' }),
			]);
		expect(rejected).toEqual([]);
		expect(summary?.valuesLeftOut).toEqual([
			{ field: 'Birthday', count: 1, reason: 'This is no date that can be read.', rows: [11] },
		]);
		expect(hints.join()).toContain("1 value of 'Birthday' (row 11)");
	});

	it('dates.csv: or is rejected, if so chosen', async () => {
		const { sent, rejected } = await run('dates.csv', { invalidValues: 'reject' });
		expect(Object.keys(sent)).toHaveLength(11);
		expect(rejected).toEqual([expect.objectContaining({ code: 'date_invalid', field: 'Birthday', row: 11 })]);
	});

	it('day-first.csv: the column shows that the day comes first, and a hint says so', async () => {
		const { sent, hints } = await run('day-first.csv');
		expect(sent['ann@example.com']).toEqual(
			fields({ birthday_month: '5', birthday_day: '17', anniversary: '2020-02-28' }),
		);
		expect(sent['bob@example.com']).toEqual(
			fields({ birthday_month: '1', birthday_day: '2', anniversary: '2021-04-03' }),
		);
		expect(hints.join()).toMatch(/in 'Birthday', 'Anniversary' were read with the day first/);
	});

	it.each([
		[{}, '2', '1', 'month first'],
		[{ dateOrder: 'monthFirst' }, '2', '1', undefined],
		[{ dateOrder: 'dayFirst' }, '1', '2', undefined],
	])('only-ambiguous.csv with %j', async (options, month, day, hint) => {
		const { sent, hints } = await run('only-ambiguous.csv', options);
		expect(sent['ann@example.com']).toEqual(fields({ birthday_month: month, birthday_day: day }));
		expect(hints.some((text) => text.includes('Date Order'))).toBe(hint !== undefined);
		if (hint !== undefined) expect(hints.join()).toContain(hint);
	});

	it('a column with proof of both: what could be either is left out', async () => {
		const csv = ['email,birthday', 'a@example.com,02/01/1985', 'b@example.com,17/05/1990', 'c@example.com,05/17/1990'];
		const { sent, summary } = await exportFile(service, csv.join('\n'), 'both.csv');
		expect(sent['a@example.com']).toEqual(without('birthday_month'));
		for (const address of ['b@example.com', 'c@example.com'])
			expect(sent[address]).toEqual(fields({ birthday_month: '5', birthday_day: '17' }));
		expect(summary?.valuesLeftOut).toEqual([leftOut('Birthday', 1, [1])]);
	});

	it('milliseconds of early 1970, as csv-stringify writes them, are told by the rest of the column', async () => {
		const rows = ['a@example.com,86400000', 'b@example.com,642902400000', 'c@example.com,-5184000000'];
		const csv = ['email,birthday', ...rows, 'd@example.com,642902400000', 'e@example.com,643248000000'].join('\n');
		const { sent } = await exportFile(service, csv, 'milliseconds.csv', {}, 'UTC');
		expect(sent['a@example.com']).toEqual(fields({ birthday_month: '1', birthday_day: '2' }));
		expect(sent['b@example.com']).toEqual(fields({ birthday_month: '5', birthday_day: '17' }));
		expect(sent['c@example.com']).toEqual(fields({ birthday_month: '11', birthday_day: '2' }));
		const seconds = 'email,birthday\na@example.com,643032000\nb@example.com,642945600000\nc@example.com,643032000\n';
		const mixed = await exportFile(service, seconds, 'seconds.csv', {}, 'UTC');
		expect(mixed.sent['a@example.com']).toEqual(fields({ birthday_month: '5', birthday_day: '18' }));
	});

	it('what the last of many rows shows holds for the first one, and nothing is sent twice', async () => {
		const rows = Array.from({ length: 3_000 }, (_, row) => `p${row}@example.com,0${(row % 9) + 1}/03/1985`);
		const csv = ['email,birthday', ...rows, 'last@example.com,31/12/1985'].join('\n');
		const { sent, summary } = await exportFile(service, csv, 'late.csv');
		expect(sent['p0@example.com']).toEqual(fields({ birthday_month: '3', birthday_day: '1' }));
		expect(summary?.profiles).toMatchObject({ read: 3_001, sent: 3_001 });
	});
});

it('items.ndjson: an object is no street', async () => {
	const { exported, hints } = await runInEngine({
		items: [{ json: { email: 'ann@example.com', address: { line1: 'Main St 1', city: 'Springfield' } } }],
		parameters: exportParameters(service.simulator.account.addList('Objects').id, {
			fields: mapped({ email: '={{ $json.email }}', street: '={{ $json.address }}' }),
		}),
		credential: service.connect(),
	});
	expect(exported[0].json.valuesLeftOut).toEqual([
		{
			field: 'Address: Street',
			count: 1,
			reason: 'This is an object. Map one of its fields, such as .line1.',
			rows: [1],
		},
	]);
	expect(hints.map(({ message }) => message).join()).toContain('such as .line1');
});

it('ZIP codes of three or four digits are told, since zeros may be lost, and one behind an apostrophe is not', async () => {
	const csv = "email,zip\nann@example.com,'62701\nbob@example.com,1234\n";
	const { sent, hints } = await exportFile(service, csv, 'zips.csv');
	expect([sent['ann@example.com'], sent['bob@example.com']]).toEqual([{ home_zip: '62701' }, { home_zip: '1234' }]);
	expect(hints.join()).toContain("1 value of 'Address: ZIP Code' has 3 or 4 digits");
	expect(hints.join()).not.toContain('came as numbers');
});

it('the byte order mark before the first name is no part of it, where fields are mapped by hand, too', async () => {
	const listId = service.simulator.account.addList('Marked').id;
	const { error } = await runInEngine({
		items: ['ann', 'bob'].map((name) => ({ json: { '\ufeffemail': `${name}@example.com`, name } })),
		parameters: exportParameters(listId, { fields: mapped({ email: '={{ $json.email }}' }) }),
		credential: service.connect(),
	});
	expect(error).toBeUndefined();
	expect(service.simulator.account.membersOf(listId)).toEqual(['ann@example.com', 'bob@example.com']);
});

it("an expression that cannot be evaluated is told with its field, the row and n8n's words", async () => {
	const { error } = await runInEngine({
		items: ['Ann', null].map((name, row) => ({ json: { email: `p${row}@example.com`, name } })),
		parameters: exportParameters(service.simulator.account.addList('Null').id, {
			fields: mapped({ email: '={{ $json.email }}', last_name: '={{ $json.name.toTitleCase() }}' }),
		}),
		credential: service.connect(),
	});
	expect(error?.message).toBe(
		"The expression of 'Last Name' cannot be evaluated for profile 2: toTitleCase can't be used on null value",
	);
	expect(error?.description).toContain('{{ $json.name?.toTitleCase() }}');
});

it('phones and ZIP codes that came as numbers are told, since zeros may be lost', async () => {
	const { hints } = await runInEngine({
		items: [{ json: { email: 'ann@example.com', zip: 950, phone: 48601234567 } }],
		parameters: exportParameters(service.simulator.account.addList('Numbers').id, {
			fields: mapped({ email: '={{ $json.email }}', zip: '={{ $json.zip }}', phone: '={{ $json.phone }}' }),
		}),
		credential: service.connect(),
	});
	expect(hints.map(({ message }) => message).join()).toMatch(/2 values of .* came as numbers/);
});

describe('an anniversary that Constant Contact does not keep costs the value, and not the person', () => {
	const rows = [
		['early@example.com', '1900-12-31'],
		['late@example.com', '2099-01-01'],
		['kept@example.com', '1901-01-01'],
	];
	const fromFile = async (options = {}) =>
		await exportFile(service, ['email,anniversary', ...rows.map((row) => row.join(','))].join('\n'), 'a.csv', {
			options,
		});
	const fromItems = async (options = {}) => {
		const { account } = service.simulator;
		const { exported, rejected } = await runInEngine({
			items: rows.map(([email, anniversary]) => ({ json: { email, anniversary } })),
			parameters: exportParameters(account.addList(`Anniversaries ${JSON.stringify(options)}`).id, {
				fields: mapped({ email: '={{ $json.email }}', anniversary: '={{ $json.anniversary }}' }),
				options,
			}),
			credential: service.connect(),
		});
		return { summary: exported[0].json, rejected: rejected.map(({ json }) => json.rejection) };
	};

	it.each([
		['a file', fromFile],
		['items', fromItems],
	])('%s', async (_source, exportFrom) => {
		const { summary } = await exportFrom();
		expect(summary?.profiles).toMatchObject({ sent: 3, rejected: 0, refused: 0 });
		expect(summary?.valuesLeftOut).toEqual([leftOut('Anniversary', 2, [1, 2])]);
		expect(service.simulator.account.contact('early@example.com')?.fields).not.toHaveProperty('anniversary');
		expect(service.simulator.account.contact('kept@example.com')?.fields.anniversary).toBe('1901-01-01');

		const strict = await exportFrom({ invalidValues: 'reject' });
		expect(strict.rejected).toEqual(
			[1, 2].map((row) => expect.objectContaining({ code: 'date_invalid', field: 'Anniversary', row }) as unknown),
		);
	});
});
