import { randomUUID } from 'node:crypto';

import type { Dataverse } from '../dataverse';
import { createSampleDataverse } from '../dataverse/sampleEnvironment';
import { startSimulator } from '../simulator';
import type { ContactList, Simulator } from '../simulator';
import { fillSampleAccount } from '../simulator/sampleAccount';
import { openBrowser } from './support/browser';
import type { Browser } from './support/browser';
import { editorIn, eventually, textsOf } from './support/editor';
import type { Editor } from './support/editor';
import { startN8n } from './support/n8n';
import type { N8n } from './support/n8n';
import { packedTarball } from './support/world';
import { emptyWorkflow, exportNode, sourceWorkflow } from './support/workflow';
import type { WorkflowJson } from './support/workflow';

/**
 * The editor in a real browser, as somebody uses it who sees the node for the first time: one story, each test a
 * chapter of it. What the pages looked like is in .screenshots.
 */
const app = { clientId: 'f4c5d1e0-7a3b-4c8e-9f21-5d6e7f8a9b0c', clientSecret: 'the secret of the app' };
const customers = [
	{
		email: 'zofia@example.com',
		firstname: 'Zofia',
		lastname: 'Wiśniewska',
		company: 'Piekarnia U Ani',
		'Favorite store': 'Kraków',
		segments: 'Newsletter, Event guests',
	},
	{
		email: 'noah@example.net',
		firstname: 'Noah',
		lastname: 'Okafor',
		company: 'Okafor & Sons',
		'Favorite store': 'Boston',
		segments: 'Newsletter',
	},
	{
		email: 'eleni@example.org',
		firstname: 'Eleni',
		lastname: 'Pappas',
		company: '',
		'Favorite store': 'Dublin',
		segments: 'Event guests',
	},
	{
		email: 'grace.example.com',
		firstname: 'Grace',
		lastname: 'Jones',
		company: '',
		'Favorite store': 'Boston',
		segments: 'Newsletter',
	},
	{
		email: ' ZOFIA@example.com',
		firstname: 'Zofia',
		lastname: 'Nowak',
		company: 'Piekarnia U Ani',
		'Favorite store': 'Kraków',
		segments: 'Newsletter, Event guests',
	},
	{
		email: 'priya@example.com',
		firstname: 'Priya',
		lastname: 'Sharma',
		company: 'Sharma Travel',
		'Favorite store': 'Sevilla',
		segments: '',
	},
];

let simulator: Simulator;
let dataverse: Dataverse;
let n8n: N8n;
let browser: Browser;
let editor: Editor;
let list: ContactList;
let insiders: ContactList;
let workflowId: string;
/** The credential, by what workflows name it. */
let constantContact: { id: string; name: string };
let brokenOff: string | undefined;

beforeAll(async () => {
	dataverse = createSampleDataverse(2_000);
	simulator = await startSimulator({ neighbours: dataverse.listeners });
	fillSampleAccount(simulator.account, 1);
	list = simulator.account.addList('VIP customers');
	// Not when it is needed: n8n's process remembers for half a minute which lists there are.
	insiders = simulator.account.addList('Insiders');
	simulator.account.addContact({ email: 'noah@example.net', lists: [list], fields: { first_name: 'Noah' } });
	simulator.account.addContact({
		email: 'priya@example.com',
		permission: 'unsubscribed',
		optOutReason: 'Too many emails',
	});
	n8n = await startN8n({ tarball: packedTarball(), environment: simulator.environment(), servesEditor: true });
	simulator.oauth.addClient({
		...app,
		redirectUris: [`${n8n.address}/rest/oauth2-credential/callback`],
		refreshTokens: 'rotating',
	});
	workflowId = await n8n.createWorkflow(
		sourceWorkflow('VIP customers to Constant Contact', 'VIP customers', customers),
	);
	browser = await openBrowser(simulator);
	editor = editorIn(browser.page, n8n.address);
});

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
	dataverse?.close();
});

/** A chapter; where it breaks, the page is kept as it was then, and what follows is not tried. */
function chapter(title: string, tell: () => Promise<void>): void {
	it(title, async () => {
		if (brokenOff !== undefined) throw new Error(`the story broke off in: ${brokenOff}`);
		await tell().catch(async (error: unknown) => {
			brokenOff = title;
			await browser.shoot('failed');
			throw error;
		});
	});
}

