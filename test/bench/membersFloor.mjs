/**
 * The floor of Get Segment Members: the least that a script must do to page through the memberships of a segment and
 * the profiles, to join them by customer id, and to write the members to a file. No check, no refusal, no second try.
 * Run by the benchmark on n8n's Node, its settings as JSON in BENCH_FLOOR.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import https from 'node:https';

const { file, environmentUrl, token, segment, columns } = JSON.parse(process.env.BENCH_FLOOR);
const agent = new https.Agent({ keepAlive: true, proxyEnv: process.env });
const headers = { authorization: `Bearer ${token}`, prefer: 'odata.maxpagesize=5000' };
const idColumn = 'msdynci_customerid';
/** n8n has been running for a while when the node begins, and so has the engine's compiler. */
const warmUpPages = 20;
let requests = 0;

async function getPage(url) {
	requests++;
	return await new Promise((resolve, reject) => {
		https
			.get(url, { agent, headers }, (answer) => {
				const pieces = [];
				answer
					.on('data', (piece) => pieces.push(piece))
					.on('end', () => {
						const text = Buffer.concat(pieces).toString();
						if (answer.statusCode === 200) resolve(JSON.parse(text));
						else reject(new Error(`${answer.statusCode} ${text}`));
					});
			})
			.on('error', reject);
	});
}

async function* pagesOf(table, query, mostPages) {
	let next = `${environmentUrl}/api/data/v9.2/${table}?${query}`;
	for (let page = 0; next !== undefined && page < mostPages; page++) {
		const answer = await getPage(next);
		yield answer.value;
		next = answer['@odata.nextLink'];
	}
}

async function read(mostPages) {
	const filter = encodeURIComponent(`contains(msdynci_segments,'${segment}')`);
	const members = new Map();
	const memberships = pagesOf(
		'msdynci_segmentmemberships',
		`$select=${idColumn},msdynci_segments&$filter=${filter}`,
		mostPages,
	);
	for await (const rows of memberships)
		for (const row of rows) {
			const segments = JSON.parse(row.msdynci_segments);
			if (segments.includes(segment)) members.set(row[idColumn], segments);
		}
	const output = createWriteStream(file);
	let written = 0;
	for await (const rows of pagesOf('msdynci_customerprofiles', `$select=${[idColumn, ...columns].join()}`, mostPages)) {
		let lines = '';
		for (const row of rows) {
			if (!members.has(row[idColumn])) continue;
			const line = { segments: [segment] };
			for (const column of columns) line[column] = row[column];
			lines += `${JSON.stringify(line)}\n`;
			written++;
		}
		if (!output.write(lines)) await once(output, 'drain');
	}
	await once(output.end(), 'finish');
	return written;
}

await read(warmUpPages);
requests = 0;
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
const members = await read(Infinity);
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
	JSON.stringify({
		cpuSeconds: (user + system) / 1e6,
		wallSeconds: (performance.now() - startedAt) / 1_000,
		rssMb: process.resourceUsage().maxRSS / 1024,
		requests,
		members,
	}),
);
process.exit(0);
