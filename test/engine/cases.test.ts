/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { gzipSync } from 'node:zlib';
import { caseFile, exportFile } from '../support/caseFile';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { asItems, exportParameters, mapped, startService } from '../support/service';

/** Files as people's systems write them (test/cases/): who is sent with which values, with n8n's default settings. */
let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

const run = async (name: string, options = {}) => await exportFile(service, caseFile(name), name, { options });

describe('a file in an encoding or a packing of its own is read', () => {
	const ann = { 'ann@example.com': expect.objectContaining({ first_name: 'Ann' }) };
	it.each([
		['utf16le-bom.csv', {}, { 'ann@example.com': expect.objectContaining({ last_name: 'Łęcka' }) }],
		[
			'windows-1252.csv',
			{ fileEncoding: 'windows-1252' },
			{ 'ann@example.com': expect.objectContaining({ last_name: 'Müller' }) },
		],
		['people.csv.gz', {}, { ...ann, 'bob@example.com': expect.objectContaining({ first_name: 'Bob' }) }],
		['ctrl-z.csv', {}, ann],
	])('%s with %j', async (name, options, sent) => {
		const outcome = await run(name, options);
		expect(outcome.error).toBeUndefined();
		expect(outcome.sent).toEqual(sent);
		expect(outcome.rejected).toEqual([]);
	});

	it('packed by gzip in any of them', async () => {
		const { sent } = await exportFile(service, gzipSync(caseFile('utf16le-bom.csv')), 'people.csv.gz');
		expect(Object.keys(sent)).toEqual(['ann@example.com']);
	});
});

describe('a file that cannot be read for certain is refused before anything is changed', () => {
	it.each([
		['windows-1252.csv', {}, 'Line 2 of the file holds characters that are not UTF-8', "'File Encoding'"],
		['windows-1252.csv', { fileEncoding: 'utf-99' }, "'File Encoding' names an encoding", 'windows-1252'],
		['letter.rtf', {}, 'rich text document', 'CSV'],
		['items.ndjson', {}, 'Line 2 of the file holds NaN, and NaN is no JSON', 'null'],
	])('%s with %j', async (name, options, message, wayOut) => {
		const { error, writes } = await run(name, options);
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(wayOut);
		expect(writes).toBe(0);
	});
});

describe('the columns are found that the service writes', () => {
	const springfield = (state: string) => ({ home_street: '1 Main St', home_city: 'Springfield', home_state: state });
	const names = { first_name: 'Ann', last_name: 'Lee' };
	const acme = { company_name: 'Acme', job_title: 'Baker' };
	const birthday = { birthday_month: '5', birthday_day: '17' };
	it.each([
		[
			'google-contacts.csv',
			{
				...names,
				...acme,
				...birthday,
				mobile_phone: '+48 601 234 567',
				...springfield('Illinois'),
				home_zip: '62701',
				home_country: 'United States',
			},
			{ 'bob@example.com': { first_name: 'Bob', last_name: 'Ray' } },
		],
		['mailchimp.csv', { ...names, ...birthday, other_phone: '555-123-0001' }, {}],
		[
			'thunderbird.csv',
			{
				...names,
				...acme,
				...birthday,
				mobile_phone: '+48601234567',
				...springfield('Illinois'),
				home_zip: '62701',
				home_country: 'United States',
			},
			{},
		],
		[
			'constant-contact-own-export.csv',
			{
				...names,
				...acme,
				home_phone: '5551230001',
				mobile_phone: '5551230002',
				...springfield('Illinois'),
				home_zip: '62701',
				home_country: 'United States',
			},
			{},
		],
		[
			'stripe.csv',
			{ first_name: 'Ann van', last_name: 'Lee' },
			{ 'bob@example.com': { first_name: 'Bob', last_name: 'Ray' }, 'cy@example.com': { first_name: 'Cy' } },
		],
		['two-emails.csv', names, { 'bob@example.net': { first_name: 'Bob', last_name: 'Ray' } }],
		['linkedin.csv', { ...names, ...acme }, {}],
		[
			'salesforce-report.csv',
			{
				...names,
				...acme,
				other_phone: '(555) 123-0001',
				...springfield('Illinois'),
				home_zip: '62701',
				home_country: 'United States',
			},
			{},
		],
	])('%s', async (name, ann, others) => {
		const { error, sent, rejected } = await run(name);
		expect(error).toBeUndefined();
		expect(sent).toEqual({ 'ann@example.com': ann, ...others });
		expect(rejected).toEqual([]);
	});

	it.each([
		[
			'shopify.csv',
			{
				first_name: 'Ann',
				company_name: 'Acme',
				home_street: '1 Main St Apt 2',
				home_city: 'Springfield',
				home_state: 'Illinois',
				home_country: 'United States',
			},
		],
		[
			'german.csv',
			{
				first_name: 'Jürgen',
				last_name: 'Groß',
				company_name: 'Bäckerei',
				home_street: 'Hauptstr. 1',
				home_city: 'Köln',
				home_zip: '01067',
				home_country: 'Deutschland',
			},
		],
		[
			'outlook-desktop.csv',
			{
				first_name: 'Ann',
				company_name: 'Acme',
				work_street: '1 Main St',
				work_city: 'Springfield',
				work_state: 'Illinois',
				work_zip: '62701',
				work_phone: '555-123-0001',
			},
		],
	])('%s', async (name, fields) => {
		const { error, sent } = await run(name);
		expect(error).toBeUndefined();
		expect(Object.values(sent)[0]).toMatchObject(fields);
	});

	it('and are told, with those that were left out', async () => {
		const { summary } = await run('mailchimp.csv');
		expect(summary?.columns).toEqual({
			used: {
				Email: 'Email Address',
				'First Name': 'First Name',
				'Last Name': 'Last Name',
				Birthday: 'Birthday',
				Phone: 'Phone Number',
			},
			leftOut: ['Address', 'MEMBER_RATING', 'OPTIN_TIME', 'REGION', 'LEID', 'TAGS'],
		});
	});

	it('and Ms. is no job title', async () => {
		const { sent } = await run('outlook-desktop.csv');
		expect(sent['ann@example.com']).not.toHaveProperty('job_title');
		expect(sent['bob@example.com']).toMatchObject({ job_title: 'Baker' });
	});

	it('and a hint says where several can be the address', async () => {
		const { hints } = await run('two-emails.csv');
		expect(hints).toContainEqual(expect.stringContaining("'Work Email', 'Personal Email'"));
	});
});

