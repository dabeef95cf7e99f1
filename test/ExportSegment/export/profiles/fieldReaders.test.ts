import { customContactField } from '../../../../nodes/shared/account/contactFields';
import type { DayWriting } from '../../../../nodes/shared/values/dates/dayWriting';
import { fieldReader } from '../../../../nodes/ExportSegment/export/profiles/fieldReaders';
import { columnsOf } from '../../../support/contactColumns';
import { defaultPolicy } from '../../../support/exportRun';
import { processorMs } from '../../../support/processorTime';

function readerOf(id: string, order: DayWriting['order'] = 'monthFirst') {
	return fieldReader(columnsOf(id)[0], defaultPolicy, { order });
}

describe('a day that could be read in two ways', () => {
	const [noDate, untold] = [
		'This is no date that can be read.',
		"Day and month cannot be told apart: other rows write the day first, and others the month. Choose 'Date Order' in the options.",
	].map((reason) => ({ code: 'date_invalid', reason }));

	it('is left out where other rows are written in both, and the reason tells how to get unstuck', () => {
		const { read, shown } = readerOf('anniversary', 'unclear');
		expect(['03/04/2020', '25/12/2020', '31/31/2020'].map(read)).toEqual([untold, '2020-12-25', noDate]);
		expect(shown?.either).toBe(1);
	});

	it('is no date where its year is none, in whatever order', () => {
		expect(readerOf('anniversary').read('03/04/0999')).toEqual(noDate);
	});
});

describe('values that came as numbers, and ZIP codes that may have lost zeros, are counted', () => {
	function countsOf(id: string, ...values: unknown[]) {
		const reader = readerOf(id);
		values.forEach((value) => reader.read(value));
		return [reader.cameAsNumbers, reader.shortZips];
	}

	it.each<[string, unknown[], [number?, number?]]>([
		['phone', [], [0, 0]],
		['phone', [48_601_234_567, '48601234567.0', '48601234567', '911', 'n/a', Number.NaN], [2, 0]],
		['zip', [950, '950.0', '00950', '62701'], [2, 0]],
		['zip', ['950', '1234', '12', '12345', 'A950', '950A', 'SW1A', 'None'], [0, 2]],
		['first_name', [5], [undefined, undefined]],
	])('%s %p: %p', (id, values, counts) => {
		expect(countsOf(id, ...values)).toEqual(counts);
	});
});

describe('only what stands around a value is taken off', () => {
	it.each<[string, string, unknown]>([
		['company_name', "Rock '=n' Roll", "Rock '=n' Roll"],
		['company_name', "'t Hof '=n' Co", "'t Hof '=n' Co"],
		['company_name', '=A1="x"', '=A1="x"'],
		['company_name', '="x" and more', '="x" and more'],
		['phone', "0049 30'1234", "0049 30'1234"],
		['phone', 'P: 0049 30', '0049 30'],
		['phone', 'tel:+4930', '+4930'],
		['zip', 'z:00950', '00950'],
		['company_name', '<b>Acme</b> &lt;x&gt;', 'Acme <x>'],
		['home_street', '1 Main St<br>Flat 2', '1 Main St\nFlat 2'],
		['phone', '<a href="tel:911">911</a>', '911'],
		['cf:x', '<b>Acme</b>', '<b>Acme</b>'],
		...['0', '000-000-0000', '(000) 000 0000', '--'].map((text): [string, string, unknown] => ['phone', text, '']),
		...['call after 5', 'ext. 12', 'Ext: 12', 'Fax: 555-123-0001', 'Telefax: 555-123-0001 Phone: 555-123-0002'].map(
			(text): [string, string, unknown] => [
				'phone',
				text,
				{ code: 'value_invalid', reason: 'This is no phone number.' },
			],
		),
		['phone', '911', '911'],
		...[
			['Phone:(555) 123-0001 Mobile:(555) 123-0002', '(555) 123-0001'],
			['Home: 555-123-0001', '555-123-0001'],
			['555-123-0001 / 555-123-0002', '555-123-0001'],
			['5551230001,5551230002', '5551230001'],
			['555-123-0001\n555-123-0002', '555-123-0001'],
			['+48 601 234 567 or 555-123-0002', '+48 601 234 567'],
			['0049 30/123456', '0049 30/123456'],
			['030 1234567/68', '030 1234567/68'],
			['555-123-0001, ext. 12', '555-123-0001, ext. 12'],
			['555-123-0001 x12', '555-123-0001 x12'],
		].map(([text, read]): [string, string, unknown] => ['phone', text, read]),
		['zip', "12'34", "12'34"],
		['zip', 'Dublin', 'Dublin'],
		['cf:x:number', "12'5", { code: 'value_invalid', reason: 'This is no number, or it may mean two.' }],
	])('%s %p', (id, value, text) => {
		expect(readerOf(id).read(value)).toEqual(text);
	});
});

it.each<[string, string]>([
	['digits behind a word', `Tel: ${'1'.repeat(30_000)}:`],
	['blanks', `1${' '.repeat(30_000)}1`],
	['zeros', `${'0'.repeat(30_000)}x`],
])('a phone of very many %s is read in no time', (_what, text) => {
	expect(processorMs(() => void readerOf('phone').read(text))).toBeLessThan(300);
});

it.each(['', ' ', '#N/A', 'NaN', 'null', [], Number.NaN, null, undefined])(
	'%p is no number and no fault: there is nothing to send',
	(value) => {
		expect(readerOf('cf:x:number').read(value)).toBe('');
	},
);

it.each<[string, readonly string[] | undefined]>([
	['string', ['Gold']],
	['single_select', undefined],
	['single_select', []],
	['multi_select', []],
])('a field of type %s with the choices %p takes any text', (type, choices) => {
	const field = customContactField({ name: 'level', label: 'Level', type, choices });
	expect(fieldReader(field, defaultPolicy, { order: 'monthFirst' }).read(' Bronze ')).toBe('Bronze');
});

it.each<[string, unknown, string]>([
	['company_name', ['L', 'Acme'], 'Acme'],
	['company_name', ['L', 'Acme', 'Bolt'], 'Acme, Bolt'],
	['company_name', ['L'], ''],
	['company_name', ['Acme', 'L'], 'Acme, L'],
	['phone', ['L', '555-123-0001', '555-123-0002'], '555-123-0001'],
	['cf:sizes', ['L', 'XL'], 'L, XL'],
])("the mark of Grist's lists is no value, but a size is one: %s of %j", (id, value, text) => {
	expect(readerOf(id).read(value)).toBe(text);
});
