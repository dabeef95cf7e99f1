/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

test.each(['SIGINT', 'SIGTERM'] as const)(
	'npm run simulator prints what to set, and %s ends it cleanly',
	async (signal) => {
		const script = path.join(__dirname, '../../scripts/simulator.mjs');
		// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- only a process of its own takes signals
		const child = spawn(process.execPath, [script, '--port', '0', '--customer-insights'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
		let printed = '';
		for await (const piece of child.stdout) if ((printed += String(piece)).includes('Requests:')) break;
		const caFile = /export NODE_EXTRA_CA_CERTS=(\S+)/.exec(printed)?.[1] ?? '';
		expect(printed).toMatch(/export HTTPS_PROXY=http:\/\/127\.0\.0\.1:\d+/);
		expect(printed).toMatch(/client secret\s+sample-client-secret/);
		expect(printed).toMatch(/environment\s+https:\/\/contoso\.crm4\.dynamics\.com/);
		expect(existsSync(caFile)).toBe(true);
		child.kill(signal);
		expect(await ended).toBe(0);
		expect(existsSync(caFile)).toBe(false);
	},
);
