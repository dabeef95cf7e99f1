import type { IDataObject } from 'n8n-workflow';
import { caseFile } from '../support/caseFile';
import { runInEngine } from '../support/engine';
import type { Contacts } from '../support/foundPeople';
import { acme, address, ann, birthday, bob, springfield } from '../support/foundPeople';
import type { Service } from '../support/service';
import { asItems, autoMapped, exportParameters, startService } from '../support/service';

/** Items of our own finding (test/cases/README.md): what is sent of each, mapped automatically. */
let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

const otherPhone = { other_phone: '555-123-0001' };
const homeAddress = address('home', { street: '1 Main St', ...springfield });
const inAmerica = { ...homeAddress, home_country: 'United States' };
const inMainSt1 = { ...inAmerica, home_street: 'Main St 1' };
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
	segment: { ...ann, ...otherPhone },
	'mailchimp-trigger': { ...ann, ...birthday, ...otherPhone },
	elementor: ann,
	magento: { ...ann, ...otherPhone, ...inAmerica },
	keap: { ...ann, ...acme, job_title: 'Baker', ...birthday, ...otherPhone, ...inAmerica, home_country: 'USA' },
	xero: { ...ann, other_phone: '+1 555 1230001', ...inAmerica },
	demio: ann,
	'google-workspace': { ...ann, ...acme, job_title: 'Baker', ...otherPhone },
	grist: { ...ann, ...acme, ...otherPhone, ...birthday },
	tapfiliate: {
		...ann,
		...acme,
		...address('home', { street: '1 Main St', city: 'Springfield', zip: '62701' }),
		home_country: 'United States',
	},
	'action-network': { ...ann, other_phone: '5551230001', ...inAmerica },
	wufoo: { ...ann, ...otherPhone, ...inAmerica },
	'kobotoolbox-groups': { ...ann, home_city: 'Rome' },
	'kobotoolbox-reformatted': { ...ann, home_city: 'Rome' },
	'salesforce-own-columns': { ...ann, ...birthday, mobile_phone: '555-123-0001' },
	'salesforce-person-accounts': { ...ann, mobile_phone: '555-123-0001', ...inAmerica },
	'dataverse-own-columns': { ...ann, home_city: 'Rome' },
	square: { ...ann, ...birthday, ...otherPhone, ...inAmerica },
	'wild-apricot': { ...ann, ...acme, ...otherPhone, home_city: 'Rome' },
	'raisers-edge': { ...ann, ...birthday, ...otherPhone },
	wix: { ...ann, ...otherPhone },
	paperform: ann,
	formstack: { ...ann, ...otherPhone },
	'stripe-charge': { ...ann, ...otherPhone, ...inAmerica },
	commercetools: { ...ann, ...acme, ...birthday, ...otherPhone, mobile_phone: '555-123-0002', ...inMainSt1 },
	tiendanube: {
		...{ ...ann, other_phone: '+541155500001' },
		...address('home', { street: 'Calle A 12', city: 'Rosario', state: 'Santa Fe', zip: '2000', country: 'Argentina' }),
	},
	churchapps: {
		...{ ...ann, ...birthday, home_phone: '555-123-0001', mobile_phone: '555-123-0002' },
		...address('home', { street: '1 Main St Flat 2', ...springfield }),
	},
	'ticket-tailor': { ...ann, ...otherPhone, ...address('home', { street: '1 Main St', zip: '62701' }) },
	chatwoot: { ...ann, ...acme, other_phone: '+15551230001', home_city: 'Springfield', home_country: 'United States' },
	'neon-crm': { ...ann, job_title: 'Baker', ...birthday, other_phone: '5551230001', ...inAmerica },
	dotdigital: { ...ann, mobile_phone: '+15551230001' },
	omnisend: { ...ann, ...birthday, other_phone: '+15551230001', ...inAmerica },
	kommo: { ...ann, job_title: 'Baker', other_phone: '+15551230001' },
	teamleader: {
		...{ ...ann, ...birthday, other_phone: '+15551230001' },
		...address('home', { street: '1 Main St', city: 'Springfield', zip: '62701', country: 'United States' }),
	},
	'little-green-light': { ...ann, ...acme, job_title: 'Baker', ...otherPhone, ...inAmerica },
	lightspeed: { ...ann, ...acme, ...birthday, ...otherPhone, mobile_phone: '555-123-0002', ...inAmerica },
	bitrix24: {
		...{ ...ann, ...birthday, other_phone: '+15551230001' },
		...{ ...inAmerica, home_street: '1 Main St Flat 2' },
	},
	insightly: { ...ann, job_title: 'Baker', ...birthday, ...otherPhone, mobile_phone: '555-123-0002', ...inAmerica },
	'ecwid-orders': { ...ann, ...acme, ...otherPhone, ...inAmerica },
	'pretix-orders': { ...ann, other_phone: '+15551230001', ...inAmerica },
	bookeo: { ...ann, ...otherPhone, ...inAmerica },
	'zoho-crm': { first_name: 'Ann', ...acme, home_city: 'Rome' },
	'paypal-orders': { ...ann, home_country: 'United States' },
	'stripe-gift': { ...ann, ...inAmerica },
	eventbrite: { ...ann, ...acme, job_title: 'Baker', mobile_phone: '555-123-0001', ...inAmerica },
};

