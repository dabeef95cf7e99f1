/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * A process's zone (n8n's image sets none, which is UTC) and the workflow's, and how many sources were right before.
 */
const settings = [
	{ process: 'UTC', workflow: 'America/New_York', before: 18 },
	{ process: 'Europe/Warsaw', workflow: 'Europe/Warsaw', before: 21 },
	{ process: 'America/New_York', workflow: 'America/New_York', before: 24 },
	{ process: 'UTC', workflow: 'Europe/Warsaw', before: 26 },
	{ process: 'Europe/Warsaw', workflow: 'America/New_York', before: 12 },
] as const;

/** A time of day that is no midnight is a moment: its day is that of the workflow's zone, and may be another there. */
const wrong: Readonly<Record<string, readonly string[]>> = {
	'TZ UTC, workflow America/New_York': ['Postgres to 2.6, TIMESTAMP half past midnight'],
	'TZ UTC, workflow Europe/Warsaw': ['MySQL to 2.0, DATETIME at half past eleven in the evening'],
	'TZ Europe/Warsaw, workflow America/New_York': ['Postgres to 2.6, TIMESTAMP half past midnight'],
};

const days = new Map<string, Readonly<Record<string, string | null>>>();
const nameOf = (setting: (typeof settings)[number]) => `TZ ${setting.process}, workflow ${setting.workflow}`;

beforeAll(async () => {
	for (const setting of settings) {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--import', 'tsx', join(__dirname, '../../../support/sourceDays.ts'), setting.workflow],
			{ env: { ...process.env, TZ: setting.process }, cwd: join(__dirname, '../../../..') },
		);
		days.set(nameOf(setting), JSON.parse(stdout) as Record<string, string | null>);
	}
});

it.each(settings)('17 May is 17 May with TZ $process and the workflow in $workflow', (setting) => {
	const read = Object.entries(days.get(nameOf(setting)) ?? {});
	expect(read).toHaveLength(46);
	const others = read.filter(([, day]) => day !== '1990-05-17').map(([source]) => source);
	expect(others).toEqual(wrong[nameOf(setting)] ?? []);
	expect(46 - others.length).toBeGreaterThanOrEqual(setting.before);
});

it('of 230 at least 188 are right', () => {
	const all = [...days.values()].flatMap((read) => Object.values(read));
	expect(all).toHaveLength(230);
	expect(all.filter((day) => day === '1990-05-17').length).toBeGreaterThanOrEqual(188);
});
