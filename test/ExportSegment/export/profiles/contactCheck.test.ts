import { DateTime } from 'luxon';
import { contactFields, customContactField } from '../../../../nodes/shared/account/contactFields';
import { writeJsonText } from '../../../../nodes/ExportSegment/export/imports/jsonText';
import {
	addressesIn,
	createContactCheck,
	createLaterCheck,
	newContact,
} from '../../../../nodes/ExportSegment/export/profiles/contactCheck';
import type { Rejection } from '../../../../nodes/ExportSegment/export/run/rejection';
import type { ExportPolicy } from '../../../../nodes/ExportSegment/export/run/run';
import { columnsOf } from '../../../support/contactColumns';
import { defaultPolicy } from '../../../support/exportRun';

/** What a profile with these values becomes: the texts to send by field id, or the rejection. */
interface Checked {
	readonly rejection?: Rejection;
	readonly contact?: Readonly<Record<string, unknown>>;
	readonly leftOut?: ReadonlyArray<readonly [id: string, reason: string]>;
}

function check(values: Readonly<Record<string, unknown>>, policy: Partial<ExportPolicy> = {}): Checked {
	const profile: Readonly<Record<string, unknown>> = { email: 'ada@example.com', ...values };
	const ids = Object.keys(profile);
	const contact = newContact();
	const rejection = createLaterCheck(
		columnsOf(...ids),
		{ ...defaultPolicy, ...policy },
		[],
	)(Object.values(profile), contact);
	if (rejection !== undefined) return { rejection };
	const written = ids.map(
		(id, column) => [id, asSent(id === 'email' ? contact.email : contact.values[column])] as const,
	);
	return {
		contact: Object.fromEntries(written.filter(([, value]) => value !== undefined)),
		...(contact.leftOut.length > 0 && {
			leftOut: contact.leftOut.map(({ column, reason }) => [ids[column], reason] as const),
		}),
	};
}

/** What stays inside a text is cleaned when it is written. */
function asSent(text: string | undefined): unknown {
	if (text === undefined) return undefined;
	const into = Buffer.alloc(3 * text.length + 10);
	return JSON.parse(into.toString('utf8', 0, writeJsonText(text, into, 0)));
}

const codeOf = (result: ReturnType<typeof check>) => result.rejection?.code;
const local = (length: number) => 'a'.repeat(length);

describe('email addresses that mail can be sent to pass', () => {
	it.each([
		'ada@example.com',
		'Ada.Lovelace@Example.COM',
		'ada+news@example.com',
		"o'brien@example.ie",
		'a@b.io',
		'ada_l-1%x@mail.example.co.uk',
		'1@example.com',
		'ada@1and1.com',
		'!#$%&*+/=?^`{|}~-@example.com',
		'ada@xn--bcher-kva.example',
		`${local(68)}@example.com`,
		`ada@${local(63)}.com`,
	])('%s', (email) => {
		expect(check({ email })).toEqual({ contact: { email } });
	});

	it('blanks around an address do not count', () => {
		expect(check({ email: ' \t\u00a0ada@example.com\r\n' })).toEqual({ contact: { email: 'ada@example.com' } });
	});
});

describe('email addresses that mail cannot be sent to are refused as email_invalid', () => {
	it.each([
		'ada',
		'ada@',
		'@example.com',
		'ada@example',
		'ada.example.com',
		'a@b@example.com',
		'ada lovelace@example.com',
		'ada@exa mple.com',
		'ada..l@example.com',
		'.ada@example.com',
		'ada.@example.com',
		'ada@-example.com',
		'ada@example-.com',
		'ada@example.c_m',
		'ada@example.123',
		'ada@[127.0.0.1]',
		'ada@example.com, bob@example.com',
		'ada(x)@example.com',
		'żaneta@example.com',
		'ada@example.com\nbcc:x',
		`ada@${local(64)}.com`,
	])('%s', (email) => {
		expect(check({ email })).toMatchObject({ rejection: { code: 'email_invalid', field: 'Email' } });
	});

	it('with a reason that says what is wrong, and which form it needs', () => {
		expect(check({ email: 'ada' })).toEqual({
			rejection: {
				code: 'email_invalid',
				field: 'Email',
				reason: 'The email address has no @. It needs the form name@example.com.',
			},
		});
	});

	it.each([[42], [true], [['ada@example.com', 'bob@example.com']]])('%j', (email) => {
		expect(codeOf(check({ email }))).toBe('email_invalid');
	});
});

