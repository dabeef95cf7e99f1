/** What a request is answered. */
export interface Reply {
	status: number;
	headers?: Record<string, string>;
	json?: unknown;
	text?: string;
	/** Large bodies, sent piece by piece. */
	pieces?: Buffer[];
	type?: string;
}

/**
 * Exceptions that nothing here throws on purpose. They are answered with a 500, kept, and thrown again when the
 * simulator is closed, so that no test passes over a simulator that broke.
 */
export type Bugs = unknown[];

/** An answer that is not a success, thrown by the code that finds the fault in a request. */
export class ApiError extends Error {
	constructor(readonly reply: Reply) {
		super(`${reply.status}`);
	}
}

/** The answer that an exception stands for. */
export function replyFor(error: unknown, bugs: Bugs): Reply {
	if (error instanceof ApiError) return error.reply;
	bugs.push(error);
	return htmlError(500).reply;
}

export function htmlError(status: 500 | 503): ApiError {
	const title = status === 500 ? '500 Internal Server Error' : '503 Service Temporarily Unavailable';
	return new ApiError({
		status,
		text: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
		type: 'text/html',
	});
}
