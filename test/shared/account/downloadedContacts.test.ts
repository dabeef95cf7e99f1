import { customContactField } from '../../../nodes/shared/account/contactFields';
import { downloadFieldsFor, readDownloadedContacts } from '../../../nodes/shared/account/downloadedContacts';
import { columnsOf } from '../../support/contactColumns';
import { streamOf } from '../../support/exportRun';

/** The contacts in a file of these lines: addresses, and the values of these fields. */
async function contactsIn(lines: readonly string[], ids: readonly string[] = []) {
	const found: Array<[string, ...Array<string | undefined>]> = [];
	await readDownloadedContacts(
		streamOf(lines.join('\n')),
		columnsOf(...ids),
		(email, values) => void found.push([email, ...values]),
		async () => undefined,
	);
	return found;
}

const emailsIn = async (...lines: string[]) => (await contactsIn(lines)).map(([email]) => email);

describe('the addresses are found however their column is headed', () => {
	it.each([
		['the name of the field', 'email_address'],
		['a label', 'Email address'],
		['capitals', 'EMAIL ADDRESS'],
		['a dash', 'E-mail'],
		['a label with its kind', 'Email address - other'],
		['a word of its own', 'Contact'],
		['another language', 'Adres e-mailowy'],
	])('%s', async (_how, header) => {
		await expect(
			emailsIn(`First name,${header},Company`, 'Ada,ada@example.com,A', 'Bob,Bob@Example.com,B'),
		).resolves.toEqual(['ada@example.com', 'Bob@Example.com']);
	});

	it('the address itself goes before columns that merely have to do with it', async () => {
		await expect(
			emailsIn('email_lists,Email Optin Date,email_address,Email Address Status', 'News,2026,ada@example.com,ok'),
		).resolves.toEqual(['ada@example.com']);
		await expect(emailsIn('contact@home,Email,Email Address Status', 'x@y,ada@example.com,ok')).resolves.toEqual([
			'ada@example.com',
		]);
	});
});

it('quotes, blanks, a byte order mark and empty lines do not matter', async () => {
	await expect(
		emailsIn(
			'\ufeff"Email address","First name"\r',
			'" ada@example.com ","Żaneta ""Ż"", B."\r',
			'\r',
			',Nobody\r',
			'bob@example.com,名\r',
			'',
		),
	).resolves.toEqual(['ada@example.com', 'bob@example.com']);
});

it.each([
	[
		'contacts with and without an address',
		['email_address,first_name', 'ada@example.com,Ada', ',Bob', 'eve@example.com,'],
		3,
	],
	[
		'those without an address, where addresses are all that is shown',
		['email_address', 'ada@example.com', '', 'eve@example.com'],
		3,
	],
	['nobody', ['email_address'], 0],
])('tells how many contacts the file is about: %s', async (_whom, lines, contacts) => {
	await expect(
		readDownloadedContacts(
			streamOf(`${lines.join('\n')}\n`),
			[],
			() => undefined,
			async () => undefined,
		),
	).resolves.toBe(contacts);
});

it('addresses in other letters than ASCII come in small ones; others as they are', async () => {
	await expect(emailsIn('email_address', 'ADA@Müller.example', 'BOB@example.com', 'Cy ~@example.com')).resolves.toEqual(
		['ada@müller.example', 'BOB@example.com', 'Cy ~@example.com'],
	);
});

it('the column of addresses is known by its first whole address only if its name does not tell', async () => {
	await expect(emailsIn('Contact,Other', 'no address@x y,ada@example.com')).resolves.toEqual(['ada@example.com']);
	await expect(emailsIn('Contact,Name', ' ada@example.com ,x')).resolves.toEqual(['ada@example.com']);
	await expect(emailsIn('Contact,Other', 'ada@example.com and more,bob@example.com')).resolves.toEqual([
		'bob@example.com',
	]);
	await expect(emailsIn('Name,Email Address (home)', 'Ada,', 'Bob,bob@example.com')).resolves.toEqual([
		'bob@example.com',
	]);
	await expect(emailsIn('Contact', 'see ada@example.com')).rejects.toThrow('shows no email addresses');
});

it('a list without members has none', async () => {
	await expect(emailsIn('Adres e-mailowy,Imię')).resolves.toEqual([]);
	await expect(emailsIn('email_address')).resolves.toEqual([]);
	await expect(emailsIn('email_address,first_name', '')).resolves.toEqual([]);
});

it('a file without addresses is a problem: it must not look like an empty list', async () => {
	for (const lines of [['first_name,company', 'Ada,A'], ['first_name,company'], ['no <mail>'], ['no {mail}']]) {
		await expect(emailsIn(...lines)).rejects.toMatchObject({
			kind: 'unexpected',
			message: "Constant Contact's export of contacts shows no email addresses, so nothing was compared or changed",
			advice: 'Run the workflow again. If it stays like this, look for a newer version of this node.',
		});
	}
});

