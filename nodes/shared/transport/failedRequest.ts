/** A refusal, by the service or by what renews its access. */
export interface Refused {
	readonly status: number;
	/** As they came, names in small letters; none where n8n lost them. */
	readonly headers: Readonly<Record<string, unknown>>;
	/** Parsed or not; of a stream, its beginning as text. */
	readonly body: unknown;
}

/**
 * What became of a request that n8n's helper threw an error for: `notConnected` where the access could not be renewed.
 */
export type RequestFailure = Refused | 'notConnected' | 'lost';

/** n8n wraps what went wrong, so the service's answer lies somewhere down the causes. */
export async function readFailure(error: unknown): Promise<RequestFailure> {
	for (let depth = 0, cause: unknown = error; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
		const { response, status, body, message, failure } = cause as Record<string, unknown>;
		if (isReply(response))
			return { status: response.status, headers: headersOf(response), body: await bodyOf(response.data) };
		if (
			isTokenRefusal(body) ||
			isCredentialFailure(failure) ||
			/needs to be reconnected|not connected/i.test(String(message))
		)
			return 'notConnected';
		// The token endpoint's refusals carry their status and body directly. Only those in OAuth's own words are about the
		// connection: others have been seen to pass.
		if (typeof status === 'number' && body !== undefined)
			return isPassing(status) ? { status, headers: {}, body } : 'lost';
		cause = (cause as { cause?: unknown }).cause;
	}
	return await failureWithoutCause(error);
}

/**
 * n8n up to 2.8 at least loses the cause of its error. What is left are the status, the body where that is an object,
 * and the texts, which tell a refused request ("Request failed with status code …") from a refused renewal ("HTTP
 * status …", or OAuth's words).
 */
async function failureWithoutCause(error: unknown): Promise<RequestFailure> {
	const { httpCode, context, message, messages } = (error ?? {}) as {
		httpCode?: unknown;
		context?: { data?: unknown };
		message?: unknown;
		messages?: unknown;
	};
	const text = [message, ...(Array.isArray(messages) ? messages : [])].join(' ');
	const status = Number(httpCode);
	const isRefusal = Number.isInteger(status) && status >= 400;
	if (isRefusal && (isPassing(status) || text.includes('Request failed with status code')))
		return { status, headers: {}, body: await bodyOf(context?.data) };
	return /authorization grant|refresh token|client authentication/i.test(text) ? 'notConnected' : 'lost';
}

/** Says nothing about the access: the same may go through later. */
const isPassing = (status: number) => status === 429 || status >= 500;

/** A refused download comes as a stream; its beginning tells why. */
async function bodyOf(data: unknown): Promise<unknown> {
	if (typeof data !== 'object' || data === null || Buffer.isBuffer(data) || !(Symbol.asyncIterator in data))
		return data;
	let text = '';
	try {
		for await (const chunk of data as AsyncIterable<Uint8Array>) {
			text += Buffer.from(chunk).toString('utf8');
			if (text.length > maxRefusalCharacters) break;
		}
	} catch {
		return text;
	}
	return text;
}

const maxRefusalCharacters = 10_000;

/** An answer that says yes and is an error all the same was cut off on its way. */
function isReply(response: unknown): response is { status: number; data: unknown; headers?: unknown } {
	return (
		typeof response === 'object' &&
		response !== null &&
		'status' in response &&
		typeof response.status === 'number' &&
		response.status >= 300
	);
}

function headersOf({ headers }: { readonly headers?: unknown }): Readonly<Record<string, unknown>> {
	return typeof headers === 'object' && headers !== null ? (headers as Record<string, unknown>) : {};
}

/** RFC 6749, "Error Response": `{error}`, such as `invalid_client` after the app got another secret. */
function isTokenRefusal(body: unknown): boolean {
	if (typeof body === 'string') return /"error"\s*:\s*"\w+"/.test(body.slice(0, maxRefusalCharacters));
	return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string';
}

function isCredentialFailure(failure: unknown): boolean {
	return (
		typeof failure === 'object' && failure !== null && 'cause' in failure && failure.cause === 'credential-invalid'
	);
}
