import { caseFile, exportFile } from '../support/caseFile';
import type { Contacts } from '../support/foundPeople';
import { acme, address, ann, birthday, bob, springfield } from '../support/foundPeople';
import type { Service } from '../support/service';
import { startService } from '../support/service';

/** Files of our own finding (test/cases/README.md): what is sent of each, mapped automatically. */
let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

describe('a file is exported as it is meant', () => {
	it.each<[string, Contacts, string?]>([
		[
			'psql.txt',
			{ 'ann@example.com': { ...ann, ...birthday }, 'bob@example.com': { first_name: 'Bob' } },
			'1 line below the column names, which tells about the columns, and 1 line below the last profile',
		],
		[
			'clickhouse-types.csv',
			{ 'ann@example.com': { ...ann, ...birthday }, 'bob@example.com': { last_name: 'Ray' } },
			'1 line below the column names',
		],
		['qualtrics.csv', { 'ann@example.com': ann }, '2 lines below the column names'],
		[
			'mongoexport.json',
			{ 'ann@example.com': { first_name: 'Ann', other_phone: '48601234567', home_zip: '62701', ...birthday } },
		],
		[
			'dynamodb.json',
			{
				'ann@example.com': { first_name: 'Ann', home_zip: '62701', ...birthday },
				'bob@example.com': { first_name: 'Bob' },
			},
		],
		[
			'avro.json',
			{
				'ann@example.com': { first_name: 'Ann', other_phone: '48601234567', ...birthday },
				'bob@example.com': { home_city: 'Rome' },
			},
		],
		[
			'avro-days.json',
			{
				'ann@example.com': { first_name: 'Ann', ...birthday },
				'bob@example.com': { first_name: 'Bob', birthday_month: '1', birthday_day: '1' },
				'cy@example.com': { first_name: 'Cy', birthday_month: '12', birthday_day: '8' },
			},
		],
		[
			'apache-poi.csv',
			{
				'ann@example.com': { first_name: 'Ann', other_phone: '5551230001', home_zip: '62701' },
				'bob@example.com': { first_name: 'Bob', other_phone: '48601234567', home_zip: '1234' },
			},
		],
		[
			'readstat.csv',
			{
				'ann@example.com': { other_phone: '48601234567', ...birthday },
				'bob@example.com': { other_phone: '5551230001', birthday_month: '12', birthday_day: '8' },
			},
		],
		[
			'html-escaped.csv',
			{
				'ann@example.com': {
					first_name: 'Ann',
					last_name: "O'Brien",
					company_name: 'Smith & Sons',
					home_city: 'São Paulo',
					other_phone: '555-123-0001',
				},
			},
		],
		[
			'mysql-outfile.tsv',
			{
				'ann@example.com': { ...ann, home_street: '1 Main St\nFlat 2' },
				'bob@example.com': { first_name: 'Bob', home_street: 'back\\slash\tRow', other_phone: '5551230001' },
			},
		],
		[
			'spark.csv',
			{
				'ann@example.com': { first_name: 'Ann "Annie"', company_name: 'Acme "A", Ltd', home_city: 'Rome' },
				'bob@example.com': { first_name: 'Bob', home_city: 'Kent' },
			},
		],
		[
			'write-table.csv',
			{
				'ann@example.com': { first_name: 'Ann', home_city: 'Rome' },
				'bob@example.com': { first_name: 'Bob', home_city: 'Kent' },
			},
		],
		[
			'json-2-csv.csv',
			{
				'ann@example.com': { ...ann, other_phone: '555-123-0001', home_city: 'Rome' },
				'bob@example.com': { first_name: 'Bob', company_name: 'Bolt', home_city: 'Kent', ...birthday },
			},
		],
		['facebook-leads.csv', { 'ann@example.com': { ...ann, other_phone: '+48601234567', home_zip: '00950' } }],
		[
			'sas.csv',
			{
				'ann@example.com': ann,
				'bob@example.com': { first_name: 'Bob', home_zip: '62701', other_phone: '5551230001', ...birthday },
			},
		],
		[
			'salesforce-web-to-lead.csv',
			{ 'ann@example.com': { first_name: 'Ann' }, 'bob@example.com': { ...bob, company_name: 'Bolt' } },
		],
		[
			'active-directory.csv',
			{
				'ann@example.com': {
					...ann,
					...acme,
					job_title: 'Baker',
					other_phone: '555-123-0001',
					...address('home', { street: '1 Main St', ...springfield }),
				},
			},
		],
		[
			'sql-server-line-breaks.csv',
			{
				'ann@example.com': { home_street: 'Main St 1\nFlat 2', home_city: 'Rome' },
				'bob@example.com': { home_street: 'High St 3', home_city: 'Kent' },
			},
		],
		[
			'sheetjs-line-breaks.csv',
			{
				'ann@example.com': { home_street: 'Main St 1\rFlat 2', home_city: 'Rome' },
				'bob@example.com': { home_street: 'High St 3', home_city: 'Kent' },
			},
		],
		[
			'exceljs-rich-text.csv',
			{
				'ann@example.com': { first_name: 'Ann', ...acme },
				'bob@example.com': { first_name: 'Bob', company_name: 'https://example.com' },
			},
		],
		[
			'r-write-csv.csv',
			{
				'ann@example.com': { first_name: 'Ann', home_city: 'Rome', ...birthday },
				'bob@example.com': { first_name: 'NA', last_name: 'Ray' },
			},
		],
		...['sqlite-quote.csv', 'sqlite-markdown.txt'].map((name): [string, Contacts] => [
			name,
			{
				'ann@example.com': { first_name: 'Ann', home_street: 'Main St 1, Flat 2' },
				'bob@example.com': { first_name: 'Bob', home_street: "O'Connell St", other_phone: '+48601234567' },
			},
		]),
		[
			'sqlite-names.csv',
			{
				'ann@example.com': { first_name: 'Ann', home_street: 'Main St 1, Flat 2' },
				'bob@example.com': { first_name: 'Bob', home_street: "O'Connell St" },
			},
		],
		[
			'postgresql-arrays.csv',
			{
				'ann@example.com': { first_name: 'Ann', ...acme, other_phone: '+48601234567', ...birthday },
				'bob@example.com': { first_name: 'Bob', ...acme },
			},
		],
		[
			'mariadb-table.txt',
			{ 'ann@example.com': { first_name: 'Ann', ...birthday }, 'bob@example.com': { first_name: 'Bob' } },
			'1 line above the column names',
		],
		[
			'dbase.csv',
			{
				'ann@example.com': { first_name: 'Ann', ...acme, other_phone: '555-123-0001', ...birthday },
				'bob@example.com': { first_name: 'Bob', company_name: 'Bolt' },
			},
		],
		[
			'ruby.csv',
			{
				'ann@example.com': { first_name: 'Ann', other_phone: '48601234567', home_zip: '62701', ...birthday },
				'bob@example.com': { other_phone: '5551230001' },
			},
		],
		[
			'visidata.tsv',
			{
				'ann@example.com': { home_street: 'Main St 1\nFlat 2', home_city: 'Rome' },
				'bob@example.com': { home_street: 'High St\t3', home_city: 'Kent' },
			},
		],
		[
			'xls2csv.csv',
			{
				'ann@example.com': { first_name: 'Ann', other_phone: '48601234567' },
				'bob@example.com': { first_name: 'Bob', other_phone: '5551230001' },
			},
		],
		[
			'evolution.csv',
			{
				'ann@example.com': {
					first_name: 'Ann',
					last_name: "O'Brien",
					job_title: 'Baker',
					company_name: 'Acme "A", Ltd',
					mobile_phone: '+48601234567',
					...birthday,
					...address('home', { street: 'Main St 1', ...springfield, zip: '00950', country: 'USA' }),
				},
				'bob@example.com': bob,
				'cy@example.com': { first_name: 'Cy', last_name: 'Day', home_phone: '5551230003' },
			},
		],
		[
			'sqlline.csv',
			{
				'ann@example.com': {
					first_name: 'Ann',
					last_name: "O'Brien",
					home_street: "St Mary's Rd 1, Flat 2",
					home_zip: '00950',
					other_phone: '+48601234567',
					...birthday,
				},
				'bob@example.com': { first_name: 'Bob', home_zip: '62701' },
			},
			'1 line above the column names and 1 line below the last profile',
		],
		[
			'isql.txt',
			{
				'ann@example.com': { first_name: 'Ann', home_zip: '00950', ...birthday },
				'bob@example.com': { first_name: 'Bob', home_zip: '62701' },
			},
			'3 lines below the last profile',
		],
		[
			'react-csv.csv',
			{
				'ann@example.com': {
					first_name: 'Ann',
					company_name: 'Acme "A", Ltd',
					home_street: 'Main St 1\nFlat 2',
					home_zip: '00950',
					other_phone: '+48601234567',
					...birthday,
				},
				'bob@example.com': {
					first_name: 'Bob',
					company_name: 'TV 40"',
					home_zip: '62701',
					other_phone: '5551230001',
				},
			},
		],
		[
			'surveymonkey.csv',
			{
				'ann@example.com': { ...ann, ...acme, other_phone: '555-123-0001' },
				'bob@example.com': { ...bob, company_name: 'Bolt' },
			},
			'1 line below the column names',
		],
		[
			'surveymonkey-email-collector.csv',
			{ 'ann@example.com': { ...ann, other_phone: '555-123-0001' }, 'bob@example.com': bob },
			'1 line below the column names',
		],
		[
			'join.csv',
			{ 'ann@example.com': { first_name: 'Ann' }, 'bob@example.com': { first_name: 'Bob' } },
			"several columns each with the name 'id', 'notes'",
		],
		[
			'knack.csv',
			{
				'ann@example.com': { first_name: 'Ann', ...acme, home_street: '1 Main St\nFlat 2', home_city: 'Rome' },
				'bob@example.com': {
					first_name: 'Bob',
					company_name: 'Bolt & Sons',
					home_street: '3 < 4 St',
					home_city: 'Kent',
				},
			},
		],
		[
			'responsys.csv',
			{
				'ann@example.com': {
					mobile_phone: '5551230001',
					...address('home', { street: '1 Main St Flat 2', ...springfield, country: 'United States' }),
				},
				'bob@example.com': { home_city: 'Rome' },
			},
			"The column 'EMAIL_PERMISSION_STATUS_' may tell who wants no email",
		],
		[
			'shopify-orders.csv',
			{
				'ann@example.com': { first_name: 'Ann', last_name: 'Lee' },
				'bob@example.com': { first_name: 'Bob' },
			},
		],
		[
			'eventbrite-attendees.csv',
			{
				'ann@example.com': { ...ann, mobile_phone: '555-123-0001', home_city: 'Rome' },
				'bob@example.com': { ...bob, home_city: 'Kent' },
			},
			"The columns 'Buyer Last Name', 'Buyer First Name', 'Buyer Email' may tell of somebody else",
		],
		[
			'ticket-orders.csv',
			{ 'ann@example.com': { ...ann, home_city: 'Rome' }, 'bob@example.com': bob },
			"The columns 'First Name', 'Last Name', 'Mobile Phone' may tell of somebody else",
		],
		[
			'mindbody-clients.csv',
			{ 'ann@example.com': { ...ann, mobile_phone: '555-123-0001' }, 'bob@example.com': { ...bob, home_city: 'Kent' } },
		],
		['addresses-alone.txt', { 'ann@example.com': {}, 'bob@example.com': {} }],
		[
			'quickbooks-customers.csv',
			{
				'ann@example.com': { ...ann, ...acme, home_city: 'Rome', other_phone: '(555) 123-0001' },
				'bob@example.com': { ...bob, company_name: 'Bolt', home_city: 'Kent', other_phone: '555-123-0003' },
			},
		],
	])('%s', async (name, sent, hint = '') => {
		const outcome = await exportFile(service, caseFile(`found/${name}`), name);
		expect(outcome.error).toBeUndefined();
		expect(outcome.sent).toEqual(sent);
		expect([outcome.rejected, outcome.summary?.valuesLeftOut]).toEqual([[], undefined]);
		expect(outcome.hints.join()).toContain(hint);
	});

	it.each([
		[
			'psql-border.txt',
			{ 'ann@example.com': { first_name: 'Ann', home_city: 'Rome' }, 'bob@example.com': { first_name: 'Bob' } },
		],
		['preferred-way.csv', { 'ann@example.com': ann, 'bob@example.com': bob }],
	])('%s, in which somebody has no address', async (name, sent) => {
		const outcome = await exportFile(service, caseFile(`found/${name}`), name);
		expect(outcome.error).toBeUndefined();
		expect(outcome.sent).toEqual(sent);
		expect(outcome.rejected).toMatchObject([{ code: 'email_missing', row: 2 }]);
	});

	it.each([
		['psql-line-breaks.txt', 'Line 4 of the file is torn by a line break within a text'],
		['sqlite-wrapped.txt', 'Line 5 of the file has no email address, and is perhaps a part of another row'],
		['litecli-table.txt', 'Line 5 of the file has no email address, and is perhaps a part of another row'],
		['sqlite-line-breaks.tsv', 'Line 2 of the file and what follows it seem to be one row, torn by a line break'],
		['csvtool-join.csv', 'Line 2 of the file holds a profile, but the column names stand below it, in line 3'],
	])('%s stops, before anything is changed', async (name, message) => {
		const { error, writes } = await exportFile(service, caseFile(`found/${name}`), name);
		expect(error?.message).toContain(message);
		expect(writes).toBe(0);
	});
});
