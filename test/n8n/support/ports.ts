/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { createServer } from 'node:net';

/**
 * Below those that Linux gives to whoever asks for any port and to each connection that is made (from 32,768): a program
 * takes half a minute to listen on its port, and until then nobody else must get it.
 */
const [first, last] = [15_000, 32_000];
/** Anywhere, since other processes look for ports as well; each of ours is given once. */
let next = first + Math.floor(Math.random() * (last - first));

/** Ports of 127.0.0.1 that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
	const ports: number[] = [];
	while (ports.length < count) {
		const port = next;
		next = port < last ? port + 1 : first;
		if (await isFree(port)) ports.push(port);
	}
	return ports;
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
