/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool for maintainers, runs in Node, not in n8n */
import { parseArgs } from 'node:util';

import { maxEmailCharacters } from '../../nodes/shared/account/contract';
import { questions } from './questions';
import { longestAddress } from './scratch';

export interface Options {
	readonly addresses: readonly string[];
	/** Names of questions. */
	readonly chosen: readonly string[];
	readonly isAgreed: boolean;
	readonly isJson: boolean;
	readonly clientId: string | undefined;
	readonly redirect: URL;
	readonly isTokenOnStdin: boolean;
}

/** Something is wrong with what was asked for; the message is for the person who did. */
export class UsageError extends Error {}

export const defaultRedirect = 'http://127.0.0.1:53117/';

const listOf = (isOptional: boolean) =>
	questions
		.filter((question) => Boolean(question.onlyIfAsked) === isOptional)
		.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`)
		.join('\n');

export const help = () => `npm run probe -- --address <yours> [--address <yours>] [options]

Asks a live Constant Contact account what its documentation leaves open, and prints which of this package's assumptions
hold. For maintainers, with an app key and addresses of their own.

What it does to the account
  It makes a scratch list, and where a question needs them contacts, custom fields and a tag, all named "n8n probe …".
  It says exactly what, and asks, before it writes anything. At the end, also after Ctrl-C or a failure, it deletes all of
  it. It never changes or unsubscribes a contact that it has not made, and no e-mail is sent.
  Contacts that it makes count as active contacts of the billing period. Jobs stay visible for 10 days.
  After a crash or a kill -9, run it again with the same addresses: it finds what was left and deletes it.

Options
  --address <address>    one to three addresses that are yours, of ${longestAddress} characters at the most. The contacts are
                         plus forms of them (ann+ccp-x7k2q-1@example.com); the addresses themselves are not touched.
  --only <names>         only these questions, separated by commas
  --also <names>         these beside the usual ones, see below
  --yes                  write without asking
  --json                 one JSON document on stdout; everything else goes to stderr
  --help                 this text

Access, in one of three ways. Nothing secret goes on the command line, and no token is printed or stored.
  sign in                --client-id <API key> (or CONSTANT_CONTACT_CLIENT_ID), and the app's secret in
                         CONSTANT_CONTACT_CLIENT_SECRET; without a secret PKCE is used. Open the address that is printed.
                         Register ${defaultRedirect} as a redirect URI of the app, or another address of
                         this computer, given by --redirect <uri>.
  environment            an access token in CONSTANT_CONTACT_ACCESS_TOKEN
  stdin                  --token-stdin: the first line that is piped in is the access token
  The scope is contact_data. Without offline_access nothing is renewed, so other connections of the app stay as they are.

Questions
${listOf(false)}
Only if asked for by --also or --only
${listOf(true)}

Exit code
  0  every assumption holds          2  it could not be run, or something was left behind
  1  some do not, or were unclear    130  interrupted, and cleaned up`;

/** @throws UsageError */
export function readOptions(
	args: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
): Options | 'help' {
	const values = parse(args);
	if (typeof values === 'string') throw new UsageError(values);
	if (values.help) return 'help';
	const addresses = (values.address ?? []).map((address) => address.trim().toLowerCase());
	if (addresses.length < 1 || addresses.length > 3)
		throw new UsageError('Give one to three addresses of yours: --address ann@example.com');
	for (const address of addresses) {
		if (!/^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(address))
			throw new UsageError(`${address} is no e-mail address`);
		if (address.length > longestAddress)
			throw new UsageError(
				`${address} is too long: its plus forms would pass the limits that are asked about. ${longestAddress} characters are the most (Constant Contact takes ${maxEmailCharacters}).`,
			);
	}
	const usual = questions.filter(({ onlyIfAsked }) => !onlyIfAsked).map(({ name }) => name);
	return {
		addresses,
		chosen: values.only === undefined ? [...new Set([...usual, ...namesIn(values.also)])] : namesIn(values.only),
		isAgreed: values.yes ?? false,
		isJson: values.json ?? false,
		clientId: values['client-id'] ?? environment.CONSTANT_CONTACT_CLIENT_ID,
		redirect: loopback(values.redirect ?? defaultRedirect),
		isTokenOnStdin: values['token-stdin'] ?? false,
	};
}

/** The values, or what is wrong with them. */
function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				address: { type: 'string', multiple: true },
				only: { type: 'string' },
				also: { type: 'string' },
				yes: { type: 'boolean' },
				json: { type: 'boolean' },
				help: { type: 'boolean' },
				'client-id': { type: 'string' },
				redirect: { type: 'string' },
				'token-stdin': { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

function namesIn(text: string | undefined): string[] {
	const names = (text ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);
	const unknown = names.find((name) => !questions.some((question) => question.name === name));
	if (unknown !== undefined) throw new UsageError(`There is no question "${unknown}"`);
	return names;
}

/** RFC 8252, 7.3: the answer must not leave this computer. */
function loopback(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || url.protocol !== 'http:' || !['127.0.0.1', 'localhost'].includes(url.hostname) || url.port === '') {
		throw new UsageError('--redirect must be an address of this computer with a port, like http://127.0.0.1:53117/');
	}
	return url;
}
