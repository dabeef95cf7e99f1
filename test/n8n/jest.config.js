const { transform } = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/n8n'],
	testMatch: ['<rootDir>/test/n8n/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/test/n8n/node_modules/', '<rootDir>/test/n8n/.cache/'],
	transform,
	testSequencer: '<rootDir>/test/support/slowFirst.js',
	globalSetup: '<rootDir>/test/n8n/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/n8n/support/globalTeardown.ts',
	/**
	 * It ends what hangs, and nothing that is only slow: n8n takes half a minute to start, and a machine that does other
	 * things beside may take several.
	 */
	testTimeout: 900_000,
	// One n8n waits for the pace of requests while the other works.
	maxWorkers: 2,
	// Of one file, for tests that run side by side: they wait for that pace most of the time.
	maxConcurrency: 10,
};
