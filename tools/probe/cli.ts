/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool for maintainers, runs in Node, not in n8n */
import { setMaxListeners } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import { createConstantContact } from '../../nodes/shared/constantContact/client';
import { requestsPerSecond } from '../../nodes/shared/account/contract';
import { Problem } from '../../nodes/shared/problem';
import { unclear } from './assumptions';
import { cleanUp, runsIn } from './cleanUp';
import { createHttp, Stopped, type Http } from './http';
import { help, readOptions, UsageError, type Options } from './options';
import { planOf } from './plan';
import { questions, type Question } from './questions';
import { inOrder, reportOf, whatIsNotSettled } from './report';
import { addressOf, contactKeys, newRun, type ContactKey } from './scratch';
import { describe, findContact, Site, Surprise } from './site';
import { signIn, SignInError, type App } from './signIn';

/** What the probe has of the world around it. */
export interface Io {
	readonly stdin: Readable & { readonly isTTY?: boolean };
	readonly stdout: Writable;
	readonly stderr: Writable;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Aborted when somebody interrupts. */
	readonly interrupt: AbortSignal;
}

/** How fast it goes: Constant Contact's limits, and how often a running job is looked at. */
export interface Pace {
	readonly perSecond: number;
	readonly secondMs: number;
	readonly pollMs: number;
}

const livePace: Pace = { perSecond: requestsPerSecond, secondMs: 1_000, pollMs: 1_000 };

export const exitCodes = { holds: 0, refuted: 1, failed: 2, interrupted: 130 } as const;

/** The person does not want it, or it cannot be done here. */
class Declined extends Error {}

/** The whole of `npm run probe`. @returns the exit code */
export async function main(args: readonly string[], io: Io, pace: Pace = livePace): Promise<number> {
	const say = (text = '') => io.stderr.write(`${text}\n`);
	const lines = createInterface({ input: io.stdin, crlfDelay: Infinity })[Symbol.asyncIterator]();
	const nextLine = async () => {
		const line = await Promise.race([lines.next(), untilAborted(io.interrupt)]);
		return line?.done === false ? line.value : undefined;
	};
	try {
		const options = readOptions(args, io.environment);
		if (options === 'help') {
			io.stdout.write(`${help()}\n`);
			return exitCodes.holds;
		}
		const { token, app } = await access(options, io, say, nextLine);
		return await probe({ options, token, app, io, pace, say, nextLine });
	} catch (error) {
		if (io.interrupt.aborted) return exitCodes.interrupted;
		// Whatever else it is, only its message is shown: what it holds may have the token in it.
		const isOurs = [UsageError, SignInError, Declined, Surprise, Problem].some((kind) => error instanceof kind);
		say(
			isOurs
				? (error as Error).message
				: `The probe broke: ${error instanceof Error ? error.message : 'unknown error'}`,
		);
		if (error instanceof Problem) say(error.advice);
		if (error instanceof UsageError) say('npm run probe -- --help tells how it is used.');
		return exitCodes.failed;
	} finally {
		void lines.return?.();
		io.stdin.unpipe?.();
		io.stdin.pause();
	}
}

async function access(
	options: Options,
	io: Io,
	say: (text?: string) => void,
	nextLine: () => Promise<string | undefined>,
): Promise<{ token: string; app: App | undefined }> {
	const app =
		options.clientId === undefined
			? undefined
			: { clientId: options.clientId, clientSecret: io.environment.CONSTANT_CONTACT_CLIENT_SECRET };
	const given = options.isTokenOnStdin
		? await tokenFromStdin(io, nextLine)
		: io.environment.CONSTANT_CONTACT_ACCESS_TOKEN;
	if (given !== undefined) return { token: given.trim(), app };
	if (app === undefined)
		throw new UsageError(
			"There is no access: give the app's API key by --client-id, or an access token in CONSTANT_CONTACT_ACCESS_TOKEN or by --token-stdin.",
		);
	const show = (address: string) => say(`Sign in with this address, as the user who made the app:\n\n  ${address}\n`);
	return { token: await signIn(app, options.redirect, show, io.interrupt), app };
}

async function tokenFromStdin(io: Io, nextLine: () => Promise<string | undefined>): Promise<string> {
	if (io.stdin.isTTY) throw new UsageError('A token that is typed would show on the screen: pipe it in.');
	const token = await nextLine();
	if (!token?.trim()) throw new UsageError('No token came in on stdin.');
	return token;
}

interface Run {
	readonly options: Options;
	readonly token: string;
	readonly app: App | undefined;
	readonly io: Io;
	readonly pace: Pace;
	say(text?: string): void;
	nextLine(): Promise<string | undefined>;
}

