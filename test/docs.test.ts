/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { ConstantContactTrigger } from '../nodes/ConstantContactTrigger/ConstantContactTrigger.node';
import { CustomerInsightsSegments } from '../nodes/CustomerInsightsSegments/CustomerInsightsSegments.node';
import { ExportSegment } from '../nodes/ExportSegment/ExportSegment.node';
import { messagesBelow } from './support/messages';

const root = join(__dirname, '..');
const pages = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'examples/README.md', 'test/README.md'],
	...markdownIn('docs'),
	...readdirSync(join(root, 'nodes')).map((node) => `nodes/${node}/README.md`),
].filter((page) => existsSync(join(root, page)));

const code = ['nodes', 'credentials', 'scripts', 'test', 'tools'].flatMap(codeBelow);

const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

describe.each(pages)('%s', (page) => {
	it('links to files and headings that are there', () => {
		const broken = linksOf(page).filter((link) => {
			const [path, anchor] = link.split('#');
			const target = path === '' ? page : normalize(join(dirname(page), path));
			if (!existsSync(join(root, target))) return true;
			return anchor !== undefined && !anchorsOf(target).has(anchor);
		});
		expect(broken).toEqual([]);
	});
});

it.each(pages)('%s names files of code that are there', (page) => {
	const named = [...textOf(page).matchAll(/`([\w./-]+\.(?:ts|mts|mjs|cjs))`/g)].map(([, path]) => path);
	const isThere = (path: string) =>
		path.includes('/')
			? existsSync(join(root, dirname(page), path)) || existsSync(join(root, path))
			: code.some((file) => basename(file) === path);
	expect(named.filter((path) => !isThere(path))).toEqual([]);
});

it("README's first page is short, and leads to every page of docs/", () => {
	expect(Buffer.byteLength(textOf('README.md'))).toBeLessThanOrEqual(12 * 1024);
	const led = linksOf('README.md').map((link) => link.split('#')[0]);
	expect(markdownIn('docs').filter((page) => !led.includes(page))).toEqual([]);
});

it.each(markdownIn('docs'))('%s leads back to the first page, and on to another', (page) => {
	expect(textOf(page)).toContain('(../README.md)');
	expect(textOf(page)).toMatch(/\nRead next: \[[^\]]+\]\([\w-]+\.md\)\.\n$/);
});

describe('What people ask first is one click from the first page', () => {
	it.each([
		['Can I see before what it would do?', 'docs/parameters.md#preview', 'It makes no list, no tag, no import.'],
		['What about several lists?', 'docs/parameters.md#segments', 'one list after the other'],
		['Why is Ann rejected?', 'docs/results.md#what-is-rejected-and-why', '| Code | What it means | What to do |'],
		['What happens to people who left?', 'docs/opt-outs.md#opt-outs', 'They are left alone'],
		['Will it mail people who unsubscribed?', 'docs/opt-outs.md#opt-outs', 'The node sends no email'],
		['How do I undo an export?', 'docs/parameters.md#undo', 'Remove From List'],
		['How long does a million take?', 'docs/limits.md#limits-and-numbers', 'A million profiles'],
		['Can I run it on two workers?', 'docs/limits.md#compatibility', 'Each worker paces itself'],
		['What does this error mean?', 'docs/troubleshooting.md', '| Message |'],
		['Where do segments of Customer Insights come in?', 'docs/customer-insights.md', 'Set up, once'],
	])('%s', (question, link, answer) => {
		const row = textOf('README.md')
			.split('\n')
			.find((line) => line.startsWith('|') && line.includes(question));
		expect(row).toContain(`](${link})`);
		expect(sectionOf(link)).toContain(answer);
	});
});

describe.each([
	['docs/parameters.md', new ExportSegment()],
	['docs/customer-insights.md', new CustomerInsightsSegments()],
	['docs/opt-outs.md', new ConstantContactTrigger()],
])('%s', (page, { description }) => {
	it('describes every parameter and option once', () => {
		const cells = [...textOf(page).matchAll(/^\| (.+?) \|/gm)].map(([, cell]) => cell);
		const shown = new Set(description.properties.flatMap(namesShown));
		expect([...shown].filter((name) => cells.filter((cell) => cell === name).length !== 1)).toEqual([]);
	});
});

/** What the editor shows of a parameter: its name, or the names of the options in it. */
function namesShown({ type, displayName, options }: INodeProperties): string[] {
	if (type === 'notice' || type === 'hidden') return [];
	return type === 'collection' ? (options as INodeProperties[]).flatMap(namesShown) : [displayName];
}

describe('Every message stands in Troubleshooting, and no other', () => {
	const inCode = messagesBelow(join(root, 'nodes'));
	const inPages = ['docs/troubleshooting.md', 'docs/customer-insights.md'].flatMap(messagesOfTables);

	it('what the code says is explained', () => {
		expect(inCode.length).toBeGreaterThan(100);
		expect(inCode.filter((message) => !inPages.some((told) => isSame(told, message)))).toEqual([]);
	});

	it('what is explained, the code says', () => {
		expect(inPages.filter((told) => !inCode.some((message) => isSame(told, message)))).toEqual([]);
	});
});

/** The first cells of the tables of messages, several in a cell being apart by a dot in the middle. */
function messagesOfTables(page: string): string[] {
	const tables = textOf(page).match(/^\| Message \|.*\n\|-.*\n(?:\|.*\n)+/gm) ?? [];
	return tables.flatMap((table) =>
		[...table.matchAll(/^\| (.+?) \|/gm)].slice(1).flatMap(([, cell]) => cell.split(' · ')),
	);
}

/**
 * Whether two texts may be one message: `…`, a digit alone and lists of names stand for anything, and a page may stop
 * early.
 */
function isSame(told: string, message: string): boolean {
	return beginsWith(message, told) || beginsWith(told, message);
}

function beginsWith(text: string, beginning: string): boolean {
	const plain = (words: string) =>
		words
			.replace(/(\d),(?=\d{3})/g, '$1')
			.replace(/(?<!\d)\d(?!\d)/g, '…')
			.replace(/(?:…|'…'(?:, )?)+/g, '…');
	const pieces = plain(beginning).split('…');
	const escaped = pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${escaped.join('.*')}`).test(plain(text));
}

function codeBelow(folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
		return entry.isDirectory() ? codeBelow(join(folder, entry.name)) : [entry.name];
	});
}

function markdownIn(folder: string): string[] {
	return readdirSync(join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => relative(root, join(root, folder, name)));
}

/** Links and pictures of a page that lead into the repository. */
function linksOf(page: string): string[] {
	const text = textOf(page).replace(/```[\s\S]*?```/g, '');
	const links = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/(?:src|srcset)="([^"]+)"/g)];
	return links.map(([, link]) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** The part of a page that a link leads to; without an anchor the whole page. */
function sectionOf(link: string): string {
	const [page, anchor] = link.split('#');
	const sections = textOf(page).split(/^## /m);
	return (
		sections.find((section) => anchor !== undefined && anchorOf(section.split('\n')[0]) === anchor) ?? textOf(page)
	);
}

/** The anchors that GitHub gives a page's headings. */
function anchorsOf(page: string): Set<string> {
	const headings = textOf(page).matchAll(/^#{1,6} (.+)$/gm);
	return new Set([...headings].map(([, heading]) => anchorOf(heading)));
}

function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\- _]/gu, '')
		.replaceAll(' ', '-');
}