describe('a profile without an address is refused as email_missing', () => {
	it.each([[undefined], [null], [''], ['   '], ['\t\n'], ['\u0000'], [[]]])('%j', (email) => {
		expect(check({ email })).toEqual({
			rejection: { code: 'email_missing', field: 'Email', reason: 'The profile has no email address.' },
		});
	});
});

describe('lengths', () => {
	it('an address of 80 characters passes, one of 81 is refused as email_too_long', () => {
		const domain = `@${local(40)}.com`;
		expect(check({ email: local(80 - domain.length) + domain }).contact?.email).toHaveLength(80);
		expect(check({ email: local(81 - domain.length) + domain })).toEqual({
			rejection: {
				code: 'email_too_long',
				field: 'Email',
				reason: 'The email address has 81 characters; Constant Contact takes 80.',
			},
		});
	});

	it('an address of any size is refused at once', () => {
		expect(codeOf(check({ email: `${'a.'.repeat(1_000_000)}@` }))).toBe('email_too_long');
	});

	it.each([
		['first_name', 50, 'First Name'],
		['work_city', 50, 'Work Address: City'],
		['street', 255, 'Address: Street'],
		['phone', 50, 'Phone'],
		['zip', 50, 'Address: ZIP Code'],
		['cf:member_level', 255, 'member level'],
	])('%s takes %i characters; one more is refused as value_too_long, or cut if so chosen', (id, limit, label) => {
		const sign = ['phone', 'zip'].includes(id) ? '5' : 'Ω';
		const longest = sign.repeat(limit);
		expect(check({ [id]: ` ${longest} ` }).contact?.[id]).toBe(longest);
		expect(check({ [id]: `${longest}${sign}` })).toMatchObject({
			rejection: {
				code: 'value_too_long',
				field: label,
				reason: `${label} has ${limit + 1} characters; Constant Contact takes ${limit}. Shorten it, or choose to truncate long values in the options.`,
			},
		});
		expect(check({ [id]: `${longest}${sign}` }, { longValues: 'truncate' }).contact?.[id]).toBe(longest);
	});

	it('a character of two code units is never cut in half', () => {
		expect(check({ first_name: `${'a'.repeat(49)}😀` }, { longValues: 'truncate' }).contact?.first_name).toBe(
			'a'.repeat(49),
		);
		expect(check({ first_name: `${'a'.repeat(48)}😀😀` }, { longValues: 'truncate' }).contact?.first_name).toBe(
			`${'a'.repeat(48)}😀`,
		);
	});

	it('what is never sent does not count: control characters and blanks around', () => {
		const longest = 'a'.repeat(50);
		expect(check({ first_name: `a\u0000${longest.slice(1)}` }).contact?.first_name).toBe(longest);
		expect(check({ first_name: `  ${longest}  ` }).contact?.first_name).toBe(longest);
		expect(check({ first_name: `\u0007a\u0000${longest}` }, { longValues: 'truncate' }).contact?.first_name).toBe(
			longest,
		);
	});

	it.each(['\u{10000}', '\u{10ffff}', '\u{1f600}'])('nor the first or last of them: %j', (character) => {
		expect(check({ first_name: `${'a'.repeat(49)}${character}` }, { longValues: 'truncate' }).contact?.first_name).toBe(
			'a'.repeat(49),
		);
		expect(check({ first_name: `${'a'.repeat(48)}${character}` }, { longValues: 'truncate' }).contact?.first_name).toBe(
			`${'a'.repeat(48)}${character}`,
		);
	});

	it('a cut leaves no blank at the end', () => {
		expect(check({ first_name: `${'a'.repeat(49)} b` }, { longValues: 'truncate' }).contact?.first_name).toBe(
			'a'.repeat(49),
		);
	});
});

describe('values become texts', () => {
	it.each([
		['a text with blanks around it', '  Ada  ', 'Ada'],
		['a text with line breaks and tabs', 'line 1\r\nline\t2', 'line 1\r\nline\t2'],
		['control characters', 'A\u0000d\u0007a\u009f', 'Ada'],
		['nothing but control characters', '\u0000\u0001', undefined],
		['a blank behind a control character', 'Ada \u0000', 'Ada'],
		['half of a character', 'Ada\ud83d!', 'Ada\ufffd!'],
		['joined emoji and right-to-left names', '👩‍👩‍👧 نور', '👩‍👩‍👧 نور'],
		['a number', 4.5, '4.5'],
		['zero', 0, '0'],
		['a huge number', 12345678901234567890n, '12345678901234567890'],
		['false', false, 'false'],
		['a list', ['VIP', 3, true], 'VIP, 3, true'],
		['an empty list', [], undefined],
		['a Date that is a day', new Date(0), '1970-01-01'],
		['a Date that is a moment', new Date(1_000), '1970-01-01T00:00:01.000Z'],
		['a Date that is none', new Date(Number.NaN), undefined],
		['a DateTime', DateTime.fromISO('2026-02-03T04:05:06Z', { setZone: true }), '2026-02-03T04:05:06.000Z'],
		['a DateTime that is none', DateTime.invalid('no date'), undefined],
		['a function', () => 1, undefined],
		['null', null, undefined],
		['undefined', undefined, undefined],
		['blanks', ' ', undefined],
	])('%s', (_what, value, text) => {
		expect(check({ 'cf:note': value }).contact?.['cf:note']).toBe(text);
	});
});