async function probe({ options, token, app, io, pace, say, nextLine }: Run): Promise<number> {
	const stop = new AbortController();
	// Every wait of the questions listens to it.
	setMaxListeners(0, stop.signal);
	const abort = () => stop.abort();
	io.interrupt.addEventListener('abort', abort);
	if (io.interrupt.aborted) abort();
	const http = createHttp({ token, perSecond: pace.perSecond, retryMs: pace.secondMs * 1.1, stop: stop.signal });
	const api = createConstantContact(http.transport);
	const after = http.afterStop();
	const afterApi = createConstantContact(after.transport);
	const run = newRun();
	const chosen = questions.filter(({ name }) => options.chosen.includes(name));
	const keys = chosen.flatMap(({ contacts }) => contacts ?? []);

	say(await greeting(http));
	const earlier = await runsIn(http, api);
	const othersJobs = await api.unfinishedActivities(0);
	say(
		`\nThe probe will make in this account, and delete at its end:\n${planOf(chosen, run, options.addresses)
			.map((line) => `  ${line}`)
			.join('\n')}`,
	);
	if (earlier.length > 0)
		say(
			`\nIt will also delete what a probe that broke has left: everything named ${earlier.map((name) => `"n8n probe ${name}"`).join(', ')}, and its contacts.`,
		);
	if (!options.isAgreed) {
		say('\nGo on? Type yes:');
		if ((await nextLine())?.trim().toLowerCase() !== 'yes')
			throw new Declined(io.interrupt.aborted ? 'Interrupted. Nothing was written.' : 'Nothing was written.');
	}

	const cleaning = { http: after, api: afterApi, owned: options.addresses, othersJobs, pollMs: pace.pollMs };
	const site = new Site({
		http,
		api,
		app,
		redirect: options.redirect,
		run,
		owned: options.addresses,
		pollMs: pace.pollMs,
		secondMs: pace.secondMs,
		stop: stop.signal,
	});
	const left: string[] = [];
	let failure: unknown;
	try {
		for (const name of earlier) left.push(...(await cleanUp({ ...cleaning, run: name, keys: contactKeys })));
		await mustBeNew(http, run, options, keys);
		await askAll(site, chosen, say);
	} catch (error) {
		failure = error;
	} finally {
		// The others of a stage are still at it.
		abort();
		say('Cleaning up …');
		left.push(
			...(await cleanUp({ ...cleaning, run, keys }).catch((error: unknown) => [
				`everything named "n8n probe ${run}" and its contacts (${error instanceof Error ? error.message : 'unknown error'})`,
			])),
		);
	}
	say(
		left.length === 0
			? `Everything that was made is deleted. ${http.sent()} requests were sent.\n`
			: `Left behind, please delete by hand or run the probe again:\n${left.map((line) => `  ${line}`).join('\n')}\n`,
	);
	return finish({ options, io, site, chosen, left, failure, requests: http.sent() });
}

async function greeting(http: Http): Promise<string> {
	const [lists, counts] = await Promise.all([
		http.request('GET', '/contact_lists', { query: { limit: 1, include_count: 'true' } }),
		http.request('GET', '/contacts/counts'),
	]);
	for (const reply of [lists, counts]) {
		if (reply.status === 401)
			throw new Declined('Constant Contact does not take this access token: it has expired, or it is not whole.');
		if (reply.status !== 200) throw new Declined(`This connection may not read contacts and lists: ${describe(reply)}`);
	}
	const { total } = counts.body as { total?: number };
	return `Connected to an account with ${String((lists.body as { lists_count?: number }).lists_count ?? 'some')} lists and ${String(total ?? 'some')} contacts.`;
}

/** @throws Declined if one of the addresses belongs to a contact already, even a deleted one */
async function mustBeNew(http: Http, run: string, { addresses }: Options, keys: readonly ContactKey[]): Promise<void> {
	const found = await Promise.all(keys.map(async (key) => await findContact(http, addressOf(run, addresses, key))));
	const known = found.find((contact) => contact !== undefined);
	if (known) throw new Declined(`${known.email_address.address} is a contact already. Nothing was written.`);
}

/** Side by side, for most of the time is spent waiting for jobs; those that want to be alone come last, one by one. */
async function askAll(site: Site, chosen: readonly Question[], say: (text: string) => void): Promise<void> {
	await site.list();
	const together = chosen.filter(({ isLast }) => !isLast);
	await Promise.all(together.map(async (question) => await ask(site, question, say)));
	for (const question of chosen) if (question.isLast) await ask(site, question, say);
}

async function ask(site: Site, question: Question, say: (text: string) => void): Promise<void> {
	const failure = await question.ask(site).then(
		() => undefined,
		(error: unknown) => error,
	);
	if (failure === undefined) return say(`  asked: ${question.about}`);
	// A lost connection or access ends the probe; an answer that makes no sense leaves one question open.
	const isRefusal =
		failure instanceof Problem &&
		['invalid', 'conflict', 'notFound', 'unexpected', 'unavailable'].includes(failure.kind);
	if (!(failure instanceof Surprise) && !isRefusal) throw failure;
	for (const assumption of question.settles) {
		if (!site.findings.some((finding) => finding.assumption === assumption))
			site.tell(unclear(assumption, failure.message));
	}
	say(`  unclear: ${question.about}`);
}

function finish({
	options,
	io,
	site,
	chosen,
	left,
	failure,
	requests,
}: {
	options: Options;
	io: Io;
	site: Site;
	chosen: readonly Question[];
	left: string[];
	failure: unknown;
	requests: number;
}): number {
	const wasInterrupted = io.interrupt.aborted;
	for (const assumption of chosen.flatMap(({ settles }) => settles)) {
		if (!site.findings.some((finding) => finding.assumption === assumption))
			site.tell(unclear(assumption, wasInterrupted ? 'interrupted' : 'not reached'));
	}
	const findings = inOrder(site.findings);
	const document = {
		findings,
		notSettled: whatIsNotSettled(),
		leftBehind: left,
		interrupted: wasInterrupted,
		requests,
	};
	io.stdout.write(`${options.isJson ? JSON.stringify(document, null, 2) : reportOf(findings)}\n`);
	if (wasInterrupted) return left.length > 0 ? exitCodes.failed : exitCodes.interrupted;
	if (failure !== undefined && !(failure instanceof Stopped)) throw failure;
	if (left.length > 0 || failure !== undefined) return exitCodes.failed;
	return findings.every(({ holds }) => holds === 'yes') ? exitCodes.holds : exitCodes.refuted;
}

async function untilAborted(signal: AbortSignal): Promise<undefined> {
	await new Promise<void>((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener('abort', () => resolve(), { once: true });
	});
}
