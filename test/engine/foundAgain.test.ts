/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Switches } from '../simulator';
import { caseFile, fileItem } from '../support/caseFile';
import type { CredentialStore } from '../support/engine';
import { runInEngine } from '../support/engine';
import type { Summary } from '../support/segmentRun';
import type { Service } from '../support/service';
import { asItems, autoMapped, exportParameters, startService } from '../support/service';

jest.mock('../../nodes/shared/n8n/executionClock', () => ({
	...jest.requireActual<object>('../../nodes/shared/n8n/executionClock'),
	createClock: jest.requireActual<{ createClock: unknown }>('../faults/virtualTime').createClock,
}));

/**
 * A value that is read in one way, and stored by Constant Contact in another, would be sent by each run of a schedule,
 * for ever. So whoever a case brings, however their values are written, is found unchanged by the runs after.
 */
let service: Service;
let credential: CredentialStore;
// An account for each: the people of the cases have the same addresses.
beforeEach(async () => {
	service = await startService({ latency: () => 0, limits: { perSecond: Infinity, tokensPerSecond: Infinity } });
	credential = service.connect();
});
afterEach(async () => await service.close());

/** Bulk exports, in which Constant Contact may write otherwise what it was sent. */
const inBulk: Partial<Switches> = {
	contactPages: 'refused',
	exportHeader: 'odd',
	exportDates: 'MM/DD/YYYY',
	exportPhones: 'apostrophe',
	exportTimes: 'iso',
};

/** They stop before anything is changed. */
const stopped = [
	'csvtool-join.csv',
	'litecli-table.txt',
	'psql-line-breaks.txt',
	'sqlite-line-breaks.tsv',
	'sqlite-wrapped.txt',
];
const cases = readdirSync(join(__dirname, '..', 'cases', 'found')).filter((name) => !stopped.includes(name));

async function exported(name: string, listId: string, syncMode: 'addOrUpdate' | 'mirror') {
	const isItems = name.endsWith('.items.json');
	const content = caseFile(`found/${name}`);
	const { error, exported: items } = await runInEngine({
		items: isItems ? asItems(JSON.parse(content.toString()) as IDataObject[]) : [fileItem(content, name)],
		parameters: exportParameters(listId, {
			syncMode,
			fields: autoMapped,
			...(!isItems && { source: 'file', inputBinaryField: 'data' }),
		}),
		credential,
	});
	expect(error).toBeUndefined();
	return (items[0].json as unknown as Summary).profiles;
}

it.each(cases)('%s: the runs after the first find everybody unchanged, and change nothing', async (name) => {
	const { account, requests, switches } = service.simulator;
	const listId = account.addList(`Again ${name}`).id;
	const { sent, rejected } = await exported(name, listId, 'addOrUpdate');
	expect(sent).toBeGreaterThan(0);
	requests.clear();

	const nobody = { sent: 0, removed: 0, rejected, unchanged: sent };
	expect(await exported(name, listId, 'mirror')).toMatchObject(nobody);
	Object.assign(switches, inBulk);
	expect(await exported(name, listId, 'mirror')).toMatchObject(nobody);
	expect(requests.writes()).toEqual([]);
	expect(requests.count(({ path }) => path.endsWith('/contact_exports'))).toBeGreaterThan(0);
});
