import { ApiError } from '../loopback/reply';

/** An error as the Web API writes it. */
export function refusal(
	status: number,
	code: string,
	message: string,
	headers: Readonly<Record<string, string>> = {},
): ApiError {
	return new ApiError({ status, json: { error: { code, message } }, headers: { ...headers } });
}

/** The same error as OData v3 writes it: some metadata requests are answered so. */
export function olderShape({ reply }: ApiError): ApiError {
	const { message } = (reply.json as { error: { message: string } }).error;
	return new ApiError({ ...reply, json: { error: { code: '', message: { lang: 'en-US', value: message } } } });
}

export const badRequest = (message: string) => refusal(400, '0x80060888', message);

export const noSuchProperty = (column: string, table: string) =>
	badRequest(`Could not find a property named '${column}' on type 'Microsoft.Dynamics.CRM.${table}'.`);

export const noSuchTable = (segment: string) =>
	refusal(404, '0x8006088a', `Resource not found for the segment '${segment}'.`);

export const tooManyConditions = (count: number) =>
	refusal(400, '0x8004430C', `Number of conditions in query exceeded maximum limit. ${count} conditions, at most 500.`);

export const linkedTables = () => refusal(400, '0x80048d0b', 'Link entities are not supported.');

export const notSupported = (message: string) => refusal(501, '0x8006088a', message);

export const methodNotAllowed = (method: string) =>
	refusal(405, '0x80060888', `The requested resource does not support http method '${method}'.`);

export const notAMember = () => refusal(403, '0x80072560', 'The user is not a member of the organization.');

export const missingPrivilege = (user: string, roleCount: number, privilege: string, table: string) =>
	refusal(
		403,
		'0x80040220',
		`Principal user (Id=${user}, type=8, roleCount=${roleCount}, privilegeCount=${roleCount * 12}, accessMode='4 Non-interactive') ` +
			`is missing ${privilege} privilege (Id=5d2c3e0f-6a3e-4d5e-9b7a-2f1f6c8f0d11) on OTC=10412 for entity '${table}' (LocalizedName='${table}'). ` +
			`context.Caller=${user}.`,
	);

export type Throttle = 'requests' | 'executionTime' | 'concurrency';

const throttles: Record<Throttle, readonly [code: string, message: string]> = {
	requests: ['0x80072322', 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.'],
	executionTime: [
		'0x80072321',
		'Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds. ' +
			'Decrease number of concurrent requests or reduce the duration of requests and try again later.',
	],
	concurrency: ['0x80072326', 'Number of concurrent requests exceeded the limit of 52.'],
};

/** Service protection. `retryAfterSeconds` undefined: an answer without the header. */
export function throttled(why: Throttle, retryAfterSeconds: number | undefined): ApiError {
	const [code, message] = throttles[why];
	return refusal(
		429,
		code,
		message,
		retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
	);
}