describe('a column that may tell who wants no email', () => {
	const content = 'Email,First Name,Do Not Email,SMS Opt Out\nann@example.com,Ann,1,0\n';
	const told = expect.stringContaining("The column 'Do Not Email' may tell who wants no email.");

	it('is named in a hint, since only the opt-outs of Constant Contact are known', async () => {
		const { sent, hints } = await exportFile(service, content, 'segment.csv');
		expect(Object.keys(sent)).toEqual(['ann@example.com']);
		expect(hints).toContainEqual(told);
	});

	it('also where several columns of the file have that name, which are left out', async () => {
		const list = content.replace('First Name', 'Do Not Email');
		const { sent, hints } = await exportFile(service, list, 'segment.csv');
		expect(Object.keys(sent)).toEqual(['ann@example.com']);
		expect(hints).toContainEqual(told);
	});

	it('and not where people are only taken off the list', async () => {
		const { summary, hints } = await exportFile(service, content, 'segment.csv', { syncMode: 'remove' });
		expect(summary).toMatchObject({ status: 'completed' });
		expect(hints).not.toContainEqual(told);
	});

	it('also one that is called a status, for what stands in it', async () => {
		const list = 'email,status\nann@example.com,active\nbob@example.com,unsubscribed\n';
		const { hints } = await exportFile(service, list, 'segment.csv');
		expect(hints).toContainEqual(expect.stringContaining("The column 'status' may tell who wants no email."));
	});

	it('also where the fields are mapped by hand', async () => {
		const fields = mapped({ email: '={{ $json.email }}' });
		const list = 'email,newsletter,status,left\nann@example.com,,active,x\nbob@example.com,no,unsubscribed,x\n';
		const ofFile = await exportFile(service, list, 'segment.csv', { fields });
		expect(ofFile.hints).toContainEqual(expect.stringContaining("The columns 'newsletter', 'status' may tell"));
		const items = [
			{ email: 'ann@example.com', status: 'active' },
			{ email: 'bob@example.com', donotemail: 1 },
		];
		const { hints, exported } = await runInEngine({
			items: asItems(items),
			parameters: exportParameters(service.simulator.account.addList('Mapped by hand').id, { fields }),
			credential: service.connect(),
		});
		expect(hints.map(({ message }) => message)).toContainEqual(expect.stringContaining("'donotemail' may tell"));
		expect(exported[0].json).not.toHaveProperty('columns');
	});

	it('and not one that is mapped', async () => {
		const fields = mapped({ email: '={{ $json.email }}', company_name: '={{ $json.status }}' });
		const { hints } = await exportFile(service, 'email,status\nann@example.com,unsubscribed\n', 'x.csv', { fields });
		expect(hints.join()).not.toContain('wants no email');
	});

	it('nor where the file has none', async () => {
		const { hints } = await run('mailchimp.csv');
		expect(hints.join()).not.toContain('wants no email');
	});
});

