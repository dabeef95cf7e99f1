/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { isDeepStrictEqual, parseArgs, styleText } from 'node:util';

import { step } from '../../scripts/lib/progress.mjs';
import { demoLatency, startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { fillSampleAccount } from '../simulator/sampleAccount';
import { crmSource, customerInsightsSource } from './support/demoSources';
import type { DemoSource } from './support/demoSources';
import { itemsOf, owner, startN8n } from './support/n8n';
import type { Execution } from './support/n8n';
import { packPackage } from './support/packPackage';
import { displayWidth, table } from './support/table';
import { addSampleCustomFields, connectedCredential, peopleOn } from './support/world';

const print = (text: string) => process.stdout.write(`${text}\n`);
const printError = (error: unknown) =>
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
const hasColors = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (style: Parameters<typeof styleText>[0]) => (text: string) => (hasColors ? styleText(style, text) : text);
const [bold, dim, green, red] = [paint('bold'), paint('dim'), paint('green'), paint('red')];
const listName = 'VIP customers';
const exportNodeName = 'Export Segment';
const examplesPerReason = 3;

const { values } = parseArgs({
	options: {
		once: { type: 'boolean' },
		profiles: { type: 'string' },
		port: { type: 'string' },
		'customer-insights': { type: 'boolean' },
	},
});
const size = Number(values.profiles ?? 5_000);

/** Everything that was started, to be ended in the opposite order. */
const endings: Array<() => Promise<unknown>> = [];

void main();

async function main(): Promise<void> {
	let isEnding = false;
	const end = async (code: number) => {
		if (isEnding) return;
		isEnding = true;
		if (endings.length > 0) await step('ending n8n and the simulator, deleting their files', endAll).catch(printError);
		process.exit(code);
	};
	process.on('SIGINT', () => void end(0));
	for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(1));
	const isRight = await demonstrate().catch((error: unknown) => {
		if (!isEnding) printError(error);
		return undefined;
	});
	if (values.once || isRight === undefined) await end(isRight ? 0 : 1);
}

async function endAll(): Promise<void> {
	for (const ending of endings.reverse()) await ending().catch(printError);
}

async function demonstrate(): Promise<boolean> {
	if (!Number.isInteger(size) || size < 100) throw new Error('--profiles must be a whole number from 100');
	const source = values['customer-insights'] ? await customerInsightsSource(size) : await crmSource(size);
	endings.push(source.close);
	const { n8n, simulator, workflowId, listId } = await start(source);
	let requests = 0;
	simulator.requests.onAnswered(() => requests++);
	const execution = await step(`exporting ${source.what} to the list “${listName}”`, async (note) => {
		const watch = setInterval(() => note(`${requests} requests to Constant Contact`), 200);
		return await n8n.execute(workflowId, { timeoutMs: 30 * 60_000 }).finally(() => clearInterval(watch));
	});
	const isRight = tell(execution, source, simulator, listId);
	if (!values.once) {
		print(
			[
				'',
				`n8n is open:  ${bold(`${n8n.address}/workflow/${workflowId}`)}`,
				`  log in as   ${bold(owner.email)}`,
				`  password    ${bold(owner.password)}`,
				'',
				'Press Execute there to run it again, or change the workflow: Constant Contact is simulated, nobody gets mail.',
				dim('Ctrl-C ends n8n and the simulator and deletes what they wrote.'),
			].join('\n'),
		);
	}
	return isRight;
}

async function start({ neighbours, credentials, workflow }: DemoSource) {
	const tarball = await step('building and packing the node', async () => await packPackage());
	endings.push(async () => await rm(dirname(tarball), { recursive: true, force: true }));

	const simulator = await startSimulator({ latency: demoLatency, neighbours });
	endings.push(async () => await simulator.close());
	fillSampleAccount(simulator.account, 1);
	addSampleCustomFields(simulator);
	const listId = simulator.account.addList(listName, { description: 'Exported from n8n' }).id;
	const credential = connectedCredential(simulator);
	credential.name = 'Constant Contact (simulated)';

	const port = values.port ? Number(values.port) : (await isFree(5678)) ? 5678 : undefined;
	const environment = simulator.environment();
	const n8n = await step(
		'starting n8n with the node and a connected credential',
		async () =>
			await startN8n({
				tarball,
				environment,
				port,
				credentials: [credential, ...credentials],
				servesEditor: true,
			}),
	);
	endings.push(async () => await n8n.stop());
	const list = { __rl: true, mode: 'list', value: listId, cachedResultName: listName };
	return { n8n, simulator, listId, workflowId: await n8n.createWorkflow(workflow(credential, list)) };
}

/** Prints what came out, and says whether it is what had to. */
function tell(execution: Execution, source: DemoSource, simulator: Simulator, listId: string): boolean {
	const [summary] = itemsOf(execution, exportNodeName).map(({ json }) => json as unknown as Summary);
	if (execution.error !== undefined || summary === undefined) {
		const failed = Object.values(execution.runData).find(([run]) => run.error !== undefined)?.[0].error;
		const { message, description } = execution.error ?? failed ?? { message: 'nothing came out' };
		print(`\n${red('The export failed:')} ${message}\n${description ?? ''}`);
		return false;
	}
	const rejected = itemsOf(execution, exportNodeName, 1).map(({ json }) => json as unknown as RejectedProfile);
	tellSummary(summary);
	tellRejected(rejected, source.columns);
	return tellList(source, simulator, listId, rejected);
}

