import type { ProfileFields, ProfilePage } from '../../../../nodes/shared/files/pages';
import { contactFields, customContactField } from '../../../../nodes/shared/account/contactFields';
import { compileExpression } from '../../../../nodes/ExportSegment/parameters/expressions';
import { mapByFields, mapByNames } from '../../../../nodes/ExportSegment/export/profiles/mapping';
import type { Mapping } from '../../../../nodes/ExportSegment/export/run/run';
import { columnsOf } from '../../../support/contactColumns';

/** The values that a mapping finds in a profile, by field id. */
function read(mapping: Mapping, profile: ProfileFields, row = 1): Record<string, unknown> {
	const values = new Array<unknown>(mapping.columns.length).fill('left over');
	mapping.readerOf({ firstRow: row, profiles: [profile] })(0, values);
	expect(values).toHaveLength(mapping.columns.length);
	return Object.fromEntries(
		mapping.columns.map(({ id }, column) => [id, values[column]] as const).filter(([, value]) => value !== undefined),
	);
}

const fieldsOf = (raws: Readonly<Record<string, unknown>>) =>
	columnsOf(...Object.keys(raws)).map((field) => ({ field, getter: compileExpression(raws[field.id]) }));

describe('by names, a field is known in its usual spellings', () => {
	const byNames = mapByNames(contactFields);

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
		['company_name', ['company_name', 'Company', 'Organization', 'organisation', 'employer']],
		['birthday', ['birthday', 'Birth date', 'date_of_birth', 'DOB', 'msdynci_birthdate']],
		['phone', ['Phone', 'phone number', 'telephone1', 'tel']],
		['mobile_phone', ['Mobile', 'mobile_phone', 'Cell Phone']],
		['street', ['Street', 'address', 'Address 1', 'address1_line1', 'Street Address']],
		['city', ['City', 'town', 'address1_city']],
		['zip', ['ZIP', 'Zip Code', 'postal code', 'postcode']],
		['work_city', ['work_city', 'Work Address: City']],
		['sms_number', ['SMS Number', 'sms_phone']],
	])('%s', (id, spellings) => {
		for (const spelling of spellings)
			expect([spelling, read(byNames, { [spelling]: 'x' })]).toEqual([spelling, { [id]: 'x' }]);
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
			'id',
			'customerId',
		];
		expect(read(byNames, Object.fromEntries(strangers.map((name) => [name, 'x'])))).toEqual({});
	});

	it('and not in names that every object has', () => {
		const profile = JSON.parse(
			'{"__proto__": "x", "constructor": "x", "toString": "x", "hasOwnProperty": "x", "prototype": "x"}',
		) as ProfileFields;
		expect(read(byNames, profile)).toEqual({});
		expect(read(byNames, Object.create({ email: 'inherited@example.com' }) as ProfileFields)).toEqual({});
	});
});

describe('by names, where several fields mean the same,', () => {
	const byNames = mapByNames(columnsOf('email', 'first_name', 'cf:tier'));

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
		expect(read(byNames, profile)).toEqual({ email: expected });
	});

	it('nothing is left of the profile before', () => {
		read(byNames, { email: 'a', first_name: 'b' }, 1);
		expect(read(byNames, { firstname: 'c' }, 2)).toEqual({ first_name: 'c' });
	});
});

it("by names, the prefix of Customer Insights stands in nobody's way", () => {
	const byNames = mapByNames(columnsOf('email', 'first_name', 'last_name', 'cf:member_level'));
	const row = { msdynci_email: 'a', msdynci_firstname: 'b', msdynci_lastname: 'c', msdynci_memberlevel: 'd' };
	expect(read(byNames, row)).toEqual({ email: 'a', first_name: 'b', last_name: 'c', 'cf:member_level': 'd' });
});

describe('by names, a custom field is known', () => {
	const byNames = mapByNames([
		...columnsOf('email', 'last_name', 'company_name'),
		...columnsOf('cf:member_level', 'cf:Company', 'cf:Łódź_2'),
	]);

	it.each([
		['by its id', 'cf:member_level', 'cf:member_level'],
		['by its name', 'member_level', 'cf:member_level'],
		['by its label', 'Member Level', 'cf:member_level'],
		['by its letters in another alphabet', 'łódź 2', 'cf:Łódź_2'],
		['by its exact name, though a field of the import has such a spelling', 'Company', 'cf:Company'],
	])('%s', (_how, name, id) => {
		expect(read(byNames, { [name]: 'x' })).toEqual({ [id]: 'x' });
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
		expect(read(mapByNames(columns), { [name]: 'x' })).toEqual({ [id]: 'x' });
	});

	it('its name and its label both lead to a field, and what n8n calls it does not unless written just so', () => {
		const byNames = mapByNames([email, custom('tier_x', 'Loyalty')]);
		for (const name of ['tier_x', 'Tier X', 'LOYALTY', 'cf:tier_x'])
			expect(read(byNames, { [name]: 'x' })).toEqual({ 'cf:tier_x': 'x' });
		expect(read(byNames, { 'CF tier x': 'x' })).toEqual({});
	});

	it('a label without any letters leads nowhere', () => {
		expect(read(mapByNames([email, custom('mood', '👍')]), { '-': 'x', '👎': 'x' })).toEqual({});
	});
});

