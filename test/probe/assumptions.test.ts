import { assumptions, type Assumption, type Finding } from '../../tools/probe/assumptions';
import { questions } from '../../tools/probe/questions';
import { defaultSwitches, type Switches } from '../simulator';
import { app, owned, startProbing, tracesIn, type Probing } from './support/probing';

let probing: Probing;

beforeAll(async () => (probing = await startProbing()));
afterAll(async () => await probing.close());

const optional = questions.filter(({ onlyIfAsked }) => onlyIfAsked).map(({ name }) => name);

/**
 * Between them every value of each switch that is not the default; only what does not hide another stands in one run.
 */
const runs: ReadonlyArray<Partial<Pick<Switches, Assumption>>> = [
	{},
	{
		activityCounters: 'documented',
		activityErrorsCap: 25,
		addRefusesUnsubscribed: false,
		anniversaries: 'any',
		blankValues: 'erase',
		collectionResultLinks: 'own',
		collectionSelfLinks: 'own',
		confirmedOptIn: true,
		contactsCount: 'page',
		contactsOrder: 'newestFirst',
		customFieldNames: 'keepCase',
		customFieldTypes: 'checked',
		dateFiltersIncludeTheMoment: true,
		deletedAreRestored: false,
		deletionsUpdateContacts: true,
		duplicateRows: 'merged',
		emailsOver50: 'refused',
		errorLines: 'rowsOnly',
		exportColumns: 'all',
		exportCustomFields: 'always',
		exportDates: 'MM/DD/YYYY',
		exportHasBom: true,
		exportHeader: 'fieldNames',
		exportLinkPath: 'contacts_exports',
		exportOfListsHasUnsubscribed: false,
		exportPhones: 'apostrophe',
		exportStatusRemoved: 'refused',
		exportTimes: 'iso',
		exportTypes: 'untyped',
		homeCountryKey: 'home_country',
		importByteCap: 4_194_304,
		importRowCap: 39_000,
		invalidGrantStatus: 401,
		itemsTotalCountsHeader: false,
		lastPageLinks: 'empty',
		leaversAreReadded: false,
		listDeletionAnswer: 'documented',
		longValues: 'truncated',
		looseJsonTypes: 'accepted',
		mostCustomFields: 25,
		nonAsciiLocalParts: 'accepted',
		optInDates: 'asOthers',
		optOutsFoundAfterSeconds: 86_400,
		pkceWithSecret: 'accepted',
		refusedCallsCount: 'dayAndSecond',
		regionNames: 'asSent',
		renamedCustomFields: 'keepName',
		resubscribedKeepOptOutDate: true,
		resultLinks: 'onceCompleted',
		signUpAbuseProtection: true,
		storedLengths: 'knowledgeBase',
		tagActivityErrors: 'strings',
		timestamps: 'milliseconds',
		unknownColumns: 'refused',
		unknownCustomFields: 'refused',
		unknownExportFields: 'ignored',
		unsubscribedAreUpdated: false,
	},
	{
		activityCounters: 'total',
		collectionResultLinks: 'none',
		errorLines: 'none',
		exportCustomFields: 'never',
		exportEmailColumns: 3,
		exportHeader: 'odd',
		homeCountryKey: 'home country',
		invalidGrantStatus: 403,
		lastPageLinks: 'nullHref',
		oversizeJson: 'refused',
		timestamps: 'offset',
		unsubscribingLeavesLists: true,
	},
];

/**
 * What cannot be seen, for another thing hides it: unsubscribed members where there are none, and a count of no rows.
 */
const isHidden = (assumption: Assumption, switched: (typeof runs)[number]) =>
	(assumption === 'exportOfListsHasUnsubscribed' && switched.unsubscribingLeavesLists) ||
	(assumption === 'itemsTotalCountsHeader' && switched.activityCounters === 'total');

describe.each(runs.map((switched, run) => ({ run, switched })))('probe $run', ({ switched }) => {
	let code: number;
	let findings: Record<string, Finding>;

	beforeAll(async () => {
		const { simulator, token, probe } = probing;
		Object.assign(simulator.switches, defaultSwitches, switched);
		// The limit of four a second is on while the probe asks about it; everything else goes without.
		const limits = simulator.rateLimits.limits;
		let looksForOptOuts = 0;
		const end = simulator.faults.onRequest(({ path, query }) => {
			limits.perSecond = path === '/v3/contact_lists' && query === 'limit=1' ? 4 : Infinity;
			// An index that lags by real seconds may have caught up before a slow machine's first look.
			if (query.includes('optout_after=') && ++looksForOptOuts === 2) simulator.switches.optOutsFoundAfterSeconds = 0;
		});
		const access = { CONSTANT_CONTACT_ACCESS_TOKEN: token, CONSTANT_CONTACT_CLIENT_SECRET: app.clientSecret };
		const probed = await probe(
			['--address', owned, '--also', optional.join(','), '--yes', '--json', '--client-id', app.clientId],
			{ environment: access },
		);
		({ code, findings } = probed);
		end();
	});

	test('nothing of it stays in the account', () => expect(tracesIn(probing.simulator)).toEqual([]));

	test('the exit code tells whether everything is as assumed', () =>
		expect(code).toBe(Object.keys(switched).length === 0 ? 0 : 1));

	test.each(Object.keys(assumptions) as Assumption[])('%s', (assumption) => {
		const value = switched[assumption] ?? defaultSwitches[assumption];
		const seen = (assumptions[assumption].say as (value: unknown) => string)(value);
		expect(findings[assumption]).toMatchObject(
			isHidden(assumption, switched) ? { holds: 'unclear' } : { seen, holds: assumption in switched ? 'no' : 'yes' },
		);
	});
});

test.each(['empty', 'absent'] as const)(
	'counters that are %s are reported, and hide no limit',
	async (activityCounters) => {
		const { simulator, probe } = probing;
		Object.assign(simulator.switches, defaultSwitches, { activityCounters });
		const { findings } = await probe(['--address', owned, '--only', 'counters,caps', '--yes', '--json']);
		expect(findings.activityCounters).toMatchObject({
			holds: 'no',
			seen: assumptions.activityCounters.say(activityCounters),
		});
		const limits = ['importByteCap', 'importRowCap', 'oversizeJson', 'activityErrorsCap'];
		expect(limits.map((limit) => findings[limit].holds)).toEqual(limits.map(() => 'yes'));
	},
);

test('an account that gives no contacts by page is told, and nothing of the probe stays in it', async () => {
	const { simulator, probe } = probing;
	Object.assign(simulator.switches, defaultSwitches, { contactPages: 'refused' });
	const { findings, leftBehind } = await probe(['--address', owned, '--only', 'reading', '--yes', '--json']);
	expect(findings.contactPages).toMatchObject({ holds: 'no', seen: 'are not given by page' });
	expect([findings.contactsOrder.holds, leftBehind, tracesIn(simulator)]).toEqual(['unclear', [], []]);
});

test('every assumption was turned once', () => {
	const turned = ['contactPages', ...runs.flatMap((switched) => Object.keys(switched))];
	expect(Object.keys(assumptions).filter((assumption) => !turned.includes(assumption))).toEqual([]);
});

test('two ways of an assumption never read alike', () => {
	for (const switched of runs) {
		for (const [assumption, value] of Object.entries(switched) as Array<[Assumption, unknown]>) {
			const say = assumptions[assumption].say as (value: unknown) => string;
			expect(say(value)).not.toBe(say(defaultSwitches[assumption]));
		}
	}
});
