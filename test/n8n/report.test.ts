/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { htmlReport } from '../../nodes/ExportSegment/outputs/report/htmlReport';
import { sampleReports } from '../support/sampleReports';
import { browserPatienceMs, launchChromium, reportFolder } from './support/browser';
import { indexedPng } from './support/indexedPng';

/** The report as people see it: in a browser, light and dark, on a phone, on paper, and in a mail program. */
let browser: Browser;
let page: Page;
let asked: string[];

beforeAll(async () => {
	await mkdir(reportFolder, { recursive: true });
	// Nothing answers there: a page that asks for something shows it.
	browser = await launchChromium({ proxy: { server: 'http://127.0.0.1:9' } });
});
beforeEach(async () => {
	page = await browser.newPage({ viewport: { width: 720, height: 900 }, colorScheme: 'light' });
	page.setDefaultTimeout(browserPatienceMs);
	asked = [];
	page.on('request', (request) => asked.push(request.url()));
});
afterEach(async () => await page.close());
afterAll(async () => await browser?.close());

const samples = Object.entries(sampleReports).map(([name, report]) => ({ name, html: htmlReport(report) }));
const withoutStyleSheet = (html: string) =>
	html.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '');
const withoutDrawings = (html: string) => html.replace(/<svg[\s\S]*?<\/svg>/g, '');

interface Pixels {
	width: number;
	height: number;
	/** Base64. */
	pixels: string;
}

/** What a browser evaluates to the pixels of a picture. */
const pixelsOf = (source: string) => `(async () => {
	const bitmap = await createImageBitmap(await (await fetch('${source}')).blob());
	const { width, height } = bitmap;
	const context = new OffscreenCanvas(width, height).getContext('2d');
	context.drawImage(bitmap, 0, 0);
	const { data } = context.getImageData(0, 0, width, height);
	let text = '';
	for (let start = 0; start < data.length; start += 0x8000)
		text += String.fromCharCode(...data.subarray(start, start + 0x8000));
	return { width, height, pixels: btoa(text) };
})()`;

/** The whole page as a small picture. */
async function shoot(name: string): Promise<void> {
	const png = await page.screenshot({ fullPage: true, animations: 'disabled' });
	const drawing = await browser.newPage();
	const { width, height, pixels } = await drawing.evaluate<Pixels>(
		pixelsOf(`data:image/png;base64,${png.toString('base64')}`),
	);
	await drawing.close();
	await writeFile(join(reportFolder, `report-${name}.png`), indexedPng(width, height, Buffer.from(pixels, 'base64')));
}

const background = async () =>
	await page.evaluate<string>("getComputedStyle(document.querySelector('.card > table')).backgroundColor");

describe.each(samples)('$name', ({ name, html }) => {
	it('is light or dark as the screen is, and asks for nothing', async () => {
		await page.setContent(html);
		expect(await background()).toBe('rgb(255, 255, 255)');
		await shoot(name);
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await background()).toBe('rgb(25, 30, 36)');
		await shoot(`${name}.dark`);
		expect(asked).toEqual([]);
	});

	it('is one page of paper, in colours for paper, whatever the screen is', async () => {
		await page.setContent(html);
		await page.emulateMedia({ colorScheme: 'dark' });
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
		await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
		expect(await background()).toBe('rgb(255, 255, 255)');
	});

	it.each([320, 1_600])('fits a screen %d pixels wide', async (width) => {
		await page.setViewportSize({ width, height: 700 });
		await page.setContent(html);
		expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
	});

	it('looks the same where a mail program takes away style sheets and classes', async () => {
		await page.setContent(html);
		const asBrowser = await page.screenshot({ fullPage: true });
		await page.setContent(withoutStyleSheet(html));
		expect((await page.screenshot({ fullPage: true })).equals(asBrowser)).toBe(true);
	});
});

it('in a mail program that draws no lines, either, the numbers of the last runs are there', async () => {
	await page.setContent(withoutDrawings(withoutStyleSheet(htmlReport(sampleReports.mirror))));
	expect(await page.getByText('28 Feb 2027, 06:00').isVisible()).toBe(true);
	await shoot('mail');
});
