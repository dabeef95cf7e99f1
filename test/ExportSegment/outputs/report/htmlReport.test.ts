import fc from 'fast-check';
import type { RunSummary } from '../../../../nodes/ExportSegment/outputs/outcome/runSummary';
import type { Report } from '../../../../nodes/ExportSegment/outputs/report/htmlReport';
import { htmlReport } from '../../../../nodes/ExportSegment/outputs/report/htmlReport';
import { processorMs } from '../../../support/processorTime';
import { runSummary } from '../../../support/runSummary';
import { sampleReports } from '../../../support/sampleReports';

const samples = Object.entries(sampleReports);
const tagsOf = (page: string) => page.match(/<[^>]*>/g) ?? [];
const wordsOf = (page: string) =>
	page
		.replace(/<style>[\s\S]*?<\/style>/, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(nbsp|middot);/g, ' ')
		.replace(/&rarr;/g, '→')
		.replace(/&#39;/g, "'")
		.replace(/\s+/g, ' ');
const reportOf = (...summaries: RunSummary[]): Report => ({
	summaries,
	steps: [],
	isFirstRun: false,
	history: [],
	zone: 'UTC',
});

describe.each(samples)('the report %s', (_name, report) => {
	const page = htmlReport(report);

	it('is one document that asks nothing of anybody', () => {
		expect(page).toMatch(/^<!doctype html>/);
		expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|form|base|meta[^>]*refresh)\b/i);
		expect(page).not.toMatch(/\b(src|href|srcset|action|on[a-z]+)\s*=/i);
		expect(page).not.toMatch(/https?:|\/\/|url\(|@import|expression\(|javascript:/i);
		expect(page.length).toBeLessThan(60_000);
	});

	it('has every colour in a style of its own, so that it is in colour where style sheets are passed over', () => {
		const painted = tagsOf(page).filter((tag) => /class="[^"]*(color|stroke)-/.test(tag));
		expect(painted.length).toBeGreaterThan(20);
		expect(painted.filter((tag) => !/style="[^"]*color:#|stroke="#/.test(tag))).toEqual([]);
		const withoutSheet = page.replace(/<style>[\s\S]*?<\/style>/, '');
		expect(withoutSheet).not.toMatch(/var\(|display:(flex|grid)|position:/);
	});

	it('leaves each part of a bar room: their widths make 100 percent', () => {
		const bars = page
			.split('<table')
			.map((table) => [...table.matchAll(/width="(\d+)%"\s+title=/g)].map(([, width]) => Number(width)))
			.filter((widths) => widths.length > 0);
		expect(bars.length).toBeGreaterThan(1);
		for (const widths of bars) {
			expect(Math.min(...widths)).toBeGreaterThanOrEqual(1);
			expect(widths.reduce((sum, width) => sum + width, 0)).toBe(100);
		}
	});

	it('closes every element that it opens', () => {
		const open: string[] = [];
		for (const tag of tagsOf(page)) {
			const name = /^<\/?([a-z0-9]+)/i.exec(tag)?.[1] ?? '';
			if (name === '' || ['meta', 'polyline', 'line'].includes(name) || tag.endsWith('/>')) continue;
			if (tag.startsWith('</')) expect(open.pop()).toBe(name);
			else open.push(name);
		}
		expect(open).toEqual([]);
	});

	it('says the text of the summary first', () => {
		const [{ text }] = report.summaries;
		if (report.summaries.length === 1)
			expect(wordsOf(page).replace(/ ([.,;])/g, '$1')).toContain(text.replaceAll('*', ''));
	});
});

describe('the numbers', () => {
	it('of the outcome are those of the summary, each profile once', () => {
		const words = wordsOf(htmlReport(sampleReports.mirror));
		for (const row of [
			'On the list: new or changed 34 3 %',
			'On the list: unchanged 1,221 96 %',
			'Rejected 12 1 %',
			'Opted out, left alone 6 < 1 %',
			'Deleted in Constant Contact, left alone 2 < 1 %',
			'Taken off the list: 9 people',
			'No email address 9',
			'Left this list before 2',
		])
			expect(words.replace(/&lt;/g, '<')).toContain(row);
	});

	it('of those sent tell apart the ones that Constant Contact refused', () => {
		const words = wordsOf(htmlReport(sampleReports['first-export']));
		expect(words).toContain('On the list: new or changed 1,226 98 %');
		expect(words).toMatch(/Refused by Constant Contact 2 .* Duplicates of another profile 3/);
	});

	it('of several lists are shown together and list by list', () => {
		const words = wordsOf(htmlReport(sampleReports['several-lists']));
		expect(words).toContain('22,465 of 22,922 profiles are on 4 lists');
		expect(words).toMatch(/Newsletter 18,012 408 120/);
		expect(words).toMatch(/New in 2027 \(new\) 233 7 0/);
	});

	it('of the steps are in their order, with how long each took', () => {
		expect(wordsOf(htmlReport(sampleReports['customer-insights']))).toMatch(
			/1\. Profiles read and checked 212,480 profiles 9\.1 s .*2\. Compared .*1 min 24 s .*3\. Imported.* 1 import 58 s .*4\. Taken off.* 1,377 people 1 min 6 s .*5\. .* 21 s/,
		);
	});

	it('of the steps of a preview say that nothing was noted, and of none that it took no time', () => {
		const preview = sampleReports['preview-guard'];
		const words = wordsOf(htmlReport({ ...preview, steps: [...preview.steps.slice(0, 2), { kind: 'finish', ms: 0 }] }));
		expect(words).toMatch(/3\. Counted and reported &lt; 0\.1 s/);
		expect(words).not.toContain('Noted');
	});

	it('of the last runs are shown where no line is drawn', () => {
		const words = wordsOf(htmlReport(sampleReports.mirror));
		expect(words).toContain('Between 1,180 and 1,255 on the list, over 12 runs');
		expect(words).toMatch(/28 Feb 2027, 06:00 1,252 0 19 1 Mar 2027, 06:00 1,255 9 20/);
	});

	it.each([
		[450, '0.5 s'],
		[59_400, '59 s'],
		[3_599_000, '59 min 59 s'],
		[7_260_000, '2 h 1 min'],
	])('%d ms are %s', (ms, words) => {
		const finishedAt = new Date(Date.parse('2027-03-01T14:00:00.000Z') + ms).toISOString();
		expect(wordsOf(htmlReport(reportOf(runSummary({ profiles: { read: 1, sent: 1 }, finishedAt }))))).toContain(
			`(UTC) ${words} `,
		);
	});
});

describe('names from outside', () => {
	const named = (name: string) =>
		htmlReport(
			reportOf(
				...[1, 2].map((number) =>
					runSummary({
						list: { id: 'x', name: `${number}${name}` },
						text: `On *${number}${name}*.`,
						segments: [`${number}${name}`],
						profiles: { read: 3, sent: 2, rejected: 1 },
						rejections: { email_missing: 1 },
						valuesLeftOut: [{ field: `f${name}`, count: 1, reason: `r${name}`, rows: [1] }],
						columns: { used: { [`F${name}`]: `c${name}` }, leftOut: [`l${name}`] },
					}),
				),
			),
		);

	it('are never read as HTML, whatever they are', () => {
		const shape = tagsOf(named('name'));
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					fc.constantFrom(
						'"><script>alert(1)</script>',
						"' onload='x",
						'</td></table><h1>',
						'<!--',
						'&lt;b&gt;',
						']]>',
					),
				),
				(name) => {
					expect(tagsOf(named(name.replaceAll('@', ''))).map(tagName)).toEqual(shape.map(tagName));
				},
			),
		);
	});

	it('that are very long or very many leave one page that is quickly made', () => {
		const long = 'Ł'.repeat(1_000);
		const many = (prefix: string) => Array.from({ length: 2_000 }, (_, index) => `${prefix} ${index} ${long}`);
		const summaries = Array.from({ length: 100 }, (_, index) =>
			runSummary({
				list: { id: 'x', name: `${index} ${long}` },
				segments: [`${index} ${long}`],
				profiles: { read: 3, sent: 2, rejected: 1 },
				valuesLeftOut: many('field')
					.slice(0, 50)
					.map((field) => ({
						field,
						count: 1,
						reason: 'r'.repeat(200),
						rows: Array.from({ length: 1_000 }, (_, row) => row),
					})),
				columns: { used: Object.fromEntries(many('column').map((name) => [name, name])), leftOut: many('left out') },
			}),
		);
		let page = '';
		expect(processorMs(() => void (page = htmlReport(reportOf(...summaries))))).toBeLessThan(1_000);
		expect(page.length).toBeLessThan(100_000);
		expect(wordsOf(page)).toMatch(/and 85 more lists/);
	});

	it('that hold an address, as in a file without a header, are not shown', () => {
		const words = wordsOf(
			htmlReport(
				reportOf(
					runSummary({
						profiles: { read: 1, sent: 1 },
						columns: { used: { Email: 'zofia@example.com' }, leftOut: ['Zofia <z@example.com>'] },
					}),
				),
			),
		);
		expect(words).not.toContain('@');
		expect(words).toContain('(a name that holds an address) → Email');
	});

	it('of reasons that no words are known for are shown as one', () => {
		const page = htmlReport(
			reportOf(runSummary({ profiles: { read: 1, rejected: 1 }, rejections: { a_new_code: 1 } })),
		);
		expect(wordsOf(page)).toContain('Another reason 1');
	});
});

const tagName = (tag: string) => /^<[!/]?[a-z0-9-]+/i.exec(tag)?.[0];

it('a run that read nobody says so', () => {
	expect(wordsOf(htmlReport(reportOf(runSummary({ profiles: {} }))))).toContain('No profile came in.');
});