describe('a file without a column that the mapping needs stops before anything is changed', () => {
	it('mapped automatically: none can be the address', async () => {
		const { error, writes } = await run('no-email-column.csv');
		expect(error?.message).toContain('No column can be the email address, so nothing was changed');
		expect(error?.description).toContain("'name^address'");
		expect(writes).toBe(0);
	});

	it('mapped by hand: one that is mapped is not there', async () => {
		const fields = mapped({ email: '={{ $json.email }}', last_name: '=Dr. {{ $json.surname }}' });
		const { error, writes } = await exportFile(service, 'email,last_name\nann@example.com,Lee\n', 'x.csv', { fields });
		expect(error?.message).toContain("no column 'surname', which is mapped to 'Last Name'");
		expect(error?.description).toContain("'email', 'last_name'");
		expect(writes).toBe(0);
	});

	it('and so does NDJSON where no object has the address', async () => {
		const fields = mapped({ email: '={{ $json.mail }}' });
		const { error } = await exportFile(service, '{"email":"ann@example.com"}\n{"e":1}\n', 'x.ndjson', { fields });
		expect(error?.message).toContain("no column 'mail', which is mapped to 'Email'");
	});

	it('and where none has another field that is mapped, unless it stands in a later one', async () => {
		const fields = mapped({ email: '={{ $json.email }}', birthday: '={{ $json.born }}' });
		const lines = Array.from({ length: 1_500 }, (_, row) => `{"email":"p${row}@example.com"}\n`).join('');
		const missing = await exportFile(service, lines, 'x.ndjson', { fields });
		expect(missing.error?.message).toContain("no column 'born', which is mapped to 'Birthday'");
		expect(missing.writes).toBe(0);
		const late = `${lines}{"email":"late@example.com","born":"1990-05-17"}\n`;
		const { error, sent } = await exportFile(service, late, 'x.ndjson', { fields });
		expect(error).toBeUndefined();
		expect(sent['late@example.com']).toEqual({ birthday_month: '5', birthday_day: '17' });
	});
});

it('a full name that is mapped is split, and the columns of a mapping by hand are reported as well', async () => {
	const fields = mapped({ email: '={{ $json.Email }}', full_name: '={{ $json.Name }}' });
	const { sent, summary } = await exportFile(service, caseFile('stripe.csv'), 'stripe.csv', { fields });
	expect(sent['bob@example.com']).toEqual({ first_name: 'Bob', last_name: 'Ray' });
	expect(summary?.columns).toEqual({
		used: { Email: 'Email', 'Full Name': 'Name' },
		leftOut: ['id', 'Description', 'Created (UTC)', 'Delinquent'],
	});
	const both = mapped({ email: '={{ $json.Email }}', full_name: '={{ $json.Name }}', last_name: 'x' });
	const { error } = await exportFile(service, caseFile('stripe.csv'), 'stripe.csv', { fields: both });
	expect(error?.message).toContain("'Full Name' is mapped together with");
});

describe('what stands in a file beside its profiles is passed over or refused', () => {
	it.each([
		['linkedin.csv', '3 lines above the column names were passed over'],
		['salesforce-report.csv', '3 lines below the last profile, without an address, were passed over'],
	])('%s: a hint says how many lines', async (name, hint) => {
		expect((await run(name)).hints).toContainEqual(expect.stringContaining(hint));
	});

	it('column names that come again in another order are followed', async () => {
		const { sent } = await run('miller-second-header.csv');
		expect(sent).toEqual({
			'ann@example.com': { first_name: 'Ann', last_name: 'Lee' },
			'bob@example.com': { first_name: 'Bob', last_name: 'Ray' },
		});
	});

	it('a line of a single value among the profiles may be a part of a row, and a hint tells where', async () => {
		const torn = (lines: string) => exportFile(service, `name|email|city\n${lines}Bob|bob@example.com|Kent\n`, 'x.txt');
		const hint = expect.stringContaining('Line 2 of the file is a single value without an address.');
		expect((await torn('Ann\nLee|ann@example.com|Rome\n')).hints).toContainEqual(hint);
		expect((await torn('Lee|ann@example.com|Rome\n')).hints).not.toContainEqual(hint);
		const below = await exportFile(service, 'name|email|city\nBob|bob@example.com|Kent\nTotal\n', 'x.txt');
		expect(below.hints.join()).not.toContain('single value');
	});

	it('a comma without quotation marks is refused at its line, and empty cells behind every row are not', async () => {
		const { error, writes } = await run('unquoted-comma.csv');
		expect(error?.message).toContain('Line 2 of the file has 5 cells, but the header has 4 columns');
		expect(writes).toBe(0);
		const { sent } = await run('surplus-empty-cell.csv');
		expect(Object.keys(sent)).toEqual(['ann@example.com', 'bob@example.com']);
	});
});

it('segments.csv: lists of databases, names in quotation marks and names between semicolons are segments', async () => {
	const segments = { segments: 'byField', segmentField: 'segments', operation: 'preview' };
	const { error, summary } = await exportFile(service, caseFile('segments.csv'), 'segments.csv', segments);
	expect(error).toBeUndefined();
	expect(summary?.segments).toEqual(['vip', 'male, under 40', 'Blog']);
	expect(summary?.profiles).toMatchObject({ read: 4, sent: 4 });
	expect(summary?.columns).toEqual({ used: { Email: 'email', 'Segment Field': 'segments' }, leftOut: [] });
});

it('mysql-batch.tsv: the escapes of a tab file are read', async () => {
	const { sent } = await run('mysql-batch.tsv');
	expect(sent).toEqual({
		'ann@example.com': expect.objectContaining({ first_name: 'Ann' }),
		'bob@example.com': { first_name: 'Bob' },
	});
});
