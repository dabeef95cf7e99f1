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
		activityErrorsCap: 25,
		addRefusesUnsubscribed: false,
		blankValues: 'erase',
		confirmedOptIn: true,
		contactsOrder: 'newestFirst',
		customFieldNames: 'keepCase',
		customFieldTypes: 'checked',
		dateFiltersIncludeTheMoment: true,
		deletedAreRestored: false,
		deletionsUpdateContacts: true,
		duplicateRows: 'merged',
		emailsOver50: 'refused',
		exportCustomFields: 'always',
		exportDates: 'MM/DD/YYYY',
		exportHasBom: true,
		exportHeader: 'fieldNames',
		exportLinkPath: 'contacts_exports',
		exportOfListsHasUnsubscribed: false,
		exportStatusRemoved: 'refused',
		homeCountryKey: 'home_country',
		importByteCap: 4_194_304,
		importRowCap: 39_000,
		invalidGrantStatus: 401,
		itemsTotalCountsHeader: false,
		lastPageLinks: 'empty',
		leaversAreReadded: false,
		longValues: 'truncated',
		looseJsonTypes: 'accepted',
		nonAsciiLocalParts: 'accepted',
		optOutsFoundAfterSeconds: 2,
		refusedCallsCount: 'dayAndSecond',
		renamedCustomFields: 'keepName',
		resubscribedKeepOptOutDate: true,
		signUpAbuseProtection: true,
		tagActivityErrors: 'strings',
		timestamps: 'milliseconds',
		unknownColumns: 'refused',
		unknownCustomFields: 'refused',
		unknownExportFields: 'ignored',
		unsubscribedAreUpdated: false,
	},
	{
		exportCustomFields: 'never',
		exportHeader: 'odd',
		homeCountryKey: 'home country',
		invalidGrantStatus: 403,
		lastPageLinks: 'nullHref',
		oversizeJson: 'refused',
		timestamps: 'offset',
		unsubscribingLeavesLists: true,
	},
];

describe.each(runs.map((switched, run) => ({ run, switched })))('probe $run', ({ switched }) => {
	let code: number;
	let findings: Record<string, Finding>;

	beforeAll(async () => {
		const { simulator, token, probe } = probing;
		// Where an import counts nothing, the probe cannot tell how many rows it took: then it says so.
		Object.assign(simulator.switches, defaultSwitches, { activityCounters: 'documented' }, switched);
		// The limit of four a second is on while the probe asks about it; everything else goes without.
		const limits = simulator.rateLimits.limits;
		const end = simulator.faults.onRequest(
			({ path, query }) => void (limits.perSecond = path === '/v3/contact_lists' && query === 'limit=1' ? 4 : Infinity),
		);
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
		// Whether an export shows unsubscribed members cannot be seen where they are members no more.
		const isHidden = assumption === 'exportOfListsHasUnsubscribed' && switched.unsubscribingLeavesLists;
		expect(findings[assumption]).toMatchObject(
			isHidden ? { holds: 'unclear' } : { seen, holds: assumption in switched ? 'no' : 'yes' },
		);
	});
});

test('every assumption was turned once', () => {
	const turned = runs.flatMap((switched) => Object.keys(switched));
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
