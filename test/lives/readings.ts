/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Switches } from '../simulator';
import { defaultSwitches } from '../simulator';
import type { Chance } from './chance';

/** Switches that no life turns, each for a reason. */
const untouched: ReadonlySet<string> = new Set<keyof Switches>([
	// It refuses people without saying who or why, and no run can do anything about it.
	'signUpAbuseProtection',
]);

const folder = join(__dirname, '..', 'simulator');

/** What each switch may say, out of the table itself: a switch that is added there is turned here, too. */
const readings = readReadings();

function readReadings(): ReadonlyMap<string, readonly unknown[]> {
	const sources = readdirSync(folder)
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map((name) => readFileSync(join(folder, name), 'utf8'));
	const named = new Map<string, string>();
	for (const source of sources)
		for (const [, name, type] of source.matchAll(/export type (\w+) =([^;]+);/g)) named.set(name, type);
	const table = /export interface Switches \{([\s\S]+?)\n\}/.exec(readFileSync(join(folder, 'switches.ts'), 'utf8'));
	const found = new Map<string, readonly unknown[]>();
	for (const [, name, type] of (table?.[1] ?? '').matchAll(/^\t(\w+): ([^;]+);/gm)) {
		const values = valuesOf(named.get(type.trim()) ?? type);
		if (!untouched.has(name) && values.length > 1) found.set(name, values);
	}
	return found;
}

/** The values of a type that is written as alternatives; none where it is a number or a text of any kind. */
function valuesOf(type: string): unknown[] {
	if (type.trim() === 'boolean') return [false, true];
	return type
		.split('|')
		.map((part) => part.trim().replace(/^'(.*)'$/, '"$1"'))
		.filter((part) => /^("[^"]*"|\d+)$/.test(part))
		.map((part) => JSON.parse(part) as unknown);
}

/** One reading of all that is assumed of Constant Contact: mostly as recorded or documented, else the other way. */
export function chooseReadings(chance: Chance): Partial<Switches> {
	if (chance.yes(0.4)) return {};
	const chosen: Record<string, unknown> = {};
	for (const [name, values] of readings) {
		const others = values.filter((value) => value !== defaultSwitches[name as keyof Switches]);
		if (chance.of(name).yes(0.15)) chosen[name] = chance.of(`${name}, which`).pick(others);
	}
	return chosen as Partial<Switches>;
}
