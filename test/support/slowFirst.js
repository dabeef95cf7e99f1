const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The slowest first: a file of minutes that comes last is waited for alone. */
const slow = [
	'engine/thirtyDays',
	'engine/compare',
	'engine/brokenRuns',
	'faults/remove',
	'faults/mirror2',
	'faults/mirror1',
	'engine/recordedAccount',
	'engine/mirror',
	'faults/addOrUpdate',
	'engine/hostile',
	'engine/customerInsights',
	'engine/foundCases',
	'lives/lives',
	'engine/cases',
	'engine/unfinishedRemovals',
	'engine/foundAgain',
	'engine/caseValues',
	'engine/segments',
	'probe/safety',
	'shared/files/formats/delimited/delimitedFile.library',
	'probe/assumptions',
	'shared/files/formats/ndjsonFile',
	'engine/leavingMeanwhile',
	'engine/trigger',
	'engine/answers',
	'faults/preview',
	'faults/status',
	'engine/batches',
	'engine/guard',
	'engine/strangersJobs',
	'engine/status',
	'ExportSegment/parameters/editorLookups',
	'engine/file',
	'engine/export',
	'engine/whileReading',
	'ExportSegment/export/profiles/largeFingerprints',
	'engine/quota',
	'n8n/browser',
	'n8n/whileItRuns',
	'n8n/queue',
	'n8n/examples',
	'n8n/report',
	'n8n/kills',
	'n8n/cases',
	'n8n/soak',
	'n8n/customerInsights',
	'n8n/mirror',
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