const inTenYears = (days: number) => DateTime.utc().plus({ years: 10, days }).toISODate();

describe('dates', () => {
	it.each([
		['birthday', '1990-02-28', '2/28'],
		['anniversary', '02/28/1990', '1990-02-28'],
		['cf:joined:date', new Date('1990-02-28T12:00:00Z'), '1990-02-28'],
		['cf:seen:datetime', '1990-02-28T23:30:00+02:00', '1990-02-28T23:30:00+02:00'],
		['sms_consent_date', '2026-1-2', '2026-01-02'],
		['anniversary', '  ', undefined],
		['anniversary', '1901-01-01', '1901-01-01'],
		['anniversary', inTenYears(0), inTenYears(0)],
		['birthday', '1899-05-06', '5/6'],
		['cf:joined:date', '1899-05-06', '1899-05-06'],
	])('%s takes %p', (id, value, text) => {
		expect(check({ [id]: value }).contact?.[id]).toBe(text);
	});

	it.each([[undefined], [null], [''], ['  '], ['\t\n']])(
		'%j is no date and no fault: there is nothing to send',
		(value) => {
			for (const id of ['birthday', 'anniversary', 'cf:joined:date', 'cf:seen:datetime', 'first_name'])
				expect(check({ [id]: value })).toEqual({ contact: { email: 'ada@example.com' } });
		},
	);

	const unread = 'This is no date that can be read.';
	const tooFar = 'This is not between 1901 and ten years from now.';
	it.each([
		['anniversary', 'x', 'Anniversary is not a date. Write it like 2026-12-31 or 12/31/2026.', unread],
		['birthday', '31/31', 'Birthday is not a date. Write it like 12/31 or 1990-12-31.', unread],
		['anniversary', '2021-02-29', 'Anniversary is not a date. Write it like 2026-12-31 or 12/31/2026.', unread],
		['cf:joined:date', 45, 'joined is not a date. Write it like 2026-12-31 or 12/31/2026.', unread],
		['anniversary', '1899-12-29', `Anniversary: ${tooFar}`, tooFar],
		['anniversary', '12/31/1900', `Anniversary: ${tooFar}`, tooFar],
		['anniversary', new Date('1753-01-01T00:00:00Z'), `Anniversary: ${tooFar}`, tooFar],
		['anniversary', inTenYears(1), `Anniversary: ${tooFar}`, tooFar],
		['anniversary', '31-Dec-9999', `Anniversary: ${tooFar}`, tooFar],
		[
			'cf:seen:datetime',
			'10000-01-01T00:00:00Z',
			'seen is not a date. Write it like 2026-12-31 or 12/31/2026.',
			unread,
		],
		['birthday', '1990-02-30', 'Birthday is not a date. Write it like 12/31 or 1990-12-31.', unread],
	])('%s leaves %p out, or refuses the profile as date_invalid if so chosen', (id, value, reason, told) => {
		expect(check({ [id]: value })).toEqual({ contact: { email: 'ada@example.com' }, leftOut: [[id, told]] });
		expect(check({ [id]: value }, { invalidValues: 'reject' })).toEqual({
			rejection: { code: 'date_invalid', field: reason.split(/ is not|: /)[0], reason },
		});
	});
});

/** What is left out of the value, or what is sent for it. */
function outcome(id: string, value: unknown, others: Readonly<Record<string, unknown>> = {}): unknown {
	const { contact, leftOut } = check({ ...others, [id]: value });
	return leftOut === undefined ? contact?.[id] : leftOut.map(([, reason]) => reason);
}

