import type { ProfileFields, ProfilePage } from '../../../../../nodes/shared/files/pages';
import { contactFields, customContactField } from '../../../../../nodes/shared/account/contactFields';
import { mapByNames } from '../../../../../nodes/ExportSegment/export/profiles/mapping/autoMapping';
import { tableOf } from '../../../../support/tables';
import { columnsOf } from '../../../../support/contactColumns';
import { read, readTable } from '../../../../support/mappedValues';

describe('by names, a field is known in its usual spellings', () => {
	const readAlone = (profile: ProfileFields) => read(mapByNames(contactFields), { email: 'a@example.com', ...profile });

	it.each([
		[
			'email',
			[
				'email',
				'Email',
				'E-mail',
				'E-Mail Address',
				'EMAIL_ADDRESS',
				'Email Address',
				'emailaddress1',
				'mail',
				'Primary Email',
				'e mail',
				'user_email',
				'msdynci_email',
				'ｅｍａｉｌ',
			],
		],
		[
			'first_name',
			['first_name', 'firstname', 'First Name', 'given_name', 'GivenName', 'fname', 'forename', 'msdynci_firstname'],
		],
		['last_name', ['last_name', 'lastname', 'Last Name', 'surname', 'Family Name', 'LNAME', 'msdynci_lastname']],
		['job_title', ['job_title', 'Job Title', 'jobtitle', 'position']],
		['company_name', ['company_name', 'Company', 'Organization', 'organisation', 'employer', 'Firm Name', 'Org Name']],
		[
			'birthday',
			[
				...['birthday', 'Birth date', 'date_of_birth', 'DOB', 'msdynci_birthdate', 'Birthday (MM/DD)', 'Birthday__c'],
				...['Date of Birth (MM/DD/YYYY)', 'cr8f3_birthday', 'cf_birthday', 'Birthday (optional)'],
			],
		],
		['phone', ['Phone', 'phone number', 'telephone1', 'tel']],
		[
			'mobile_phone',
			['Mobile', 'mobile_phone', 'Cell Phone', 'Mobile/Cell', 'PersonMobilePhone', 'customer_mobile_phone'],
		],
		['street', ['Street', 'address', 'Address 1', 'address1_line1', 'Street Address']],
		['city', ['City', 'town', 'address1_city', 'PersonMailingCity', 'city-1', 'City__c']],
		['zip', ['ZIP', 'Zip Code', 'postal code', 'postcode']],
		['work_city', ['work_city', 'Work Address: City']],
		['sms_number', ['SMS Number', 'sms_phone']],
	])('%s', (id, spellings) => {
		for (const spelling of spellings)
			expect([
				spelling,
				read(mapByNames(contactFields), { [spelling]: 'x', ...(id !== 'email' && { email: 'a' }) }),
			]).toEqual([spelling, { email: 'a', [id]: 'x' }]);
	});

	it('and is not found in what merely looks like it', () => {
		const strangers = [
			'email opt in',
			'no email',
			'emails sent',
			'first order',
			'names',
			'last login',
			'',
			' ',
			'-',
			'👍',
			'email2',
			'Birthday (DD/MM)',
			'crm_email',
			'id',
			'customerId',
		];
		expect(readAlone(Object.fromEntries(strangers.map((name) => [name, 'x'])))).toEqual({ email: 'a@example.com' });
	});

	it('and not in names that every object has', () => {
		const profile = JSON.parse(
			'{"__proto__": "x", "constructor": "x", "toString": "x", "hasOwnProperty": "x", "prototype": "x"}',
		) as ProfileFields;
		expect(readAlone(profile)).toEqual({ email: 'a@example.com' });
		const heir = Object.assign(Object.create({ city: 'inherited' }) as object, { email: 'a@example.com' });
		expect(read(mapByNames(contactFields), heir as ProfileFields)).toEqual({ email: 'a@example.com' });
	});
});

describe('by names, where several fields mean the same,', () => {
	it.each([
		['the own id wins', { mail: 'd', 'Email Address': 'c', Email: 'b', email: 'a' }, 'a'],
		['then the label', { mail: 'd', 'Email Address': 'c', EMAIL: 'b' }, 'b'],
		['then the closer spelling', { emailaddress1: 'e', mail: 'd', 'Email Address': 'c' }, 'c'],
		['whatever their order', { 'Email Address': 'c', mail: 'd', emailaddress1: 'e' }, 'c'],
		['an empty one does not', { email: '', Email: null, 'E-mail': undefined, mail: 'd' }, 'd'],
		['nor one of blanks', { email: ' \t', mail: 'd' }, 'd'],
		['of two that are equally close the first', { 'E-mail': 'a', 'e mail': 'b' }, 'a'],
		['false and 0 are not empty', { email: 0, mail: 'd' }, 0],
	])('%s', (_rule, profile, expected) => {
		expect(read(mapByNames(columnsOf('email', 'first_name', 'cf:tier')), profile)).toEqual({ email: expected });
	});

	it('nothing is left of the profile before', () => {
		const byNames = mapByNames(columnsOf('email', 'first_name', 'cf:tier'));
		read(byNames, { email: 'a', first_name: 'b' }, 1);
		expect(read(byNames, { firstname: 'c' }, 2)).toEqual({ first_name: 'c' });
	});
});

describe('by names, both parts of a name are of one person,', () => {
	it.each<[string, string, string, ProfileFields]>([
		['of the first whole name', 'Cher', 'Ann Lee', { first_name: 'Cher' }],
		['of another one where the first is empty', '', 'Ann Lee', { first_name: 'Ann', last_name: 'Lee' }],
		['where the first is a number', '#1001', 'Ann Lee', { first_name: 'Ann', last_name: 'Lee' }],
		['and a second one completes the first', 'Ann', 'Ann Lee', { first_name: 'Ann', last_name: 'Lee' }],
	])('%s: %s and %s', (_which, name, paying, expected) => {
		for (const columns of [
			['Name', 'Billing Name'],
			['Billing Name', 'Name'],
		]) {
			const profile = { Name: name, 'Billing Name': paying, Email: 'a' };
			const inOrder = Object.fromEntries([...columns, 'Email'].map((column) => [column, profile[column as 'Email']]));
			expect(read(mapByNames(columnsOf('email', 'first_name', 'last_name')), inOrder)).toEqual({
				email: 'a',
				...expected,
			});
		}
	});
});

it('by names, the prefix of Customer Insights does no harm', () => {
	const byNames = mapByNames(columnsOf('email', 'first_name', 'last_name', 'cf:member_level'));
	const row = { msdynci_email: 'a', msdynci_firstname: 'b', msdynci_lastname: 'c', msdynci_memberlevel: 'd' };
	expect(read(byNames, row)).toEqual({ email: 'a', first_name: 'b', last_name: 'c', 'cf:member_level': 'd' });
});

describe('by names, a custom field is known', () => {
	const fields = [
		...columnsOf('email', 'last_name', 'company_name'),
		...columnsOf('cf:member_level', 'cf:Company', 'cf:Łódź_2'),
	];

	it.each([
		['by its id', 'cf:member_level', 'cf:member_level'],
		['by its name', 'member_level', 'cf:member_level'],
		['by its label', 'Member Level', 'cf:member_level'],
		['by its letters in another alphabet', 'łódź 2', 'cf:Łódź_2'],
		['by its exact name, though a field of the import has such a spelling', 'Company', 'cf:Company'],
	])('%s', (_how, name, id) => {
		expect(read(mapByNames(fields), { email: 'a', [name]: 'x' })).toEqual({ email: 'a', [id]: 'x' });
	});
});

describe('by names, where two contact fields have the same name,', () => {
	const custom = (name: string, label: string) => customContactField({ name, label, type: 'string' });
	const [email] = columnsOf('email');

	it.each([
		['the one that it is closest to', [email, custom('post', 'Mail')], 'MAIL', 'cf:post'],
		['wherever that one stands', [custom('post', 'Mail'), email], 'MAIL', 'cf:post'],
		[
			'the first of two that are equally close',
			[email, custom('one', 'Tier'), custom('two', 'tier')],
			'Tier',
			'cf:one',
		],
	])('%s has it', (_which, columns, name, id) => {
		expect(read(mapByNames(columns), { email: 'a', [name]: 'x' })).toEqual({ email: 'a', [id]: 'x' });
	});

	it('its name and its label both lead to a field, and what n8n calls it does not unless written just so', () => {
		const byNames = () => mapByNames([email, custom('tier_x', 'Loyalty')]);
		for (const name of ['tier_x', 'Tier X', 'LOYALTY', 'cf:tier_x'])
			expect(read(byNames(), { email: 'a', [name]: 'x' })).toEqual({ email: 'a', 'cf:tier_x': 'x' });
		expect(read(byNames(), { email: 'a', 'CF tier x': 'x' })).toEqual({ email: 'a' });
	});

	it('a label without any letters leads nowhere', () => {
		expect(read(mapByNames([email, custom('mood', '👍')]), { email: 'a', '-': 'x', '👎': 'x' })).toEqual({
			email: 'a',
		});
	});
});

