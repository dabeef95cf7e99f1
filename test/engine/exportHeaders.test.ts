import { createFingerprints } from '../../nodes/ExportSegment/export/profiles/fingerprints';
import { readDownloadedContacts } from '../../nodes/shared/account/downloads/downloadedContacts';
import { startWithClient, type TestClient } from '../simulator/client';
import { csvLine } from '../simulator/csv';
import { columnsInUse, customColumns, exportColumns, headerOf } from '../simulator/exportColumns';
import { defaultSwitches, type Simulator, type Switches } from '../simulator';
import { columnsOf } from '../support/contactColumns';
import { streamOf } from '../support/exportRun';

/** Field by field as it is sent. */
const sent = {
	email: 'ann@example.com',
	home_phone: '+1 (617) 555-0123',
	street: '1 Main Street',
	city: 'Springfield',
	state: 'IL',
	zip: '00950',
	country: 'US',
	work_street: '2 King Street',
	work_city: 'Toronto',
	work_state: 'Ontario',
	work_country: 'CA',
	birthday: '5/17',
	anniversary: '2020-02-28',
	'cf:member_level': 'Gold, of old',
	'cf:store': "O'Neil",
	'cf:seen:datetime': '2026-09-25T20:45:13Z',
};

/** Every way of heading an export, and of writing what is in it, with every other. */
const ways = {
	exportHeader: ['labels', 'fieldNames', 'odd'],
	exportColumns: ['inUse', 'all'],
	exportEmailColumns: [1, 3],
	exportTimes: ['offset', 'iso'],
	exportPhones: ['plain', 'apostrophe'],
	exportDates: ['YYYY-MM-DD', 'MM/DD/YYYY'],
	exportHasBom: [false, true],
	regionNames: ['full', 'asSent'],
} as const satisfies { [S in keyof Switches]?: ReadonlyArray<Switches[S]> };
const combinations = Object.entries(ways).reduce<Array<Partial<Switches>>>(
	(all, [name, values]) => all.flatMap((one) => [...values].map((value) => ({ ...one, [name]: value }))),
	[{}],
);

let simulator: Simulator;
let client: TestClient;
let close: () => Promise<void>;
beforeAll(async () => {
	({ simulator, client, close } = await startWithClient({ switches: defaultSwitches }));
	simulator.account.addCustomField({ label: 'Member Level' });
	simulator.account.addCustomField({ label: 'Store' });
	simulator.account.addCustomField({ label: 'Seen', type: 'datetime' });
});
afterAll(async () => await close());

/** How the values of an export that is written in this way stand to those that were sent, and whether it hides kinds. */
async function compared(switches: Switches): Promise<{ how: string | undefined; hidesKinds: boolean }> {
	const columns = columnsOf(...Object.keys(sent));
	const fingerprints = createFingerprints(columns);
	const ours = fingerprints.of(Object.values(sent).map((value, column) => (column === 0 ? undefined : value))).slice();
	let how: string | undefined;
	const { hidesKinds } = await readDownloadedContacts(
		streamOf(fileOf(switches)),
		columns,
		({ text }, values) => {
			if (text === sent.email) how = fingerprints.compare(ours, values);
		},
		async () => undefined,
		'notShown',
	);
	return { how, hidesKinds };
}

function fileOf(switches: Switches): string {
	const { account } = simulator;
	const all = [...exportColumns(account, switches), ...customColumns(account, switches)];
	const columns = switches.exportColumns === 'inUse' ? columnsInUse(all, account.contacts) : all;
	const lines = [
		columns.map((column) => headerOf(column, switches.exportHeader)),
		...account.contacts.map((contact) => columns.map((column) => column.value(contact))),
	];
	return (switches.exportHasBom ? '\uFEFF' : '') + lines.map(csvLine).join('');
}

test.each(ways.regionNames)(
	'what was sent is unchanged, however an export is headed and written: regions %s',
	async (regionNames) => {
		simulator.switches.regionNames = regionNames;
		const list = simulator.account.addList(regionNames);
		const { birthday, 'cf:seen:datetime': seen, ...others } = sent;
		const [birthday_month, birthday_day] = birthday.split('/').map(Number);
		const row = { ...others, 'cf:seen': seen, birthday_month, birthday_day };
		await client.job('/v3/activities/contacts_json_import', {
			import_data: [{ email: 'bob@example.com' }, row],
			list_ids: [list.id],
		});

		const here = combinations.filter((switches) => switches.regionNames === regionNames);
		expect(here).toHaveLength(192);
		const changed = [];
		for (const switches of here) {
			const found = await compared({ ...defaultSwitches, ...switches });
			if (found.how !== 'same' || found.hidesKinds) changed.push({ ...found, ...switches });
		}
		expect(changed).toEqual([]);
	},
);

test('where it has one column for all phones, and one address, it is known to hide what is theirs', async () => {
	const others = [];
	for (const switches of combinations) {
		const found = await compared({ ...defaultSwitches, ...switches, exportTypes: 'untyped' });
		if (found.how !== 'unknown' || !found.hidesKinds) others.push({ ...found, ...switches });
	}
	expect(others).toEqual([]);
});
