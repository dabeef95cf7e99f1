import { apiHost } from './hosts';

export interface LoggedRequest {
	/** Milliseconds on a monotonic clock when the request's head reached the server. */
	at: number;
	/** 1, 2, 3 … over both hosts. */
	number: number;
	host: string;
	method: string;
	path: string;
	query: string;
	/** 0 while unanswered, and for good where the connection was cut before an answer. */
	status: number;
	/** Body as received. */
	bytes: number;
	clientId: string | undefined;
	/** Changes something in the account. POST /activities/contact_exports does not, it only reads. */
	isWrite: boolean;
}

export class RequestLog {
	readonly entries: LoggedRequest[] = [];

	private total = 0;

	private readonly listeners = new Set<(entry: LoggedRequest) => void>();

	open(head: {
		at: number;
		host: string;
		method: string;
		path: string;
		query: string;
		clientId: string | undefined;
	}): LoggedRequest {
		const isWrite = head.host === apiHost && head.method !== 'GET' && head.path !== '/v3/activities/contact_exports';
		this.total += 1;
		const entry = { ...head, number: this.total, status: 0, bytes: 0, isWrite };
		this.entries.push(entry);
		return entry;
	}

	/** Called by the server once the answer is out, or is known never to come. */
	closed(entry: LoggedRequest): void {
		for (const listener of this.listeners) listener(entry);
	}

	onAnswered(listener: (entry: LoggedRequest) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Requests to the API, without those for tokens and consent. */
	api(): LoggedRequest[] {
		return this.entries.filter((entry) => entry.host === apiHost);
	}

	writes(): LoggedRequest[] {
		return this.entries.filter((entry) => entry.isWrite);
	}

	count(matches: (entry: LoggedRequest) => boolean): number {
		return this.entries.filter(matches).length;
	}

	/** The largest number of API requests that reached the server within any window of that length. */
	mostInAnyWindow(ms: number): number {
		const times = this.api().map((entry) => entry.at);
		let most = 0;
		for (let first = 0, last = 0; last < times.length; last++) {
			while (times[last] - times[first] >= ms) first += 1;
			most = Math.max(most, last - first + 1);
		}
		return most;
	}

	/** Numbers go on counting. */
	clear(): void {
		this.entries.length = 0;
	}
}
