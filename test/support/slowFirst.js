const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The slowest first: a file of minutes that comes last is waited for alone. */
const slow = [
	'engine/thirtyDays',
	'engine/brokenRuns',
	'faults/mirror2',
	'faults/mirror1',
	'engine/compare',
	'faults/remove',
	'faults/addOrUpdate',
	'engine/recordedAccount',
	'engine/foundAgain',
	'engine/mirror',
	'lives/lives',
	'engine/unfinishedRemovals',
	'engine/caseValues',
	'engine/segments',
	'engine/customerInsights',
	'engine/cases',
	'engine/foundCases',
	'engine/leavingMeanwhile',
	'engine/whileReading',
	'faults/preview',
	'engine/answers',
	'engine/hostile',
	'engine/batches',
	'engine/quota',
	'probe/safety',
	'probe/assumptions',
	'shared/files/formats/delimited/delimitedFile.library',
	'shared/files/formats/ndjsonFile',
	'ExportSegment/export/profiles/largeFingerprints',
	'ExportSegment/parameters/editorLookups',
	'engine/status',
	'engine/guard',
	'engine/trigger',
	'engine/strangersJobs',
	'n8n/whileItRuns',
	'n8n/examples',
	'n8n/customerInsights',
	'n8n/queue',
	'n8n/browser',
	'n8n/soak',
	'n8n/kills',
];

const gone = slow.filter((name) => !existsSync(join(__dirname, '..', `${name}.test.ts`)));
if (gone.length > 0) throw new Error(`No such tests as ${gone.join(', ')}: correct test/support/slowFirst.js`);

/** Jest itself knows how long a file takes only where it has run before; on a clean checkout it goes by the size. */
module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const at = slow.findIndex((name) => path.endsWith(`test/${name}.test.ts`));
			return at === -1 ? slow.length : at;
		};
		return super.sort(tests).sort((a, b) => rank(a) - rank(b));
	}
};