describe('the values of a field are found', () => {
	it.each([
		['first_name', 'First name'],
		['first_name', 'first_name'],
		['last_name', 'LAST NAME'],
		['job_title', 'Job title'],
		['company_name', 'Company'],
		['company_name', 'company_name'],
		['phone', 'phone_number'],
		['street', 'Street address'],
		['zip', 'Zip/Postal Code'],
		['state', 'State/Province'],
		['cf:member_level', 'Member Level'],
		['cf:member_level', 'member_level'],
	])('%s under %j', async (id, header) => {
		await expect(contactsIn([`Email address,${header}`, 'ada@example.com, x '], [id])).resolves.toEqual([
			['ada@example.com', 'x'],
		]);
	});

	it.each([
		['first_name', 'first_name'],
		['last_name', 'last_name'],
		['job_title', 'job_title'],
		['company_name', 'company_name'],
		['company_name', 'company'],
		['phone', 'phone_number'],
		['phone', 'phone'],
		['street', 'street'],
		['street', 'street_address'],
		['city', 'city'],
		['state', 'state'],
		['state', 'state_province'],
		['zip', 'zip'],
		['zip', 'zip_code'],
		['zip', 'zip_postal_code'],
		['zip', 'postal_code'],
		['country', 'country'],
		['sms_number', 'sms_number'],
	])('%s under the name %s, and nowhere else', async (id, header) => {
		await expect(contactsIn([`email_address,${header},x${header}`, 'ada@example.com,1,2'], [id])).resolves.toEqual([
			['ada@example.com', '1'],
		]);
		await expect(contactsIn([`email_address,x${header}`, 'ada@example.com,2'], [id])).resolves.toEqual([
			['ada@example.com', undefined],
		]);
	});

	it.each([
		'email_address',
		'email',
		'email_lists',
		'social_profiles',
		'website',
		'notes',
		'birthday_day',
		'birthday_month',
		'source_name',
		'created_at',
		'updated_at',
		'first_name',
		'company',
		'postal_code',
		'sms_consent_date',
	])('but not those of a custom field that is called like a column of every export: %s', async (name) => {
		await expect(contactsIn([`Email address,Contact,${name}`, 'ada@example.com,x,y'], [`cf:${name}`])).resolves.toEqual(
			[['ada@example.com', undefined]],
		);
	});

	it('those of a custom field by its name, whatever its label is', async () => {
		const columns = [customContactField({ name: 'tier_x', label: 'Loyalty', type: 'string' })];
		for (const header of ['tier_x', 'Loyalty']) {
			const found: unknown[] = [];
			await readDownloadedContacts(
				streamOf(`email_address,${header}\nada@example.com,gold`),
				columns,
				(_email, values) => void found.push(...values),
				async () => undefined,
			);
			expect(found).toEqual(['gold']);
		}
	});

	it('but not those of two columns of one name, nor is that a problem', async () => {
		await expect(contactsIn(['email_address,Note,Note', 'ada@example.com,1,2'], ['cf:note'])).resolves.toEqual([
			['ada@example.com', undefined],
		]);
	});

	it('nor those of a field that two columns may be', async () => {
		await expect(
			contactsIn(['email_address,First name,first-name', 'ada@example.com,x,y'], ['first_name']),
		).resolves.toEqual([['ada@example.com', undefined]]);
	});

	it('and are undefined where the export does not show the field', async () => {
		await expect(
			contactsIn(
				['email_address,first_name', 'ada@example.com,'],
				['first_name', 'last_name', 'work_city', 'home_phone'],
			),
		).resolves.toEqual([['ada@example.com', '', undefined, undefined, undefined]]);
	});

	it.each([
		['birthday', '02/09/1990', '2/9'],
		['birthday', '2/9', '2/9'],
		['anniversary', '02/09/1990', '1990-02-09'],
		['cf:joined:date', '2/9/1990', '1990-02-09'],
		['anniversary', 'long ago', 'long ago'],
		['birthday', 'long ago', 'long ago'],
		['sms_consent_date', '2/9/2026', '2026-02-09'],
		['cf:seen:datetime', '2026-02-09T10:00:00.000Z', '2026-02-09T10:00:00Z'],
		['cf:seen:datetime', 'long ago', 'long ago'],
		['cf:note', '2/9/2026', '2/9/2026'],
	])('as we write them: %s %j is %j', async (id, theirs, ours) => {
		const name = id.split(':')[1] ?? id;
		await expect(contactsIn([`email_address,${name}`, `ada@example.com,${theirs}`], [id])).resolves.toEqual([
			['ada@example.com', ours],
		]);
	});
});

describe('what an export is asked for', () => {
	it.each([
		[['email'], ['email_address']],
		[
			['email', 'first_name', 'company_name', 'phone', 'birthday'],
			['email_address', 'first_name', 'company_name', 'phone_number', 'birthday'],
		],
		[['email', 'work_city', 'home_phone'], ['email_address']],
		[
			['first_name', 'last_name', 'job_title', 'company_name', 'birthday', 'anniversary', 'phone'],
			[
				'email_address',
				'first_name',
				'last_name',
				'job_title',
				'company_name',
				'birthday',
				'anniversary',
				'phone_number',
			],
		],
		[
			['street', 'city', 'state', 'zip', 'country', 'sms_number', 'sms_consent_date'],
			['email_address', 'street', 'city', 'state', 'zip', 'country', 'sms_number', 'sms_consent_date'],
		],
		[['email', 'cf:tier'], undefined],
	])('to compare %j is %j', (ids, fields) => {
		expect(downloadFieldsFor(columnsOf(...ids))).toEqual(fields);
	});
});

it('others may run between the pages of a long list', async () => {
	const lines = ['email_address', ...Array.from({ length: 5_000 }, (_, index) => `p${index}@example.com`)];
	let pages = 0;
	let members = 0;
	await readDownloadedContacts(
		streamOf(lines.join('\n'), 4_096),
		[],
		() => void members++,
		async () => void pages++,
	);
	expect(members).toBe(5_000);
	expect(pages).toBeGreaterThan(3);
});
