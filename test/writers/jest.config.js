const { transform, setupFiles } = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/writers'],
	testMatch: ['<rootDir>/test/writers/*.test.ts'],
	setupFiles,
	transform,
	testTimeout: 300_000,
};