chapter("an account is connected by Constant Contact's consent page", async () => {
	const { credential } = editor;
	await editor.logIn();
	await credential.create('Constant Contact');
	await credential.fill('clientId', app.clientId);
	await credential.fill('clientSecret', app.clientSecret);
	await browser.shoot('credential');

	const popup = await credential.connect();
	await popup.locator('#allow').waitFor();
	expect(new URL(popup.url()).host).toBe('authz.constantcontact.com');
	await browser.shoot('consent-page', popup);
	await Promise.all([popup.waitForEvent('close'), popup.locator('#allow').click()]);

	await credential.dialog.getByText('Account connected').waitFor();
	await browser.shoot('connected');
	await credential.close();
	const [stored] = await n8n.rest<Array<{ id: string; name: string; type: string }>>('GET', '/credentials');
	constantContact = { id: stored.id, name: stored.name };
	expect(stored.type).toBe(exportNode.credential);
	const { oauthTokenData } = (await n8n.exportCredentials(stored.id)) as {
		oauthTokenData: { access_token: string; refresh_token: string; scope: string };
	};
	expect(simulator.oauth.grantOf(oauthTokenData.access_token)).toMatchObject({ clientId: app.clientId });
	expect(oauthTokenData.refresh_token).toBeTruthy();
});

chapter('the node is found by the name of the service, and picks the list by its name', async () => {
	await editor.openWorkflow(workflowId);
	const found = await editor.searchNode('constant contact');
	await found.getByText('Constant Contact').first().waitFor();
	// n8n leaves out that a trigger is one.
	await eventually(async () =>
		expect(await textsOf(found)).toEqual([
			'Constant Contact',
			'Constant Contact: Export Segment',
			'Customer Insights: Get Segment Members',
		]),
	);
	await browser.shoot('node-panel');
	await found.getByText('Export Segment').click();
	await found.getByText('Export a segment to a list').waitFor();
	await eventually(async () =>
		expect(await textsOf(found)).toEqual(
			expect.arrayContaining(['Export a segment to a list', 'Get the status of an export', 'Preview an export']),
		),
	);
	await browser.shoot('actions');
	await found.getByText('Export a segment to a list').click();
	await editor.panel.waitFor();

	await editor.pickList('vip', 'VIP customers');
	await browser.shoot('node');
});

chapter('fields of the node before are dragged onto fields of the contact', async () => {
	await editor.mapField('email', 'email');
	await editor.mapField('firstname', 'first_name');
	await editor.mapField('lastname', 'last_name');
	await browser.shoot('mapped');
	const shown = async (field: string) => await editor.parameter(field).textContent();
	await eventually(async () =>
		expect([await shown('email'), await shown('first_name'), await shown('last_name')]).toEqual([
			expect.stringContaining('{{ $json.email }}'),
			expect.stringContaining('{{ $json.firstname }}'),
			expect.stringContaining('{{ $json.lastname }}'),
		]),
	);
});

chapter('without consent the node says so, and how to give it', async () => {
	simulator.requests.clear();
	await editor.executeStep();
	await eventually(async () => expect(await editor.error.textContent()).toContain('lacks your consent'));
	await eventually(async () => expect(await editor.errorAdvice.textContent()).toContain("switch on 'I Agree'"));
	expect(simulator.requests.api()).toEqual([]);
	await browser.shoot('no-consent');

	await editor.panel.getByTestId('credential-edit-button').click();
	await editor.credential.switchOn('dataPrivacyConsent');
	await browser.shoot('consent');
	await editor.credential.save();
	await editor.credential.close();
});

chapter('the export puts them on the list, and shows the counts, the reasons and what to know', async () => {
	await editor.executeStep();
	expect(simulator.account.membersOf(list).sort()).toEqual([
		'eleni@example.org',
		'noah@example.net',
		'zofia@example.com',
	]);
	expect(simulator.account.contact('zofia@example.com')?.fields).toMatchObject({
		first_name: 'Zofia',
		last_name: 'Nowak',
	});
	await eventually(async () => {
		const hints = (await textsOf(editor.hints)).join('\n');
		expect(hints).toContain('1 of 6 profiles could not be exported');
		expect(hints).toContain("This is the first export to 'VIP customers'");
	});
	await browser.shoot('exported');
	await editor.showOutput('Rejected');
	await eventually(async () => expect(await editor.tableRow.textContent()).toContain('email_invalid'));
	await browser.shoot('rejected');
});

