import type { IDataObject } from 'n8n-workflow';
import type { ActivityFate, ContactList, Fault, Switches } from '../simulator';
import { defaultSwitches } from '../simulator';
import { listTagName, mustRun, notedOn, runSegment } from '../support/segmentRun';
import type { Service } from '../support/service';
import { mapped, startService } from '../support/service';

let service: Service;
let list: ContactList;

const email = (n: number) => `person${n}@example.com`;
const person = (n: number): IDataObject => ({
	email: email(n),
	first_name: `Żaneta; "${n}"`,
	last_name: `O'Neil, Jr\t${n}`,
	job_title: 'Chief, of staff',
	company_name: "=1+1 | 'Süd'",
	birthday: '1990-02-03',
	anniversary: '2001-12-31',
	phone: '+1 (555) 010-99',
	street: '1 High St, Flat 2',
	city: 'Łódź',
	state: 'MA',
	zip: '01234',
	country: 'US',
	level: `Gold ${n % 3}`,
	since: '2020-05-06',
});
const standardFields = Object.keys(person(0)).filter((name) => name !== 'level' && name !== 'since');
const fieldsOf = (...names: string[]) =>
	mapped(Object.fromEntries(names.map((name) => [name, `={{ $json[${JSON.stringify(name)}] }}`])));
const withCustom = mapped({
	...Object.fromEntries(standardFields.map((name) => [name, `={{ $json[${JSON.stringify(name)}] }}`])),
	'cf:member_level': '={{ $json.level }}',
	'cf:since': '={{ $json.since }}',
});
const onlyStandard = fieldsOf(...standardFields);