interface Summary {
	status: string;
	list: { name: string };
	profiles: Record<string, number>;
	activities: unknown[];
	apiCalls: number;
	quota: { limit: number };
	startedAt: string;
	finishedAt: string;
}

interface RejectedProfile {
	rejection: { code: string; reason: string; field?: string; row?: number };
	[column: string]: unknown;
}

const countLines: ReadonlyArray<[count: string, meaning: string]> = [
	['read', 'profiles came in'],
	['duplicates', 'had an address that another profile had too; the last one counted'],
	['rejected', 'could not be exported, see below'],
	['optedOut', 'had left the list or unsubscribed, and were left alone'],
	['deleted', 'had been deleted in Constant Contact, and were left alone'],
	['unchanged', 'were on the list already with the same values'],
	['sent', 'were sent to Constant Contact'],
	['refused', 'of them were refused by Constant Contact'],
	['removed', 'were taken off the list'],
];

function tellSummary({ status, list, profiles, activities, apiCalls, quota, startedAt, finishedAt }: Summary): void {
	const seconds = ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000).toFixed(1);
	const shown = countLines.filter(
		([count]) => profiles[count] > 0 || ['read', 'rejected', 'sent', 'refused'].includes(count),
	);
	print(`\n${bold(`Export to “${list.name}”: ${status}`)} ${dim(`in ${seconds} s`)}\n`);
	print(table(shown.map(([count, meaning]) => [profiles[count], meaning])));
	const imports = activities.length === 1 ? 'one import' : `${activities.length} imports`;
	print(dim(`\n  ${imports}, ${apiCalls} of ${quota.limit.toLocaleString('en-US')} requests a day`));
}

function tellRejected(rejected: readonly RejectedProfile[], columns: DemoSource['columns']): void {
	if (rejected.length === 0) return;
	const byCode = new Map<string, RejectedProfile[]>();
	for (const profile of rejected)
		byCode.set(profile.rejection.code, [...(byCode.get(profile.rejection.code) ?? []), profile]);
	print(
		`\n${bold(`Rejected: ${rejected.length.toLocaleString('en-US')} profiles`)} ${dim('(they leave by the second output, each with its reason)')}`,
	);
	for (const [code, profiles] of [...byCode].sort(([, a], [, b]) => b.length - a.length)) {
		print(`\n  ${bold(code)}  ${profiles.length.toLocaleString('en-US')} profile${profiles.length > 1 ? 's' : ''}`);
		const isOneReason = new Set(profiles.map(({ rejection }) => rejection.reason)).size === 1;
		if (isOneReason) print(`  ${dim(profiles[0].rejection.reason)}`);
		print(
			table(
				profiles.slice(0, examplesPerReason).map((profile) => rejectedRow(profile, columns, isOneReason)),
				'    ',
			),
		);
		if (profiles.length > examplesPerReason) print(dim('    …'));
	}
}

function rejectedRow(profile: RejectedProfile, columns: DemoSource['columns'], isReasonTold: boolean): string[] {
	const { rejection } = profile;
	const [email, ...names] = [columns.email, columns.firstName, columns.lastName].map((column) =>
		String(profile[column] ?? '').trim(),
	);
	return [
		`row ${(rejection.row ?? 0).toLocaleString('en-US')}`,
		email === '' ? '(no address)' : shorten(email, 44),
		isReasonTold ? shorten(names.join(' '), 40) : rejection.reason,
	];
}

function shorten(text: string, width: number): string {
	if (displayWidth(text) <= width) return text;
	let kept = '';
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		if (displayWidth(kept + segment) >= width) break;
		kept += segment;
	}
	return `${kept}…`;
}

/** The list as Constant Contact now has it, held person by person against what the source says. */
function tellList(
	{ expected, rejections }: DemoSource,
	simulator: Simulator,
	listId: string,
	rejected: readonly RejectedProfile[],
): boolean {
	const people = peopleOn(simulator, listId);
	const wrong = [...expected].filter(
		([email, contact]) => !isDeepStrictEqual(withoutBlanks(people.get(email)), withoutBlanks(contact)),
	);
	const strangers = [...people.keys()].filter((email) => !expected.has(email));
	const hasRows = rejections.some(({ row }) => row !== undefined);
	const reasons = rejected.map(({ rejection: { row, code } }) => `${hasRows ? row : ''} ${code}`).sort();
	const wanted = rejections.map(({ row = '', code }) => `${row} ${code}`).sort();
	const isRight = wrong.length === 0 && strangers.length === 0 && isDeepStrictEqual(reasons, wanted);
	print(`\n${bold(`On the list now: ${people.size.toLocaleString('en-US')} people`)}\n`);
	const shown = [...people.values()].slice(0, 6);
	print(
		table(
			shown.map(({ email, first_name, last_name, company_name }) => [
				email,
				`${first_name} ${last_name}${company_name ? `, ${company_name}` : ''}`,
			]),
		),
	);
	print(
		isRight
			? `\n${green('✔')} Checked person by person: everybody who belongs there is there, with the exact values, and nobody else.`
			: `\n${red('✘')} ${wrong.length} people are missing or differ, ${strangers.length} do not belong there, ${reasons.length} were rejected where ${wanted.length} had to be.`,
	);
	return isRight;
}

/** Equal except for keys that hold nothing. */
function withoutBlanks(value: object | undefined): unknown {
	return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
