const { tmpdir } = require('node:os');
const { join } = require('node:path');

require('reflect-metadata');

// n8n's engine keeps settings of its own in a folder, which must not be that of the person who runs the tests.
process.env.N8N_USER_FOLDER ??= join(tmpdir(), 'n8n-nodes-constant-contact-engine');
// It logs each failing node; the tests read what it returns.
process.env.N8N_LOG_LEVEL ??= 'silent';
