/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize, relative } from 'node:path';

/** Which room may import which, besides itself. The first row whose pattern fits a file's folder is its room. */
interface Room {
	readonly room: RegExp;
	/** Folders below nodes/; of its own node where they begin with `~`. */
	readonly mayImport: readonly string[];
	/** Names neither n8n nor HTTP, and no package but luxon and zod. */
	readonly isCore?: boolean;
}

const ground = ['shared'];
const values = ['shared/values', 'shared/values/dates', 'shared/values/objects'];
const delimited = 'shared/files/formats/delimited';
const files = ['shared/files', 'shared/files/formats', delimited, ...values];
const account = ['shared/account', 'shared/account/columns', 'shared/account/downloads', ...files];
const recipeRooms = ['run', 'profiles', 'plan', 'imports', 'members'].map((room) => `~export/${room}`);
const service = ['shared/constantContact', 'shared/constantContact/transport', 'shared/transport'];
const everyShared = ['shared/listPicker', ...service, 'shared/n8n', ...account];

const rooms: readonly Room[] = [
	{ room: /^shared$/, mayImport: [], isCore: true },
	{ room: /^shared\/values$/, mayImport: [], isCore: true },
	{ room: /^shared\/values\/(dates|objects)$/, mayImport: ['shared/values'], isCore: true },
	{ room: /^shared\/files$/, mayImport: values, isCore: true },
	{ room: /\/delimited\/records$/, mayImport: ['shared/files', ...values], isCore: true },
	{
		room: /\/delimited\/beginning$/,
		mayImport: ['shared/files', `${delimited}/records`, ...values],
		isCore: true,
	},
	{
		room: /\/delimited$/,
		mayImport: ['shared/files', `${delimited}/records`, `${delimited}/beginning`, ...values],
		isCore: true,
	},
	{ room: /^shared\/files\/formats$/, mayImport: ['shared/files', delimited, ...values], isCore: true },
	{ room: /^shared\/account\/columns$/, mayImport: values, isCore: true },
	{ room: /^shared\/account$/, mayImport: ['shared/account/columns', ...files], isCore: true },
	{
		room: /^shared\/account\/downloads$/,
		mayImport: ['shared/account', 'shared/account/columns', ...files],
		isCore: true,
	},
	{ room: /^shared\/n8n$/, mayImport: [] },
	{ room: /^shared\/transport$/, mayImport: ['shared/n8n'] },
	{ room: /^shared\/constantContact\/transport$/, mayImport: ['shared/account', 'shared/n8n', 'shared/transport'] },
	{ room: /^shared\/constantContact$/, mayImport: [...service, 'shared/account', 'shared/n8n', ...values] },
	{ room: /^shared\/listPicker$/, mayImport: [...service, 'shared/account', 'shared/n8n', ...values] },
	{ room: /\/export\/run$/, mayImport: account, isCore: true },
	{ room: /\/export\/profiles\/mapping\/columns$/, mayImport: account, isCore: true },
	{
		room: /\/export\/profiles\/mapping\/candidates$/,
		mayImport: ['~export/profiles/mapping/columns', ...account],
		isCore: true,
	},
	{
		room: /\/export\/profiles\/mapping$/,
		mayImport: ['~export/run', '~export/profiles/mapping/columns', '~export/profiles/mapping/candidates', ...account],
		isCore: true,
	},
	{ room: /\/export\/profiles\/email$/, mayImport: ['~export/run', ...account], isCore: true },
	{ room: /\/export\/profiles$/, mayImport: ['~export/run', '~export/profiles/email', ...account], isCore: true },
	{ room: /\/export\/imports$/, mayImport: ['~export/run', '~export/profiles', ...account], isCore: true },
	{
		room: /\/export\/plan$/,
		mayImport: ['~export/run', '~export/profiles', '~export/imports', ...account],
		isCore: true,
	},
	{
		room: /\/export\/members$/,
		mayImport: ['~export/run', '~export/profiles', '~export/plan', '~export/imports', ...account],
		isCore: true,
	},
	{ room: /\/export$/, mayImport: [...recipeRooms, ...account], isCore: true },
	{ room: /\/changes$/, mayImport: ['shared/account', 'shared/account/downloads', ...values], isCore: true },
	{ room: /\/members$/, mayImport: files, isCore: true },
	{ room: /\/dataverse$/, mayImport: ['~members', 'shared/n8n', 'shared/transport', ...values] },
	{ room: /\/sources$/, mayImport: files },
	{
		room: /\/parameters$/,
		mayImport: [
			'~sources',
			'~members',
			'~dataverse',
			'~export/profiles',
			'~export/profiles/mapping',
			'~export/run',
			...everyShared,
		],
	},
	{ room: /\/options$/, mayImport: ['~parameters', '~export/run', 'shared/account', 'shared/n8n', ...values] },
	{ room: /\/outputs\/outcome$/, mayImport: ['~export/plan', '~export/run', ...values], isCore: true },
	{ room: /\/outputs\/report$/, mayImport: ['~outputs/outcome'], isCore: true },
	{
		room: /\/outputs\/hints$/,
		mayImport: [
			'~outputs/outcome',
			'~export',
			'~export/run',
			'~export/plan',
			'~export/profiles',
			'shared/n8n',
			...account,
		],
	},
	{
		room: /\/outputs$/,
		mayImport: [
			'~outputs/hints',
			'~outputs/outcome',
			'~outputs/report',
			'~export',
			...recipeRooms,
			'~members',
			'shared/n8n',
			...account,
		],
	},
	{
		room: /\/operations$/,
		mayImport: [
			'~options',
			'~parameters',
			'~outputs',
			'~outputs/hints',
			'~outputs/outcome',
			'~export',
			'~export/run',
			'~members',
			'~dataverse',
			...everyShared,
		],
	},
	{ room: /^[A-Z]\w+$/, mayImport: ['~', ...everyShared] },
];

