import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run mutation`: small defects put into the pure steps, one at a time; the unit tests must notice each.
 * What survives is in test/long/RESULTS.md, read and explained.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
const unitTests = ['constantContact', 'ExportSegment/export', 'ExportSegment/sources'];

export default {
	packageManager: 'npm',
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: {
		configFile: 'jest.config.js',
		config: { testMatch: unitTests.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`) },
	},
	coverageAnalysis: 'perTest',
	mutate: [
		'nodes/ExportSegment/export/{mapping,expressions,validation,texts,dates,people,fingerprints,plan,ledger,batches,jsonText,exportTable,readProfiles,removalGuard,callBudget}.ts',
	],
	// Not copied into the sandbox.
	ignorePatterns: ['/test/n8n', '/test/bench', '/dist', '/coverage', '/.cache', '*.tgz'],
	// Elsewhere: lint would find the sandbox in this folder.
	tempDirName: join(tmpdir(), 'constant-contact-mutation'),
	concurrency: 2,
	timeoutMS: 20_000,
	reporters: ['clear-text', 'json', 'html'],
	clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false, skipFull: false },
	jsonReporter: { fileName: 'coverage/mutation/report.json' },
	htmlReporter: { fileName: 'coverage/mutation/report.html' },
	thresholds: { high: 95, low: 90, break: 85 },
};
