import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Puts small defects into one file, one at a time, and runs that file's own unit tests for each: `npm run mutation`
 * does so for every pure step (scripts/mutation.mjs), which names the file in MUTATED_FILE and its tests in
 * MUTATION_TESTS.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
const { MUTATED_FILE: file = 'nodes/ExportSegment/export/profiles/mapping/mapping.ts' } = process.env;
const name = basename(file, '.ts');
const tests = (process.env.MUTATION_TESTS ?? file.replace(/^nodes\//, '').replace(/\.ts$/, '')).split(',');

export default {
	packageManager: 'npm',
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: {
		configFile: 'jest.config.js',
		// The tests are named: looking for those that import the file takes longer than they do.
		enableFindRelatedTests: false,
		config: {
			testMatch: tests.map((test) => `<rootDir>/test/${test}.test.ts`),
			// The project's own looks for test files that are not in the sandbox.
			testSequencer: '@jest/test-sequencer',
		},
	},
	coverageAnalysis: 'perTest',
	mutate: [file],
	// Not copied into the sandbox; swc needs no tsconfig, and Stryker would want TypeScript to rewrite it.
	ignorePatterns: ['tsconfig.json', '/test/n8n', '/test/bench', '/dist', '/coverage', '/.cache', '*.tgz'],
	// Elsewhere: lint would find the sandbox in this folder.
	tempDirName: join(tmpdir(), `constant-contact-mutation-${name}`),
	concurrency: 1,
	// The tests of a step take a second or two; whatever takes longer goes round for ever.
	timeoutMS: 5_000,
	dryRunTimeoutMinutes: 20,
	reporters: ['json'],
	jsonReporter: { fileName: `coverage/mutation/${name}.json` },
	warnings: { slow: false },
};
