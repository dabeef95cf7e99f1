import { syncModes } from '../../../nodes/ExportSegment/export/run/syncModes';
import { readOptions } from '../../../nodes/ExportSegment/options/options';
import { createContext } from '../../support/nodeContext';

describe('options', () => {
	const read = (options?: Readonly<Record<string, unknown>>, syncMode?: string) =>
		readOptions(createContext({ parameters: { options, syncMode } }).context);

	it('have the defaults that the panel shows', () => {
		expect(read()).toEqual({
			sync: syncModes.addOrUpdate,
			respectOptOuts: true,
			restoreDeletedContacts: false,
			onlyChanges: true,
			maximumRemovalPercent: 20,
			tags: [],
			createMissingList: false,
			dateOrder: 'auto',
			duplicateProfiles: 'last',
			invalidProfiles: 'reject',
			invalidValues: 'leaveOut',
			timeZone: 'America/New_York',
			longValues: 'reject',
			smsPermissionToSend: 'not_set',
			returns: 'summary',
			maximumBatchRows: 40_000,
			maximumWaitMs: 3_600_000,
			waitForCompletion: true,
			fileEncoding: 'auto',
			attachesReport: false,
			earlierSummaries: undefined,
		});
	});

	it.each([
		[{ duplicateProfiles: 'first' }, { duplicateProfiles: 'first' }],
		[{ invalidProfiles: 'stop' }, { invalidProfiles: 'stop' }],
		[{ longValues: 'truncate' }, { longValues: 'truncate' }],
		[{ smsPermissionToSend: 'explicit' }, { smsPermissionToSend: 'explicit' }],
		[{ return: 'profiles' }, { returns: 'profiles' }],
		[{ attachReport: true }, { attachesReport: true }],
		[{ earlierSummaries: [{ json: {} }] }, { earlierSummaries: [{ json: {} }] }],
		[{ waitForCompletion: false }, { waitForCompletion: false }],
		[
			{ respectOptOuts: false, restoreDeletedContacts: true, onlyChanges: false },
			{ respectOptOuts: false, restoreDeletedContacts: true, onlyChanges: false },
		],
		[{ maximumRemovalPercent: 0 }, { maximumRemovalPercent: 0 }],
		[{ maximumRemovalPercent: '100' }, { maximumRemovalPercent: 100 }],
		[{ createMissingList: true }, { createMissingList: true }],
		[{ tags: ' VIP, New ,,VIP' }, { tags: ['VIP', 'New'] }],
		[{ tags: ['VIP', ' a, b '] }, { tags: ['VIP', 'a, b'] }],
		[{ tags: 'VIP, vip, New' }, { tags: ['VIP', 'New'] }],
		[{ maximumWait: 0.5 }, { maximumWaitMs: 30_000 }],
		[{ maximumWait: '5' }, { maximumWaitMs: 300_000 }],
		[{ maximumBatchRows: 100.9 }, { maximumBatchRows: 100 }],
		[{ maximumBatchRows: 0.5 }, { maximumBatchRows: 1 }],
		[{ maximumBatchRows: 1_000_000 }, { maximumBatchRows: 40_000 }],
	])('%j', (options, expected) => {
		expect(read(options)).toMatchObject(expected);
	});

	it.each([
		[{ maximumWait: 0 }, "'Maximum Wait' must be a number above 0"],
		[{ maximumWait: 'long' }, "'Maximum Wait' must be a number above 0"],
		[{ maximumBatchRows: -1 }, "'Maximum Batch Rows' must be a number above 0"],
		[{ longValues: 'cut' }, "'Long Values' has a value that this node does not know"],
		[{ maximumRemovalPercent: 101 }, "'Maximum Removal Percent' must be a number from 0 to 100"],
		[{ maximumRemovalPercent: 'all' }, "'Maximum Removal Percent' must be a number from 0 to 100"],
		[{ tags: ['x'.repeat(256)] }, "A name in 'Tags' is longer than 255 characters"],
		[{ return: '' }, "'Return' has a value that this node does not know"],
	])('%j is a problem', (options, message) => {
		expect(() => read(options)).toThrow(message);
	});

	it.each(['mirror', 'remove'] as const)('with sync mode %s, the end must be waited for', (syncMode) => {
		expect(read({}, syncMode)).toMatchObject({ sync: syncModes[syncMode], waitForCompletion: true });
		expect(() => read({ waitForCompletion: false }, syncMode)).toThrow(
			"Taking people off a list needs 'Wait for Completion'",
		);
	});

	it('an unknown sync mode is a problem', () => {
		expect(() => read({}, 'replace')).toThrow("'Sync Mode' has a value that this node does not know");
	});
});
