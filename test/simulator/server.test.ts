/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { existsSync, mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';

import { clientId, startWithClient, TestClient } from './client';
import { startSimulator, type Simulator } from './index';

let simulator: Simulator;
let client: TestClient;
let close: () => Promise<void>;

beforeAll(async () => ({ simulator, client, close } = await startWithClient()));
afterAll(async () => await close());

async function connectThroughProxy(target: string): Promise<number | undefined> {
	const proxy = new URL(simulator.proxyUrl);
	return await new Promise((resolve, reject) => {
		const request = http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: target });
		request.on('connect', (answer, socket) => (socket.destroy(), resolve(answer.statusCode)));
		request.on('error', reject).end();
	});
}

test("TLS is verified under both real names, and only against the simulator's own authority", async () => {
	expect((await client.get('/v3/contact_lists')).status).toBe(200);
	expect((await client.auth('GET', '/nothing')).status).toBe(404);
	const stranger = new TestClient({ ...simulator, caPem: tls.rootCertificates[0] }, 'x');
	await expect(stranger.get('/v3/contact_lists')).rejects.toMatchObject({
		code: expect.stringMatching(/CERT|ISSUER|VERIFY/),
	});
	stranger.close();
});

test("the proxy reaches Constant Contact's names and loopback, and nothing else", async () => {
	const local = http.createServer((_, response) => response.end('local')).listen(0, '127.0.0.1');
	await new Promise((resolve) => local.once('listening', resolve));
	const { port } = local.address() as AddressInfo;
	expect(await connectThroughProxy('api.cc.email:443')).toBe(200);
	expect(await connectThroughProxy('authz.constantcontact.com:443')).toBe(200);
	expect(await connectThroughProxy(`127.0.0.1:${port}`)).toBe(200);
	expect(await connectThroughProxy(`localhost:${port}`)).toBe(200);
	for (const target of ['example.com:443', 'api.cc.email:80', 'evil-api.cc.email:443', '10.0.0.1:443'])
		expect(await connectThroughProxy(target)).toBe(403);
	expect(simulator.refusedHosts).toContain('example.com:443');

	const plain = async (url: string) =>
		await new Promise<string>((resolve, reject) => {
			const proxy = new URL(simulator.proxyUrl);
			http
				.get({ host: proxy.hostname, port: proxy.port, path: url, headers: { host: new URL(url).host } }, (answer) => {
					let text = '';
					answer.on('data', (piece) => (text += piece)).on('end', () => resolve(`${answer.statusCode} ${text}`));
				})
				.on('error', reject);
		});
	expect(await plain(`http://127.0.0.1:${port}/x`)).toBe('200 local');
	expect(await plain('http://example.com/')).toBe('403 ');
	local.close();
});

test('a neighbour is reached under its own name, with a certificate of the same authority', async () => {
	const host = 'neighbour.example.com';
	const other = await startSimulator({
		neighbours: { [host]: (request, response) => response.end(`${request.headers.host}${request.url}`) },
	});
	const proxy = new URL(other.proxyUrl);
	const told = await new Promise<string>((resolve, reject) => {
		http
			.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: `${host}:443` })
			.on('connect', (_answer, socket) => {
				const secure = tls.connect({ socket, servername: host, ca: other.caPem }, () =>
					secure.write(`GET /x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
				);
				let text = '';
				secure
					.on('data', (piece) => (text += piece))
					.on('end', () => resolve(text))
					.on('error', reject);
			})
			.on('error', reject)
			.end();
	});
	expect(told).toMatch(/neighbour\.example\.com\/x$/m);
	expect(other.refusedHosts).toEqual([]);
	await other.close();
	expect(await connectThroughProxy(`${host}:443`)).toBe(403);
});

test('the environment for child processes', () => {
	expect(simulator.environment()).toEqual({
		HTTPS_PROXY: simulator.proxyUrl,
		NODE_EXTRA_CA_CERTS: simulator.caFile,
		NO_PROXY: '127.0.0.1,localhost',
	});
	expect(simulator.proxyUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('closing ends what is under way and removes the certificate', async () => {
	const other = await startSimulator();
	other.oauth.addClient({ clientId, redirectUris: [], refreshTokens: 'rotating' });
	const caller = new TestClient(other, other.oauth.issueTokens(clientId).access_token);
	other.faults.add({ kind: 'noAnswer' });
	const waiting = caller.get('/v3/contact_lists').catch((error: Error) => error.message);
	while (other.requests.entries.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(existsSync(other.caFile)).toBe(true);
	await other.close();
	expect(await waiting).toMatch(/hang up|reset|aborted/i);
	expect(existsSync(other.caFile)).toBe(false);
	caller.close();
});

test('a port that is taken is an error that leaves nothing behind', async () => {
	const usual = process.env.TMPDIR;
	const folder = mkdtempSync(path.join(tmpdir(), 'simulator-test-'));
	process.env.TMPDIR = folder;
	await expect(startSimulator({ port: Number(new URL(simulator.proxyUrl).port) })).rejects.toMatchObject({
		code: 'EADDRINUSE',
	});
	expect(readdirSync(folder)).toEqual([]);
	if (usual === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = usual;
	rmdirSync(folder);
});

test('the log has what the server saw', async () => {
	simulator.requests.clear();
	const list = simulator.account.addList('L');
	await client.get('/v3/contact_lists?limit=7');
	await client.post('/v3/contact_lists', { name: 'ż' });
	await client.post('/v3/activities/contact_exports', { list_ids: [list.id] });
	await client.auth('POST', '/oauth2/default/v1/token', { grant_type: 'x' });
	const [first, second] = simulator.requests.entries;
	expect(first).toMatchObject({
		host: 'api.cc.email',
		method: 'GET',
		path: '/v3/contact_lists',
		query: 'limit=7',
		status: 200,
		bytes: 0,
		clientId,
		isWrite: false,
	});
	expect(second).toMatchObject({ status: 201, bytes: Buffer.byteLength('{"name":"ż"}'), isWrite: true });
	expect(simulator.requests.writes()).toEqual([second]);
	expect(simulator.requests.count((request) => request.method === 'POST')).toBe(3);
	expect(simulator.requests.api()).toHaveLength(3);
	expect(simulator.requests.mostInAnyWindow(60_000)).toBe(3);
	const at = simulator.requests.entries.map((request) => request.at);
	expect(at).toEqual([...at].sort((a, b) => a - b));
});
