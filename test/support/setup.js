require('reflect-metadata');

// n8n's engine logs each failing node; the tests read what it returns.
process.env.N8N_LOG_LEVEL ??= 'silent';
