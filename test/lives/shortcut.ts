/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { Readable } from 'node:stream';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { firstHalf, sentPieces } from '../loopback/send';
import { wireFaultOf } from '../loopback/requestFaults';
import type { Simulator } from '../simulator';
import type { time as virtualTime } from './virtualTime';
import type { Way, WayAnswer } from './way';
import { bytesOf, parsed, targetOf, timeoutMs } from './way';

/**
 * The same bytes to the same simulator without a socket between, in a third of the time: what a fault of the way does
 * to them is done here.
 */
export class Shortcut implements Way {
	/** Files that are being read. */
	private readonly open = new Set<Readable>();

	constructor(
		private readonly simulator: Simulator,
		private readonly time: typeof virtualTime,
	) {}

	endRun(): void {
		for (const answer of this.open) answer.destroy();
	}

	close(): void {
		this.endRun();
	}

	async send(options: IHttpRequestOptions, token: string): Promise<WayAnswer> {
		const { requests, service } = this.simulator;
		const target = targetOf(options);
		const release = this.time.hold();
		try {
			const arrival = service.arrive({
				method: options.method ?? 'GET',
				url: `${target.pathname}${target.search}`,
				headers: {
					...inSmallLetters(options.headers ?? {}),
					host: target.host,
					authorization: `Bearer ${token}`,
				},
			});
			const { entry, fault } = arrival;
			const way = wireFaultOf(fault?.kind);
			if (way === 'resetBefore') throw new Error('read ECONNRESET');
			const reply = await arrival.answer(bytesOf(options) ?? Buffer.alloc(0));
			entry.status = way === 'noAnswer' || way === 'resetAfter' ? 0 : reply.status;
			requests.closed(entry);
			if (way === 'resetAfter') throw new Error('socket hang up');
			if (way === 'noAnswer') return await this.giveUp(release);
			const pieces = sentPieces(reply, way);
			const breaksOff = way === 'cutAnswer' || way === 'stalledAnswer';
			const { status } = reply;
			if (options.encoding === 'stream' && status < 300) {
				const body = Readable.from(breaksOff ? brokenOff(firstHalf(pieces), way) : pieces);
				this.keep(body, way === 'stalledAnswer');
				return { status, body };
			}
			if (way === 'cutAnswer') throw new Error('aborted');
			if (way === 'stalledAnswer') return await this.giveUp(release);
			return { status, body: parsed(Buffer.concat(pieces).toString('utf8')) };
		} finally {
			release();
		}
	}

	/** Time stands still until the file is read to its end, but not for what never comes. */
	private keep(body: Readable, stalls: boolean): void {
		const release = stalls ? () => undefined : this.time.hold();
		this.open.add(body);
		body.once('close', () => {
			this.open.delete(body);
			release();
		});
		body.on('error', () => undefined);
	}

	private async giveUp(release: () => void): Promise<never> {
		release();
		await this.time.sleep(timeoutMs);
		throw new Error('timeout of 120000ms exceeded');
	}
}

async function* brokenOff(half: Buffer, way: 'cutAnswer' | 'stalledAnswer'): AsyncGenerator<Buffer> {
	yield half;
	if (way === 'cutAnswer') throw new Error('aborted');
	await new Promise(() => undefined);
}

const inSmallLetters = (headers: IDataObject): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
