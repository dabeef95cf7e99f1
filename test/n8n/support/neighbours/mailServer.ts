/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Mail {
	/** Names of header fields in small letters. */
	readonly headers: Readonly<Record<string, string>>;
	/** Its parts that hold no parts. */
	readonly parts: ReadonlyArray<{ readonly type: string; readonly isAttachment: boolean; readonly content: string }>;
}

/** As much of SMTP (RFC 5321) as takes a mail and keeps it, without encryption or log-in. */
export class MailServer {
	readonly mails: Mail[] = [];

	private readonly server = createServer((socket) => void this.converse(socket));

	async start(): Promise<{ host: string; port: number }> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
	}

	async stop(): Promise<void> {
		this.server.close();
		await once(this.server, 'close');
	}

	private async converse(socket: Socket): Promise<void> {
		const say = (line: string) => socket.write(`${line}\r\n`);
		let data: string[] | undefined;
		socket.on('error', () => socket.destroy());
		say('220 ready');
		for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
			if (data !== undefined && line !== '.') data.push(line.replace(/^\./, ''));
			else if (data !== undefined) {
				this.mails.push(mailOf(data.join('\r\n')));
				data = undefined;
				say('250 kept');
			} else if (/^DATA/i.test(line)) {
				data = [];
				say('354 go on');
			} else if (/^QUIT/i.test(line)) {
				say('221 bye');
				socket.end();
			} else say('250 fine');
		}
	}
}

function mailOf(text: string): Mail {
	return { headers: split(text).headers, parts: partsOf(text) };
}

function partsOf(text: string): Mail['parts'] {
	const { headers, body } = split(text);
	const type = headers['content-type'] ?? 'text/plain';
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
	if (boundary !== undefined)
		return body
			.split(`--${boundary}`)
			.slice(1, -1)
			.flatMap((part) => partsOf(part.replace(/^\r\n/, '')));
	const content = decoded(body, headers['content-transfer-encoding'] ?? '');
	return [
		{ type: type.split(';')[0], isAttachment: /^attachment/i.test(headers['content-disposition'] ?? ''), content },
	];
}

function split(text: string): { headers: Record<string, string>; body: string } {
	const end = text.indexOf('\r\n\r\n');
	const lines = text
		.slice(0, end)
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n');
	const headers = lines.map((line): [string, string] => {
		const [name] = line.split(':', 1);
		return [name.toLowerCase(), line.slice(name.length + 1).trim()];
	});
	return { headers: Object.fromEntries(headers), body: text.slice(end + 4) };
}

function decoded(body: string, encoding: string): string {
	if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
	if (!/quoted-printable/i.test(encoding)) return body;
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
