import { explainRefusals } from '../../../../nodes/ExportSegment/export/members/explainRefusals';
import { createFingerprints } from '../../../../nodes/ExportSegment/export/profiles/fingerprints';
import { createLedger, Verdict } from '../../../../nodes/ExportSegment/export/run/ledger';
import { createPeople, Mark } from '../../../../nodes/shared/account/people';
import type { Behaviour } from '../../../support/exportRun';
import { columnsOf } from '../../../support/contactColumns';
import { createPorts, runOf } from '../../../support/exportRun';

const { sent, refused, rejected, duplicate } = Verdict;

/** Ada, Bob and Cy were sent (rows 2, 3, 5); row 1 was Ada's, too; row 4 was rejected; Eve (6) had left the list. */
function afterImport() {
	const ledger = createLedger();
	const fingerprints = createFingerprints(runOf([]).mapping.columns);
	const people = createPeople(fingerprints.length);
	for (const verdict of [duplicate, sent, sent, rejected, sent, Verdict.optedOutOfList]) {
		ledger.open();
		ledger.settle(ledger.rows, verdict);
	}
	(
		[
			['ada@example.com', 2],
			['bob@example.com', 3],
			['cy@example.com', 5],
			['eve@example.com', 6],
		] as const
	).forEach(([email, row]) => {
		const person = people.meet(email);
		people.setRow(person, row);
		people.setFingerprint(person, fingerprints.of([undefined, `New ${row}`]));
	});
	// Bob has been a member when the run began, and somebody not in the segment, too.
	people.mark(people.find('bob@example.com'), Mark.onList);
	people.mark(people.meet('stranger@example.com'), Mark.onList);
	return { ledger, people, fingerprints };
}

/** @param page the addresses on a page of contacts, where Constant Contact gives one; they may not be up to date */
async function explain(
	behaviour: Behaviour,
	counted = 0,
	onlyChanges = true,
	page?: readonly string[],
	rowsInDoubt = 0,
) {
	const { ledger, people, fingerprints } = afterImport();
	const ports = createPorts(behaviour);
	if (page !== undefined)
		ports.constantContact.contactsAtOnce = async () => page.map((email) => ({ email, values: new Map() }));
	const run = runOf([], { maximumWaitMs: 60_000, onlyChanges });
	const imports = { allEnded: true, someRefused: true, refused: counted, rowsInDoubt };
	const unnamed = await explainRefusals(run, imports, ledger, people, fingerprints, ports);
	return { verdicts: [1, 2, 3, 4, 5].map((row) => ledger.verdict(row)), unnamed, ports };
}

it('who was sent and is not on the list was refused; nobody else is touched', async () => {
	const { verdicts } = await explain({
		members: 'Email address\nADA@example.com\nstranger@example.com\ncy@example.com\n',
	});
	expect(verdicts).toEqual([duplicate, sent, refused, rejected, sent]);
});

it('if all are on the list, nobody was refused', async () => {
	const { verdicts } = await explain({ members: 'email_address\ncy@example.com\nbob@example.com\nada@example.com\n' });
	expect(verdicts).toEqual([duplicate, sent, sent, rejected, sent]);
});

it('if the list is empty, everybody was', async () => {
	expect((await explain({ members: 'email_address\n' })).verdicts).toEqual([
		duplicate,
		refused,
		refused,
		rejected,
		refused,
	]);
});

describe('where all are on the list and the counters tell of refusals all the same,', () => {
	const members = (ada: string, bob: string, cy: string) =>
		`email_address,first_name\nada@example.com,${ada}\nbob@example.com,${bob}\ncy@example.com,${cy}\n`;

	it('those were refused whose values are not what was sent', async () => {
		const { verdicts, unnamed } = await explain({ members: members('New 2', 'Old', 'New 5') }, 1);
		expect([verdicts, unnamed]).toEqual([[duplicate, sent, refused, rejected, sent], 0]);
	});

	it('nobody who was not sent is named, whatever their values are', async () => {
		const csv = `${members('New 2', 'Old', 'New 5')}eve@example.com,Other\nunknown@example.com,Other\n`;
		const { verdicts, unnamed } = await explain({ members: csv }, 2);
		expect([verdicts, unnamed]).toEqual([[duplicate, sent, refused, rejected, sent], 1]);
	});

	it('nobody is named where more values differ than were refused', async () => {
		const { verdicts, unnamed } = await explain({ members: members('Odd', 'Old', 'New 5') }, 1);
		expect([verdicts, unnamed]).toEqual([[duplicate, sent, sent, rejected, sent], 1]);
	});

	it('what nobody can name is counted', async () => {
		const { verdicts, unnamed } = await explain({ members: members('New 2', 'Old', 'New 5') }, 3);
		expect([verdicts, unnamed]).toEqual([[duplicate, sent, refused, rejected, sent], 2]);
	});

	it('of an import that may never have arrived, everybody whose values are not what was sent', async () => {
		const { verdicts, unnamed } = await explain({ members: members('Old', 'Old', 'New 5') }, 0, true, undefined, 2);
		expect([verdicts, unnamed]).toEqual([[duplicate, refused, refused, rejected, sent], 0]);
	});

	it('who is not on the list comes first', async () => {
		const { verdicts, unnamed } = await explain(
			{ members: 'email_address,first_name\nada@example.com,Old\nbob@example.com,New 3\n' },
			1,
		);
		expect([verdicts, unnamed]).toEqual([[duplicate, sent, sent, rejected, refused], 0]);
	});

	it.each<[string, string, boolean]>([
		[
			'a value that the export does not show',
			'email_address\nada@example.com\nbob@example.com\ncy@example.com\n',
			true,
		],
		['values that were not remembered', members('Old', 'Old', 'Old'), false],
	])('%s names nobody', async (_what, csv, onlyChanges) => {
		const { verdicts, unnamed } = await explain({ members: csv }, 2, onlyChanges);
		expect([verdicts, unnamed]).toEqual([[duplicate, sent, sent, rejected, sent], 2]);
	});
});

