/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { appendFileSync } from 'node:fs';

/**
 * Hands what a long test measured to `npm run test:long`, which keeps it in test/long/RESULTS.md; elsewhere it goes
 * nowhere.
 */
export function keepFigures(part: string, rows: ReadonlyArray<Readonly<Record<string, unknown>>>): void {
	const { LONG_FIGURES } = process.env;
	if (LONG_FIGURES !== undefined)
		appendFileSync(LONG_FIGURES, rows.map((row) => `${JSON.stringify({ part, ...row })}\n`).join(''));
}
