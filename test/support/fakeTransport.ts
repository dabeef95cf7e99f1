import type { ApiRequest, Transport } from '../../nodes/shared/constantContact/transport/request';

/** What a request is answered with: a value, an error to throw, or a function of the request that says which. */
export type Answer = (request: ApiRequest) => unknown;

export interface FakeTransport extends Transport {
	readonly requests: readonly ApiRequest[];
}

/** Constant Contact's side of the line; answers with what `answer` returns, and refuses with a returned Error. */
export function createFakeTransport(answer: Answer): FakeTransport {
	const requests: ApiRequest[] = [];
	return {
		requests,
		get calls() {
			return requests.length;
		},
		get polls() {
			return requests.filter(({ isPoll }) => isPoll).length;
		},
		async send(request) {
			requests.push(request);
			const reply = answer(request);
			if (reply instanceof Error) throw reply;
			return reply;
		},
	};
}