describe('a page that is a table', () => {
	const valuesOf = (mapping: Mapping, columns: string[], ...cells: string[]) => {
		const size = cells.length / columns.length;
		const page: ProfilePage = {
			firstRow: 1,
			table: { size, columns, cells },
			get profiles(): never {
				throw new Error('nobody needs the objects');
			},
		};
		const reader = mapping.readerOf(page);
		return Array.from({ length: size }, (_, index) => {
			const values = new Array<unknown>(mapping.columns.length).fill('left over');
			reader(index, values);
			return values;
		});
	};

	it('is read by its columns, without an object made of any row', () => {
		const mapping = mapByFields(
			fieldsOf({ email: '={{ $json.mail }}', first_name: '={{ $json["First"] }}', last_name: '={{ $json.none }}' }),
			() => undefined,
		);
		expect(valuesOf(mapping, ['First', 'x', 'mail'], 'Ada', '1', 'a@x.io', 'Bob', '2', 'b@x.io')).toEqual([
			['a@x.io', 'Ada', undefined],
			['b@x.io', 'Bob', undefined],
		]);
		expect(valuesOf(mapping, ['mail', 'First'], 'c@x.io', 'Cy')).toEqual([['c@x.io', 'Cy', undefined]]);
		const byNames = mapByNames(columnsOf('email', 'first_name'));
		expect(
			valuesOf(byNames, ['x', 'E-mail', 'fname', 'email'], '1', 'a@x.io', 'Ada', ' ', '2', 'b@x.io', 'Bob', 'c@x.io'),
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

describe('by fields', () => {
	it('each field has the value of its expression or its fixed text', () => {
		const mapping = mapByFields(
			fieldsOf({ email: '={{ $json.mail }}', first_name: 'friend', 'cf:tier': '=T-{{ $json.tier }}' }),
			() => undefined,
		);
		expect(read(mapping, { mail: 'ada@example.com', tier: 3 })).toEqual({
			email: 'ada@example.com',
			first_name: 'friend',
			'cf:tier': 'T-3',
		});
		expect(read(mapping, {}, 2)).toEqual({ first_name: 'friend', 'cf:tier': 'T-' });
	});

	it('a complex expression is evaluated by n8n, once for each profile however often the source is read', () => {
		const evaluated: Array<[string, number]> = [];
		const mapping = mapByFields(fieldsOf({ email: '={{ $json.mail }}', last_name: '={{ $now }}' }), (fieldId, row) => {
			evaluated.push([fieldId, row]);
			return row === 2 ? undefined : `at ${evaluated.length}`;
		});
		const pass = () => [1, 2, 3].map((row) => read(mapping, {}, row).last_name);
		const first = pass();
		expect(first).toEqual(['at 1', undefined, 'at 3']);
		expect(pass()).toEqual(first);
		expect(evaluated).toEqual([
			['last_name', 1],
			['last_name', 2],
			['last_name', 3],
		]);
	});

	it('is slow if n8n must evaluate any of its expressions, by names never', () => {
		const isSlow = (raws: Readonly<Record<string, unknown>>) => mapByFields(fieldsOf(raws), () => undefined).isSlow;
		expect([
			isSlow({ email: '={{ $json.mail }}', first_name: 'x' }),
			isSlow({ email: '={{ $json.mail }}', first_name: '={{ $now }}' }),
			isSlow({ email: '={{ $now }}' }),
			mapByNames(columnsOf('email')).isSlow,
		]).toEqual([false, true, true, false]);
	});

	it('n8n is told the row in the whole segment, not in the page', () => {
		const asked: number[] = [];
		const mapping = mapByFields(fieldsOf({ email: '={{ $now }}' }), (_fieldId, row) => asked.push(row));
		const reader = mapping.readerOf({ firstRow: 11, profiles: [{}, {}] });
		for (const index of [0, 1]) reader(index, []);
		expect(asked).toEqual([11, 12]);
	});

	it("what n8n's evaluation throws is handed on", () => {
		const mapping = mapByFields(fieldsOf({ email: '={{ $json.mail.trim() }}' }), () => {
			throw new TypeError('no such thing');
		});
		expect(() => read(mapping, {})).toThrow('no such thing');
	});
});