describe('a page that is a table', () => {
	it('is read by its columns, without an object made of any row', () => {
		const byNames = mapByNames(columnsOf('email', 'first_name'));
		expect(
			readTable(byNames, ['x', 'E-mail', 'fname', 'email'], '1', 'a@x.io', 'Ada', ' ', '2', 'b@x.io', 'Bob', 'c@x.io'),
		).toEqual([
			['a@x.io', 'Ada'],
			['c@x.io', 'Bob'],
		]);
	});
});

it('many thousand different names neither fill the memory nor confuse the mapping', () => {
	const byNames = mapByNames(columnsOf('email'));
	for (let row = 1; row <= 25_000; row++)
		expect(read(byNames, { [`column ${row}`]: 'x', 'E-mail': row })).toEqual({ email: row });
});

type Services = ReadonlyArray<readonly [service: string, columns: string, used: Readonly<Record<string, string>>]>;

/** What stands under a column of this field. */
function sampleOf(id: string): string {
	if (id === 'email') return 'ann@example.com';
	if (/phone|sms/.test(id)) return '+48 601 234 567';
	if (id.endsWith('zip')) return '62701';
	return /birth|anniversary/.test(id) ? '1990-05-17' : `Some ${id.replaceAll('_', ' ')}`;
}

/** The fields that are found in a file with these columns, with the column of each. */
function usedIn(columns: readonly string[], cells: readonly string[]) {
	const mapping = mapByNames(contactFields);
	mapping.readerOf({ firstRow: 1, profiles: [], table: tableOf(columns, [cells]) });
	const taken = mapping.columnsTaken?.();
	return {
		used: Object.fromEntries(
			[...(taken?.used ?? [])].map(([label, names]) => [
				contactFields.find((field) => field.label === label)?.id,
				names.join(' + '),
			]),
		),
		leftOut: taken?.leftOut ?? [],
	};
}

function expectUsed(header: string, used: Readonly<Record<string, string>>): void {
	const columns = header.split(' | ');
	const fieldOf = new Map(Object.entries(used).map(([id, name]) => [name, id]));
	const found = usedIn(
		columns,
		columns.map((name) => sampleOf(fieldOf.get(name) ?? 'other')),
	);
	expect(found.used).toEqual(used);
	expect([...found.leftOut].sort()).toEqual(columns.filter((name) => !fieldOf.has(name)).sort());
}

