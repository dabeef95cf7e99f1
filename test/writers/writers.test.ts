/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseOf, installedServices, postgresLogin, startPostgres } from '../n8n/support/services';
import { exportFile } from '../support/caseFile';
import { keepFigures } from '../support/figures';
import type { Service } from '../support/service';
import { startService } from '../support/service';
import type { WrittenProfile } from './writtenProfiles';
import { writtenProfiles } from './writtenProfiles';

/** `npm run test:long -- writers` asks for more of them, and for others. */
const count = Number(process.env.TEST_WRITTEN ?? 500);
const seed = Number(process.env.TEST_SEED ?? 20_261_124);

const packages = ['csv-stringify@6.9.0', 'papaparse@5.7.1', 'fast-csv@5.0.8', 'exceljs@4.4.0', 'xlsx@0.18.5'];
/** Of the machine that writes, and of the workflow that reads. */
const zones = ['UTC', 'Europe/Warsaw', 'America/New_York'];
const run = promisify(execFile);
const maxBuffer = 1e9;

const profiles = writtenProfiles(count, seed);
const columns = Object.keys(profiles[0]) as Array<keyof WrittenProfile>;

let folder: string;
let service: Service;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'writers-'));
	service = await startService({ seed });
	await writeFile(join(folder, 'package.json'), '{ "private": true }');
	await writeFile(join(folder, 'profiles.json'), JSON.stringify(profiles));
	const quietly = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts'];
	await run('npm', ['install', ...quietly, ...packages], { cwd: folder });
	await Promise.all([...zones.map(writeByJavaScript), writeBySqlite(), writeByPostgres()]);
});
afterAll(async () => {
	await service.close();
	await rm(folder, { recursive: true, force: true });
});

async function writeByJavaScript(zone: string): Promise<void> {
	const script = join(__dirname, 'writeFiles.mjs');
	const args = [script, folder, join(__dirname, '..', 'n8n'), zone.replace('/', ' ')];
	await run(process.execPath, args, { env: { ...process.env, TZ: zone } });
}

async function writeBySqlite(): Promise<void> {
	const select = columns.map((name) => `json_extract(value, '$.${name}') AS ${name}`).join(', ');
	const query = `SELECT ${select} FROM json_each(readfile('profiles.json'))`;
	const { stdout } = await run('sqlite3', ['-header', '-csv', ':memory:', query], { cwd: folder, maxBuffer });
	await writeFile(join(folder, 'sqlite.csv'), stdout);
}

async function writeByPostgres(): Promise<void> {
	const services = await installedServices();
	const postgres = await startPostgres(services);
	try {
		const types: Partial<Record<keyof WrittenProfile, string>> = { home_phone: 'bigint', anniversary: 'date' };
		const table = columns.map((name) => `${name} ${types[name] ?? 'text'}`).join(', ');
		const rows = JSON.stringify(profiles).replaceAll("'", "''");
		await databaseOf(postgres)(`CREATE TABLE people AS SELECT * FROM json_to_recordset('${rows}') AS people(${table})`);
		const { user, database } = postgresLogin;
		const login = ['-h', '127.0.0.1', '-p', String(postgres.port), '-U', user, '-d', database];
		const psql = join(services.postgresFolder, 'psql');
		for (const [name, format] of Object.entries({ 'postgres.csv': 'csv', 'postgres.tsv': 'text' })) {
			const copy = `COPY people TO STDOUT WITH (FORMAT ${format}, HEADER)`;
			const { stdout } = await run(psql, [...login, '-c', copy], { maxBuffer });
			await writeFile(join(folder, name), stdout);
		}
	} finally {
		await postgres.stop();
	}
}

type Destroys = (field: string, value: unknown) => boolean;
const nothing: Destroys = () => false;
/** SheetJS writes a number of 12 digits and more as 4.86012E+11. */
const longNumbers: Destroys = (field, value) => field === 'home_phone' && Number(value) >= 1e11;
/** csv-stringify writes a day as its milliseconds since 1970: that of 1 January 1970 is 0, as no day is elsewhere. */
const zeroDay: Destroys = (field, value) => field === 'anniversary' && value === '1970-01-01';

/**
 * exceljs writes a day as midnight of UTC, written in the machine's zone: in America a day too early, as any evening
 * is.
 */
const daysInAmerica: Destroys = (field) => field === 'anniversary';
/** These look like another day that is meant, and like none. */
const untold = [daysInAmerica, zeroDay];

interface WrittenFile {
	readonly name: string;
	readonly timezone: string;
	readonly destroys: Destroys;
}

const files: readonly WrittenFile[] = [
	...zones.flatMap((timezone) =>
		Object.entries({
			'csv-stringify': timezone === 'UTC' ? zeroDay : nothing,
			papaparse: nothing,
			'fast-csv': nothing,
			exceljs: timezone.startsWith('America/') ? daysInAmerica : nothing,
			sheetjs: longNumbers,
			n8n: longNumbers,
		}).map(([writer, destroys]) => ({ name: `${writer} ${timezone.replace('/', ' ')}.csv`, timezone, destroys })),
	),
	...['sqlite.csv', 'postgres.csv', 'postgres.tsv'].map((name) => ({ name, timezone: 'UTC', destroys: nothing })),
];

describe('every value arrives that the writer did not destroy, and those that it did are reported, in', () => {
	it.each(files)('$name', async ({ name, timezone, destroys }) => {
		const { error, sent, rejected, summary } = await exportFile(
			service,
			await readFile(join(folder, name)),
			name,
			{},
			timezone,
		);
		expect(error).toBeUndefined();
		expect(rejected).toEqual([]);
		expect(Object.keys(sent)).toHaveLength(count);

		let arrived = 0;
		let destroyed = 0;
		const wrong: unknown[] = [];
		for (const { email, ...values } of profiles) {
			const contact: Readonly<Record<string, string | undefined>> = sent[email];
			for (const [field, value] of Object.entries(values)) {
				const isSame = String(value ?? '') === (contact[field] ?? '');
				if (value !== null && destroys(field, value)) destroyed++;
				else if (isSame) arrived += value === null ? 0 : 1;
				else wrong.push({ field, value, sent: contact[field] });
			}
		}
		expect(wrong).toEqual([]);

		const told = (summary?.valuesLeftOut ?? []) as Array<{ count: number }>;
		const leftOut = told.reduce((sum, each) => sum + each.count, 0);
		if (!untold.includes(destroys)) expect(leftOut).toBe(destroyed);
		keepFigures('writers', [{ file: name, profiles: count, arrived, destroyed, leftOut }]);
	});
});
