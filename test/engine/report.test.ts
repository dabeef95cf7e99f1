import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runInEngine } from '../support/engine';
import { listTagName, mustRun, runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { asItems, exportParameters, startService } from '../support/service';

/** What people see of a run: words in every summary, and a page where it is asked for. */
let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());

const pageOf = ({ binary }: INodeExecutionData) =>
	Buffer.from((binary?.report as IBinaryData).data, 'base64').toString('utf8');

/** Names and values that are nowhere else. */
const planted = ['Zebulon', 'Quagmire', 'Xanthippe', 'Fenstermacher', 'ztest', 'quag.mire', 'no day at all'];

function people(mode: string): IDataObject[] {
	return [
		{ email: `ztest.one.${mode}@example.com`, first_name: 'Zebulon', last_name: 'Quagmire' },
		{ email: `ztest.one.${mode}@example.com`, first_name: 'Zebulon', last_name: 'Quagmire' },
		{ email: 'quag.mire without an at', first_name: 'Xanthippe', last_name: 'Fenstermacher' },
		{ email: '', first_name: 'Xanthippe', last_name: 'Fenstermacher' },
		{ email: `ztest.left.${mode}@example.com`, first_name: 'Xanthippe', last_name: 'Fenstermacher' },
		{ email: `ztest.gone.${mode}@example.com`, first_name: 'Xanthippe', last_name: 'Fenstermacher' },
		{ email: `ztest.long.${mode}@example.com`, first_name: 'Zebulon'.repeat(30), last_name: 'Quagmire' },
	];
}

test.concurrent.each(['addOrUpdate', 'mirror', 'remove'] as const)(
	'%s: words and page tell the outcome, and of nobody anything',
	async (mode) => {
		const { account } = service.simulator;
		const list = account.addList(`Told ${mode}`);
		account.addContact({ email: `ztest.leaver.${mode}@example.com`, fields: { first_name: 'Zebulon' }, lists: [list] });
		const left = account.addTag(listTagName(list));
		account.addContact({ email: `ztest.left.${mode}@example.com`, tags: [left] });
		account.addContact({ email: `ztest.gone.${mode}@example.com` });
		account.deleteContact(`ztest.gone.${mode}@example.com`);
		const options = { attachReport: true, maximumRemovalPercent: 100 };
		const run = { list, people: people(mode), syncMode: mode, options };
		for (const operation of ['preview', 'export'] as const) {
			const { exported, summary } = await mustRun({ ...run, operation, credential: service.connectAlone() });
			const page = pageOf(exported[0]);
			const text = String(exported[0].json.text);
			expect(text).toContain(`*Told ${mode}*`);
			expect(page).toContain(`Told ${mode}</b>`);
			for (const words of [text, page, JSON.stringify({ ...summary, activities: [] })])
				for (const name of planted) expect(words.toLowerCase()).not.toContain(name.toLowerCase());
		}
	},
);

test('of several lists there is one page of all of them, with each summary and without earlier runs', async () => {
	const { account } = service.simulator;
	for (const name of ['Told A', 'Told B']) account.addList(name);
	const exportBoth = async (earlierSummaries: string) =>
		await runInEngine({
			items: asItems([
				{ email: 'a@example.com', segments: 'Told A' },
				{ email: 'b@example.com', segments: 'Told A, Told B' },
			]),
			parameters: exportParameters('', {
				segments: 'byField',
				segmentField: 'segments',
				listPerSegment: true,
				options: { attachReport: true, earlierSummaries },
			}),
			credential: service.connectAlone(),
		});
	const { exported } = await exportBoth('');
	expect(exported.map(({ json }) => json.text)).toEqual([
		'All 2 profiles are on *Told A*.',
		'The only profile is on *Told B*.',
	]);
	for (const item of exported) {
		expect(pageOf(item)).toContain('Told A');
		expect(pageOf(item)).toContain('Told B');
	}
	const again = await exportBoth(JSON.stringify(exported.map(({ json }) => json)));
	expect(pageOf(again.exported[0])).toContain('Told B');
	expect(pageOf(again.exported[0])).not.toContain('The last runs');
});

test.each(['batches', 'profiles'])('Return = %s: the page is with the first item', async (returns) => {
	const list = service.simulator.account.addList(`Told ${returns}`);
	const { exported } = await mustRun({
		list,
		people: [{ email: 'a@example.com' }, { email: 'b@example.com' }],
		syncMode: 'addOrUpdate',
		credential: service.connectAlone(),
		options: { attachReport: true, return: returns, maximumBatchRows: 1 },
	});
	expect(exported.length).toBeGreaterThan(1);
	expect(exported.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
		['report'],
		...exported.slice(1).map(() => []),
	]);
});

test('earlier summaries make a history, and none is shown where nobody asked', async () => {
	const list = service.simulator.account.addList('Told again');
	const run = { list, people: [{ email: 'a@example.com' }], credential: service.connectAlone() };
	const first = await mustRun({ ...run, syncMode: 'addOrUpdate' });
	expect(first.exported[0].binary).toBeUndefined();
	const kept = [{ json: { summary: JSON.stringify(first.exported[0].json) } }];
	const second = await mustRun({
		...run,
		syncMode: 'addOrUpdate',
		options: { attachReport: true, earlierSummaries: kept },
	});
	expect(pageOf(second.exported[0])).toContain('The last runs');
	expect(pageOf(second.exported[0])).toContain('over 2 runs');
});

test('a guard that trips is shown by a preview as a page, and by an export as an error', async () => {
	const { account } = service.simulator;
	const list = account.addList('Told to stop');
	account.addContacts(10, (n) => ({ email: `stay${n}@example.com`, lists: [list] }));
	const run = { list, people: [{ email: 'stay1@example.com' }], credential: service.connectAlone() };
	const { exported } = await mustRun({ ...run, operation: 'preview', options: { attachReport: true } });
	expect(pageOf(exported[0])).toContain('Why the export would stop');
	const { exported: failed } = await runSegment({
		...run,
		onError: 'continueRegularOutput',
		options: { attachReport: true },
	});
	expect(failed[0].json.message).toMatch(/^This run would take 9 of 10 members .* so nothing was changed\. Check that/);
	expect(failed[0].binary).toBeUndefined();
});

test('what the run took of which column, and what it could not use, is in words and page', async () => {
	const list = service.simulator.account.addList('Told columns');
	const { exported } = await runInEngine({
		items: asItems([{ 'E-mail': 'c@example.com', Birthday: 'Quagmire', Shoe: 'Zebulon' }]),
		parameters: exportParameters(list.id, {
			fields: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] },
			options: { attachReport: true },
		}),
		credential: service.connectAlone(),
	});
	expect(exported[0].json.text).toBe('The only profile is on *Told columns*. 1 birthday could not be read.');
	const page = pageOf(exported[0]);
	expect(page).toMatch(/E-mail &rarr; <b>Email<\/b>/);
	expect(page).toContain('Not used: Shoe');
	expect(page).toMatch(/<b>Birthday<\/b>: /);
	expect(page).not.toMatch(/Quagmire|Zebulon/);
});
