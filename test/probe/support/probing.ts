/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { PassThrough, Readable } from 'node:stream';

import { main, type Pace } from '../../../tools/probe/cli';
import type { Finding } from '../../../tools/probe/assumptions';
import { defaultRedirect } from '../../../tools/probe/options';
import { startSimulator, type Simulator } from '../../simulator';
import { reach } from '../../support/reach';

export interface Probed {
	code: number;
	stdout: string;
	stderr: string;
	/** By the name of the assumption; only with --json. */
	findings: Record<string, Finding>;
	leftBehind: string[];
}

export interface Probing {
	readonly simulator: Simulator;
	readonly token: string;
	/** One run of the command in this process. */
	probe(
		args: readonly string[],
		options?: {
			stdin?: string;
			environment?: Record<string, string>;
			interrupt?: AbortSignal;
			pace?: Partial<Pace>;
			onPrinted?: (text: string) => void;
		},
	): Promise<Probed>;
	close(): Promise<void>;
}

export const app = { clientId: 'probe-app-key', clientSecret: 'probe-app-secret' };
export const owned = 'olga@example.com';

const testPace: Pace = { perSecond: Infinity, secondMs: 1, pollMs: 3 };

/** The probe against the simulator, without pace. */
export async function startProbing(): Promise<Probing> {
	const simulator = await startSimulator({
		latency: { minMs: 1, maxMs: 5 },
		limits: { perSecond: Infinity, tokensPerSecond: Infinity },
	});
	const leave = reach(simulator);
	simulator.oauth.addClient({ ...app, redirectUris: [defaultRedirect], refreshTokens: 'rotating' });
	const token = simulator.oauth.issueTokens(app.clientId, { scope: 'contact_data' }).access_token;
	return {
		simulator,
		token,
		async probe(
			args,
			{
				stdin = '',
				environment = { CONSTANT_CONTACT_ACCESS_TOKEN: token },
				interrupt = new AbortController().signal,
				pace,
				onPrinted,
			} = {},
		) {
			const out = new PassThrough();
			const err = new PassThrough();
			const printed = ['', ''];
			[out, err].forEach((stream, index) => stream.on('data', (piece) => (printed[index] += String(piece))));
			if (onPrinted) err.on('data', (piece) => onPrinted(String(piece)));
			const io = { stdin: Readable.from([stdin]), stdout: out, stderr: err, environment, interrupt };
			const code = await main(args, io, { ...testPace, ...pace });
			const document = printed[0].startsWith('{')
				? (JSON.parse(printed[0]) as { findings: Finding[]; leftBehind: string[] })
				: undefined;
			return {
				code,
				stdout: printed[0],
				stderr: printed[1],
				findings: Object.fromEntries((document?.findings ?? []).map((finding) => [finding.assumption, finding])),
				leftBehind: document?.leftBehind ?? [],
			};
		},
		async close() {
			leave();
			await simulator.close();
		},
	};
}

/** What of a probe is in the account. */
export function tracesIn({ account }: Simulator): string[] {
	const isOurs = (name: string) => /n8n.probe/i.test(name);
	return [
		...account
			.activeLists()
			.map(({ name }) => name)
			.filter(isOurs),
		...[...account.tags.values()].map(({ name }) => name).filter(isOurs),
		...[...account.customFields.values()].map(({ label }) => label).filter(isOurs),
		...account.contacts
			.filter((contact) => contact.email.includes('ccp-') && !contact.isDeleted)
			.map(({ email }) => email),
	];
}