const nodesFolder = join(__dirname, '..', 'nodes');
const all = filesBelow(nodesFolder).map((file) => relative(nodesFolder, file));
const importsOf = new Map(all.map((file) => [file, importedBy(file)]));

it.each(all)('%s imports only what its room may import', (file) => {
	const room = roomOf(file);
	const [node] = file.split('/');
	const allowed = room.mayImport.map((folder) => folder.replace('~', `${node}/`));
	const strangers = importsOf.get(file)!.filter((imported) => {
		const folder = dirname(imported);
		if (folder === dirname(file) || ground.includes(folder)) return false;
		return !allowed.some((each) => folder === each || (each.endsWith('/') && folder.startsWith(each)));
	});
	expect({ row: String(room.room), strangers }).toEqual({ row: String(room.room), strangers: [] });
});

it.each(all.filter((file) => roomOf(file).isCore))('%s names no package but luxon and zod', (file) => {
	expect(packagesOf(file).filter((name) => name !== 'luxon' && name !== 'zod')).toEqual([]);
});

it('no file imports itself through others, types included', () => {
	const circles: string[] = [];
	const done = new Set<string>();
	const visit = (file: string, way: readonly string[]): void => {
		if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' > '));
		if (done.has(file) || way.includes(file)) return;
		for (const imported of importsOf.get(file)!) visit(imported, [...way, file]);
		done.add(file);
	};
	for (const file of all) visit(file, []);
	expect(circles).toEqual([]);
});

it('no folder holds more than 13 files of code', () => {
	const sizes = new Map<string, number>();
	for (const file of all) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
	expect([...sizes].filter(([, size]) => size > 13)).toEqual([]);
});

it('no file has a name that would fit any other', () => {
	const odd = all.filter((file) => /^(utils?|helpers?|types|common|index)\b/i.test(basename(file)));
	expect(odd).toEqual([]);
});

it('no comment is wider than code may be, except links', () => {
	const isTooWide = (line: string) =>
		/^\s*(?:\*|\/\/|\/\*)/.test(line) && !line.includes('https://') && line.replaceAll('\t', '  ').length > 120;
	const wide = all.filter((file) => readFileSync(join(nodesFolder, file), 'utf8').split('\n').some(isTooWide));
	expect(wide).toEqual([]);
});

it('every test that stands where a file of nodes/ would has its file there', () => {
	const tests = ['shared', ...readdirSync(nodesFolder).filter((name) => /^[A-Z]/.test(name))]
		.flatMap((folder) => filesBelow(join(__dirname, folder)))
		.filter((file) => file.endsWith('.test.ts'))
		.map((file) => relative(__dirname, file));
	const orphans = tests.filter((test) => !all.includes(test.replace(/(\.\w+)?\.test\.ts$/, '.ts')));
	expect(orphans.filter((test) => !testsOfSeveral.includes(test))).toEqual([]);
});

/** Tests of what several files do together, and of large counts. */
const testsOfSeveral: readonly string[] = [
	'ConstantContactTrigger/changes/largeDeletions.test.ts',
	'CustomerInsightsSegments/parameters/editorLookups.test.ts',
	'ExportSegment/export/profiles/largeFingerprints.test.ts',
	'ExportSegment/parameters/editorLookups.test.ts',
	'shared/account/largePeople.test.ts',
	'shared/constantContact/answersOfAnyShape.test.ts',
	'shared/files/formats/largeFiles.test.ts',
	'shared/values/dates/sourceDays.test.ts',
];

function roomOf(file: string): Room {
	const room = rooms.find(({ room: pattern }) => pattern.test(dirname(file)));
	if (room === undefined) throw new Error(`${file} stands in no room that this test knows`);
	return room;
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return filesBelow(path);
		return name.endsWith('.ts') ? [path] : [];
	});
}

function specifiersOf(file: string): string[] {
	const code = readFileSync(join(nodesFolder, file), 'utf8');
	return [...code.matchAll(/(?:^|\n)(?:import|export)\s[^;]*?from '([^']+)'/g)].map(([, name]) => name);
}

function importedBy(file: string): string[] {
	return specifiersOf(file)
		.filter((name) => name.startsWith('.'))
		.map((name) => `${normalize(join(dirname(file), name))}.ts`);
}

function packagesOf(file: string): string[] {
	return specifiersOf(file).filter((name) => !name.startsWith('.'));
}
