/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the model is sent, as far as a test asks for it (OpenAI's API, "chat completions"). */
export interface ChatRequest {
	messages: Array<{ role: string; content: unknown; tool_call_id?: string }>;
	tools?: Array<{
		type: 'function';
		function: { name: string; description: string; parameters: { properties?: Record<string, unknown> } };
	}>;
}

/** What the model says: to call a tool, or a last word. */
export type ChatReply = { tool: string; arguments: Record<string, unknown> } | { text: string };

export interface ModelServer {
	/** The base URL for an OpenAI credential. */
	url: string;
	requests: ChatRequest[];
	close(): Promise<void>;
}

/** A language model that plays its part: whatever it is asked, it answers with the next of its replies. */
export async function startModelServer(replies: readonly ChatReply[]): Promise<ModelServer> {
	const requests: ChatRequest[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const reply = replies[requests.push(JSON.parse(body) as ChatRequest) - 1] ?? { text: 'No more to say' };
			response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(completion(reply, requests.length)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function completion(reply: ChatReply, number: number) {
	const message =
		'text' in reply
			? { role: 'assistant', content: reply.text }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: `call_${number}`,
							type: 'function',
							function: { name: reply.tool, arguments: JSON.stringify(reply.arguments) },
						},
					],
				};
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: 1_764_000_000,
		model: 'stub',
		choices: [{ index: 0, message, finish_reason: 'text' in reply ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
