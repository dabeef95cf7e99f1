/** What came in, and what it was answered. No bodies, and no more of a person than the query names. */
export interface LoggedRequest {
	/** 1, 2, 3 … over all hosts. */
	number: number;
	/** Milliseconds on the simulator's clock when it came. */
	at: number;
	host: string;
	method: string;
	path: string;
	/** As it came, still encoded. */
	query: string;
	/** The entity set, or `EntityDefinitions`; undefined for anything else. */
	table: string | undefined;
	prefer: string | undefined;
	/** 0 while unanswered, and for good where the connection was cut before an answer. */
	status: number;
	/** Rows of the page. */
	rows: number;
	/** Size of the answer. */
	bytes: number;
}

export class RequestLog {
	readonly entries: LoggedRequest[] = [];

	private total = 0;

	private unanswered = 0;

	/** How many were being answered at the same time, at most. */
	mostAtOnce = 0;

	private readonly listeners = new Set<(entry: LoggedRequest) => void>();

	open(head: Omit<LoggedRequest, 'number' | 'status' | 'rows' | 'bytes'>): LoggedRequest {
		this.total += 1;
		const entry = { ...head, number: this.total, status: 0, rows: 0, bytes: 0 };
		this.entries.push(entry);
		this.unanswered += 1;
		this.mostAtOnce = Math.max(this.mostAtOnce, this.unanswered);
		return entry;
	}

	closed(entry: LoggedRequest): void {
		this.unanswered -= 1;
		for (const listener of this.listeners) listener(entry);
	}

	onAnswered(listener: (entry: LoggedRequest) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Requests to the environment, without those for tokens and consent. */
	data(): LoggedRequest[] {
		return this.entries.filter(({ path }) => path.startsWith('/api/data/'));
	}

	of(table: string): LoggedRequest[] {
		return this.entries.filter((entry) => entry.table === table);
	}

	/** Numbers go on counting. */
	clear(): void {
		this.entries.length = 0;
		this.mostAtOnce = this.unanswered;
	}
}
