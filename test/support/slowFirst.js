const { default: Sequencer } = require('@jest/test-sequencer');

/** The slowest first: a file of minutes that comes last is waited for alone. */
const slow = [
	'engine/thirtyDays',
	'faults/mirror2',
	'faults/mirror1',
	'faults/addOrUpdate',
	'engine/brokenRuns',
	'engine/cases',
	'lives/lives',
	'faults/status',
	'faults/preview',
	'shared/files/ndjsonFile',
	'engine/removeFromList',
	'engine/status',
	'engine/unfinishedRemovals',
	'n8n/whileItRuns',
	'n8n/examples',
	'n8n/queue',
	'n8n/browser',
	'n8n/kills',
];

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
