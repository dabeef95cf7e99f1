const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The slowest first: a file of minutes that comes last is waited for alone. */
const slow = [
	'engine/thirtyDays',
	'faults/mirror2',
	'faults/mirror1',
	'engine/brokenRuns',
	'faults/addOrUpdate',
	'engine/whileReading',
	'lives/lives',
	'engine/mirror',
	'faults/preview',
	'faults/status',
	'engine/unfinishedRemovals',
	'engine/cases',
	'engine/leavingMeanwhile',
	'engine/answers',
	'engine/quota',
	'engine/removeFromList',
	'engine/status',
	'engine/strangersJobs',
	'engine/trigger',
	'shared/files/formats/ndjsonFile',
	'ExportSegment/export/profiles/largeFingerprints',
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