describe.each(['given', 'refused'] as const)('whatever contacts look like, pages of them %s', (contactPages) => {
	let changes = 0;
	beforeAll(async () => {
		service = await startService();
		const { account, switches } = service.simulator;
		account.addCustomField({ label: 'Member Level' });
		account.addCustomField({ label: 'Since', type: 'date' });
		list = account.addList('Newsletter');
		await mustRun({
			list,
			people: Array.from({ length: 12 }, (_, n) => person(n)),
			credential: service.connectAlone(),
			syncMode: 'addOrUpdate',
			fields: withCustom,
		});
		account.removeFromList(email(0), list);
		account.unsubscribe(email(1));
		switches.unsubscribingLeavesLists = true;
		account.unsubscribe(email(2));
		account.deleteContact(email(3));
	});
	afterAll(async () => await service.close());

	const cases: Array<[string, Partial<Switches>, 'with custom fields' | 'without', number]> = [
		['field names', {}, 'with custom fields', 8],
		[
			'labels, US dates, no status removed, lists without their unsubscribed',
			{
				exportHeader: 'labels',
				exportDates: 'MM/DD/YYYY',
				exportStatusRemoved: 'refused',
				exportOfListsHasUnsubscribed: false,
			},
			'with custom fields',
			8,
		],
		[
			'labels in odd case, custom fields whatever is asked for, a byte order mark',
			{ exportHeader: 'odd', exportCustomFields: 'always', exportHasBom: true },
			'with custom fields',
			8,
		],
		[
			'labels, no custom fields ever, none mapped',
			{ exportHeader: 'labels', exportCustomFields: 'never' },
			'without',
			8,
		],
		[
			'no custom fields in exports ever, two mapped: a value that is not shown counts as changed',
			{ exportCustomFields: 'never', exportLinkPath: 'contacts_exports' },
			'with custom fields',
			contactPages === 'given' ? 8 : 0,
		],
	];
	test.each(cases)(
		'%s: only changes are sent, and opt-outs are left alone',
		async (_what, switches, customFields, unchanged) => {
			Object.assign(service.simulator.switches, { ...defaultSwitches, ...switches, contactPages });
			changes++;
			service.simulator.requests.clear();
			const people = Array.from({ length: 12 }, (_, n) => person(n));
			const fields = customFields === 'without' ? onlyStandard : withCustom;
			const run = { list, people, credential: service.connectAlone(), syncMode: 'addOrUpdate' as const, fields };
			const first = await mustRun(run);
			expect(first.codes).toEqual({
				[email(0)]: 'opted_out_of_list',
				[email(1)]: 'unsubscribed',
				[email(2)]: 'unsubscribed',
				[email(3)]: 'deleted',
			});
			expect(first.summary.profiles).toMatchObject({
				read: 12,
				optedOut: 3,
				deleted: 1,
				unchanged,
				sent: 8 - unchanged,
			});

			people[4] = { ...people[4], first_name: `Now ${changes}` };
			people[5] = { ...people[5], birthday: '1990-02-04' };
			people[6] = { ...people[6], zip: '1234', level: 'Silver' };
			people[7] = { ...people[7], anniversary: '', phone: '  ' };
			const second = await mustRun(run);
			expect(second.summary.profiles).toMatchObject({
				unchanged: unchanged === 0 ? 0 : 5,
				sent: unchanged === 0 ? 8 : 3,
			});
			expect(service.simulator.account.contact(email(4))?.fields.first_name).toBe(`Now ${changes}`);
			expect(service.simulator.account.membersOf(list).sort()).toEqual([1, 4, 5, 6, 7, 8, 9, 10, 11].map(email).sort());
			expect(service.simulator.account.readdedLeavers + service.simulator.account.restoredContacts).toBe(0);
			await mustRun({ ...run, people: Array.from({ length: 12 }, (_, n) => person(n)) });
			const exports = service.simulator.requests.count(({ path }) => path.endsWith('/contact_exports'));
			expect(exports > 0).toBe(contactPages === 'refused');
		},
	);

	const three = { mobile_phone: '617-555-0101', home_phone: '617-555-0102', work_phone: '617-555-0103' };
	const room: ReadonlyArray<readonly [what: string, profile: IDataObject, leftOut: readonly string[]]> = [
		['fourth.phone', { ...three, other_phone: '617-555-0104' }, ['Other Phone']],
		['five.phones', { ...three, phone: '617-555-0100', other_phone: '617-555-0104' }, ['Work Phone', 'Other Phone']],
		['phone.beside.other', { phone: '617-555-0105', other_phone: '617-555-0106' }, ['Other Phone']],
		['phone.twice', { phone: '617-555-0107', other_phone: '617-555-0107' }, []],
		[
			'beside.home',
			{ city: 'Boston', home_city: 'Salem', home_zip: '01970' },
			['Home Address: City', 'Home Address: ZIP Code'],
		],
		['city.twice', { city: 'Boston', home_city: 'Boston' }, []],
		['sms.abroad', { sms_number: '+48 601 550 108' }, ['SMS Number']],
		['sms.without.day', { sms_number: '617-555-0109' }, ['SMS Number']],
	];
	const withDay = [
		'sms.abroad.with.day',
		{ sms_number: '+48 601 550 110', sms_consent_date: '2026-01-02' },
		['SMS Number'],
	] as const;
	test.each([
		['without SMS consent dates', room],
		['with them', [...room, withDay]],
	])('where a contact has no room for a value, a second run of the same sends nobody: %s', async (what, profiles) => {
		const { account, switches, requests } = service.simulator;
		Object.assign(switches, { ...defaultSwitches, contactPages });
		const address = (name: string) => `${name}@${what.replaceAll(' ', '-')}.example.com`;
		const names = new Set(profiles.flatMap(([, profile]) => Object.keys(profile)));
		const run = {
			list: account.addList(`Room ${what}`),
			people: profiles.map(([name, profile]) => ({ ...profile, email: address(name) })),
			credential: service.connectAlone(),
			syncMode: 'addOrUpdate' as const,
			fields: fieldsOf('email', ...names),
			options: { smsPermissionToSend: 'explicit' },
		};
		const { summary } = await mustRun(run);
		expect(summary.profiles.sent).toBe(profiles.length);
		const told = summary.valuesLeftOut?.flatMap(({ field, rows }) => rows.map((row) => `${field} of ${row}`));
		expect(told?.sort()).toEqual(
			profiles.flatMap(([, , fields], index) => fields.map((field) => `${field} of ${index + 1}`)).sort(),
		);
		requests.clear();
		const { exported } = await mustRun({ ...run, options: { ...run.options, return: 'profiles' } });
		expect(exported.map(({ json }) => [json.email, json.verdict])).toEqual(
			profiles.map(([name]) => [address(name), 'unchanged']),
		);
		expect(requests.writes()).toEqual([]);
	});

	test('a custom field that is called like another column: nobody counts as unchanged because of that other one', async () => {
		const { account, switches } = service.simulator;
		account.addCustomField({ label: 'City' });
		for (const exportHeader of ['fieldNames', 'labels'] as const) {
			Object.assign(switches, { ...defaultSwitches, exportHeader, contactPages });
			const fields = mapped({ email: '={{ $json.email }}', 'cf:city': '={{ $json.town }}' });
			const { summary } = await mustRun({
				list,
				people: [{ email: email(8), town: 'Łódź' }],
				credential: service.connectAlone(),
				syncMode: 'addOrUpdate',
				fields,
			});
			expect(summary.profiles).toMatchObject({ sent: 1 });
			expect(account.contact(email(8))?.customFields.city).toBe('Łódź');
			account
				.find(email(8))
				?.setCustom([...account.customFields.values()].find(({ name }) => name === 'city')!.number, undefined);
		}
	});
});

