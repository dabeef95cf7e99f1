/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

import type { Reply } from './reply';
import type { WireFault } from './requestFaults';

/** Sends an answer, whole or damaged. Returns the status that went out, 0 for none. */
export function send(response: ServerResponse, reply: Reply, fault: WireFault | undefined): number {
	if (fault === 'noAnswer') return 0;
	if (fault === 'resetAfter' || response.destroyed) {
		response.socket?.destroy();
		return 0;
	}
	const pieces = sentPieces(reply, fault);
	const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
	response.writeHead(reply.status, {
		...(length > 0 && { 'content-type': reply.type ?? 'application/json' }),
		...(reply.status !== 204 && { 'content-length': length }),
		...reply.headers,
	});
	if (fault === 'cutAnswer' || fault === 'stalledAnswer') {
		response.write(firstHalf(pieces), () => fault === 'cutAnswer' && response.socket?.destroy());
	} else if (pieces.length > 1) {
		Readable.from(pieces).pipe(response);
	} else {
		response.end(pieces[0]);
	}
	return reply.status;
}

/** What goes out of an answer, with what damages it and leaves it looking whole. */
export function sentPieces(reply: Reply, fault: WireFault | undefined): Buffer[] {
	const pieces = piecesOf(reply);
	if (fault === 'malformedJson') return [Buffer.concat(pieces).subarray(0, -1), Buffer.from(',')];
	return fault === 'shortAnswer' ? [firstHalf(pieces)] : pieces;
}

export function firstHalf(pieces: readonly Buffer[]): Buffer {
	const whole = Buffer.concat(pieces);
	return whole.subarray(0, Math.floor(whole.length / 2));
}

function piecesOf(reply: Reply): Buffer[] {
	if (reply.pieces) return reply.pieces;
	if (reply.text !== undefined) return [Buffer.from(reply.text)];
	return reply.json === undefined ? [] : [Buffer.from(JSON.stringify(reply.json))];
}