describe('a text is sent as it is meant', () => {
	const tooLong =
		'This number is longer than n8n can hold, so its last digits are lost. Let the source give it as a text.';

	it.each<[string, unknown, unknown]>([
		['first_name', '\\N', undefined],
		['first_name', '#N/A', undefined],
		['company_name', '#DIV/0!', undefined],
		['company_name', '#REF!', undefined],
		['company_name', '[object Object]', undefined],
		['last_name', 'NaN', undefined],
		['last_name', 'NaT', undefined],
		['last_name', 'Null', 'Null'],
		['last_name', 'None', 'None'],
		['last_name', 'Na', 'Na'],
		['company_name', "'=Acme", '=Acme'],
		['company_name', "'+Plus", '+Plus'],
		['company_name', "'-Minus", '-Minus'],
		['company_name', "'@Home", '@Home'],
		['company_name', "O'Neil", "O'Neil"],
		['first_name', "b'Ann'", 'Ann'],
		['first_name', "b'Ann", "b'Ann"],
		['last_name', 'False', 'False'],
		['first_name', ' false ', 'false'],
		['phone', 'False', undefined],
		['zip', 'False', undefined],
		['birthday', 'False', undefined],
		['cf:points:number', 'False', undefined],
		['cf:x:boolean', 'False', 'false'],
		['cf:customer', 'False', 'False'],
		['company_name', "'t Hof", "'t Hof"],
		['company_name', '="Acme ""Inc."""', 'Acme "Inc."'],
		['company_name', '=Acme', '=Acme'],
		['company_name', '"Acme"', '"Acme"'],
		['first_name', 'An\u200bn\u00ad', 'Ann'],
		['first_name', '\ufeffAnn', 'Ann'],
		['cf:customer', '9.17E+11', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['cf:customer', '4.91701E+11', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['cf:customer', '4.8601234567E10', '48601234567'],
		['cf:customer', Number('9007199254740993'), [tooLong]],
		['cf:customer', -Number('638751518483842799'), [tooLong]],
		['company_name', 1e25, [tooLong]],
		['cf:customer', [Number('9007199254740993')], [tooLong]],
		['cf:customer', ['A', Number('638751518483842799')], [tooLong]],
		['company_name', [Number('9007199254740993')], [tooLong]],
		['cf:customer', ['9007199254740993', 2], '9007199254740993, 2'],
		['cf:customer', '[9007199254740993]', '9007199254740993'],
		['cf:customer', '{"value":9007199254740993}', '9007199254740993'],
		['cf:customer', '{"plan":9007199254740993}', '{"plan":9007199254740993}'],
		['cf:customer', '{"plan":9007199254740991}', '{"plan":9007199254740991}'],
		['cf:customer', '9007199254740993', '9007199254740993'],
		['cf:customer', 9007199254740991, '9007199254740991'],
		['company_name', 'Smith &amp; Sons', 'Smith & Sons'],
		['company_name', 'Smith & Sons; Ltd', 'Smith & Sons; Ltd'],
		['last_name', 'O&#8217;Brien', 'O’Brien'],
		['city', '&nbsp;S&atilde;o Paulo&nbsp;', 'São Paulo'],
		['cf:customer', '0.48601234567e11', '48601234567'],
		['cf:customer', '0.125e2', '0.125e2'],
		['cf:customer', '{"plan":"gold"}', '{"plan":"gold"}'],
		['cf:customer', '["gold", "blue"]', 'gold, blue'],
		['cf:customer', '########', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['first_name', "['Ann']", 'Ann'],
		['first_name', '{Ann}', 'Ann'],
		['city', '{"city":"Rome"}', ['This is an object. Map one of its fields, such as .city.']],
		['company_name', '[3, "Acme"]', 'Acme'],
		['company_name', '[]', undefined],
		['cf:customer', '1E5', '1E5'],
		['cf:customer', '5.5E3', '5.5E3'],
		...['undefined', 'Invalid Date', 'Invalid date', 'Invalid DateTime'].map((word): [string, unknown, unknown] => [
			'last_name',
			word,
			undefined,
		]),
		['last_name', 'Undefined', 'Undefined'],
		['last_name', 'Invalid', 'Invalid'],
		['street', { line1: 'x', city: 'y' }, ['This is an object. Map one of its fields, such as .line1.']],
		[
			'company_name',
			{ id: { deep: 1 }, 'Ann Lee': 'x' },
			['This is an object. Map one of its fields, such as .id.deep.'],
		],
		[
			'phone',
			[{ city: 'Rome' }, { city: 'Kent' }],
			['These are several, and none is marked as the main one. Map one of them, such as [0].city.'],
		],
		['first_name', [{ first: 'Ann' }], ['This is an object. Map one of its fields, such as [0].first.']],
		[
			'first_name',
			Buffer.from('Ann'),
			['These are bytes, and no text. Let the query give a text, such as by CAST(… AS CHAR).'],
		],
		['first_name', {}, ['This is an object. Map one of its fields.']],
	])('%s %p', (id, value, sent) => {
		expect(outcome(id, value)).toEqual(sent);
	});

	it('a word for nothing is nothing where another field of the profile has it as well', () => {
		expect(outcome('last_name', 'NULL', { first_name: 'NULL' })).toBeUndefined();
		expect(outcome('last_name', 'None', { company_name: ' none ' })).toBeUndefined();
		expect(outcome('last_name', 'Null', { first_name: 'Jennifer' })).toBe('Null');
		expect(outcome('last_name', 'Null', { first_name: 'None' })).toBe('Null');
		expect(outcome('last_name', 'Null', { 'cf:points:number': 5 })).toBe('Null');
		expect(outcome('city', 'False', { street: 'False' })).toBeUndefined();
		expect(outcome('last_name', 'False', { phone: 'false' })).toBeUndefined();
		expect(outcome('cf:x', 'NULL', { first_name: 'NULL' })).toBeUndefined();
	});

	it('but false is a value of custom texts, yes or no and choices, whatever other fields have, and tells nothing of them', () => {
		for (const id of ['cf:x', 'cf:x:boolean', 'cf:x:single_select', 'cf:x:multi_select']) {
			expect(outcome(id, 'False', { city: 'False', 'cf:y': 'False' })).toMatch(/^false$/i);
			expect(outcome('last_name', 'False', { [id]: 'False' })).toBe('False');
		}
	});

	it('any other word may stand in several fields', () => {
		expect(outcome('last_name', 'Nina', { first_name: 'Nina' })).toBe('Nina');
	});
});

describe('false is a value where a field can hold one, elsewhere it is what Odoo gives for an empty field', () => {
	it.each<[string, string | undefined]>([
		['cf:x', 'false'],
		['cf:x:boolean', 'false'],
		['cf:x:single_select', 'false'],
		['cf:x:multi_select', 'false'],
		['first_name', undefined],
		['phone', undefined],
		['zip', undefined],
		['birthday', undefined],
		['cf:x:number', undefined],
		['cf:x:date', undefined],
	])('%s: %p', (id, sent) => {
		expect(outcome(id, false)).toBe(sent);
	});
});

describe('a look at its ends tells that a value can be sent as it comes: then its reader is not asked', () => {
	function isRead(id: string, value: unknown): boolean {
		const read = jest.fn(() => 'read');
		const contact = newContact();
		createContactCheck(columnsOf('email', id), defaultPolicy, [{ read }, { read }])(
			['ada@example.com', value],
			contact,
		);
		const isAsked = read.mock.calls.length > 0;
		expect(contact.values[1]).toBe(isAsked ? 'read' : value || undefined);
		return isAsked;
	}

	it.each<[string, unknown[]]>([
		['first_name', ['Ada', 'Żaneta', 'Ольга', '7', '9 Main St', '&Co', 'Acme Inc.', 'x'.repeat(50)]],
		['phone', ['5', '+48 601 234-567', '(617) 555/0120', '5'.repeat(50)]],
		['zip', ['62701', '1234 AB', '62701-1234', '5'.repeat(50)]],
		['cf:x:number', ['5', '-12.50', '5'.repeat(255)]],
		['cf:x:date', [undefined, null, '']],
	])('%s %p', (id, values) => {
		expect(values.map((value) => isRead(id, value))).not.toContain(true);
	});

	it.each<[string, unknown[]]>([
		['first_name', [' Ada', 'Ada ', '\u200bAda', 'Ada\u00ad', 'null', 'Undefined', '#N/A', "'=A", '9.17E+11', 5]],
		['first_name', ['x'.repeat(51)]],
		['phone', ['n/a', '-5', "'5", '5x', '5.0', '5'.repeat(51), 5]],
		['zip', ['1234', '1234.0', '1234E+05', 'SW1A 1AA', '="00950"', '5'.repeat(51)]],
		['cf:x:number', ['1,234', '12 zł', '5'.repeat(256), 5]],
		['cf:x:date', ['2026-12-31', 'yes']],
	])('and it is asked what others mean: %s %p', (id, values) => {
		expect(values.map((value) => isRead(id, value))).not.toContain(false);
	});
});

describe('an SMS number is a phone of the United States', () => {
	const abroad = [
		'Constant Contact sends text messages to phones of the United States only: ten digits, such as 617-555-0120.',
	];
	it.each<[unknown, unknown]>([
		['6175550120', '6175550120'],
		['617-555-0120', '617-555-0120'],
		['+1 (617) 555-0120', '6175550120'],
		['1.617.555.0120', '6175550120'],
		['0016175550120', '6175550120'],
		[6175550120, '6175550120'],
		[['617 555 0120', '617 555 0121'], '6175550120'],
		['', undefined],
		['none', undefined],
		['+48 601 234 567', abroad],
		['+4860123456', abroad],
		['48601234567', abroad],
		['555-0120', abroad],
		['617-555-0120 x3', abroad],
		['ask Ann', ['This is no phone number.']],
	])('%p', (value, sent) => {
		const { contact, leftOut } = check({ sms_number: value });
		expect(contact?.sms_number ?? leftOut?.map(([, reason]) => reason)).toEqual(sent);
	});
});

describe('what a contact has no room for', () => {
	const phones = { phone: '1', mobile_phone: '2', home_phone: '3', work_phone: '4' };
	const reason = 'A contact has 3 phones at most, and this profile has more.';

	it('does not cost the person', () => {
		const { contact, leftOut } = check(phones);
		expect(contact).toEqual({ email: 'ada@example.com', phone: '1', mobile_phone: '2', home_phone: '3' });
		expect(leftOut).toEqual([['work_phone', reason]]);
	});

	it('rejects the profile if that is wanted, unless the same value is sent anyway', () => {
		expect(check(phones, { invalidValues: 'reject' }).rejection).toEqual({
			code: 'value_invalid',
			field: 'Work Phone',
			reason: `Work Phone: ${reason}`,
		});
		expect(check({ phone: '1', other_phone: '1' }, { invalidValues: 'reject' }).contact).toEqual({
			email: 'ada@example.com',
			phone: '1',
		});
	});

	it('is an SMS number without its day, if everybody is said to have agreed', () => {
		const number = { sms_number: '6175550120' };
		expect(check(number, { smsPermissionToSend: 'explicit' }).contact).toEqual({ email: 'ada@example.com' });
		expect(check(number).contact).toEqual({ email: 'ada@example.com', ...number });
	});
});

describe('phones and ZIP codes are digits, whatever a program took them for', () => {
	it.each<[string, unknown, unknown]>([
		['phone', '48601234567.0', '48601234567'],
		['phone', '+48601234567.0', '+48601234567'],
		['phone', 48_601_234_567, '48601234567'],
		['phone', "'+48601234567", '+48601234567'],
		['phone', "'0049 30 1234", '0049 30 1234'],
		['phone', '="0048601"', '0048601'],
		['phone', '\u202a+48601234567\u202c', '+48601234567'],
		['phone', '(617) 555-0120', '(617) 555-0120'],
		['phone', '1-800-FLOWERS', '1-800-FLOWERS'],
		['phone', 'Tel.-Nr. 030 1234', 'Tel.-Nr. 030 1234'],
		['phone', "'-5", ['This is no phone number.']],
		['phone', -5, ['This is no phone number.']],
		['phone', 'unknown', ['This is no phone number.']],
		['phone', 'n/a', undefined],
		['phone', '4.91701E+11', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['phone', '4,91701E+11', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['phone', '5.551230001E9', '5551230001'],
		['phone', '4.8601234567E10', '48601234567'],
		['phone', '+4.8601234567E10', '+48601234567'],
		['phone', '0.48601234567e11', '48601234567'],
		['phone', '0.4860123456e11', '48601234560'],
		['phone', '0.48601E+11', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['phone', '["+48601234567", "555"]', '+48601234567'],
		['phone', '[{"label":"work","value":"+48601234567"}]', '+48601234567'],
		['phone', "{'value': '+48601234567'}", ['This is no phone number.']],
		['phone', '4.86012345E10', '48601234500'],
		['phone', '4.8601234567E+10', '48601234567'],
		['phone', '4.86012E10', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['phone', '4.86012345E+10', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['phone', '4.8601234567E99', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['phone', 'NULL', undefined],
		['phone', 'nan', undefined],
		['phone', '#DIV/0!', undefined],
		['phone', Number.NaN, undefined],
		['mobile_phone', 'undefined', undefined],
		['zip', '0.62701e5', '62701'],
		['zip', '#####', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['zip', '1234.0', '1234'],
		['zip', '01234.000000', '01234'],
		['zip', '="00950"', '00950'],
		['zip', "'62701", '62701'],
		['zip', 'SW1A 1AA', 'SW1A 1AA'],
		['zip', '1.2E+04', ['A spreadsheet has cut the digits of this number. Keep it as a text there.']],
		['zip', 'None', undefined],
		['work_zip', 'NA', undefined],
	])('%s %p', (id, value, sent) => {
		expect(outcome(id, value)).toEqual(sent);
	});
});

describe('custom fields are read by their type, where a value has one meaning only', () => {
	const noNumber = ['This is no number, or it may mean two.'];
	const neither = ['This is neither yes nor no.'];
	it.each<[string, unknown, unknown]>([
		['number', '12', '12'],
		['number', '1,234.50', '1234.50'],
		['number', '1.234,50', '1234.50'],
		['number', '1 234,50', '1234.50'],
		['number', '1\u00a0234\u00a0567', '1234567'],
		['number', "1'234.50", '1234.50'],
		['number', '1,234,567', '1234567'],
		['number', '12,5', '12.5'],
		['number', '0,125', '0.125'],
		['number', '1,234', noNumber],
		['number', '15%', noNumber],
		['number', '1,23,456', noNumber],
		['number', '1.2.3', noNumber],
		['number', 'twelve', noNumber],
		['number', '$12.50', '12.50'],
		['number', '-$12.50', '-12.50'],
		['number', '$-12.50', '-12.50'],
		['number', '($12.50)', noNumber],
		['number', '(12.50)', '-12.50'],
		['number', '12.50-', '-12.50'],
		['number', '0.125e2', '12.5'],
		['number', '0.12e3', '120'],
		['number', '-0.5e-1', '-0.05'],
		['number', '0.5e0', '0.5'],
		['number', '0.0', '0.0'],
		['number', '12,50 €', '12.50'],
		['number', 'USD 1,200.00', '1200.00'],
		['number', 'US$ 12', '12'],
		['number', '12 zł', '12'],
		['number', 12.5, '12.5'],
		['number', 1e-7, '0.0000001'],
		['number', 1e21, '1000000000000000000000'],
		['number', Number.NaN, undefined],
		['number', 'NULL', undefined],
		['number', ['12'], '12'],
		['number', ['12', '13'], noNumber],
		['number', '1'.repeat(300), noNumber],
		['number', '="12"', '12'],
		['number', "'12", '12'],
		['number', true, noNumber],
		['number', { value: 12 }, '12'],
		['number', { value: 12, unit: 'kg' }, noNumber],
		['number', '4.9E+11', noNumber],
		['currency', '$1,234.50', '1234.50'],
		['boolean', true, 'true'],
		['boolean', Buffer.from([1]), 'true'],
		['boolean', { type: 'Buffer', data: [0] }, 'false'],
		['boolean', 1, 'true'],
		['boolean', 0, 'false'],
		['boolean', '0.0', 'false'],
		['boolean', '\x01', 'true'],
		['boolean', '\0', 'false'],
		['boolean', 'TRUE', 'true'],
		['boolean', 'Yes', 'true'],
		['boolean', 'n', 'false'],
		['boolean', 'nein', 'false'],
		['boolean', 'oui', 'true'],
		['boolean', 'maybe', neither],
		['boolean', 2, neither],
		['boolean', 'None', undefined],
		['date', '17.05.1990', '1990-05-17'],
		['datetime', '1990-05-17 10:00:00', '1990-05-17T10:00:00-04:00'],
	])('%s %p', (type, value, sent) => {
		expect(outcome(`cf:x:${type}`, value)).toEqual(sent);
	});
});

describe('choices are read by their labels', () => {
	const read = (type: string, value: unknown) => {
		const choices = ['Gold', 'Silver, plated', 'None', '10'];
		const column = customContactField({ name: 'level', label: 'Level', type, choices });
		const contact = newContact();
		createLaterCheck([...columnsOf('email'), column], defaultPolicy, [])(['ada@example.com', value], contact);
		return contact.leftOut.length > 0 ? contact.leftOut.map(({ reason }) => reason) : contact.values[1];
	};
	const none = ["This is none of the field's choices."];
	const several = ['These are several choices, and the field takes one.'];
	it.each<[string, unknown, unknown]>([
		['single_select', false, undefined],
		['multi_select', "['Gold', 'None']", 'Gold, None'],
		['single_select', 'Gold', 'Gold'],
		['single_select', ' gold ', 'Gold'],
		['single_select', 'silver,plated', 'Silver, plated'],
		['single_select', ['GOLD'], 'Gold'],
		['single_select', [{ value: 'gold' }], 'Gold'],
		['single_select', { id: 3, label: 'Gold' }, 'Gold'],
		['single_select', 10, '10'],
		['single_select', 'None', 'None'],
		['single_select', 'NULL', undefined],
		['single_select', '', undefined],
		['single_select', [], undefined],
		['single_select', 'Bronze', none],
		['single_select', { label: 'Bronze' }, none],
		['single_select', 'Gold, 10', several],
		['multi_select', 'Gold, 10', 'Gold, 10'],
		['multi_select', 'gold;Silver, plated', 'Gold, Silver, plated'],
		['multi_select', ['Gold', { name: '10' }, 'gold'], 'Gold, 10'],
		['multi_select', '{Gold,"Silver, plated"}', 'Gold, Silver, plated'],
		['multi_select', '["Gold","10"]', 'Gold, 10'],
		['multi_select', 'Gold, Bronze', none],
		['multi_select', ['Gold', null], 'Gold'],
		// Grist's lists begin with an L.
		['multi_select', ['L', 'Gold', '10'], 'Gold, 10'],
		['multi_select', ['Gold', 'L'], none],
		['multi_select', Array.from({ length: 1_000 }, () => 'Gold'), none],
	])('%s %p', (type, value, sent) => {
		expect(read(type, value)).toEqual(sent);
	});
});

it('a choice stands, even if another field has the same word', () => {
	const column = customContactField({ name: 'level', label: 'Level', type: 'single_select', choices: ['None'] });
	const contact = newContact();
	createLaterCheck(
		[...columnsOf('email', 'first_name'), column],
		defaultPolicy,
		[],
	)(['ada@example.com', 'None', 'None'], contact);
	expect(contact.values).toEqual([undefined, undefined, 'None']);
});

it('a value that its field cannot hold rejects the profile if so chosen', () => {
	expect(check({ phone: 'unknown' }, { invalidValues: 'reject' })).toEqual({
		rejection: { code: 'value_invalid', field: 'Phone', reason: 'Phone: This is no phone number.' },
	});
});

describe('custom fields', () => {
	const fields = (filled: number, blank: number) =>
		Object.fromEntries(
			Array.from({ length: filled + blank }, (_, index) => [`cf:f${index}`, index < filled ? 'x' : ' ']),
		);

	it('a profile may fill 50; blank ones do not count', () => {
		expect(codeOf(check(fields(50, 10)))).toBeUndefined();
	});

	it('51 are refused as too_many_custom_fields', () => {
		expect(check(fields(51, 0))).toEqual({
			rejection: {
				code: 'too_many_custom_fields',
				reason: 'The profile fills 51 custom fields; Constant Contact takes 50 for a contact.',
			},
		});
	});
});

it('fields of the import do not count as custom ones, however many a profile fills', () => {
	const texts = contactFields
		.filter(({ maxCharacters }) => maxCharacters < 256)
		.map(({ id, kind }) => [id, kind === 'email' ? 'ada@example.com' : '1'] as const);
	expect(texts.length).toBeGreaterThan(26);
	const custom = Array.from({ length: 50 }, (_, index) => [`cf:f${index}`, '1'] as const);
	expect(check(Object.fromEntries([...texts, ...custom])).rejection).toBeUndefined();
});

it('the address may stand in any column', () => {
	const contact = newContact();
	expect(
		createLaterCheck(
			columnsOf('first_name', 'email', 'last_name'),
			defaultPolicy,
			[],
		)(['Ada', 'ada@example.com', 'Lovelace'], contact),
	).toBeUndefined();
	expect(contact).toEqual({
		email: 'ada@example.com',
		values: ['Ada', undefined, 'Lovelace'],
		leftOut: [],
		isAsItCame: true,
	});
});

it('nothing of an earlier profile is left in the next one', () => {
	const columns = columnsOf('email', 'first_name', 'phone');
	const contactCheck = createLaterCheck(columns, defaultPolicy, []);
	const contact = newContact();
	contactCheck(['ada@example.com', 'Ada', 'unknown'], contact);
	expect(contact).toMatchObject({ values: [undefined, 'Ada', undefined], leftOut: [{ column: 2 }] });
	contactCheck(['bob@example.com', '', '5'], contact);
	expect(contact).toEqual({
		email: 'bob@example.com',
		values: [undefined, undefined, '5'],
		leftOut: [],
		isAsItCame: true,
	});
});

it('a rejected profile may still mean somebody, wherever the address stands', () => {
	expect(addressesIn(columnsOf('first_name', 'email'), ['x', 'Ann@Example.com; bob@example.com'])).toEqual([
		'ann@example.com',
		'bob@example.com',
	]);
});