const services: Services = [
	[
		'Typeform, whose columns are its questions',
		"What's your email? | What is your first name? | And your last name? | Please enter your phone number | When is your birthday?",
		{
			email: "What's your email?",
			first_name: 'What is your first name?',
			last_name: 'And your last name?',
			phone: 'Please enter your phone number',
			birthday: 'When is your birthday?',
		},
	],
	[
		'a form with numbered questions',
		'1. Email address * | Q2: First name | 3) What is the name of your cat?',
		{ email: '1. Email address *', first_name: 'Q2: First name' },
	],
	[
		'tables that pandas has made of nested JSON',
		'id | properties.email | properties.firstname | owner.email | owner.properties.email | properties.owner.email | Account.name',
		{ email: 'properties.email', first_name: 'properties.firstname', company_name: 'Account.name' },
	],
	[
		'tables that dlt has made of nested JSON',
		'_dlt_id | data__email | data__last_name | owner__email',
		{ email: 'data__email', last_name: 'data__last_name' },
	],
	[
		'a form that is posted by a browser',
		'user[email] | user[first_name] | owner[email]',
		{ email: 'user[email]', first_name: 'user[first_name]' },
	],
	[
		'Mailchimp audience',
		'Email Address | First Name | Last Name | Phone Number | Birthday | MEMBER_RATING | OPTIN_TIME | REGION | CC',
		{
			email: 'Email Address',
			first_name: 'First Name',
			last_name: 'Last Name',
			phone: 'Phone Number',
			birthday: 'Birthday',
		},
	],
	[
		'Brevo',
		'CONTACT ID | EMAIL | FIRSTNAME | LASTNAME | SMS | ADDED_TIME',
		{ email: 'EMAIL', first_name: 'FIRSTNAME', last_name: 'LASTNAME', sms_number: 'SMS' },
	],
	[
		'Klaviyo',
		'Email | Klaviyo ID | First Name | Last Name | Organization | Phone Number | Address | Address 2 | City | State / Region | Country | Zip Code | Date Added',
		{
			email: 'Email',
			first_name: 'First Name',
			last_name: 'Last Name',
			company_name: 'Organization',
			phone: 'Phone Number',
			street: 'Address',
			street2: 'Address 2',
			city: 'City',
			state: 'State / Region',
			country: 'Country',
			zip: 'Zip Code',
		},
	],
	[
		'MailerLite',
		'Subscriber | Sent | Opened | First name | Last name | Company | Country | City | Phone | State | ZIP',
		{
			email: 'Subscriber',
			first_name: 'First name',
			last_name: 'Last name',
			company_name: 'Company',
			country: 'Country',
			city: 'City',
			phone: 'Phone',
			state: 'State',
			zip: 'ZIP',
		},
	],
	[
		'ActiveCampaign',
		'Email | First Name | Last Name | Phone | Account Name | Job Title | Date Created',
		{
			email: 'Email',
			first_name: 'First Name',
			last_name: 'Last Name',
			phone: 'Phone',
			company_name: 'Account Name',
			job_title: 'Job Title',
		},
	],
	[
		'Campaign Monitor',
		'Email address | Name | Date joined',
		{ email: 'Email address', first_name: 'Name', last_name: 'Name' },
	],
	['GetResponse', 'email | name | created', { email: 'email', first_name: 'name', last_name: 'name' }],
	['Kit', 'email | first_name | status | created_at | tags', { email: 'email', first_name: 'first_name' }],
	[
		'AWeber',
		'Email | Name | Message | IP Address | Date Added',
		{ email: 'Email', first_name: 'Name', last_name: 'Name' },
	],
	[
		'Shopify',
		'Customer ID | First Name | Last Name | Email | Default Address Company | Default Address Address1 | Default Address Address2 | Default Address City | Default Address Province Code | Default Address Country Code | Default Address Zip | Phone | Total Spent',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			email: 'Email',
			company_name: 'Default Address Company',
			street: 'Default Address Address1',
			street2: 'Default Address Address2',
			city: 'Default Address City',
			state: 'Default Address Province Code',
			country: 'Default Address Country Code',
			zip: 'Default Address Zip',
			phone: 'Phone',
		},
	],
	[
		'WooCommerce',
		'user_id | billing_first_name | billing_last_name | billing_company | billing_address_1 | billing_address_2 | billing_city | billing_postcode | billing_country | billing_state | billing_email | billing_phone | shipping_city',
		{
			first_name: 'billing_first_name',
			last_name: 'billing_last_name',
			company_name: 'billing_company',
			street: 'billing_address_1',
			street2: 'billing_address_2',
			city: 'billing_city',
			zip: 'billing_postcode',
			country: 'billing_country',
			state: 'billing_state',
			email: 'billing_email',
			phone: 'billing_phone',
		},
	],
	[
		'Stripe',
		'id | Description | Email | Name | Created (UTC) | Delinquent',
		{ email: 'Email', first_name: 'Name', last_name: 'Name' },
	],
	[
		'Square',
		'Reference ID | First Name | Surname | Email Address | Phone Number | Birthday | Street Address 1 | City | Postal Code | Company Name',
		{
			first_name: 'First Name',
			last_name: 'Surname',
			email: 'Email Address',
			phone: 'Phone Number',
			birthday: 'Birthday',
			street: 'Street Address 1',
			city: 'City',
			zip: 'Postal Code',
			company_name: 'Company Name',
		},
	],
	[
		'Magento',
		'ID | Name | Email | Group | Phone | ZIP | Country | State/Province | Customer Since',
		{
			first_name: 'Name',
			last_name: 'Name',
			email: 'Email',
			phone: 'Phone',
			zip: 'ZIP',
			country: 'Country',
			state: 'State/Province',
		},
	],
	[
		'Magento, Customers and Addresses',
		'email | dob | firstname | lastname | prefix | _address_city | _address_company | _address_country_id | _address_postcode | _address_street | _address_telephone',
		{
			email: 'email',
			birthday: 'dob',
			first_name: 'firstname',
			last_name: 'lastname',
			city: '_address_city',
			company_name: '_address_company',
			country: '_address_country_id',
			zip: '_address_postcode',
			street: '_address_street',
			phone: '_address_telephone',
		},
	],
	[
		'Active Directory',
		'DN | cn | sn | title | l | st | postalCode | telephoneNumber | givenName | company | streetAddress | mail',
		{
			last_name: 'sn',
			job_title: 'title',
			city: 'l',
			state: 'st',
			zip: 'postalCode',
			phone: 'telephoneNumber',
			first_name: 'givenName',
			company_name: 'company',
			street: 'streetAddress',
			email: 'mail',
		},
	],
	[
		'BigCommerce',
		'Customer ID | First Name | Last Name | Company | Email | Phone | Address Line 1 | Address Line 2 | City | State | Zip',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			company_name: 'Company',
			email: 'Email',
			phone: 'Phone',
			street: 'Address Line 1',
			street2: 'Address Line 2',
			city: 'City',
			state: 'State',
			zip: 'Zip',
		},
	],
	[
		'PrestaShop',
		'ID | Social title | First name | Last name | Email address | Sales',
		{ first_name: 'First name', last_name: 'Last name', email: 'Email address' },
	],
	[
		'PayPal',
		'Date | Name | Gross | From Email Address | Address Line 1 | Address Line 2/District/Neighborhood | Town/City | State/Province/Region/County/Territory/Prefecture/Republic | Zip/Postal Code | Country | Contact Phone Number',
		{
			first_name: 'Name',
			last_name: 'Name',
			email: 'From Email Address',
			street: 'Address Line 1',
			street2: 'Address Line 2/District/Neighborhood',
			city: 'Town/City',
			state: 'State/Province/Region/County/Territory/Prefecture/Republic',
			zip: 'Zip/Postal Code',
			country: 'Country',
			phone: 'Contact Phone Number',
		},
	],
	[
		'Salesforce',
		'First Name | Last Name | Account Name | Mailing Street | Mailing City | Mailing State/Province | Mailing Zip/Postal Code | Mailing Country | Phone | Mobile | Email',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			company_name: 'Account Name',
			street: 'Mailing Street',
			city: 'Mailing City',
			state: 'Mailing State/Province',
			zip: 'Mailing Zip/Postal Code',
			country: 'Mailing Country',
			phone: 'Phone',
			mobile_phone: 'Mobile',
			email: 'Email',
		},
	],
	[
		'HubSpot',
		'Record ID | First Name | Last Name | Email | Phone Number | Contact owner | Lead Status | Create Date',
		{ first_name: 'First Name', last_name: 'Last Name', email: 'Email', phone: 'Phone Number' },
	],
	[
		'Dynamics 365',
		'firstname | lastname | jobtitle | emailaddress1 | telephone1 | mobilephone | address1_line1 | address1_city | address1_stateorprovince | address1_postalcode | address1_country | parentcustomerid',
		{
			first_name: 'firstname',
			last_name: 'lastname',
			job_title: 'jobtitle',
			email: 'emailaddress1',
			phone: 'telephone1',
			mobile_phone: 'mobilephone',
			street: 'address1_line1',
			city: 'address1_city',
			state: 'address1_stateorprovince',
			zip: 'address1_postalcode',
			country: 'address1_country',
		},
	],
	[
		'Customer Insights',
		'CustomerId | msdynci_firstname | msdynci_lastname | msdynci_email | msdynci_telephone1 | msdynci_birthdate',
		{
			first_name: 'msdynci_firstname',
			last_name: 'msdynci_lastname',
			email: 'msdynci_email',
			phone: 'msdynci_telephone1',
			birthday: 'msdynci_birthdate',
		},
	],
	[
		'Zoho',
		'Record Id | First Name | Last Name | Account Name | Email | Phone | Mobile | Date of Birth | Mailing Street | Mailing City | Mailing Zip',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			company_name: 'Account Name',
			email: 'Email',
			phone: 'Phone',
			mobile_phone: 'Mobile',
			birthday: 'Date of Birth',
			street: 'Mailing Street',
			city: 'Mailing City',
			zip: 'Mailing Zip',
		},
	],
	[
		'Pipedrive',
		'Person - Name | Person - Organization | Person - Email - Work | Person - Phone - Mobile',
		{
			first_name: 'Person - Name',
			last_name: 'Person - Name',
			company_name: 'Person - Organization',
			email: 'Person - Email - Work',
			mobile_phone: 'Person - Phone - Mobile',
		},
	],
	[
		'Odoo',
		'Display Name | Email | Phone | Street | Street2 | City | State | Zip | Country | Job Position',
		{
			first_name: 'Display Name',
			last_name: 'Display Name',
			email: 'Email',
			phone: 'Phone',
			street: 'Street',
			street2: 'Street2',
			city: 'City',
			state: 'State',
			zip: 'Zip',
			country: 'Country',
			job_title: 'Job Position',
		},
	],
	[
		'SuiteCRM',
		'First Name | Last Name | Email Address | Office Phone | Primary Address Street | Primary Address City | Primary Address Postal Code | Alternate Address City',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			email: 'Email Address',
			work_phone: 'Office Phone',
			street: 'Primary Address Street',
			city: 'Primary Address City',
			zip: 'Primary Address Postal Code',
			other_city: 'Alternate Address City',
		},
	],
	[
		'Outlook.com',
		'First Name | Last Name | E-mail Address | Home Phone | Business Phone | Mobile Phone | Home Street | Home City | Home Postal Code | Business City | Other City',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			email: 'E-mail Address',
			home_phone: 'Home Phone',
			work_phone: 'Business Phone',
			mobile_phone: 'Mobile Phone',
			home_street: 'Home Street',
			home_city: 'Home City',
			home_zip: 'Home Postal Code',
			work_city: 'Business City',
			other_city: 'Other City',
		},
	],
	[
		'LinkedIn',
		'First Name | Last Name | URL | Email Address | Company | Position | Connected On',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			email: 'Email Address',
			company_name: 'Company',
			job_title: 'Position',
		},
	],
	[
		'Google Contacts before 2024',
		'Name | Given Name | Family Name | E-mail 1 - Type | E-mail 1 - Value | Organization 1 - Name | Organization 1 - Title',
		{
			first_name: 'Given Name',
			last_name: 'Family Name',
			email: 'E-mail 1 - Value',
			company_name: 'Organization 1 - Name',
			job_title: 'Organization 1 - Title',
		},
	],
	[
		'Eventbrite',
		'Order # | First Name | Last Name | Email | Cell Phone | Job Title | Company | Home Address 1 | Home City | Home Zip | Birth Date',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			email: 'Email',
			mobile_phone: 'Cell Phone',
			job_title: 'Job Title',
			company_name: 'Company',
			home_street: 'Home Address 1',
			home_city: 'Home City',
			home_zip: 'Home Zip',
			birthday: 'Birth Date',
		},
	],
	[
		'Zoom',
		'First Name | Last Name | Email | Address | City | Country/Region | Zip/Postal Code | State/Province | Phone | Organization | Job Title | Registration Time',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			email: 'Email',
			street: 'Address',
			city: 'City',
			country: 'Country/Region',
			zip: 'Zip/Postal Code',
			state: 'State/Province',
			phone: 'Phone',
			company_name: 'Organization',
			job_title: 'Job Title',
		},
	],
	[
		'Calendly',
		'Invitee Name | Invitee First Name | Invitee Last Name | Invitee Email | Event Type Name',
		{ first_name: 'Invitee First Name', last_name: 'Invitee Last Name', email: 'Invitee Email' },
	],
	[
		'orders of tickets: who pays is not who comes',
		'Order | Buyer Email | Buyer Name | Attendee Name | Attendee Phone | Attendee Company',
		{ email: 'Buyer Email', first_name: 'Buyer Name', last_name: 'Buyer Name' },
	],
	[
		'the same with an address of each, of which the first counts',
		'Attendee Name | Attendee Email | Purchaser Email | Purchaser Phone | Purchaser City',
		{ email: 'Attendee Email', first_name: 'Attendee Name', last_name: 'Attendee Name' },
	],
	[
		'attendees, beside them a buyer who has an address of their own',
		'First Name | Last Name | Email | Buyer First Name | Buyer Email | Buyer Phone',
		{ first_name: 'First Name', last_name: 'Last Name', email: 'Email' },
	],
	[
		'an address that both may have',
		'Email | First Name | Customer Phone | Guest Phone',
		{ first_name: 'First Name', email: 'Email' },
	],
	[
		'vouchers',
		'Purchaser Name | Purchaser Email | Recipient Name | Recipient City',
		{ first_name: 'Purchaser Name', last_name: 'Purchaser Name', email: 'Purchaser Email' },
	],
	[
		'pupils',
		'Student First Name | Student Last Name | Payer Email | Payer Phone',
		{ email: 'Payer Email', phone: 'Payer Phone' },
	],
	[
		'a buyer alone',
		'Email | Buyer First Name | Buyer Phone',
		{ first_name: 'Buyer First Name', email: 'Email', phone: 'Buyer Phone' },
	],
	[
		'Google Forms',
		'Timestamp | Username | Your name',
		{ email: 'Username', first_name: 'Your name', last_name: 'Your name' },
	],
	[
		'SurveyMonkey',
		'Respondent ID | Email Address | First Name | Last Name | Custom Data 1',
		{ email: 'Email Address', first_name: 'First Name', last_name: 'Last Name' },
	],
	[
		'Jotform',
		'Submission Date | First Name | Last Name | E-mail | Phone Number | Street Address | Street Address Line 2 | City | Postal / Zip Code',
		{
			first_name: 'First Name',
			last_name: 'Last Name',
			email: 'E-mail',
			phone: 'Phone Number',
			street: 'Street Address',
			street2: 'Street Address Line 2',
			city: 'City',
			zip: 'Postal / Zip Code',
		},
	],
];

