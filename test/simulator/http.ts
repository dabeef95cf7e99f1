/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import type { IncomingHttpHeaders } from 'node:http';

import type { Reply } from '../loopback/reply';
import { invalid, unsupportedMedia } from './errors';
import type { Grant } from './oauthTypes';

export interface Call {
	readonly params: Record<string, string>;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	/** As received, undecoded. */
	readonly body: Buffer;
	readonly grant: Grant;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

export interface Route {
	method: 'get' | 'post' | 'put' | 'delete';
	/** Below /v3. */
	path: string;
	/** undefined: needs neither (only /account/user/privileges). */
	scope?: string;
	privilege?: string;
	handle: Handler;
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function jsonBody(call: Call): JsonObject {
	if (!/^application\/json\b/i.test(call.headers['content-type'] ?? '')) {
		throw unsupportedMedia('The payload must be in JSON format, and Content-Type must be application/json');
	}
	let value: unknown;
	try {
		value = JSON.parse(call.body.toString('utf8'));
	} catch {
		throw invalid('The JSON was malformed');
	}
	if (!isObject(value)) throw invalid('The request body must be a JSON object');
	return value;
}