chapter('fields are mapped by themselves, custom fields too', async () => {
	const notice = editor.panel.getByText('Usual names work as well');
	expect(await notice.isVisible()).toBe(false);
	await editor.chooseMappingMode('Map Automatically');
	await notice.waitFor();
	await browser.shoot('mapped-automatically');
	await editor.executeStep();
	expect(simulator.account.contact('zofia@example.com')).toMatchObject({
		fields: { company_name: 'Piekarnia U Ani' },
		customFields: { favorite_store: 'Kraków' },
	});
});

chapter('a preview of a mirror says that nothing was changed, and that the export would stop', async () => {
	simulator.account.addContacts(9, (n) => ({ email: `member${n}@example.com`, lists: [list] }));
	const before = simulator.account.membersOf(list);
	await editor.choose('operation', 'Preview Export');
	await editor.choose('syncMode', 'Mirror Segment');
	await editor.executeStep();
	await eventually(async () => {
		const hints = (await textsOf(editor.hints)).join('\n');
		expect(hints).toContain('This is a preview: nothing has been changed.');
		expect(hints).toContain("9 of 12 members (75 %) would be taken off 'VIP customers'");
	});
	await editor.showOutput('Exported');
	await browser.shoot('preview');

	await editor.choose('operation', 'Export Segment');
	await editor.executeStep();
	await eventually(async () =>
		expect(await editor.error.textContent()).toContain('more than the 20 % allowed, so nothing was changed'),
	);
	expect(simulator.account.membersOf(list)).toEqual(before);
	await browser.shoot('guard');
});

chapter('segments that a field names go to a list each', async () => {
	await editor.choose('operation', 'Preview Export');
	await editor.choose('syncMode', 'Add and Update');
	await editor.choose('segments', 'By Segment Field');
	await editor.nameField('segments', 'segmentField');
	await editor.switchOn('listPerSegment');
	await editor.parameter('list').waitFor({ state: 'hidden' });
	await editor.executeStep();
	await editor.showOutput('Exported');
	await eventually(async () => {
		const told = await editor.output.textContent();
		for (const name of ['Newsletter', 'Event guests']) expect(told).toContain(name);
		expect(await textsOf(editor.outputTab('Exported'))).toEqual([expect.stringContaining('2 items')]);
	});
	await browser.shoot('segments');
	await editor.closeNode();
	await browser.shoot('canvas');
});

chapter("Customer Insights is connected by Microsoft's consent page", async () => {
	const { credential } = editor;
	const { entra, access, environmentUrl } = dataverse;
	const { clientId, clientSecret } = entra.addApp({
		redirectUris: [`${n8n.address}/rest/oauth2-credential/callback`],
	});
	access.addUser(entra.userName);
	await credential.create('Customer Insights');
	await credential.fill('environmentUrl', environmentUrl);
	await credential.fill('tenantId', entra.tenantId);
	await credential.fill('clientId', clientId);
	await credential.fill('clientSecret', clientSecret);
	await browser.shoot('customer-insights-credential');
	const popup = await credential.connect();
	await popup.locator('#allow').waitFor();
	expect(new URL(popup.url()).host).toBe('login.microsoftonline.com');
	await browser.shoot('customer-insights-consent-page', popup);
	await Promise.all([popup.waitForEvent('close'), popup.locator('#allow').click()]);
	await credential.dialog.getByText('Account connected').waitFor();
	await credential.close();
	expect(entra.counters).toMatchObject({ codes: 1, refused: 0 });
});