it('a phone whose kind the export hides proves nothing against anybody', async () => {
	const { ledger, people } = afterImport();
	const columns = columnsOf('email', 'phone');
	const fingerprints = createFingerprints(columns);
	for (const name of ['ada', 'bob', 'cy'])
		people.setFingerprint(people.find(`${name}@example.com`), fingerprints.of([undefined, '111']));
	const members = 'email_address,phone_number\nada@example.com,111\nbob@example.com,222\ncy@example.com,111\n';
	const plain = runOf([], { maximumWaitMs: 60_000, onlyChanges: true });
	const run = { ...plain, mapping: { ...plain.mapping, columns } };
	const imports = { allEnded: true, someRefused: true, refused: 1, rowsInDoubt: 0 };
	const unnamed = await explainRefusals(run, imports, ledger, people, fingerprints, createPorts({ members }));
	expect([ledger.verdict(3), unnamed]).toEqual([sent, 1]);
});

it('the export of the members is waited for', async () => {
	const { ports } = await explain({
		stateOf: (_id, look) =>
			look < 4 ? { state: 'processing' } : { state: 'completed', resultPath: '/v3/contact_exports/1' },
		members: 'email_address\n',
	});
	expect(ports.looks).toEqual([['export'], ['export'], ['export'], ['export']]);
});

describe('a list that cannot be read is a problem, not an empty list', () => {
	it.each<[string, Behaviour]>([
		['the export is not taken', { takesExports: false }],
		['the export failed', { stateOf: () => ({ state: 'failed' }) }],
		['the export takes too long', { stateOf: () => ({ state: 'processing' }) }],
		['the export is not known any more', { stateOf: () => undefined }],
	])('%s', async (_what, behaviour) => {
		await expect(explain(behaviour)).rejects.toMatchObject({
			kind: 'activity',
			message: expect.stringContaining('nobody can tell who was refused by Constant Contact'),
		});
	});

	it('the file shows no addresses', async () => {
		await expect(explain({ members: 'name\nAda\n' })).rejects.toMatchObject({ kind: 'unexpected' });
	});
});

describe('a page of contacts, which may not be up to date,', () => {
	const all = ['ada', 'bob', 'cy'].map((name) => `${name}@example.com`);

	it('is enough where everybody is on it', async () => {
		const { verdicts, ports } = await explain({ members: 'email_address\n' }, 0, true, all);
		expect([verdicts, ports.looks]).toEqual([[duplicate, sent, sent, rejected, sent], []]);
	});

	it('is held against a bulk export where somebody is missing from it', async () => {
		const members = 'email_address\nada@example.com\ncy@example.com\n';
		const { verdicts, ports } = await explain({ members }, 0, true, all.slice(0, 1));
		expect([verdicts, ports.looks]).toEqual([[duplicate, sent, refused, rejected, sent], [['export']]]);
	});

	it('is held against it where values differ', async () => {
		const members = 'email_address,first_name\nada@example.com,New 2\nbob@example.com,New 3\ncy@example.com,New 5\n';
		const { verdicts, unnamed, ports } = await explain({ members }, 1, true, all);
		expect([verdicts, unnamed, ports.looks]).toEqual([[duplicate, sent, sent, rejected, sent], 1, [['export']]]);
	});
});

it.each([
	['some imports are on the way', { allEnded: false, someRefused: true }],
	['the counters leave no doubt', { allEnded: true, someRefused: false }],
])('where %s, nothing is asked and nobody is refused', async (_when, ended) => {
	const { ledger, people, fingerprints } = afterImport();
	const ports = createPorts({ members: 'email_address\n' });
	const imports = { ...ended, refused: 2, rowsInDoubt: 0 };
	await expect(explainRefusals(runOf([]), imports, ledger, people, fingerprints, ports)).resolves.toBe(0);
	expect([ports.looks, ledger.count(refused)]).toEqual([[], 0]);
});
