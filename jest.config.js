/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// The engine tests wait for the node's pace most of the time, so more of them than there are cores may run at once.
	maxWorkers: 7,
	// What test files leave behind in a worker makes those after them up to ten times slower: such a one is replaced.
	workerIdleMemoryLimit: '300MB',
	// Tests of one file that run side by side, each with an app key and so a pace of its own.
	maxConcurrency: 16,
	// It ends what hangs, and nothing that is only slow: an export of a few profiles takes some 15 requests, four a second,
	// longer tests some minutes, and a machine that does other things beside may take several times as long.
	testTimeout: 900_000,
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/', '<rootDir>/test/writers/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/n8n/.cache/'],
	// Looked up in jest's sandbox, each of these takes as long as hundreds of steps of a program: as parameters of each
	// module they are at hand. Names that modules import themselves (Buffer, URL, process) cannot be among them.
	sandboxInjectedGlobals: [
		'Array',
		'Date',
		'Error',
		'JSON',
		'Map',
		'Math',
		'Number',
		'Object',
		'Promise',
		'Set',
		'String',
		'Symbol',
		'TypeError',
		'Uint8Array',
	],
	globalSetup: '<rootDir>/test/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
	setupFiles: ['<rootDir>/test/support/setup.js'],
	testSequencer: '<rootDir>/test/support/slowFirst.js',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
};