const ofCompany = { company_name: 'Acme Bakery' };

/** The exports run side by side, so the people of each have a domain of their own. */
const ofCase = (name: string, text: string) => text.replaceAll('@example.com', `@${name}.example.com`);

describe('items are exported as they are meant', () => {
	test.concurrent.each<[string, Contacts, string?]>([
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
			...['mautic', 'stripe-webhook', 'jotform', 'ai-agent', 'help-scout', 'affinity', 'segment'],
			...['magento', 'keap', 'xero', 'eventbrite', 'mailchimp-trigger', 'elementor'],
			...['salesforce-own-columns', 'salesforce-person-accounts', 'dataverse-own-columns', 'square', 'wild-apricot'],
			...['raisers-edge', 'wix', 'paperform', 'formstack'],
			...['wufoo', 'kobotoolbox-groups', 'kobotoolbox-reformatted', 'stripe-charge'],
			...['commercetools', 'tiendanube', 'churchapps', 'ticket-tailor', 'chatwoot', 'neon-crm', 'dotdigital'],
			...['omnisend', 'kommo', 'teamleader', 'little-green-light', 'lightspeed', 'insightly', 'bitrix24'],
			...['demio', 'tapfiliate', 'action-network', 'grist', 'google-workspace'],
			...['ecwid-orders', 'pretix-orders', 'bookeo', 'zoho-crm', 'paypal-orders', 'stripe-gift'],
		].map((name): [string, Contacts] => [name, { 'ann@example.com': expectedOf[name] }]),
		[
			'shopify-orders',
			{ 'ann@example.com': { first_name: 'Ann' }, 'bob@example.com': { ...bob, ...otherPhone, ...inAmerica } },
			"'billing_address.phone'",
		],
		[
			'woocommerce-customers',
			{ 'ann@example.com': { ...ann, ...otherPhone, ...inAmerica }, 'bob@example.com': { first_name: 'Bob' } },
			"'billing.company', 'billing.phone'",
		],
		['webflow', { 'ann@example.com': ann, 'bob@example.com': {} }],
		['dynamics-accounts', { 'ann@example.com': { ...ofCompany, ...otherPhone, home_city: 'Rome' } }],
		[
			'erpnext-customers',
			{ 'ann@example.com': { ...ofCompany, mobile_phone: '555-123-0001' }, 'bob@example.com': bob },
		],
		['odoo-companies', { 'ann@example.com': { ...ofCompany, ...otherPhone }, 'bob@example.com': bob }],
		[
			'close',
			{
				'ann@example.com': { ...ann, job_title: 'Baker', other_phone: '+15551230001' },
				'bob@example.com': { company_name: 'Bolt Tools, Inc.' },
			},
		],
		[
			'odoo',
			{
				'ann@example.com': { ...ann, job_title: 'Baker', other_phone: '555-123-0001', home_city: 'Springfield' },
				'bob@example.com': { ...bob, home_street: '1 Main St', home_zip: '62701' },
			},
		],
	])('%s', async (name, sent, hint) => {
		const { account } = service.simulator;
		const listId = account.addList(`Items of ${name}`).id;
		const text = caseFile(`found/${name}.items.json`).toString();
		const { error, exported, hints } = await runInEngine({
			items: asItems(JSON.parse(ofCase(name, text)) as IDataObject[]),
			parameters: exportParameters(listId, { fields: autoMapped }),
			credential: service.connectAlone(),
		});
		expect(error).toBeUndefined();
		expect(
			Object.fromEntries(account.membersOf(listId).map((email) => [email, account.contact(email)?.fields])),
		).toEqual(JSON.parse(ofCase(name, JSON.stringify(sent))));
		expect(exported[0].json).not.toHaveProperty('valuesLeftOut');
		const told = hints.map(({ message }) => message).filter((message) => message.includes('may tell of somebody else'));
		expect(told.join()).toEqual(hint === undefined ? '' : expect.stringContaining(hint));
	});
});
