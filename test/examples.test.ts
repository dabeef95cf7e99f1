/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What every workflow in examples/ keeps to. That each of them runs is test/n8n/examples.test.ts's matter. */

interface Example {
	name: string;
	nodes: Array<{
		name: string;
		type: string;
		typeVersion: number;
		position: number[];
		parameters: Record<string, unknown>;
		[key: string]: unknown;
	}>;
	connections: Record<string, { main: Array<Array<{ node: string; type: string; index: number }>> }>;
	settings: Record<string, unknown>;
	[key: string]: unknown;
}

const root = join(__dirname, '..');
const folder = join(root, 'examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;
const notes = ({ nodes }: Example) => nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
const steps = ({ nodes }: Example) => nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');

it('there are examples', () => {
	expect(files.length).toBeGreaterThan(0);
});

describe.each(files)('%s', (file) => {
	it('has what n8n takes from the clipboard, and nothing besides: no ID, no version, no pinned data, no tags', () => {
		const example = read(file);
		expect(Object.keys(example).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
		expect(example.settings).toEqual({ executionOrder: 'v1' });
		const allowed = [
			'parameters',
			'name',
			'type',
			'typeVersion',
			'position',
			'onError',
			'retryOnFail',
			'maxTries',
			'waitBetweenTries',
			'alwaysOutputData',
			'executeOnce',
		];
		for (const node of example.nodes) expect(allowed).toEqual(expect.arrayContaining(Object.keys(node)));
	});

	it('has no credential, no secret, no ID of anybody and no address of a machine', () => {
		const text = readFileSync(join(folder, file), 'utf8');
		expect(text).not.toMatch(/credentials"|apiKey|password|secret|token"|Bearer|xox[bp]-|eyJ/);
		expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i);
		expect(text).not.toMatch(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|localhost/);
		const addresses = text.match(/[\w.+-]+@[\w-]+\.[a-z.]+/gi) ?? [];
		expect(addresses.filter((address) => !/@example\.(com|org|net)$/i.test(address))).toEqual([]);
	});

	it('leaves the list to the person who uses it', () => {
		for (const { type, parameters } of read(file).nodes) {
			if (!type.startsWith('n8n-nodes-constant-contact.') || !('list' in parameters)) continue;
			const { mode, value } = parameters.list as { mode: string; value: string };
			expect({ mode, value }).toEqual(
				parameters.operation === 'status' ? { mode: 'id', value: '={{ $json.list.id }}' } : { mode: 'list', value: '' },
			);
		}
	});

	it('is explained by notes: one about the whole, and one about every node where something is to be set', () => {
		const example = read(file);
		const texts = notes(example).map(({ parameters }) => String(parameters.content));
		expect(texts[0]).toMatch(/^## \w/);
		expect(texts[0].split('\n')[0]).toBe(`## ${example.name}`);
		for (const { name, type } of steps(example)) {
			if (/constant-contact|postgres|slack|googleSheets|httpRequest|readWriteFile|emailSend|dataTable/.test(type))
				expect(texts[0]).toContain(`**${name}**`);
		}
	});

	it('is wired: every connection leads from a node to a node, and every node but the first is led to', () => {
		const example = read(file);
		const names = steps(example).map(({ name }) => name);
		expect(new Set(example.nodes.map(({ name }) => name)).size).toBe(example.nodes.length);
		const targets = Object.values(example.connections).flatMap(({ main }) => main.flat().map(({ node }) => node));
		expect(names).toEqual(expect.arrayContaining([...Object.keys(example.connections), ...targets]));
		const starts = steps(example)
			.filter(({ type }) => /trigger$/i.test(type))
			.map(({ name }) => name);
		expect(starts.length).toBeGreaterThan(0);
		expect(names.filter((name) => !starts.includes(name) && !targets.includes(name))).toEqual([]);
	});

	it('is described in examples/README.md, and tried in a real n8n', () => {
		expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`(${file})`);
		expect(readFileSync(join(root, 'test/n8n/examples.test.ts'), 'utf8')).toContain(`'${file.replace('.json', '')}'`);
	});
});