chapter('segments are chosen by the names that people know, columns by their labels', async () => {
	await editor.openWorkflow(await n8n.createWorkflow(emptyWorkflow('Customer Insights to Constant Contact')));
	const found = await editor.searchNode('customer insights');
	await found.getByText('Get Segment Members').first().click();
	await editor.addToWorkflow();
	expect(await editor.chooseSeveral('segments', [/^VIP customersVIP_customers$/, /^Newsletter readers/])).toEqual([
		'Birthday this monthBirthday_this_month',
		'Buyers of business accountsBuyers',
		'Newsletter readersNewsletter_readers',
		'Old campaign (inactive)Old_campaign',
		'Spring sale 2026Spring_sale_2026',
		'VIP customersVIP_customers',
		'VIP customers, lostVIP_customers_lost',
	]);
	const withoutDefault = /^Email, First and Last Name/;
	await editor.chooseSeveral('columns', [withoutDefault, /^Emailmsdynci/, /^First name/, /^Last name/, /^City/]);
	await browser.shoot('customer-insights-node');
	await eventually(async () => {
		for (const chosen of ['VIP customers', 'Newsletter readers'])
			expect(await editor.parameter('segments').textContent()).toContain(chosen);
		for (const chosen of ['Email', 'First name', 'Last name', 'City'])
			expect(await editor.parameter('columns').textContent()).toContain(chosen);
	});
});

chapter('executed, the node shows how many members there are, and gives them as a file', async () => {
	const { customers } = dataverse;
	await editor.executeStep();
	await browser.shoot('customer-insights-file');
	await editor.showOutputAs('JSON');
	await eventually(async () => {
		const told = (await editor.output.textContent()) ?? '';
		for (const name of ['VIP_customers', 'Newsletter_readers'])
			expect(told).toMatch(new RegExp(`"${name}".{0,80}"members":\\s*${customers.membersOf(name).length}\\b`));
	});
	await browser.shoot('customer-insights-counts');
	await editor.closeNode();
});

chapter('Export Segment takes the file: the members of both segments are on the list', async () => {
	const { customers } = dataverse;
	const found = await editor.searchNode('constant contact');
	await found.getByText('Export Segment').click();
	await found.getByText('Export a segment to a list').click();
	await editor.panel.waitFor();
	await editor.choose('source', 'File');
	await editor.choose('segments', 'By Segment Field');
	await editor.fill('segmentField', 'segments');
	await editor.pickList('insiders', 'Insiders');
	await editor.chooseMappingMode('Map Automatically');
	await browser.shoot('customer-insights-export');
	await editor.executeStep();
	await browser.shoot('customer-insights-exported');
	const members = new Set(['VIP_customers', 'Newsletter_readers'].flatMap((name) => customers.membersOf(name)));
	const addresses = [...members]
		.filter((person) => customers.hasProfile(person))
		.map((person) => customers.valueOf(person, 'email'))
		.filter((email) => email !== null);
	expect(simulator.account.membersOf(insiders).sort()).toEqual([...new Set(addresses)].sort());
	await editor.closeNode();
	await browser.shoot('customer-insights-canvas');
});

chapter('the trigger shows who opted out last, before the workflow is published', async () => {
	simulator.account.unsubscribe('noah@example.net', 'Moved away');
	await editor.openWorkflow(await n8n.createWorkflow(optOutsWorkflow()));
	await editor.openNode('Constant Contact Trigger');
	await editor.executeStep();
	await editor.showOutputAs('Table');
	await eventually(async () => {
		const header = await textsOf(editor.tableHeader);
		for (const column of ['event', 'email']) expect(header.join(' ')).toContain(column);
		const told = (await editor.output.textContent()) ?? '';
		expect(told).toContain('noah@example.net');
		expect(told).toContain('unsubscribed');
	});
	await browser.shoot('trigger');
});

chapter('of people who left a list the trigger wants to know which, and says what that costs', async () => {
	await editor.chooseSeveral('events', [/^Contact Left a List/]);
	await editor.parameter('list').waitFor();
	await eventually(async () => expect(await editor.panel.textContent()).toContain('choose Every Hour or less often'));
	await editor.pickList('vip', 'VIP customers');
	await browser.shoot('trigger-leavers');
	await editor.closeNode();
});

/** The trigger alone, with the credential that the first chapter connected. */
function optOutsWorkflow(): WorkflowJson {
	return {
		name: 'Opt-outs',
		nodes: [
			{
				id: randomUUID(),
				name: 'Constant Contact Trigger',
				type: 'n8n-nodes-constant-contact.constantContactTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
				credentials: { [exportNode.credential]: constantContact },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}
