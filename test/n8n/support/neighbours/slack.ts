/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import express from 'express';

export interface SlackMessage {
	channel: string;
	text?: string;
	blocks?: Array<{ type: string; text?: { text: string }; elements?: Array<{ text: { text: string }; url?: string }> }>;
}

/** As much of Slack as posts a message to a channel that the app is in. Errors come with status 200, as Slack's do. */
export class Slack {
	static readonly host = 'slack.com';

	readonly messages: SlackMessage[] = [];

	constructor(
		private readonly token: string,
		private readonly channels: readonly string[],
	) {}

	readonly listener = express()
		.use(express.json())
		.post('/api/chat.postMessage', (request, response) => {
			const message = request.body as SlackMessage;
			if (request.headers.authorization !== `Bearer ${this.token}`)
				return void response.json({ ok: false, error: 'invalid_auth' });
			if (!this.channels.includes(message.channel))
				return void response.json({ ok: false, error: 'channel_not_found' });
			this.messages.push(message);
			response.json({
				ok: true,
				channel: message.channel,
				ts: `1700000000.${String(this.messages.length).padStart(6, '0')}`,
				message,
			});
		});

	/** What the buttons under a message lead to, by their label. */
	static buttonsOf({ blocks = [] }: SlackMessage): Record<string, string> {
		const buttons = blocks.flatMap(({ elements = [] }) => elements);
		return Object.fromEntries(buttons.flatMap(({ text, url }) => (url === undefined ? [] : [[text.text, url]])));
	}

	static textOf({ text = '', blocks = [] }: SlackMessage): string {
		return [text, ...blocks.map((block) => block.text?.text ?? '')].join('\n').trim();
	}
}
