/**
 * The floor of Customer Insights: the least that a script must do to bring the members of segments into files. It pages
 * through the memberships and the profiles, joins them by a Map, and writes lines of JSON. No second look at anything,
 * no retry, no limit. Run by the benchmark on n8n's Node, its settings as JSON in BENCH_FLOOR.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import https from 'node:https';

const { environmentUrl, token, segments, columns, file } = JSON.parse(process.env.BENCH_FLOOR);
const agent = new https.Agent({ keepAlive: true, proxyEnv: process.env });
const headers = { authorization: `Bearer ${token}`, accept: 'application/json', prefer: 'odata.maxpagesize=5000' };
let requests = 0;

async function get(url) {
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

async function* pagesOf(table, query) {
	for (let url = `${environmentUrl}/api/data/v9.2/${table}?${query}`; url; ) {
		const page = await get(url);
		yield page.value;
		url = page['@odata.nextLink'];
	}
}

const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
const filter = encodeURIComponent(segments.map((name) => `contains(msdynci_segments,'${name}')`).join(' or '));
const members = new Map();
for await (const rows of pagesOf(
	'msdynci_segmentmemberships',
	`$select=msdynci_customerid,msdynci_segments&$filter=${filter}`,
))
	for (const row of rows) {
		const named = JSON.parse(row.msdynci_segments).filter((name) => segments.includes(name));
		if (named.length > 0) members.set(row.msdynci_customerid, named);
	}
const out = createWriteStream(file);
let profiles = 0;
for await (const rows of pagesOf('msdynci_customerprofiles', `$select=msdynci_customerid,${columns.join(',')}`)) {
	let lines = '';
	for (const row of rows) {
		const named = members.get(row.msdynci_customerid);
		if (named === undefined) continue;
		profiles++;
		lines += `${JSON.stringify({ segments: named, ...Object.fromEntries(columns.map((column) => [column, row[column]])) })}\n`;
	}
	if (!out.write(lines)) await once(out, 'drain');
}
out.end();
await once(out, 'finish');
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
	JSON.stringify({
		cpuSeconds: (user + system) / 1e6,
		wallSeconds: (performance.now() - startedAt) / 1_000,
		rssMb: process.resourceUsage().maxRSS / 1024,
		requests,
		profiles,
	}),
);
process.exit(0);