const languages: Services = [
	[
		'German',
		'Anrede | Vorname | Nachname | E-Mail-Adresse | Firma | Telefon | Mobiltelefon | Straße | Ort | PLZ | Bundesland | Land | Geburtsdatum',
		{
			first_name: 'Vorname',
			last_name: 'Nachname',
			email: 'E-Mail-Adresse',
			company_name: 'Firma',
			phone: 'Telefon',
			mobile_phone: 'Mobiltelefon',
			street: 'Straße',
			city: 'Ort',
			zip: 'PLZ',
			state: 'Bundesland',
			country: 'Land',
			birthday: 'Geburtsdatum',
		},
	],
	[
		'German Outlook',
		'Vorname | Nachname | E-Mail-Adresse | Straße geschäftlich | Ort geschäftlich | Postleitzahl geschäftlich | Telefon geschäftlich | Telefon (privat) | Straße privat | Ort privat',
		{
			first_name: 'Vorname',
			last_name: 'Nachname',
			email: 'E-Mail-Adresse',
			work_street: 'Straße geschäftlich',
			work_city: 'Ort geschäftlich',
			work_zip: 'Postleitzahl geschäftlich',
			work_phone: 'Telefon geschäftlich',
			home_phone: 'Telefon (privat)',
			home_street: 'Straße privat',
			home_city: 'Ort privat',
		},
	],
	[
		'German, the last name as Name',
		'Name | Vorname | Mail',
		{ last_name: 'Name', first_name: 'Vorname', email: 'Mail' },
	],
	[
		'French',
		'Nom | Prénom | Adresse e-mail | Société | Téléphone | Tél. mobile | Rue | Ville | Code postal | Pays | Date de naissance',
		{
			last_name: 'Nom',
			first_name: 'Prénom',
			email: 'Adresse e-mail',
			company_name: 'Société',
			phone: 'Téléphone',
			mobile_phone: 'Tél. mobile',
			street: 'Rue',
			city: 'Ville',
			zip: 'Code postal',
			country: 'Pays',
			birthday: 'Date de naissance',
		},
	],
	[
		'French Outlook',
		'Prénom | Nom | Adresse de messagerie | Rue (bureau) | Ville (bureau) | Téléphone (bureau) | Téléphone (domicile)',
		{
			first_name: 'Prénom',
			last_name: 'Nom',
			email: 'Adresse de messagerie',
			work_street: 'Rue (bureau)',
			work_city: 'Ville (bureau)',
			work_phone: 'Téléphone (bureau)',
			home_phone: 'Téléphone (domicile)',
		},
	],
	[
		'Spanish',
		'Nombre | Apellidos | Correo electrónico | Empresa | Teléfono | Móvil | Dirección | Ciudad | Código postal | Provincia | País | Fecha de nacimiento',
		{
			first_name: 'Nombre',
			last_name: 'Apellidos',
			email: 'Correo electrónico',
			company_name: 'Empresa',
			phone: 'Teléfono',
			mobile_phone: 'Móvil',
			street: 'Dirección',
			city: 'Ciudad',
			zip: 'Código postal',
			state: 'Provincia',
			country: 'País',
			birthday: 'Fecha de nacimiento',
		},
	],
	[
		'Italian',
		'Nome | Cognome | Indirizzo e-mail | Azienda | Telefono | Cellulare | Indirizzo | Città | CAP | Provincia | Paese | Data di nascita',
		{
			first_name: 'Nome',
			last_name: 'Cognome',
			email: 'Indirizzo e-mail',
			company_name: 'Azienda',
			phone: 'Telefono',
			mobile_phone: 'Cellulare',
			street: 'Indirizzo',
			city: 'Città',
			zip: 'CAP',
			state: 'Provincia',
			country: 'Paese',
			birthday: 'Data di nascita',
		},
	],
	[
		'Portuguese',
		'Nome | Sobrenome | E-mail | Empresa | Telefone | Celular | Endereço | Cidade | CEP | UF | País | Data de nascimento',
		{
			first_name: 'Nome',
			last_name: 'Sobrenome',
			email: 'E-mail',
			company_name: 'Empresa',
			phone: 'Telefone',
			mobile_phone: 'Celular',
			street: 'Endereço',
			city: 'Cidade',
			zip: 'CEP',
			state: 'UF',
			country: 'País',
			birthday: 'Data de nascimento',
		},
	],
	[
		'Dutch',
		'Voornaam | Achternaam | E-mailadres | Bedrijf | Telefoon | Mobiel | Straat | Plaats | Postcode | Land | Geboortedatum',
		{
			first_name: 'Voornaam',
			last_name: 'Achternaam',
			email: 'E-mailadres',
			company_name: 'Bedrijf',
			phone: 'Telefoon',
			mobile_phone: 'Mobiel',
			street: 'Straat',
			city: 'Plaats',
			zip: 'Postcode',
			country: 'Land',
			birthday: 'Geboortedatum',
		},
	],
	[
		'Polish',
		'Imię | Nazwisko | Adres e-mail | Firma | Telefon | Telefon komórkowy | Ulica | Miasto | Kod pocztowy | Kraj | Data urodzenia',
		{
			first_name: 'Imię',
			last_name: 'Nazwisko',
			email: 'Adres e-mail',
			company_name: 'Firma',
			phone: 'Telefon',
			mobile_phone: 'Telefon komórkowy',
			street: 'Ulica',
			city: 'Miasto',
			zip: 'Kod pocztowy',
			country: 'Kraj',
			birthday: 'Data urodzenia',
		},
	],
	[
		'Swedish',
		'Förnamn | Efternamn | E-postadress | Företag | Telefon | Mobiltelefon | Gatuadress | Postnummer | Postort | Land | Födelsedatum',
		{
			first_name: 'Förnamn',
			last_name: 'Efternamn',
			email: 'E-postadress',
			company_name: 'Företag',
			phone: 'Telefon',
			mobile_phone: 'Mobiltelefon',
			street: 'Gatuadress',
			zip: 'Postnummer',
			city: 'Postort',
			country: 'Land',
			birthday: 'Födelsedatum',
		},
	],
	[
		'Danish',
		'Fornavn | Efternavn | E-mail | Firma | Telefon | Mobil | Adresse | Postnr. | By | Land | Fødselsdato',
		{
			first_name: 'Fornavn',
			last_name: 'Efternavn',
			email: 'E-mail',
			company_name: 'Firma',
			phone: 'Telefon',
			mobile_phone: 'Mobil',
			street: 'Adresse',
			zip: 'Postnr.',
			city: 'By',
			country: 'Land',
			birthday: 'Fødselsdato',
		},
	],
	[
		'Norwegian',
		'Fornavn | Etternavn | E-postadresse | Bedrift | Telefon | Mobil | Gateadresse | Postnummer | Poststed | Land | Fødselsdato',
		{
			first_name: 'Fornavn',
			last_name: 'Etternavn',
			email: 'E-postadresse',
			company_name: 'Bedrift',
			phone: 'Telefon',
			mobile_phone: 'Mobil',
			street: 'Gateadresse',
			zip: 'Postnummer',
			city: 'Poststed',
			country: 'Land',
			birthday: 'Fødselsdato',
		},
	],
	[
		'Czech',
		'Jméno | Příjmení | E-mail | Společnost | Telefon | Mobilní telefon | Ulice | Město | PSČ | Kraj | Země | Datum narození',
		{
			first_name: 'Jméno',
			last_name: 'Příjmení',
			email: 'E-mail',
			company_name: 'Společnost',
			phone: 'Telefon',
			mobile_phone: 'Mobilní telefon',
			street: 'Ulice',
			city: 'Město',
			zip: 'PSČ',
			state: 'Kraj',
			country: 'Země',
			birthday: 'Datum narození',
		},
	],
];