describe('where Constant Contact cannot be read, nothing is sent', () => {
	beforeEach(async () => {
		service = await startService({ switches: { contactPages: 'refused' } });
		const { account } = service.simulator;
		list = account.addList('Newsletter');
		const tag = account.addTag(listTagName(list));
		account.addContacts(20, (n) => ({ email: email(n), lists: [list], tags: [tag] }));
		account.removeFromList(email(0), list);
	});
	afterEach(async () => await service.close());

	const mustNotSend = async (syncMode: 'addOrUpdate' | 'mirror' | 'remove', told: RegExp) => {
		const { error, exported } = await runSegment({
			list,
			people: Array.from({ length: 18 }, (_, n) => ({ email: email(n) })),
			credential: service.connect(),
			syncMode,
			options: { maximumRemovalPercent: 100, maximumWait: 0.05 },
		});
		expect(error?.description).toBeTruthy();
		expect(`${error?.message}. ${error?.description}`).toMatch(told);
		expect(exported).toEqual([]);
		expect(service.simulator.requests.writes()).toEqual([]);
	};

	/** Which of the exports it strikes: members, unsubscribed, deleted, the list's tag. */
	const exportsStarted = [0, 1, 2, 3];
	const outcomes: Array<ActivityFate['outcome']> = ['failed', 'timed_out', 'cancelled', 'neverEnds', 'vanishes'];
	test.each(outcomes.map((outcome, n) => [outcome, exportsStarted[3 - (n % 4)]] as const))(
		'a job that reads %s (number %i)',
		async (outcome, after) => {
			service.simulator.faults.activities.add({ kind: 'export', outcome, after });
			await mustNotSend('addOrUpdate', /nothing was sent/);
		},
	);

	const files: Array<[string, told: RegExp, Omit<Fault, 'path' | 'times'>]> = [
		['is cut off in the middle', /could not be reached/, { kind: 'cutAnswer' }],
		['is gone', /is no longer in Constant Contact/, { kind: 'notFound' }],
		[
			'is a page of HTML',
			/^Constant Contact's export of contacts cannot be read\. The file is a web page/,
			{
				kind: 'status',
				reply: { status: 200, text: '<html><body>We will be right back</body></html>', type: 'text/html' },
			},
		],
		[
			'is a page of HTML in lines',
			/^Constant Contact's export of contacts cannot be read\. The file is a web page/,
			{
				kind: 'status',
				reply: { status: 200, text: '<html>\n<body>\nWe will be right back\n</body>\n</html>\n', type: 'text/html' },
			},
		],
		[
			'is empty',
			/^Constant Contact's export of contacts cannot be read\. The file is empty/,
			{ kind: 'status', reply: { status: 200, text: '', type: 'text/csv' } },
		],
		[
			'is JSON',
			/shows no email addresses/,
			{ kind: 'status', reply: { status: 200, json: { error_key: 'unexpected' } } },
		],
		['may not be read', /does not let this connection work/, { kind: 'forbidden' }],
	];
	test.each(
		files.flatMap(([what, told, fault], n) =>
			(n === 0 ? exportsStarted : [exportsStarted[(n % 2) * 3]]).map((after) => [what, after, told, fault] as const),
		),
	)('a file that %s (number %i)', async (_what, after, told, fault) => {
		service.simulator.faults.add({ ...fault, path: /contact_exports\//, after, times: 20 });
		await mustNotSend(after === 0 ? 'mirror' : 'addOrUpdate', told);
	});

	test.each<[string, Partial<Fault>]>([
		['an export of members that is refused', { method: 'POST', path: /contact_exports$/ }],
		['tags that cannot be listed', { method: 'GET', path: /contact_tags/ }],
		['deleted contacts that can be read in neither way', { method: 'GET', path: /\/contacts$/ }],
	])('%s', async (_what, fault) => {
		service.simulator.switches.exportStatusRemoved = 'refused';
		service.simulator.faults.add({ kind: 'forbidden', times: 20, ...fault });
		await mustNotSend('mirror', /does not let this connection work/);
	});
});

describe('an account that takes no exports', () => {
	const size = 1_200;
	const people = Array.from({ length: size }, (_, n) => ({ email: email(n), first_name: `A${n}`, last_name: 'B' }));
	beforeEach(async () => {
		service = await startService();
		const { account, faults } = service.simulator;
		list = account.addList('Newsletter');
		const tag = account.addTag(listTagName(list));
		const fieldsOf = (n: number) => ({ first_name: `A${n}`, last_name: 'B' });
		account.addContacts(size, (n) => ({ email: email(n), lists: [list], tags: [tag], fields: fieldsOf(n) }));
		account.removeFromList(email(7), list);
		const reply = { status: 400, json: [{ error_key: 'contacts.api.validation.error', error_message: 'no' }] };
		faults.add({ kind: 'status', reply, method: 'POST', path: /contact_exports$/, times: Infinity });
	});
	afterEach(async () => await service.close());
	const run = async () => await runSegment({ list, people, credential: service.connectAlone() });

	test('is read page by page, however many there are: the same people are left alone', async () => {
		const { error, summary, codes } = await run();
		expect(error).toBeUndefined();
		expect(summary.profiles).toMatchObject({ read: size, unchanged: size - 1, optedOut: 1, sent: 0, removed: 0 });
		expect(codes).toEqual({ [email(7)]: 'opted_out_of_list' });
	});

	test('sends nothing and takes nobody off where a page is missing, or is not read', async () => {
		for (const [reply, told] of [
			[{ status: 200, json: { contacts: [], contacts_count: size } }, /could not be understood/],
			[{ status: 200, json: {} }, /could not be understood/],
			[{ status: 400, json: [] }, /did not hand out .* \(refused\), so nothing was sent/],
		] as const) {
			service.simulator.faults.add({ kind: 'status', reply, path: /\/contacts$/, after: 5, times: 1 });
			const { error, exported } = await run();
			expect(error?.message).toMatch(told);
			expect(exported).toEqual([]);
		}
		expect(service.simulator.requests.writes()).toEqual([]);
	});
});

describe('opt-outs', () => {
	beforeEach(async () => {
		service = await startService();
		list = service.simulator.account.addList('Newsletter');
	});
	afterEach(async () => await service.close());

	const run = (people: IDataObject[], options: IDataObject = {}) => ({
		list,
		people,
		credential: service.connect(),
		syncMode: 'addOrUpdate' as const,
		options,
	});

	test('the first export to a list that others filled says what nobody can know, once; on an empty list there is nothing to say', async () => {
		const { account } = service.simulator;
		const other = account.addList('Another');
		const named = (n: number) => ({ email: email(n), first_name: 'Ann', last_name: 'Ray' });
		const first = await mustRun({ ...run([named(1)]), list: other });
		account.addContact({ email: email(2), lists: [list] });
		const second = await mustRun(run([named(3)]));
		const third = await mustRun(run([named(3)]));
		const said = [first, second, third].map(({ hints }) => hints.map(({ message }) => message).join());
		expect(said).toEqual(['', expect.stringContaining('first export'), '']);
		expect(notedOn(service.simulator, list)).toEqual([email(2), email(3)]);
	});

	test('a list that is renamed keeps its memory', async () => {
		const { account } = service.simulator;
		await mustRun(run([{ email: email(1) }, { email: email(2) }]));
		account.removeFromList(email(1), list);
		account.renameList(list, 'Quite another name');
		const { codes } = await mustRun(run([{ email: email(1) }, { email: email(2) }]));
		expect(codes).toEqual({ [email(1)]: 'opted_out_of_list' });
		expect(account.membersOf(list)).toEqual([email(2)]);
	});

	test('somebody who was added by a colleague and left later is left alone, too', async () => {
		const { account } = service.simulator;
		await mustRun(run([{ email: email(1) }]));
		account.addContact({ email: email(2), lists: [list] });
		await mustRun(run([{ email: email(1) }]));
		account.removeFromList(email(2), list);
		const { codes } = await mustRun(run([{ email: email(1) }, { email: email(2) }]));
		expect(codes).toEqual({ [email(2)]: 'opted_out_of_list' });
	});

	test('who left one list may be put on another', async () => {
		const { account } = service.simulator;
		await mustRun(run([{ email: email(1) }]));
		account.removeFromList(email(1), list);
		const other = account.addList('Another');
		const { codes, summary } = await mustRun({ ...run([{ email: email(1) }]), list: other });
		expect([codes, summary.profiles.sent]).toEqual([{}, 1]);
	});

	test('deleted contacts are brought back only if the user wants it, and who had unsubscribed stays unsubscribed', async () => {
		const { account } = service.simulator;
		account.addContact({ email: email(1), deleted: true });
		account.addContact({ email: email(2), deleted: true, permission: 'unsubscribed' });
		const people = [{ email: email(1) }, { email: email(2) }];
		const { codes } = await mustRun(run(people));
		expect([codes, account.restoredContacts]).toEqual([{ [email(1)]: 'deleted', [email(2)]: 'deleted' }, 0]);
		await mustRun(run(people, { restoreDeletedContacts: true }));
		expect(account.membersOf(list)).toEqual([email(1)]);
		expect(account.contact(email(2))?.permission).toBe('unsubscribed');
	});

	test('a deleted contact that was on the list before is brought back, too, if the user wants it', async () => {
		const { account } = service.simulator;
		await mustRun(run([{ email: email(1) }]));
		account.deleteContact(email(1));
		await mustRun(run([{ email: email(1) }], { restoreDeletedContacts: true }));
		expect(account.membersOf(list)).toEqual([email(1)]);
	});

	test('an export that is not waited for is noted by the next one', async () => {
		const { account } = service.simulator;
		await mustRun(run([{ email: email(1) }, { email: email(2) }], { waitForCompletion: false }));
		await service.simulator.activities.idle();
		await mustRun(run([{ email: email(1) }, { email: email(2) }]));
		account.removeFromList(email(2), list);
		const { codes } = await mustRun(run([{ email: email(1) }, { email: email(2) }]));
		expect(codes).toEqual({ [email(2)]: 'opted_out_of_list' });
	});
});
