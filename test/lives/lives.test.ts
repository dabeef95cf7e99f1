/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import type * as Workflow from 'n8n-workflow';
import { keepFigures } from '../support/figures';
import { found } from './found';
import type { LifeResult, LifeSettings } from './life';
import { live } from './life';
import type { Ingredient } from './plans';
import { reduced } from './reduced';
import type * as Virtual from './virtualTime';
import { time } from './virtualTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof Workflow>('n8n-workflow'),
	sleep: async (ms: number) => await jest.requireActual<typeof Virtual>('./virtualTime').time.sleep(ms),
}));

/** `npm run test:long -- lives` asks for more of them. */
const count = Number(process.env.TEST_LIVES ?? 30);
const firstSeed = Number(process.env.TEST_SEED ?? 20_261_124);
const days = Number(process.env.TEST_DAYS ?? 12);

/** Ingredients that lives do without, by commas: to look for one kind of trouble alone. */
const without = new Set((process.env.TEST_WITHOUT?.split(',') ?? []) as Ingredient[]);

const realNow = performance.now.bind(performance);
const ofThisProcess = { dateNow: Date.now, performanceNow: performance.now, random: Math.random };
// Plain functions: a spy would remember each of the millions of calls.
beforeAll(() => {
	Date.now = () => time.now();
	performance.now = () => time.now();
	Math.random = () => time.random();
});
afterAll(() => {
	Date.now = ofThisProcess.dateNow;
	performance.now = ofThisProcess.performanceNow;
	Math.random = ofThisProcess.random;
});

/** @returns what is wrong, with what led to it; empty if nothing is */
async function tell(settings: LifeSettings, result: LifeResult): Promise<string> {
	if (result.trouble === undefined) return '';
	const { trouble, needs, story } = await reduced(settings, result);
	return `Life ${settings.seed}: ${trouble?.message}\nIt takes: ${needs.join(', ') || 'nothing else'}\n${story}\n`;
}

test(`${count} lives of ${days} days: whatever people, colleagues, strangers and faults do between two requests, every run keeps what README promises`, async () => {
	const startedAt = realNow();
	const figures = { lives: 0, days, runs: 0, requests: 0, endings: {} as Record<string, number> };
	const troubles: Array<{ seed: number; what: string }> = [];
	let stories = '';
	for (let seed = firstSeed; seed < firstSeed + count; seed++) {
		const settings = { seed, days, without };
		const result = await live(settings);
		figures.lives++;
		figures.runs += result.runs;
		figures.requests += result.requests;
		for (const [how, times] of Object.entries(result.endings))
			figures.endings[how] = (figures.endings[how] ?? 0) + times;
		if (result.trouble === undefined) continue;
		troubles.push({ seed, what: result.trouble.message });
		if (troubles.length <= 3) stories += await tell(settings, result);
	}
	keepFigures('lives', [{ ...figures, minutes: (realNow() - startedAt) / 60_000, troubles }]);
	process.stdout.write(`${JSON.stringify({ ...figures, troubles })}\n`);
	expect(stories).toBe('');
	expect(troubles).toEqual([]);
	// The lives are ones only if all of that happened.
	if (count >= 20)
		expect(Object.keys(figures.endings).sort()).toEqual(['completed', 'preview', 'processing', 'stopped']);
}, 14_400_000);

for (const { what, ...settings } of found)
	test(`life ${settings.seed}, in which ${what}`, async () => {
		expect(await tell(settings, await live(settings))).toBe('');
	});
