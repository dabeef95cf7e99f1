import { syncModes } from '../../../nodes/ExportSegment/export/run/syncModes';
import type { CustomField } from '../../../nodes/shared/account/contactFields';
import { Problem } from '../../../nodes/shared/problem';
import type { SyncMode } from '../../../nodes/ExportSegment/export/run/syncModes';
import type { ProfileFields } from '../../../nodes/shared/files/pages';
import { readMapping } from '../../../nodes/ExportSegment/parameters/contactMapping';
import type { ContextSettings } from '../../support/nodeContext';
import { createContext } from '../../support/nodeContext';

const tier: CustomField = { name: 'member_level', label: 'Member Level', type: 'string' };

/** The mapping that a stored `fields` makes, and how often the account's custom fields were asked for. */
async function mappingOf(
	fields: unknown,
	{
		evaluate,
		isFile = false,
		syncMode = 'addOrUpdate',
	}: { evaluate?: ContextSettings['evaluate']; isFile?: boolean; syncMode?: SyncMode } = {},
) {
	const account = { asked: 0 };
	const api = { customFields: async () => (account.asked++, [tier]) };
	const { mapping, slowFields } = await readMapping(
		createContext({ parameters: { fields }, evaluate }).context,
		api,
		isFile,
		syncModes[syncMode],
	);
	return {
		account,
		slowFields,
		columns: mapping.columns.map(({ id }) => id),
		read(profile: ProfileFields, row = 1) {
			const values: unknown[] = [];
			mapping.readerOf({ firstRow: row, profiles: [profile] })(0, values);
			return Object.fromEntries(
				mapping.columns
					.map(({ id }, column) => [id, values[column]] as const)
					.filter(([, value]) => value !== undefined),
			);
		},
	};
}

const drawn = (value: Readonly<Record<string, unknown>>) => ({ mappingMode: 'defineBelow', value });

describe('a mapping that was drawn', () => {
	it('has the fields with an expression or a text, in the order of the contact fields', async () => {
		const { columns, slowFields, read } = await mappingOf(
			drawn({
				last_name: '={{ $json.surname }}',
				email: '={{ $json.mail }}',
				first_name: '',
				job_title: null,
				city: 'Kraków',
			}),
		);
		expect(columns).toEqual(['email', 'last_name', 'city']);
		expect(slowFields).toEqual([]);
		expect(read({ mail: 'ada@example.com', surname: 'L' })).toEqual({
			email: 'ada@example.com',
			last_name: 'L',
			city: 'Kraków',
		});
	});

	it('leaves a complex expression to n8n, for the item of the row, and tells its label', async () => {
		const { slowFields, read } = await mappingOf(
			drawn({ email: '={{ $json.mail }}', first_name: '={{ $json.name.split(" ")[0] }}' }),
			{ evaluate: (expression, item) => `${item}: ${expression}` },
		);
		expect(slowFields).toEqual(['First Name']);
		expect(read({ mail: 'a' }, 3).first_name).toBe('2: {{ $json.name.split(" ")[0] }}');
	});

	it('refuses a complex expression for a file, whose rows n8n does not know', async () => {
		const fields = drawn({ email: '={{ $json.mail }}', first_name: '={{ $json.name.trim() }}' });
		await expect(mappingOf(fields, { isFile: true })).rejects.toMatchObject({
			kind: 'configuration',
			message: "The expression for 'First Name' cannot be used with a file",
		});
		expect(
			(await mappingOf(drawn({ email: '={{ $json["E-mail"] }}' }), { isFile: true })).read({ 'E-mail': 'a' }),
		).toEqual({ email: 'a' });
	});

	it('asks for the custom fields of the account only if it uses one', async () => {
		expect((await mappingOf(drawn({ email: '=x' }))).account.asked).toBe(0);
		const { account, columns } = await mappingOf(drawn({ email: '=x', 'cf:member_level': '=y' }));
		expect([account.asked, columns]).toEqual([1, ['email', 'cf:member_level']]);
	});

	it.each([
		[
			'a custom field that is gone',
			{ email: '=x', 'cf:old_level': '=y' },
			"The field 'old_level' does not exist in Constant Contact any more",
		],
		[
			'a field that never was',
			{ email: '=x', shoe_size: '=y' },
			"The field 'shoe_size' does not exist in Constant Contact any more",
		],
		[
			'a hostile name',
			JSON.parse('{"email":"=x","__proto__":"=y"}') as Record<string, unknown>,
			"The field '__proto__' does not exist in Constant Contact any more",
		],
		['no email', { first_name: '=x' }, "No email address is mapped in 'Fields'"],
		['an empty email', { email: '' }, "No email address is mapped in 'Fields'"],
	])('with %s is a problem', async (_what, value, message) => {
		await expect(mappingOf(drawn(value))).rejects.toMatchObject({ kind: 'configuration', message });
	});

	describe('a custom field that was renamed is named together with the one that has its label now', () => {
		const schema = [null, { id: 'cf:gone', displayName: 'Member Level' }, { id: 'email', displayName: 'Email' }];
		it.each([
			['by the label that n8n keeps', 'cf:gone', schema],
			['by its own name, which was made from the label', 'cf:Member_Level', undefined],
			['by its own name, where what n8n keeps is damaged', 'cf:member level', { id: 'cf:member level' }],
		])('%s', async (_how, id, kept) => {
			await expect(mappingOf({ ...drawn({ email: '=x', [id]: '=y' }), schema: kept })).rejects.toMatchObject({
				message: `The field '${id.slice(3)}' does not exist in Constant Contact any more; the label 'Member Level' is now that of 'member_level'`,
				advice: expect.stringContaining("map 'Member Level' again") as string,
			});
		});
	});

	it('similar labels are named where no field has the label of one that is gone', async () => {
		await expect(mappingOf(drawn({ email: '=x', 'cf:member_levels': '=y' }))).rejects.toMatchObject({
			advice: expect.stringMatching(/^Similar fields there: 'Member Level'\. Press 'Refresh Field List'/) as string,
		});
	});

	it.each([[undefined], [{}], [{ mappingMode: 'defineBelow', value: null }]])(
		'that was never begun (%j) lacks the email',
		async (fields) => {
			await expect(mappingOf(fields)).rejects.toThrow(Problem);
		},
	);
});

it('a mapping by names knows every import column and every custom field of the account', async () => {
	const { read, slowFields, account } = await mappingOf({ mappingMode: 'autoMapInputData', value: null });
	expect(read({ 'E-mail': 'ada@example.com', Surname: 'L', 'member level': 'Gold', shoe: 38 })).toEqual({
		email: 'ada@example.com',
		last_name: 'L',
		'cf:member_level': 'Gold',
	});
	expect([slowFields, account.asked]).toEqual([[], 1]);
});

describe('to take people off a list, the address is all that counts', () => {
	it.each([
		[
			'drawn',
			{
				mappingMode: 'defineBelow',
				value: { email: '={{ $json.email }}', first_name: '={{ $json.name.toLowerCase() }}', 'cf:gone': 'x' },
			},
		],
		['by names', { mappingMode: 'autoMapInputData', value: null }],
	])('%s: no other field is mapped, and the custom fields are not asked for', async (_mode, fields) => {
		expect(await mappingOf(fields, { syncMode: 'remove' })).toMatchObject({
			columns: ['email'],
			slowFields: [],
			account: { asked: 0 },
		});
	});
});
