import { caseFile, exportFile } from '../support/caseFile';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { autoMapped, exportParameters, startService } from '../support/service';

/** Cases of our own finding (test/cases/README.md): what is sent of each, mapped automatically. */
let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

type Contacts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const ann = { first_name: 'Ann', last_name: 'Lee' };
const bob = { first_name: 'Bob', last_name: 'Ray' };
const birthday = { birthday_month: '5', birthday_day: '17' };
const acme = { company_name: 'Acme' };
const springfield = { city: 'Springfield', state: 'Illinois', zip: '62701' };
const address = (type: string, parts: Readonly<Record<string, string>>) =>
	Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${type}_${part}`, value]));

const otherPhone = { other_phone: '555-123-0001' };
const homeAddress = address('home', { street: '1 Main St', ...springfield });
const inAmerica = { ...homeAddress, home_country: 'United States' };
const expectedOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'agile-crm': { ...ann, ...acme, job_title: 'Baker', ...otherPhone },
	'facebook-lead-ads': { ...ann, other_phone: '+48601234567' },
	monday: { ...ann, ...acme, other_phone: '5551230001' },
	mailerlite: { ...ann, ...acme, ...otherPhone, home_city: 'Springfield', home_zip: '62701' },
	tally: { first_name: 'Ann' },
	mautic: {
		...{ ...ann, ...acme, job_title: 'Baker', mobile_phone: '555-123-0001' },
		...inAmerica,
	},
	'stripe-webhook': { ...ann, other_phone: '+15551230001', ...inAmerica },
	jotform: { ...ann, other_phone: '(555) 123-0001', ...homeAddress },
	'ai-agent': ann,
	'help-scout': { ...ann, ...acme, job_title: 'Baker', ...otherPhone, ...inAmerica },
	affinity: ann,
	'mailchimp-trigger': { ...ann, ...birthday, ...otherPhone },
	elementor: ann,
	magento: { ...ann, ...otherPhone, ...inAmerica },
	keap: { ...ann, ...acme, job_title: 'Baker', ...birthday, ...otherPhone, ...inAmerica, home_country: 'USA' },
	xero: { ...ann, other_phone: '+1 555 1230001', ...inAmerica },
	eventbrite: { ...ann, ...acme, job_title: 'Baker', mobile_phone: '555-123-0001', ...inAmerica },
};

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
	])('%s', async (name, sent, hint = '') => {
		const outcome = await exportFile(service, caseFile(`found/${name}`), name);
		expect(outcome.error).toBeUndefined();
		expect(outcome.sent).toEqual(sent);
		expect([outcome.rejected, outcome.summary?.valuesLeftOut]).toEqual([[], undefined]);
		expect(outcome.hints.join()).toContain(hint);
	});

	it('psql-line-breaks.txt stops, before anything is changed', async () => {
		const name = 'psql-line-breaks.txt';
		const { error, writes } = await exportFile(service, caseFile(`found/${name}`), name);
		expect(error?.message).toContain('Line 4 of the file is torn by a line break within a text');
		expect(writes).toBe(0);
	});
});

describe('items are exported as they are meant', () => {
	it.each<[string, Contacts]>([
		[
			'google-contacts-node',
			{
				'ann@example.com': { ...ann, mobile_phone: '+48 601 234 567', ...birthday },
				'bob@example.com': { ...bob, ...birthday },
			},
		],
		['notion-node', { 'ann@example.com': { ...ann, ...acme, other_phone: '+48601234567', ...birthday } }],
		['notion-api', { 'ann@example.com': { ...ann, ...acme, other_phone: '+48601234567', ...birthday } }],
		['hubspot', { 'ann@example.com': { ...ann, ...acme } }],
		[
			'outlook-node',
			{
				'ann@example.com': {
					...ann,
					...acme,
					job_title: 'Baker',
					work_phone: '555-123-0001',
					mobile_phone: '555-123-0002',
					...address('work', { street: '1 Main St', ...springfield, country: 'United States' }),
				},
			},
		],
		[
			'odoo-links',
			{
				'ann@example.com': { ...ann, home_city: 'Springfield', home_zip: '62701', home_country: 'United States' },
				'bob@example.com': { ...bob, home_city: 'Kent' },
			},
		],
		[
			'sql-server',
			{
				'ann@example.com': { ...ann, home_city: 'Springfield', ...birthday },
				'bob@example.com': { first_name: 'Bob' },
			},
		],
		['kobotoolbox', { 'ann@example.com': { ...ann, ...birthday } }],
		[
			'civicrm-api',
			{
				'ann@example.com': {
					...ann,
					...acme,
					...birthday,
					job_title: 'Baker',
					other_phone: '555-123-0001',
					...address('home', { street: '1 Main St', ...springfield, country: 'United States' }),
				},
			},
		],
		['listmonk', { 'ann@example.com': { ...ann, home_city: 'Rome', other_phone: '555-123-0001' } }],
		[
			'twenty',
			{ 'ann@example.com': { ...ann, ...acme, home_city: 'Rome', job_title: 'Baker', other_phone: '+48 601234567' } },
		],
		['typeform', { 'ann@example.com': ann }],
		[
			'mailchimp',
			{
				'ann@example.com': {
					...ann,
					other_phone: '555-123-0001',
					...birthday,
					...address('home', { street: '1 Main St', ...springfield, country: 'United States' }),
				},
			},
		],
		...['xml-node', 'fast-xml-parser'].map((name): [string, Contacts] => [
			name,
			{
				'ann@example.com': { ...ann, other_phone: '555-123-0001', home_city: 'Rome' },
				'bob@example.com': { ...bob, home_city: 'Rome' },
			},
		]),
		['pipedrive', { 'ann@example.com': ann, 'bob@example.com': { ...bob, other_phone: '555-123-0001' } }],
		['baserow', { 'ann@example.com': { ...ann, ...acme, home_city: 'Springfield', other_phone: '555-123-0001' } }],
		// As sent without a kind, an address is the home one, and a phone the other one.
		...[
			...['agile-crm', 'facebook-lead-ads', 'monday', 'mailerlite', 'tally'],
			...['mautic', 'stripe-webhook', 'jotform', 'ai-agent', 'help-scout', 'affinity'],
			...['magento', 'keap', 'xero', 'eventbrite', 'mailchimp-trigger', 'elementor'],
		].map((name): [string, Contacts] => [name, { 'ann@example.com': expectedOf[name] }]),
		[
			'odoo',
			{
				'ann@example.com': { ...ann, job_title: 'Baker', other_phone: '555-123-0001', home_city: 'Springfield' },
				'bob@example.com': { ...bob, home_street: '1 Main St', home_zip: '62701' },
			},
		],
	])('%s', async (name, sent) => {
		const { account } = service.simulator;
		account.contacts.forEach((contact, number) => account.changeEmail(contact, `before.${name}.${number}@example.com`));
		const listId = account.addList(`Items of ${name}`).id;
		const items = JSON.parse(caseFile(`found/${name}.items.json`).toString()) as Array<Record<string, never>>;
		const { error, exported } = await runInEngine({
			items: items.map((json) => ({ json })),
			parameters: exportParameters(listId, { fields: autoMapped }),
			credential: service.connect(),
		});
		expect(error).toBeUndefined();
		expect(
			Object.fromEntries(account.membersOf(listId).map((email) => [email, account.contact(email)?.fields])),
		).toEqual(sent);
		expect(exported[0].json).not.toHaveProperty('valuesLeftOut');
	});
});
