import { maxImportBytes, maxImportRows } from '../../nodes/shared/account/contract';
import { runInEngine } from '../support/engine';
import type { Service } from '../support/service';
import { asItems, autoMapped, exportParameters, startService } from '../support/service';

let service: Service;
beforeAll(async () => {
	service = await startService();
});
afterAll(async () => await service.close());
afterEach(() => service.simulator.requests.clear());

const importsOf = () => service.simulator.requests.api().filter(({ path }) => path.endsWith('/contacts_json_import'));

test('100,000 profiles with names and 10 custom fields: nothing is cut off, and the fewest imports that the limits allow are sent', async () => {
	const { simulator } = service;
	const list = simulator.account.addList('Everybody');
	for (let n = 0; n < 10; n++) simulator.account.addCustomField({ label: `Attribute ${n}`, type: 'string' });
	const profiles = Array.from({ length: 100_000 }, (_, row) => ({
		email: `person.${row}@example.com`,
		first_name: `Żaneta ${row % 977}`,
		last_name: `Παπαδόπουλος "${row % 1_009}"`,
		...Object.fromEntries(Array.from({ length: 10 }, (_unused, n) => [`Attribute ${n}`, `value ${n} of ${row}`])),
	}));
	const { error, exported } = await runInEngine({
		items: asItems(profiles),
		parameters: exportParameters(list.id, { fields: autoMapped }),
		credential: service.connect(),
	});

	expect(error).toBeUndefined();
	expect(exported[0].json.profiles).toMatchObject({ read: 100_000, sent: 100_000, refused: 0 });
	expect(simulator.account.truncatedRows).toBe(0);
	expect(simulator.account.memberCount(list)).toBe(100_000);
	for (const row of [0, 12_345, 99_999]) {
		expect(simulator.account.contact(`person.${row}@example.com`)?.fields).toMatchObject({
			first_name: profiles[row].first_name,
			last_name: profiles[row].last_name,
		});
		expect(Object.values(simulator.account.contact(`person.${row}@example.com`)?.customFields ?? {})).toHaveLength(10);
	}

	const sent = importsOf();
	const bytes = sent.reduce((sum, request) => sum + request.bytes, 0);
	expect(Math.max(...sent.map((request) => request.bytes))).toBeLessThanOrEqual(maxImportBytes);
	expect(sent).toHaveLength(Math.max(Math.ceil(100_000 / maxImportRows), Math.ceil(bytes / maxImportBytes)));
	expect(sent.length).toBeGreaterThan(5);
	expect(simulator.requests.count(({ status }) => status === 429)).toBe(0);
});

test('at most 4 requests in any second as the server sees them, and none is refused for it', async () => {
	const { simulator } = service;
	const list = simulator.account.addList('Little by little');
	const profiles = Array.from({ length: 24 }, (_, row) => ({ email: `little.${row}@example.com` }));
	const { error } = await runInEngine({
		items: asItems(profiles),
		parameters: exportParameters(list.id, { options: { maximumBatchRows: 1 } }),
		credential: service.connect(),
	});

	expect(error).toBeUndefined();
	expect(importsOf()).toHaveLength(24);
	expect(simulator.requests.mostInAnyWindow(1_000)).toBe(4);
	expect(simulator.requests.count(({ status }) => status === 429)).toBe(0);
	expect(simulator.account.memberCount(list)).toBe(24);
});

test('two exports at the same time share the one limit of their app key', async () => {
	const { simulator } = service;
	const run = async (name: string) =>
		await runInEngine({
			items: asItems(Array.from({ length: 8 }, (_, row) => ({ email: `${name}.${row}@example.com` }))),
			parameters: exportParameters(simulator.account.addList(name).id, { options: { maximumBatchRows: 1 } }),
			credential: service.connect(),
		});
	const results = await Promise.all([run('one'), run('two')]);

	expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(simulator.requests.mostInAnyWindow(1_000)).toBe(4);
	expect(simulator.requests.count(({ status }) => status === 429)).toBe(0);
});
