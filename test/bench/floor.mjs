/**
 * The floor: the least that a script must do to bring a plain CSV file onto a list. It streams the file, packs the same
 * bodies as the node, posts them at the same pace and waits for the last import. No quotes, no check, no opt-outs, no
 * duplicates, no second look. Run by the benchmark on n8n's Node, its settings as JSON in BENCH_FLOOR.
 */
import { createReadStream } from 'node:fs';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

const { file, listId, token, columns } = JSON.parse(process.env.BENCH_FLOOR);
const maximumRows = 40_000;
const maximumBytes = 4_000_000;
/** As the node paces itself: a request counts until a little over a second after its answer, and four may count. */
const perWindow = 4;
const warmUpRows = 100_000;
const windowMs = 1_050;

const agent = new https.Agent({ keepAlive: true, proxyEnv: process.env });
const head = '{"import_data":[';
const tail = `],"list_ids":["${listId}"]}`;
let body = Buffer.allocUnsafe(maximumBytes + 65_536);
let position = body.write(head);
let rows = 0;
const answeredAt = new Array(perWindow).fill(-Infinity);
let travelling = Promise.resolve();
let lastActivity = '';
let posts = 0;

async function request(method, path, content) {
	await sleep(Math.max(0, answeredAt.at(-perWindow) + windowMs - performance.now()));
	return await new Promise((resolve, reject) => {
		const headers = {
			authorization: `Bearer ${token}`,
			...(content && { 'content-type': 'application/json', 'content-length': content.length }),
		};
		const sent = https.request(`https://api.cc.email/v3${path}`, { method, agent, headers }, (answer) => {
			let text = '';
			answer
				.setEncoding('utf8')
				.on('data', (chunk) => (text += chunk))
				.on('end', () => {
					answeredAt.push(performance.now());
					if (answer.statusCode < 300) resolve(JSON.parse(text));
					else reject(new Error(`${answer.statusCode} ${text}`));
				});
		});
		sent.on('error', reject).end(content);
	});
}

async function post(content) {
	posts++;
	lastActivity = (await request('POST', '/activities/contacts_json_import', content)).activity_id;
}

async function ship(content) {
	await travelling;
	travelling = post(content);
	// Seen by the next await.
	travelling.catch(() => undefined);
}

/** Ends the body at `end`, opens another and gives the one that is full. */
function close(end) {
	const full = body.subarray(0, end + body.write(tail, end));
	body = Buffer.allocUnsafe(maximumBytes + 65_536);
	position = body.write(head);
	rows = 0;
	return full;
}

function add(line) {
	const cells = line.split(',');
	const row = {};
	for (let column = 0; column < columns.length; column++) row[columns[column]] = cells[column];
	const text = JSON.stringify(row);
	const next = position + body.write(rows === 0 ? text : `,${text}`, position);
	const full = rows === maximumRows || next > maximumBytes - tail.length ? close(position) : undefined;
	position = full ? position + body.write(text, position) : next;
	rows++;
	return full;
}

/**
 * n8n has been running for a while when the node begins, and so has the engine's compiler: the script packs some rows
 * as well before its time counts.
 */
async function warmUp() {
	let lines = 0;
	let unfinished = '';
	for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
		const some = (unfinished + chunk).split('\r\n');
		unfinished = some.pop();
		for (const line of some) add(line);
		if ((lines += some.length) >= warmUpRows) break;
	}
	close(position);
}

await warmUp();
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
let rest = '';
let isHeader = true;
for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
	const lines = (rest + chunk).split('\r\n');
	rest = lines.pop();
	for (const line of lines) {
		const full = isHeader ? undefined : add(line);
		isHeader = false;
		if (full) await ship(full);
	}
}
if (rows > 0) await ship(close(position));
await travelling;
for (let state = ''; state !== 'completed'; ) {
	await sleep(500);
	({ state } = await request('GET', `/activities/${lastActivity}`));
}
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
	JSON.stringify({
		cpuSeconds: (user + system) / 1e6,
		wallSeconds: (performance.now() - startedAt) / 1_000,
		rssMb: process.resourceUsage().maxRSS / 1024,
		posts,
	}),
);
process.exit(0);
