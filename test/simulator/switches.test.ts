/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defaultSwitches, documentedSwitches, type Switches } from './index';

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
const rows = [...readme.matchAll(/^\| `(\w+)` \| `([^`]+)` \| (.+?) \| (.+?) \|$/gm)].map(
	([, name, value, howSure, source]) => ({ name, value, howSure, source }),
);

describe('the README says of every switch what its default rests on', () => {
	test('each switch has a row, with the default that it has, and no other thing has one', () => {
		const defaults = Object.entries(defaultSwitches).map(([name, value]) => [name, String(value)]);
		expect(rows.map(({ name, value }) => [name, value])).toEqual(defaults);
	});

	test('each row says whether it was recorded, documented, reported or assumed, and by what', () => {
		const unclear = rows.filter(({ howSure }) => !/^(recorded|documented|reported|assumed)\b/.test(howSure));
		expect(unclear).toEqual([]);
		expect(rows.filter(({ source }) => source.trim().length < 10)).toEqual([]);
	});

	test('where the pages say otherwise, the default was recorded or reported', () => {
		// Inferred from what was recorded beside them, or documented for the API before this one.
		const inferred = ['collectionResultLinks', 'exportColumns', 'anniversaries'];
		const others = Object.keys(documentedSwitches).filter((name) => !inferred.includes(name)) as Array<keyof Switches>;
		const weak = rows.filter(
			({ name, howSure }) => others.some((other) => other === name) && !/^(recorded|reported)/.test(howSure),
		);
		expect(weak).toEqual([]);
	});
});