describe('the columns are found that the exports have of', () => {
	it.each(services)('%s', (_service, header, used) => expectUsed(header, used));
});

describe('the columns are found in', () => {
	it.each(languages)('%s', (_language, header, used) => expectUsed(header, used));
});

describe('a column that does not hold what its name says is not taken:', () => {
	const email = 'ann@example.com';
	it.each<[string, ProfileFields[], Record<string, unknown>]>([
		[
			'salutations under Title',
			[
				{ email, Title: 'Ms.' },
				{ email, Title: 'Mr' },
			],
			{},
		],
		[
			'but job titles',
			[
				{ email, Title: 'Baker' },
				{ email, Title: 'Ms.' },
			],
			{ job_title: 'Baker' },
		],
		[
			'Title beside a Job Title, even where that is empty',
			[
				{ email, Title: 'Baker', 'Job Title': '' },
				{ email, Title: 'Smith', 'Job Title': 'x' },
			],
			{ job_title: '' },
		],
		['a whole address under Address', [{ email, Address: '1 Main St  Springfield IL 62701  US' }], {}],
		['an address with commas', [{ email, Address: '1 Main St, Springfield, IL 62701' }], {}],
		['a German address', [{ email, Adresse: 'Hauptstr. 1 01067 Dresden' }], {}],
		['but a street', [{ email, Address: '1 Main St' }], { street: '1 Main St' }],
		['words under State', [{ email, state: 'enabled' }], {}],
		['but a state', [{ email, state: 'IL' }], { state: 'IL' }],
		['dates under first and last', [{ email, first: '2024-01-02', last: '2024-01-02T10:00:00Z' }], {}],
		['numbers under last', [{ email, last: 17 }], {}],
		[
			'true as Company',
			[
				{ email, Company: true },
				{ email, Company: 'true' },
			],
			{},
		],
		['roles under Role', [{ email, role: 'customer' }], {}],
		['but a job under Role', [{ email, role: 'Baker' }], { job_title: 'Baker' }],
		['links to records', [{ email, Company: ['recAcme'] }], {}],
		['a link to a record twice', [{ email, Company: ['recA1b2C3d4E5f6G7', 'recA1b2C3d4E5f6G7'] }], {}],
		['links to records by UUID', [{ email, Company: ['1b0a4c6e-0000-4000-8000-00000000000a'] }], {}],
		["a row of PostgreSQL's under Address", [{ email, address: '("1 Main St",Springfield)' }], {}],
		['but a list of names', [{ email, Company: ['Acme'] }], { company_name: ['Acme'] }],
		['an object under Street', [{ email, street: { x: 'y' } }], {}],
		['addresses under Name', [{ email, name: email }], {}],
		['words under Phone, of enough of them', Array.from({ length: 5 }, () => ({ email, phone: 'yes' })), {}],
		['a region that stands alone', [{ email, REGION: 'il' }], {}],
		[
			'but one beside a city',
			[{ email, Region: 'Illinois', City: 'Springfield' }],
			{ state: 'Illinois', city: 'Springfield' },
		],
	])('%s', (_what, profiles, found) => {
		const mapping = mapByNames(contactFields);
		const values: unknown[] = [];
		mapping.readerOf({ firstRow: 1, profiles })(0, values);
		expect(
			Object.fromEntries(
				contactFields.flatMap(({ id }, place) => (values[place] === undefined ? [] : [[id, values[place]]])),
			),
		).toEqual({ email, ...found });
	});

	it('bytes are one field, whatever their number', () => {
		const mapping = mapByNames(columnsOf('email'));
		read(mapping, { email: 'ann@example.com', photo: Buffer.alloc(100), hash: { type: 'Buffer', data: [1, 2] } });
		expect(mapping.columnsTaken?.().leftOut).toEqual(['photo', 'hash']);
	});

	it('nor is a column of the address where another one holds addresses', () => {
		expect(read(mapByNames(columnsOf('email')), { Email: 'yes', 'E-mail': 'ann@example.com' })).toEqual({
			email: 'ann@example.com',
		});
	});
});

