import { customContactField } from '../../../../nodes/shared/account/contactFields';
import { downloadFieldsFor } from '../../../../nodes/shared/account/downloads/downloadSpellings';
import type { DownloadedContactVisitor } from '../../../../nodes/shared/account/downloads/downloadedContacts';
import { readDownloadedContacts } from '../../../../nodes/shared/account/downloads/downloadedContacts';
import { columnsOf } from '../../../support/contactColumns';
import { streamOf } from '../../../support/exportRun';

/** The contacts in a file of these lines: addresses, and the values of these fields. */
async function contactsIn(lines: readonly string[], ids: readonly string[] = []) {
	const found: Array<[string, ...Array<string | undefined>]> = [];
	await readDownloadedContacts(
		streamOf(lines.join('\n')),
		columnsOf(...ids),
		({ text }, values) => void found.push([text, ...ids.map((_id, column) => values.textOf(column))]),
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
	).resolves.toEqual({ count: contacts, hidesKinds: false });
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
	for (const header of ['Email Address (home)', 'Email Address (main)'])
		await expect(emailsIn(`Name,${header}`, 'Ada,', 'Bob,bob@example.com')).resolves.toEqual(['bob@example.com']);
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

describe('where an account has a column of addresses for each kind', () => {
	const header = 'Email address - home,Email status - home,Email address - other,Email address - work,First name';

	it('everybody counts, in whichever of them they stand', async () => {
		const lines = [header, 'a@example.com,ok,,,Ada', ',,b@example.com,,Bob', ',,,c@example.com,Cy', ',,,,Sms'];
		await expect(contactsIn(lines, ['first_name'])).resolves.toEqual([
			['a@example.com', 'Ada'],
			['b@example.com', 'Bob'],
			['c@example.com', 'Cy'],
		]);
	});

	it('a contact with several addresses is all of them', async () => {
		await expect(emailsIn(header, 'a@example.com,ok,,b@example.com,Ada')).resolves.toEqual([
			'a@example.com',
			'b@example.com',
		]);
	});

	it('a custom field that is labelled like one of them is none', async () => {
		await expect(emailsIn('Email address,Email address - work', 'a@example.com,b@example.com')).resolves.toEqual([
			'a@example.com',
		]);
		await expect(emailsIn(`${header},Email address`, 'a@example.com,,,,Ada,b@example.com')).resolves.toEqual([
			'a@example.com',
		]);
	});
});

it("where the address's own name stands twice, the first one is it, whatever other columns hold", async () => {
	const lines = ['Email address,Referrer,Email address', 'ada@example.com,p0@example.com,x@example.com'];
	await expect(emailsIn(...lines)).resolves.toEqual(['ada@example.com']);
	await expect(emailsIn('Referrer,Email address,Email address', 'p0@example.com,,x')).resolves.toEqual([]);
});

it('a custom field may have a label that looks like an address', async () => {
	await expect(emailsIn('Email address,boss@example.com', 'ada@example.com,x')).resolves.toEqual(['ada@example.com']);
});

describe('phones and addresses', () => {
	const typed =
		'Email address,Phone - home,Phone - mobile,Street address line 1 - Home,City - Work,State/Province - Home,Zip/Postal Code - Other,Country - Home';
	const row = "ada@example.com,1,'2,Main St,Rome,Illinois,00950,Italy";

	it.each([
		['home_phone', '1'],
		['mobile_phone', "'2"],
		['phone', undefined],
		['other_phone', undefined],
		['street', 'Main St'],
		['home_street', 'Main St'],
		['work_street', undefined],
		['work_city', 'Rome'],
		['city', undefined],
		['state', 'Illinois'],
		['other_zip', '00950'],
		['zip', undefined],
		['home_country', 'Italy'],
	])('of each kind have their own column: %s', async (id, value) => {
		await expect(contactsIn([typed, row], [id])).resolves.toEqual([['ada@example.com', value]]);
	});

	it.each([
		['phone', 'Phone - home,Phone - other', '2'],
		['other_phone', 'Phone - other,phone_number', '1'],
		['home_phone', 'phone_number,Phone', undefined],
		['home_city', 'City,Zip', '1'],
		['work_city', 'City,Zip', undefined],
		['other_phone', 'phone_number,City', '1'],
	])('without a kind are other phones and home addresses: %s of %s', async (id, header, value) => {
		await expect(contactsIn([`email_address,${header}`, 'ada@example.com,1,2'], [id])).resolves.toEqual([
			['ada@example.com', value],
		]);
	});

	it('a street of two lines is one text', async () => {
		const header = 'Email address,Street address line 1 - Home,Street address line 2 - Home';
		await expect(
			contactsIn([header, 'a@example.com,1 Main St,Apt 5', 'b@example.com,2 Main St,'], ['street']),
		).resolves.toEqual([
			['a@example.com', '1 Main St Apt 5'],
			['b@example.com', '2 Main St'],
		]);
		await expect(
			contactsIn(
				[
					'Street address line 2 - Home,Email address,Street address line 1 - Home',
					' Apt 5 ,a@example.com, 1 Main St ',
				],
				['street'],
			),
		).resolves.toEqual([['a@example.com', '1 Main St Apt 5']]);
	});

	it('a custom field of such a label is not taken for one, nor read', async () => {
		await expect(contactsIn(['Email address,Phone - home', 'a@example.com,1'], ['cf:Phone_-_home'])).resolves.toEqual([
			['a@example.com', undefined],
		]);
	});
});

describe('where kinds of phones and addresses are wanted of a file that does not tell them,', () => {
	async function readUntold(header: string, ...ids: string[]) {
		const found: unknown[] = [];
		const { hidesKinds } = await readDownloadedContacts(
			streamOf(`email_address,${header}\nada@example.com,1,2`),
			columnsOf(...ids),
			(_email, values) => void found.push(...ids.map((_id, column) => values.textOf(column))),
			async () => undefined,
			'notShown',
		);
		return { hidesKinds, found };
	}

	it.each([
		['phone_number,first_name', 'other_phone', true, undefined],
		['phone_number,first_name', 'home_phone', true, undefined],
		['phone,first_name', 'phone', true, undefined],
		['city,first_name', 'work_city', true, undefined],
		['zip_code,first_name', 'zip', true, undefined],
		['phone_number,first_name', 'work_city', false, undefined],
		['phone_number,first_name', 'first_name', false, '2'],
		['phone_number,Phone - home', 'home_phone', false, '2'],
		['phone_number,Phone - fax', 'home_phone', false, undefined],
		['phone_number,Street address line 1 - Home', 'phone', false, undefined],
		['phone_number,Zip/Postal Code - Other', 'phone', false, undefined],
		['phone_number,Country - Work', 'phone', false, undefined],
		['phone_number,My Country - Work', 'phone', true, undefined],
		['phone_number,Phone - home 2', 'phone', true, undefined],
	])('%s: %s is hidden: %p', async (header, id, hidesKinds, value) => {
		await expect(readUntold(header, id)).resolves.toEqual({ hidesKinds, found: [value] });
	});

	it('it is said of any of them', async () => {
		await expect(readUntold('phone_number,first_name', 'first_name', 'phone')).resolves.toMatchObject({
			hidesKinds: true,
		});
	});
});

it('a moment with an offset is read as one', async () => {
	await expect(
		contactsIn(['Email address,seen', 'a@example.com,2020-09-25 16:45:13 -0400'], ['cf:seen:datetime']),
	).resolves.toEqual([['a@example.com', '2020-09-25T16:45:13-04:00']]);
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
				(_email, values) => void found.push(values.textOf(0)),
				async () => undefined,
			);
			expect(found).toEqual(['gold']);
		}
	});

	it('but by its label alone where columns are headed by labels: a name may be the label of another one', async () => {
		const columns = [customContactField({ name: 'Plan', label: 'Membership plan', type: 'string' })];
		const read = async (...lines: string[]) => {
			const found: unknown[] = [];
			const visit: DownloadedContactVisitor = (_email, values) => void found.push(values.textOf(0));
			await readDownloadedContacts(streamOf(lines.join('\n')), columns, visit, async () => undefined);
			return found;
		};
		await expect(read('Email address,Plan', 'ada@example.com,gold')).resolves.toEqual([undefined]);
		await expect(read('Email address,Plan,Membership plan', 'ada@example.com,gold,silver')).resolves.toEqual([
			'silver',
		]);
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

	it('the address is no value of a field', async () => {
		await expect(
			contactsIn(['email_address,first_name', 'ada@example.com,Ada'], ['email', 'first_name']),
		).resolves.toEqual([['ada@example.com', undefined, 'Ada']]);
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
		[
			['email', 'work_city', 'home_phone', 'phone', 'street2'],
			['email_address', 'city', 'phone_number', 'street'],
		],
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

it('a file that is left before its end is closed', async () => {
	let isClosed = false;
	async function* endless() {
		try {
			for (;;) yield Buffer.from(`email_address\n${'ada@example.com\n'.repeat(5_000)}`);
		} finally {
			isClosed = true;
		}
	}
	const stopped = new Error('stopped');
	const stop = async () => await Promise.reject(stopped);
	await expect(readDownloadedContacts(endless(), [], () => undefined, stop)).rejects.toBe(stopped);
	expect(isClosed).toBe(true);
});
