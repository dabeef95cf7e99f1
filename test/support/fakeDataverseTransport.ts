import type { Transport } from '../../nodes/CustomerInsightsSegments/dataverse/request';

export interface Asked {
	readonly url: string;
	readonly prefer: string | undefined;
}

export interface FakeTransport extends Transport {
	readonly asked: readonly Asked[];
	/** Requests under way at once, at most. */
	readonly mostAtOnce: number;
}

/** Dataverse's side of the line; answers with what `answer` returns, and refuses with a returned Error. */
export function createFakeTransport(answer: (url: URL, number: number) => unknown): FakeTransport {
	const asked: Asked[] = [];
	let underWay = 0;
	let mostAtOnce = 0;
	return {
		asked,
		get requests() {
			return asked.length;
		},
		get mostAtOnce() {
			return mostAtOnce;
		},
		async get(url, prefer) {
			const number = asked.push({ url, prefer });
			mostAtOnce = Math.max(mostAtOnce, ++underWay);
			await Promise.resolve();
			underWay--;
			const reply = answer(new URL(url), number);
			if (reply instanceof Error) throw reply;
			return reply;
		},
	};
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
	const all: Item[] = [];
	for await (const item of items) all.push(item);
	return all;
}