describe('parts are put together', () => {
	const all = () => mapByNames(contactFields);
	const email = 'ann@example.com';
	it.each<[string, ProfileFields, Record<string, unknown>]>([
		[
			'the month and day of a birthday',
			{ 'Birth Year': '1990', 'Birth Month': '5', 'Birth Day': '17' },
			{ birthday: '--05-17' },
		],
		['a month in words', { 'Birth Month': 'May', 'Birth Day': 17 }, { birthday: '17-May' }],
		['numbers as pandas writes them', { 'Birth Month': '5.0', 'Birth Day': '17.0' }, { birthday: '--05-17' }],
		['more zeros before them than one', { 'Birth Month': '0005', 'Birth Day': '0017' }, { birthday: '--05-17' }],
		['a month in words beside a day with zeros', { 'Birth Month': 'May', 'Birth Day': '007' }, { birthday: '7-May' }],
		['no birthday where its parts are zeros', { 'Birth Month': '0000', 'Birth Day': '0000' }, {}],
		['nor where one of them is', { 'Birth Month': 5, 'Birth Day': 0 }, {}],
		['no month past twelve', { 'Birth Month': '13', 'Birth Day': '2' }, { birthday: '--13-02' }],
		['no birthday without a month', { 'Birth Month': '', 'Birth Day': '17' }, {}],
		['a name of three words', { Name: 'Ann van Lee' }, { first_name: 'Ann van', last_name: 'Lee' }],
		['last, first', { Name: 'Ray, Bob' }, { first_name: 'Bob', last_name: 'Ray' }],
		[
			'names in an object',
			{ name: { givenName: 'Ann', familyName: 'Lee', fullName: 'Ann Lee' } },
			{ first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'the parts of an address in an object',
			{ Address: { addr_line1: '1 Main St', addr_line2: '', city: 'Rome', state: 'IL', postal: '62701' } },
			{ street: '1 Main St', street2: '', city: 'Rome', state: 'IL', zip: '62701' },
		],
		[
			'the prefix of a last name before it',
			{ Voornaam: 'Jan', Tussenvoegsel: 'de', Achternaam: 'Jong' },
			{ first_name: 'Jan', last_name: 'de Jong' },
		],
		['once, where the last name has it', { Tussenvoegsel: 'de', Achternaam: 'De Jong' }, { last_name: 'De Jong' }],
		['nor where it is part of a word', { Voorvoegsel: 'de', Achternaam: 'Dean' }, { last_name: 'de Dean' }],
		['not where there is none', { Tussenvoegsel: '', Achternaam: 'Jansen' }, { last_name: 'Jansen' }],
		['nowhere without a last name', { Tussenvoegsel: 'van', Achternaam: '' }, { last_name: '' }],
		[
			'phones by their kinds alone',
			{ Mobile: '555', Home: '556', Work: '557' },
			{ mobile_phone: '555', home_phone: '556', work_phone: '557' },
		],
		['no phone of a home alone', { Home: '556', Work: '557' }, {}],
		[
			'an address of MemberPress',
			{ address: { 'mepr-address-one': '1 Main St', 'mepr-address-city': 'Rome', 'mepr-address-zip': '00185' } },
			{ street: '1 Main St', city: 'Rome', zip: '00185' },
		],
		[
			'the preferred ones of Little Green Light',
			{ 'Pref. Phone': '555', 'Pref. Street': '1 Main St', 'Pref. City': 'Rome', 'Pref. Postal Code': '00185' },
			{ phone: '555', street: '1 Main St', city: 'Rome', zip: '00185' },
		],
		['the number of a house behind its street', { Straße: 'Ringweg', Hausnummer: '12' }, { street: 'Ringweg 12' }],
		['before it, where its column is', { 'Street Number': 1, 'Street Name': 'Main St' }, { street: '1 Main St' }],
		[
			'with a letter of its own',
			{ Straat: 'Ringweg', Huisnummer: '12', Toevoeging: 'a', Plaats: 'Delft' },
			{ street: 'Ringweg 12 a', city: 'Delft' },
		],
		['once, where the street has it', { Straße: 'Ringweg 12', Hausnummer: '12' }, { street: 'Ringweg 12' }],
		['once, where it has a letter there', { Straße: 'Ringweg 12a', Hausnummer: 12 }, { street: 'Ringweg 12a' }],
		['not another that the street is called after', { Straße: '17th St', Hausnummer: '1' }, { street: '17th St 1' }],
		['nowhere without a street', { Straße: '', Hausnummer: '12' }, { street: '' }],
		['not what is none', { Straße: 'Ringweg', Hausnummer: 'unknown' }, { street: 'Ringweg' }],
		[
			'each to its own street',
			{ 'Work Street': 'Ringweg', 'Home Street': 'Main St', 'Home House Number': '1' },
			{ work_street: 'Ringweg', home_street: 'Main St 1' },
		],
		[
			'of an address in an object, and not that of another one',
			{ default_address: { address: 'Calle A', number: '12', city: 'Rosario' }, number: '77', Hausnummer: '9' },
			{ street: 'Calle A 12', city: 'Rosario' },
		],
		[
			'a street that is merely called address, beside the parts of one',
			{ ADDRESS: '1 Main St', ADDRESS_2: 'Flat 2', ADDRESS_CITY: 'Rome', ADDRESS_POSTAL_CODE: '00185' },
			{ street: '1 Main St', street2: 'Flat 2', city: 'Rome', zip: '00185' },
		],
		[
			'not where one of them is the street',
			{ 'Address 1': '9 Shop St', 'Address Street': '1 Main St', 'Address City': 'Rome', 'Address Zip': '00185' },
			{ street: '1 Main St', city: 'Rome', zip: '00185' },
		],
		['one word', { 'Full Name': 'Cy' }, { first_name: 'Cy' }],
		['one word beside a last name', { name: 'Ann', last_name: 'Lee' }, { first_name: 'Ann', last_name: 'Lee' }],
		['the last name beside itself, in capitals', { name: 'LEE', last_name: 'Lee' }, { last_name: 'Lee' }],
		['a title before a last name', { name: 'Mr. Lee', last_name: 'Lee' }, { last_name: 'Lee' }],
		['a title behind a last name', { name: 'Lee, Jr.', last_name: 'Lee' }, { last_name: 'Lee' }],
		['a title behind a first name', { name: 'Ann Jr.', first_name: 'Ann' }, { first_name: 'Ann' }],
		['the last name beside itself', { name: 'Lee', last_name: 'Lee' }, { last_name: 'Lee' }],
		[
			'both beside a last name of several words',
			{ fullName: 'Ann van der LEE', surname: 'van der Lee' },
			{ first_name: 'Ann', last_name: 'van der Lee' },
		],
		['both with a comma', { fullName: 'Lee, Ann', last_name: 'Lee' }, { first_name: 'Ann', last_name: 'Lee' }],
		[
			'both beside a first name',
			{ name: 'Ann van der Lee', first: 'Ann' },
			{ first_name: 'Ann', last_name: 'van der Lee' },
		],
		["a company's beside a last name", { name: 'Acme Bakery', last_name: 'Lee' }, { last_name: 'Lee' }],
		...[
			['Company', {}, { company_name: 'Ann Lee' }],
			['Individual', {}, { first_name: 'Ann', last_name: 'Lee' }],
			['Business', {}, { first_name: 'Ann', last_name: 'Lee' }],
			['Company', { company: 'Acme' }, { first_name: 'Ann', last_name: 'Lee', company_name: 'Acme' }],
			['1', {}, { first_name: 'Ann', last_name: 'Lee' }],
		].map(([kind, beside, found]): [string, ProfileFields, ProfileFields] => [
			`of a customer of the type ${String(kind)}`,
			{ Name: 'Ann Lee', 'Customer Type': kind, ...(beside as ProfileFields) },
			found as ProfileFields,
		]),
		[
			'one that is a company by its legal form is that',
			{ name: 'Acme Ltd', last_name: 'Lee' },
			{ last_name: 'Lee', company_name: 'Acme Ltd' },
		],
		["a company's beside a first name", { name: 'Acme', first_name: 'Ann' }, { first_name: 'Ann' }],
		['a name of a sign-in beside a last name', { 'Display Name': 'annie', last_name: 'Lee' }, { last_name: 'Lee' }],
		[
			'as Calendly gives it, with both names empty',
			{ name: 'Ann Lee', first_name: null, last_name: null },
			{ first_name: 'Ann', last_name: 'Lee' },
		],
		['not beside another first name', { Name: 'Ann Lee', 'First Name': 'Anna' }, { first_name: 'Anna' }],
		['nor beside another last name', { 'Full Name': 'Ann Lee', Surname: 'Leigh' }, { last_name: 'Leigh' }],
	])('%s', (_what, profile, found) => {
		expect(read(all(), { email, ...profile })).toEqual({ email, ...found });
	});

	it.each([
		['Ringweg', '12', 'a', 'Ringweg 12 a'],
		['Ringweg', 'N/A', 'a', 'Ringweg'],
		['Ringweg', '-', '', 'Ringweg'],
		['Ringweg', 'none', '', 'Ringweg'],
		['Ringweg', '0', '', 'Ringweg'],
		['Ringweg', '0.0', '', 'Ringweg'],
		['Ringweg', '12.0', 'NaN', 'Ringweg 12'],
		['Ringweg', '12', 'null', 'Ringweg 12'],
		['null', '12', '', 'null'],
		['N/A', '12', 'a', 'N/A'],
	])('words for nothing become no part of a street: %s, %s, %s', (...row) => {
		const names = ['email', 'Straße', 'Hausnummer', 'Hausnummerzusatz'];
		const mapping = mapByNames(contactFields);
		const usual = ['ann@example.com', 'Ringweg', '12', 'a'];
		const [, , read] = readTable(mapping, names, ...usual, ...usual, 'bo@example.com', ...row.slice(0, 3));
		expect(read[mapping.columns.findIndex(({ id }) => id === 'street')]).toBe(row[3]);
	});
});

describe('a label in the same row tells the type', () => {
	it('of phones and addresses, and of several values the first counts', () => {
		const columns = [
			'E-mail 1 - Value',
			'Phone 1 - Label',
			'Phone 1 - Value',
			'Phone 2 - Label',
			'Phone 2 - Value',
			'Address 1 - Label',
			'Address 1 - City',
			'Address 1 - Region',
		];
		const rows = [
			[
				'ann@example.com ::: ann@example.org',
				'Mobile',
				'+1 555',
				'* Work',
				'+1 556 ::: +1 557',
				'Home',
				'Springfield',
				'IL',
			],
			['bob@example.com', '', '+1 558', 'Work Fax', '+1 559', 'Office', 'Shelbyville', ''],
		];
		const mapping = mapByNames(contactFields);
		const reader = mapping.readerOf({ firstRow: 1, profiles: [], table: tableOf(columns, rows) });
		const valuesAt = (index: number) => {
			const values: unknown[] = [];
			reader(index, values);
			return Object.fromEntries(contactFields.flatMap(({ id }, place) => (values[place] ? [[id, values[place]]] : [])));
		};
		expect([valuesAt(0), valuesAt(1)]).toEqual([
			{
				email: 'ann@example.com',
				mobile_phone: '+1 555',
				work_phone: '+1 556',
				home_city: 'Springfield',
				home_state: 'IL',
			},
			{ email: 'bob@example.com', phone: '+1 558', work_city: 'Shelbyville' },
		]);
	});
});

describe('nested items, two levels deep', () => {
	it.each<[string, ProfileFields, Record<string, unknown>]>([
		[
			'HubSpot',
			{ id: '1', properties: { email: 'a@example.com', firstname: 'Ann', jobtitle: 'Baker', zip: '62701' } },
			{ email: 'a@example.com', first_name: 'Ann', job_title: 'Baker', zip: '62701' },
		],
		[
			'Airtable',
			{ id: 'rec1', fields: { Email: 'a@example.com', Name: 'Ann Lee', Company: ['recAcme'] } },
			{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'WooCommerce',
			{
				id: 1,
				billing: {
					email: 'a@example.com',
					first_name: 'Ann',
					address_1: '1 Main St',
					city: 'Springfield',
					postcode: '62701',
				},
				shipping: { city: 'x' },
			},
			{ email: 'a@example.com', first_name: 'Ann', street: '1 Main St', city: 'Springfield', zip: '62701' },
		],
		[
			'Shopify',
			{
				email: 'a@example.com',
				state: 'enabled',
				default_address: { address1: '1 Main St', city: 'Springfield', province: 'Illinois', zip: '62701' },
			},
			{ email: 'a@example.com', street: '1 Main St', city: 'Springfield', state: 'Illinois', zip: '62701' },
		],
		[
			'Stripe',
			{
				email: 'a@example.com',
				name: 'Ann Lee',
				address: { line1: '1 Main St', city: 'Springfield', postal_code: '62701' },
			},
			{
				email: 'a@example.com',
				first_name: 'Ann',
				last_name: 'Lee',
				street: '1 Main St',
				city: 'Springfield',
				zip: '62701',
			},
		],
		[
			'Mailchimp',
			{
				email_address: 'a@example.com',
				merge_fields: {
					FNAME: 'Ann',
					LNAME: 'Lee',
					ADDRESS: { addr1: '1 Main St', city: 'Springfield', zip: '62701' },
				},
			},
			{
				email: 'a@example.com',
				first_name: 'Ann',
				last_name: 'Lee',
				street: '1 Main St',
				city: 'Springfield',
				zip: '62701',
			},
		],
		[
			"a list of SharePoint's, whose title is what its item is called",
			{
				fields: { Title: 'Ann Lee', Email: 'a@example.com', AuthorLookupId: '7' },
				createdBy: { user: { email: 'x@example.org' } },
			},
			{ email: 'a@example.com' },
		],
		[
			"n8n's Summarize node, split by the address",
			{
				email: 'a@example.com',
				max_first_name: 'Ann',
				appended_last_name: ['Lee', 'Lee'],
				count_orders: 2,
				max_orders: 9,
			},
			{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'CiviCRM',
			{
				Email: 'a@example.com',
				'Home-Street Address': '1 Main St',
				'Home-City': 'Rome',
				'Home-Phone-Phone': '555-1',
				'Home-Phone-Mobile': '555-2',
				'Work-Phone-Phone': '555-3',
				'Current Employer': 'Acme',
			},
			{
				email: 'a@example.com',
				home_street: '1 Main St',
				home_city: 'Rome',
				home_phone: '555-1',
				mobile_phone: '555-2',
				work_phone: '555-3',
				company_name: 'Acme',
			},
		],
		[
			'Dolibarr, and SuiteCRM with its labels',
			{
				EMail: 'a@example.com',
				'Phone (pro)': '555-1',
				'Phone (perso)': '555-2',
				'Alternate Address City:': 'Kent',
				'Alternate Address Street:': '2 High St',
			},
			{
				email: 'a@example.com',
				work_phone: '555-1',
				home_phone: '555-2',
				other_city: 'Kent',
				other_street: '2 High St',
			},
		],
		[
			"Evolution, with a day's parts, and a form with short names",
			{
				email_1: 'a@example.com',
				birth_date_month: '5',
				birth_date_day: '17',
				addr_city: 'Rome',
				addr_postal_code: '00950',
			},
			{ email: 'a@example.com', birthday: '--05-17', city: 'Rome', zip: '00950' },
		],
		[
			'a query, whose columns are called by what it did',
			{
				'lower(c.email)': 'a@example.com',
				'MAX(first_name)': 'Ann',
				"coalesce(last_name, '')": 'Lee',
				'count(phone)': 2,
			},
			{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'a query, whose columns say of which table they are',
			{ 'people.email': 'a@example.com', 'people.first_name': 'Ann', 'o.city': 'Rome' },
			{ email: 'a@example.com', first_name: 'Ann', city: 'Rome' },
		],
		[
			'dBase, which cuts names',
			{ EMAILADDRE: 'a@example.com', FIRST_NAME: 'Ann', COMPANYNAM: 'Acme', ADDRESSLIN: '1 Main St' },
			{ email: 'a@example.com', first_name: 'Ann', company_name: 'Acme' },
		],
		[
			'notmuch and readers of mail',
			{ name: 'Ann Lee', address: 'a@example.com' },
			{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'QuickBooks',
			{
				Email: 'a@example.com',
				BillAddr: { Line1: '1 Main St', City: 'Springfield', CountrySubDivisionCode: 'IL', PostalCode: '62701' },
			},
			{ email: 'a@example.com', street: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701' },
		],
		[
			'Webflow, whose entries have a name as well',
			{ id: '1', fieldData: { name: 'Ann Lee', email: 'a@example.com', slug: 'ann-lee' } },
			{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'an event of Stripe',
			{ type: 'customer.created', data: { object: { object: 'customer', email: 'a@example.com', name: 'Ann Lee' } } },
			{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'an event of Calendly',
			{ created_by: 'x', payload: { email: 'a@example.com', name: 'Ann Lee' } },
			{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
		],
		[
			'Supabase',
			{ email: 'a@example.com', raw_user_meta_data: { first_name: 'Ann' } },
			{ email: 'a@example.com', first_name: 'Ann' },
		],
		[
			'Strapi, with who made the entry',
			{ attributes: { email: 'a@example.com', createdBy: { email: 'sam@example.org', firstName: 'Sam' } } },
			{ email: 'a@example.com' },
		],
		[
			'KoBoToolbox, groups without a name',
			{ 'group_ab1/Email': 'a@example.com', 'group_ab1/First_name': 'Ann', 'meta/instanceID': 'uuid:1' },
			{ email: 'a@example.com', first_name: 'Ann' },
		],
		[
			'a webhook',
			{ headers: { host: 'x' }, body: { email: 'a@example.com', first_name: 'Ann' } },
			{ email: 'a@example.com', first_name: 'Ann' },
		],
		[
			'Zoho',
			{ Email: 'a@example.com', Account_Name: { name: 'Acme', id: '1' } },
			{ email: 'a@example.com', company_name: 'Acme' },
		],
		['a mark before a name', { '\ufeffemail': 'a@example.com' }, { email: 'a@example.com' }],
	])('%s', (_service, profile, found) => {
		expect(read(mapByNames(contactFields), profile)).toEqual(found);
	});
});

describe('a column by whose values somebody may want no email', () => {
	const toldBy = (profiles: ProfileFields[], fields = contactFields) => {
		const mapping = mapByNames(fields);
		mapping.readerOf({ firstRow: 1, profiles });
		return mapping.consentColumns?.();
	};
	const people = (given: (row: number) => ProfileFields) =>
		Array.from({ length: 500 }, (_, row) => ({ email: `p${row}@example.com`, ...given(row) }));

	it('is known by a single one of them, far down and in an object too', () => {
		expect(toldBy(people((row) => ({ status: row === 400 ? 'unsubscribed' : 'active', plan: 'gold' })))).toEqual([
			'status',
		]);
		expect(toldBy(people((row) => ({ subscriber: { state: row === 0 ? 'Opted Out' : 'active' } })))).toEqual([
			'subscriber.state',
		]);
	});

	it('is none where it became a field, or nobody has such a value', () => {
		const custom = customContactField({ name: 'status', label: 'status', type: 'string' });
		expect(toldBy(people(() => ({ status: 'active' })))).toEqual([]);
		expect(
			toldBy(
				people(() => ({ status: 'unsubscribed' })),
				[...contactFields, custom],
			),
		).toEqual([]);
	});
});

describe('which column is the address', () => {
	const addressesOf = (profiles: ProfileFields[]) => {
		const mapping = mapByNames(columnsOf('email'));
		const reader = mapping.readerOf({ firstRow: 1, profiles });
		mapping.endOfSource?.();
		return {
			emails: profiles.map((_profile, index) => {
				const values: unknown[] = [];
				reader(index, values);
				return values[0];
			}),
			rivals: mapping.columnsTaken?.().rivals,
		};
	};

	it('is recognized by hints where several are equally good: the first that is not empty', () => {
		const found = addressesOf([
			{ 'Work Email': 'ann@example.com', 'Personal Email': '' },
			{ 'Work Email': '', 'Personal Email': 'bob@example.net' },
		]);
		expect(found).toEqual({ emails: ['ann@example.com', 'bob@example.net'], rivals: ['Work Email', 'Personal Email'] });
	});

	it('is none of two tables, of which each has one', () => {
		const profiles = [{ 'c.email': 'ann@example.com', 'm.email': 'boss@example.com' }];
		expect(() => addressesOf(profiles)).toThrow('No field can be the email address');
		expect(addressesOf([{ ...profiles[0], email: 'cy@example.com' }]).emails).toEqual(['cy@example.com']);
	});

	it('is the plain one beside others, and never a second one', () => {
		expect(
			addressesOf([{ 'Primary Email': '', 'Secondary Email': 'b@example.com', 'Work Email': 'c@example.com' }]),
		).toEqual({ emails: [''], rivals: [] });
	});

	it('stops where none can be it, naming the columns', () => {
		const read = () => addressesOf([{ name: 'Ann', address: 'ann at example.com' }]);
		expect(read).toThrow('No field can be the email address, so nothing was changed');
		expect(read).toThrow(expect.objectContaining({ advice: expect.stringContaining("'name', 'address'") }));
	});

	it.each([
		[
			'its name and its size as fields',
			{ fileName: 'people.csv', fileSize: '2 kB' },
			"The fields are 'fileName', 'fileSize'. ",
		],
		['no field at all', {}, ''],
	])('stops where the items bring a file that is not read, with %s', (_with, profile, fields) => {
		const mapping = mapByNames(columnsOf('email'), 'data');
		read(mapping, profile);
		expect(() => mapping.endOfSource?.()).toThrow(
			expect.objectContaining({
				advice: `${fields}The items bring a file in 'data': if that holds the profiles, choose 'File' in 'Source'.`,
			}),
		);
	});

	it('stops where none can be it only once all profiles have been read: those that lack it may come first', () => {
		const mapping = mapByNames(columnsOf('email', 'first_name'));
		const valuesOf = (profile: ProfileFields) => read(mapping, profile);
		expect(valuesOf({ first_name: 'Ann' })).toEqual({ first_name: 'Ann' });
		expect(() => mapping.endOfSource?.()).toThrow('No field can be the email address');
		expect(valuesOf({ first_name: 'Bob', email: 'bob@example.com' })).toEqual({
			first_name: 'Bob',
			email: 'bob@example.com',
		});
		expect(() => mapping.endOfSource?.()).not.toThrow();
	});

	it.each<[string, ProfileFields[]]>([
		[
			'data',
			[
				{
					data: [
						{ email: 'ann@example.com', name: 'Ann' },
						{ email: 'bob@example.com', name: 'Bob' },
					],
				},
			],
		],
		['data', [{ data: [{ email: 'ann@example.com', name: 'Ann' }] }, { data: [] }]],
		['body.results', [{ id: 1, body: { results: [{ Email: 'ann@example.com', name: 'Ann' }] } }]],
	])('stops at lists of people in %s, and tells how to make items of them', (name, profiles) => {
		expect(() => addressesOf(profiles)).toThrow(
			expect.objectContaining({
				advice: expect.stringContaining(`lists of people in '${name}': put n8n's 'Split Out'`),
			}),
		);
	});

	it('may be missing since nothing known parts the cells, which the message tells', () => {
		const mapping = mapByNames(columnsOf('email'));
		const page = (name: string): ProfilePage => ({
			firstRow: 1,
			profiles: [{ [name]: 'x' }],
			table: tableOf([name], [['x']]),
		});
		const uncut = expect.objectContaining({ advice: expect.stringContaining('taken for one name: put commas') });
		for (const name of ['email^name', 'email    name', 'id~email'])
			expect(() => mapping.readerOf(page(name))).toThrow(uncut);
		for (const name of ['no e-mail', 'name']) expect(() => mapping.readerOf(page(name))).not.toThrow(uncut);
	});

	it('may be missing since the column names of a sheet do not stand in its first row, which the message tells', () => {
		const rows = [{ 'Report of May': 'Email', __EMPTY: 'Name', __EMPTY_1: 'City' }];
		expect(() => addressesOf(rows)).toThrow(
			expect.objectContaining({ advice: expect.stringContaining("'Extract From File' the cells of the table") }),
		);
	});

	it('is the only object that the items have, whatever its name, and otherwise one of those that hold profiles', () => {
		const kunde = { email: 'ann@example.com' };
		expect(addressesOf([{ kunde }, { kunde: { email: 'bob@example.com' } }]).emails).toEqual([
			'ann@example.com',
			'bob@example.com',
		]);
		expect(addressesOf([{ id: 1, output: kunde }]).emails).toEqual(['ann@example.com']);
		expect(() => addressesOf([{ id: 1, kunde }])).toThrow('No field can be the email address');
		expect(() => addressesOf([{ kunde, id: 1 }])).toThrow('No field can be the email address');
		expect(() => addressesOf([{ kunde }, { id: 1, kunde }])).toThrow('No field can be the email address');
	});

	it('is the primary one beside all of them', () => {
		const emails = ['ann@example.com', 'ann.lee@example.org'];
		expect(addressesOf([{ emails, primary_email: 'ann.lee@example.org' }]).emails).toEqual(['ann.lee@example.org']);
	});

	it('holds for the whole run: what later pages bring adds to it and takes nothing back', () => {
		const mapping = mapByNames(columnsOf('email', 'job_title'));
		const pages: ProfilePage[] = [
			{ firstRow: 1, profiles: [{ mail: 'a@example.com', title: 'Baker' }] },
			{ firstRow: 2, profiles: [{ email: 'b@example.com', 'Job Title': 'Smith', title: 'x' }] },
		];
		const pass = () =>
			pages.map((page) => {
				const values: unknown[] = [];
				mapping.readerOf(page)(0, values);
				return [...values];
			});
		const first = pass();
		expect(first).toEqual([
			['a@example.com', 'Baker'],
			['b@example.com', 'Smith'],
		]);
		expect(pass()).toEqual(first);
	});
});

describe('fields within objects', () => {
	const readIn = (profile: ProfileFields) => read(mapByNames(contactFields), { email: 'a', ...profile });
	it.each<[string, ProfileFields, Record<string, unknown>]>([
		['of the same meaning', { country: { name: 'Chile', id: 3 }, city: 'Arica' }, { country: 'Chile', city: 'Arica' }],
		[
			'of a list with one address',
			{ addresses: [{ city: 'Arica', region: { region: 'Tarapacá', region_id: 1 } }] },
			{ city: 'Arica', state: 'Tarapacá' },
		],
		[
			'of a list of named values',
			{ user_column_data: [{ column_name: 'City', string_value: 'Arica' }] },
			{ city: 'Arica' },
		],
		[
			'of a postal address, with a country of its own',
			{ postal_address: { city: 'Arica', postal_code: '1', country: { code: 'CL', name: 'Chile' } } },
			{ city: 'Arica', zip: '1', country: 'Chile' },
		],
		['not the country of a parcel', { city: 'Arica', shipping: { country: { name: 'Italy' } } }, { city: 'Arica' }],
		['of a name', { 'Full Name': { first: 'Ann', last: 'Lee' } }, { first_name: 'Ann', last_name: 'Lee' }],
		[
			'of questions with numbers',
			{ q3_name: { first: 'Ann' }, q6_address: { city: 'Arica' } },
			{ first_name: 'Ann', city: 'Arica' },
		],
		[
			'of the main one of several organizations',
			{ organizations: [{ name: 'Bolt' }, { name: 'Acme', title: 'Baker', primary: true }] },
			{ company_name: 'Acme', job_title: 'Baker' },
		],
		['of an organization, whose title is the job', { organization: { title: 'Baker' } }, { job_title: 'Baker' }],
		[
			'deep in what merely holds others',
			{ body: { data: { object: { customer_details: { address: { city: 'Arica' } } } } } },
			{ city: 'Arica' },
		],
		[
			'by a name that tells the way',
			{ body: { 'fields[city][value]': 'Arica', 'data[merges][FNAME]': 'Ann' } },
			{ city: 'Arica', first_name: 'Ann' },
		],
		...['contactInfo', 'customer_information', 'additional_attributes', 'user', 'profile_data'].map(
			(name): [string, ProfileFields, ProfileFields] => [
				`under ${name}, which tells whom it is about`,
				{ [name]: { city: 'Arica', mobilePhone: '555' } },
				{ city: 'Arica', mobile_phone: '555' },
			],
		),
		['no number of a customer', { customer: { street: 'Ringweg', number: '12' } }, { street: 'Ringweg' }],
		['not of a parcel or a company', { shipping_info: { first_name: 'Bob' }, company_details: { city: 'Rome' } }, {}],
		[
			'of the one of street addresses, and of telephones',
			{ street_addresses: [{ street: '1 Main St', city: 'Arica' }], telephones: [{ type: 'phone', number: '555' }] },
			{ street: '1 Main St', city: 'Arica', phone: '555' },
		],
		[
			'of fields with names, whose values tell their kind',
			{ custom_fields_values: [{ field_name: 'Phone', values: [{ value: '555', enum_id: 1, enum_code: 'WORK' }] }] },
			{ phone: '555' },
		],
		['not by one that tells another way', { body: { 'form[name]': 'Sign up', 'meta[city][value]': 'Arica' } }, {}],
		['not of labels of phones', { phones: [{ label: 'City', value: '1 Arica' }] }, { phone: '1 Arica' }],
		['not the title of a name', { name: { first: 'Ann', title: 'Countess' } }, { first_name: 'Ann' }],
		["not an appointment's title", { title: 'Call', startTime: '2026-11-29' }, {}],
	])('%s', (_, profile, found) => {
		expect(readIn(profile)).toEqual({ email: 'a', ...found });
	});
});

it.each<[string, ProfileFields, ProfileFields]>([
	[
		'a customer beside a name may be whom the person works for',
		{ Name: 'Ann Lee', Email: 'a@example.com', 'Customer Name': 'Acme Bakery' },
		{ email: 'a@example.com', first_name: 'Ann', last_name: 'Lee' },
	],
	[
		"the number of one of ERPNext's leads is no name",
		{ name: 'CRM-LEAD-2026-00001', lead_name: 'Bob Ray', email_id: 'b@example.com' },
		{ email: 'b@example.com', first_name: 'Bob', last_name: 'Ray' },
	],
	[
		'the second of two columns of one name may be about somebody else',
		{ 'First Name': '', 'Last Name': 'Lee', Email: 'a@example.com', 'First Name_1': 'Bob', 'Last Name_1': 'Ray' },
		{ email: 'a@example.com', first_name: '', last_name: 'Lee' },
	],
])('%s', (_what, profile, values) => {
	expect(read(mapByNames(contactFields), profile)).toEqual(values);
});
