import { DateTime } from 'luxon';
import { contactFields } from '../../../../nodes/shared/account/contactFields';
import { writeJsonText } from '../../../../nodes/ExportSegment/export/imports/jsonText';
import type { LongValues } from '../../../../nodes/ExportSegment/export/profiles/contactCheck';
import { addressesIn, createContactCheck } from '../../../../nodes/ExportSegment/export/profiles/contactCheck';
import { columnsOf } from '../../../support/contactColumns';

/** What a profile with these values becomes: the texts to send by field id, or the rejection. */
function check(values: Readonly<Record<string, unknown>>, longValues: LongValues = 'reject') {
	const profile: Readonly<Record<string, unknown>> = { email: 'ada@example.com', ...values };
	const ids = Object.keys(profile);
	const contact = { email: '', values: new Array<string | undefined>() };
	const rejection = createContactCheck(columnsOf(...ids), longValues)(Object.values(profile), contact);
	if (rejection !== undefined) return { rejection };
	const written = ids.map(
		(id, column) => [id, asSent(id === 'email' ? contact.email : contact.values[column])] as const,
	);
	return { contact: Object.fromEntries(written.filter(([, value]) => value !== undefined)) };
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

	it('with a reason that says which form it needs', () => {
		expect(check({ email: 'ada' })).toEqual({
			rejection: {
				code: 'email_invalid',
				field: 'Email',
				reason:
					'The email address is not one that mail can be sent to. It needs the form name@example.com, without blanks, commas, or letters with accents or of other scripts.',
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
		['sms_number', 16, 'SMS Number'],
		['cf:member_level', 255, 'member level'],
	])('%s takes %i characters; one more is refused as value_too_long, or cut if so chosen', (id, limit, label) => {
		const longest = 'Ω'.repeat(limit);
		expect(check({ [id]: ` ${longest} ` }).contact?.[id]).toBe(longest);
		expect(check({ [id]: `${longest}Ω` })).toMatchObject({
			rejection: {
				code: 'value_too_long',
				field: label,
				reason: `${label} has ${limit + 1} characters; Constant Contact takes ${limit}. Shorten it, or choose to truncate long values in the options.`,
			},
		});
		expect(check({ [id]: `${longest}Ω` }, 'truncate').contact?.[id]).toBe(longest);
	});

	it('a character of two code units is never cut in half', () => {
		expect(check({ first_name: `${'a'.repeat(49)}😀` }, 'truncate').contact?.first_name).toBe('a'.repeat(49));
		expect(check({ first_name: `${'a'.repeat(48)}😀😀` }, 'truncate').contact?.first_name).toBe(`${'a'.repeat(48)}😀`);
	});

	it('what is never sent does not count: control characters and blanks around', () => {
		const longest = 'a'.repeat(50);
		expect(check({ first_name: `a\u0000${longest.slice(1)}` }).contact?.first_name).toBe(longest);
		expect(check({ first_name: `  ${longest}  ` }).contact?.first_name).toBe(longest);
		expect(check({ first_name: `\u0007a\u0000${longest}` }, 'truncate').contact?.first_name).toBe(longest);
	});

	it.each(['\u{10000}', '\u{10ffff}', '\u{1f600}'])('nor the first or last of them: %j', (character) => {
		expect(check({ first_name: `${'a'.repeat(49)}${character}` }, 'truncate').contact?.first_name).toBe('a'.repeat(49));
		expect(check({ first_name: `${'a'.repeat(48)}${character}` }, 'truncate').contact?.first_name).toBe(
			`${'a'.repeat(48)}${character}`,
		);
	});

	it('a cut leaves no blank at the end', () => {
		expect(check({ first_name: `${'a'.repeat(49)} b` }, 'truncate').contact?.first_name).toBe('a'.repeat(49));
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
		['a list of objects', [{ a: 1 }], '[{"a":1}]'],
		['an object', { a: ['ż'] }, '{"a":["ż"]}'],
		['a Date', new Date(0), '1970-01-01T00:00:00.000Z'],
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

describe('dates', () => {
	it.each([
		['birthday', '1990-02-28', '2/28'],
		['anniversary', '02/28/1990', '1990-02-28'],
		['cf:joined:date', new Date('1990-02-28T12:00:00Z'), '1990-02-28'],
		['cf:seen:datetime', '1990-02-28T23:30:00+02:00', '1990-02-28T23:30:00+02:00'],
		['sms_consent_date', '2026-1-2', '2026-01-02'],
		['anniversary', '  ', undefined],
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

	it.each([
		['anniversary', 'x', 'Anniversary is not a date. Write it like 2026-12-31 or 12/31/2026.'],
		['birthday', '31/31', 'Birthday is not a date. Write it like 12/31 or 1990-12-31.'],
		['anniversary', '2021-02-29', 'Anniversary is not a date. Write it like 2026-12-31 or 12/31/2026.'],
		['cf:joined:date', 45_000, 'joined is not a date. Write it like 2026-12-31 or 12/31/2026.'],
	])('%s refuses %p as date_invalid', (id, value, reason) => {
		expect(check({ [id]: value })).toEqual({
			rejection: { code: 'date_invalid', field: reason.split(' is not')[0], reason },
		});
	});
});

describe('custom fields', () => {
	const fields = (filled: number, blank: number) =>
		Object.fromEntries(
			Array.from({ length: filled + blank }, (_, index) => [`cf:f${index}`, index < filled ? 'x' : ' ']),
		);

	it('a profile may fill 25; blank ones do not count', () => {
		expect(codeOf(check(fields(25, 10)))).toBeUndefined();
	});

	it('26 are refused as too_many_custom_fields', () => {
		expect(check(fields(26, 0))).toEqual({
			rejection: {
				code: 'too_many_custom_fields',
				reason: 'The profile fills 26 custom fields; Constant Contact takes 25 for a contact.',
			},
		});
	});
});

it('fields of the import do not count as custom ones, however many a profile fills', () => {
	const texts = contactFields.filter(({ kind }) => kind === 'text').map(({ id }) => [id, 'x'] as const);
	expect(texts.length).toBeGreaterThan(26);
	expect(check(Object.fromEntries(texts)).rejection).toBeUndefined();
});

it('the address may stand in any column', () => {
	const contact = { email: '', values: new Array<string | undefined>() };
	expect(
		createContactCheck(columnsOf('first_name', 'email', 'last_name'), 'reject')(
			['Ada', 'ada@example.com', 'Lovelace'],
			contact,
		),
	).toBeUndefined();
	expect(contact).toEqual({ email: 'ada@example.com', values: ['Ada', undefined, 'Lovelace'] });
});

it('nothing of an earlier profile is left in the next one', () => {
	const columns = columnsOf('email', 'first_name');
	const contactCheck = createContactCheck(columns, 'reject');
	const contact = { email: '', values: new Array<string | undefined>() };
	contactCheck(['ada@example.com', 'Ada'], contact);
	contactCheck(['bob@example.com', ''], contact);
	expect([contact.email, contact.values[1]]).toEqual(['bob@example.com', undefined]);
});

it('a rejected profile may still mean somebody, wherever the address stands', () => {
	expect(addressesIn(columnsOf('first_name', 'email'), ['x', 'Ann@Example.com; bob@example.com'])).toEqual([
		'ann@example.com',
		'bob@example.com',
	]);
});
