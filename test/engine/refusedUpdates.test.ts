import type { INodeParameters } from 'n8n-workflow';
import type { ContactList } from '../simulator';
import { listTagName, mustRun } from '../support/segmentRun';
import type { Service } from '../support/service';
import { mapped, startService } from '../support/service';

let service: Service;
let list: ContactList;
beforeEach(async () => {
	service = await startService({ limits: { perSecond: Infinity } });
	const { account } = service.simulator;
	list = account.addList('News');
	account.addCustomField({ label: 'Level', name: 'level' });
	const tag = account.addTag(listTagName(list));
	for (const name of ['ann', 'bob'])
		account.addContact({
			email: `${name}@example.com`,
			fields: { first_name: 'Old', sms_number: '6175550199' },
			customFields: { level: 'Silver' },
			lists: [list],
			tags: [tag],
		});
});
afterEach(async () => await service.close());

/** An account that keeps no custom field of a contact refuses the row of one who brings any. */
const people = [
	{ email: 'ann@example.com', first_name: 'New' },
	{ email: 'bob@example.com', first_name: 'New', level: 'Gold' },
];
const fields = (...ids: string[]): INodeParameters =>
	mapped(Object.fromEntries(['email', ...ids].map((id) => [id, `={{ $json.${id.replace('cf:', '')} }}`])));
const run = async (ids: string[], options = {}) =>
	await mustRun({
		list,
		people,
		credential: service.connectAlone(),
		syncMode: 'addOrUpdate',
		fields: fields(...ids),
		options,
	});

describe.each(['items', 'documented'] as const)('with the counters that are %s,', (activityCounters) => {
	beforeEach(() => {
		Object.assign(service.simulator.switches, { activityCounters, mostCustomFields: 0 });
	});

	it('whose new values Constant Contact refused is counted and hinted, though they are on the list already', async () => {
		const { summary, hints } = await run(['first_name', 'cf:level'], { onlyChanges: false });
		expect(summary.profiles).toMatchObject({ sent: 2, refused: 1 });
		expect(hints.map(({ message }) => message)).toContainEqual(
			expect.stringContaining(
				"refused 1 profile of people who are on 'News' already, so they keep their old values",
			) as string,
		);
	});

	it('a second compare names them', async () => {
		const { summary, codes } = await run(['first_name', 'cf:level']);
		expect(summary.profiles).toMatchObject({ sent: 2, refused: 1 });
		expect(codes).toEqual({ 'bob@example.com': 'refused_by_constant_contact' });
	});
});

it('a permission for text messages that is given later reaches everybody who has an SMS number, though no value changed', async () => {
	const columns = ['first_name', 'sms_number', 'sms_consent_date'];
	const agreed = {
		email: 'bob@example.com',
		first_name: 'New',
		sms_number: '617-555-0120',
		sms_consent_date: '2026-01-02',
	};
	const later = async (smsPermissionToSend: string) => {
		const { summary } = await mustRun({
			list,
			people: [people[0], agreed],
			credential: service.connectAlone(),
			syncMode: 'addOrUpdate',
			fields: fields(...columns),
			options: { smsPermissionToSend },
		});
		return summary.profiles;
	};
	await later('not_set');
	expect(await later('not_set')).toMatchObject({ sent: 0, unchanged: 2 });
	expect(await later('explicit')).toMatchObject({ sent: 1, refused: 0, unchanged: 1 });
});
