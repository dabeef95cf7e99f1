/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsDocument } from './faultsDocument';
import type { Mode } from './faultTable';
import { cellsOf, faultNames, modes, requests } from './faultTable';

const modeNames = Object.keys(modes) as Mode[];

test('docs/FAULTS.md is what the table yields: npm run faults writes it', () => {
	expect(readFileSync(join(__dirname, '..', '..', 'docs', 'FAULTS.md'), 'utf8')).toBe(faultsDocument());
});

test('every fault happens to some request, and every request meets most of them', () => {
	const cells = modeNames.flatMap(cellsOf);
	expect(faultNames.filter((fault) => !cells.some((cell) => cell.fault === fault))).toEqual([]);
	for (const mode of modeNames) {
		for (const request of Object.keys(requests[mode]))
			expect([request, cells.filter((cell) => cell.mode === mode && cell.request === request).length > 18]).toEqual([
				request,
				true,
			]);
	}
});
