import type { INodeExecutionData } from 'n8n-workflow';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { autoMapped, exportParameters, mapped, startService } from '../support/service';

let service: Service;
let listId: string;
beforeAll(async () => {
	service = await startService();
});
beforeEach(() => {
	listId = service.simulator.account.addList(`List ${expect.getState().currentTestName}`).id;
	service.simulator.requests.clear();
});
afterAll(async () => await service.close());

/** As n8n's in-memory mode keeps files; the other modes are tried in a real n8n. */
const file = (content: string, fileName = 'segment.csv', field = 'data'): INodeExecutionData => ({
	json: {},
	binary: { [field]: { data: Buffer.from(content).toString('base64'), mimeType: 'text/plain', fileName } },
});
const run = async (items: INodeExecutionData[], overrides = {}) =>
	await runInEngine({
		items,
		parameters: exportParameters(listId, { source: 'file', inputBinaryField: 'data', ...overrides }),
		credential: service.connect(),
	});

test.each([
	['CSV', file('email,first_name,last_name\r\nann@example.com,Ann,"Lee, ""Jr"""\r\nnobody,X,Y\r\n')],
	['CSV from Excel in Europe', file('\ufeffemail;first_name;last_name\nann@example.com;Ann;"Lee, ""Jr"""\nnobody;X;Y')],
	[
		'NDJSON',
		file(
			'{"email":"ann@example.com","first_name":"Ann","last_name":"Lee, \\"Jr\\""}\n{"email":"nobody","first_name":"X","last_name":"Y"}\n',
			'segment.ndjson',
		),
	],
])('%s: rows are profiles; rejected ones leave with their row and the item of their file', async (_format, item) => {
	const { error, exported, rejected } = await run([item]);
	expect(error).toBeUndefined();
	expect(exported[0].json.profiles).toMatchObject({ read: 2, rejected: 1, sent: 1 });
	expect(service.simulator.account.membersOf(listId)).toEqual(['ann@example.com']);
	expect(service.simulator.account.contact('ann@example.com')?.fields).toMatchObject({
		first_name: 'Ann',
		last_name: 'Lee, "Jr"',
	});
	expect(rejected).toEqual([
		{
			json: {
				email: 'nobody',
				first_name: 'X',
				last_name: 'Y',
				rejection: expect.objectContaining({ code: 'email_invalid', row: 2 }),
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('several files are one segment, and each rejected row names the item of its file', async () => {
	const { exported, rejected } = await run(
		[file('E-mail\na1@example.com\nbad\n'), file('E-mail\n'), file('email address\na2@example.com\nworse')],
		{ fields: autoMapped },
	);
	expect(exported[0].json.profiles).toMatchObject({ read: 4, rejected: 2, sent: 2 });
	expect(service.simulator.account.membersOf(listId).sort()).toEqual(['a1@example.com', 'a2@example.com']);
	expect(rejected.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
});

test.each([
	['a file that is not there', [{ json: {} }], {}, "no file in the input field 'data'", "'Incoming Items'"],
	[
		'a file under another name',
		[file('email\n', 'x.csv', 'attachment_0')],
		{},
		"no file in the input field 'data'",
		"'attachment_0'",
	],
	['an Excel workbook', [file('PK\x03\x04....', 'segment.xlsx')], {}, 'Excel workbook', 'CSV UTF-8'],
	['an empty file', [file('')], {}, 'The file is empty', 'column names'],
	[
		'a quotation mark that is never closed',
		[file('email,first_name\na@example.com,"Ann\n')],
		{},
		'line 2',
		'quotation mark',
	],
	[
		'two files, of which one does not say who is in which segment',
		[file('email,segments\na@example.com,VIP\n'), file('email\nb@example.com\n')],
		{ segments: 'byField', segmentField: 'segments', fields: mapped({ email: '={{ $json.email }}' }) },
		"no column 'segments'",
		'each needs that column',
	],
	[
		'an expression that only n8n can evaluate',
		[file('email\na@example.com')],
		{ fields: mapped({ email: '={{ $json.email.trim() }}' }) },
		"expression for 'Email'",
		'{{ $json.email }}',
	],
])('%s: a clear message, and not one write request', async (_what, items, overrides, message, wayOut) => {
	const { error } = await run(items, overrides);
	expect(error?.message).toContain(message);
	expect(error?.description).toContain(wayOut);
	expect(service.simulator.requests.writes()).toEqual([]);
});

test('each item may have its file in a field of its own, which an expression names', async () => {
	const { error } = await run(
		[
			file('email\nf1@example.com\n', 'one.csv', 'attachment_0'),
			file('email\nf2@example.com\n', 'two.csv', 'attachment_1'),
		],
		{ inputBinaryField: '={{ Object.keys($binary)[0] }}', fields: autoMapped },
	);
	expect(error).toBeUndefined();
	expect(service.simulator.account.membersOf(listId).sort()).toEqual(['f1@example.com', 'f2@example.com']);
});

test('a profile that stops the run blames the item of its file, not one of the number of its row', async () => {
	const { run: execution } = await run([file('email\ng1@example.com\n'), file('email\ng2@example.com\nnobody\n')], {
		fields: autoMapped,
		options: { invalidProfiles: 'stop' },
	});
	expect(execution.data.resultData.error).toMatchObject({
		message: '1 of 3 profiles cannot be exported, so nothing was sent',
		context: { itemIndex: 1 },
	});
});

test('a header without rows is an empty segment', async () => {
	const { error, exported } = await run([file('email,first_name\n')]);
	expect(error).toBeUndefined();
	expect(exported[0].json.profiles).toMatchObject({ read: 0, sent: 0 });
	expect(service.simulator.requests.writes()).toEqual([]);
});

test('a file that is not read, since the items are taken for the profiles, is pointed at', async () => {
	const items = [file('email\nann@example.com\n')];
	const { error } = await run(items, { source: 'items', fields: autoMapped });
	expect(error).toMatchObject({
		message: 'No field can be the email address, so nothing was changed',
		description: expect.stringContaining("choose 'File' in 'Source'"),
	});
});

describe('each row of a file of many pages is asked for what it holds while its page is at hand,', () => {
	const names = Array.from({ length: 700 }, (_, index) => `${index % 90 === 40 ? 'no address ' : ''}${index + 1}`);
	const csv = (where: string) =>
		['email,first_name,last_name,groups', ...names.map((name) => `${name}@${where}.example,"A ""B""",Lee,"East,West"`)]
			.map((row, index) => (index % 3 === 0 ? row : row.replace('A ""B""', 'Ann')))
			.join('\n');
	const all = { options: { return: 'profiles' } };
	it.each<[string, object]>([
		['mapped by hand', all],
		['mapped by names', { ...all, fields: autoMapped }],
		[
			'mapped with words around',
			{ ...all, fields: mapped({ email: '={{ $json.email }}', first_name: '=Dear {{ $json.first_name }}' }) },
		],
		['by the segments that they name', { ...all, segments: 'byField', segmentField: 'groups', listPerSegment: false }],
		['in imports of some rows', { options: { return: 'profiles', maximumBatchRows: 300 } }],
	])('%s', async (how, overrides) => {
		const files = ['one', 'two'].map((which) => csv(`${which}.${how.replaceAll(' ', '-')}`));
		const { error, exported, rejected } = await run(
			files.map((content) => file(content)),
			overrides,
		);
		expect(error).toBeUndefined();
		const addresses = files.flatMap((content) =>
			content
				.split('\n')
				.slice(1)
				.map((row) => row.split(',')[0]),
		);
		expect(exported.map(({ json }) => json.email)).toEqual(addresses);
		const isNone = (email: unknown) => String(email).startsWith('no address');
		expect(exported.every(({ json }) => (json.verdict === 'rejected') === isNone(json.email))).toBe(true);
		expect(rejected.map(({ json }) => json.email)).toEqual(addresses.filter(isNone));
		expect(service.simulator.account.membersOf(listId)).toHaveLength(addresses.length - rejected.length);
	});

	it('in a preview', async () => {
		const { error, exported, rejected } = await run([file(csv('preview'))], { operation: 'preview' });
		expect(error).toBeUndefined();
		expect(exported[0].json.profiles).toMatchObject({
			read: 700,
			rejected: rejected.length,
			sent: 700 - rejected.length,
		});
		expect(rejected.length).toBeGreaterThan(5);
	});
});
