import { ApiError } from '../loopback/reply';

// 400, 404, 405, 409 and 415 are arrays; 401, 403 and 429 are objects.
const asArray = (status: number, key: string, message: string) =>
	new ApiError({ status, json: [{ error_key: key, error_message: message }] });
const asObject = (status: number, key: string, message: string) =>
	new ApiError({ status, json: { error_key: key, error_message: message } });

export const invalid = (message: string) => asArray(400, 'contacts.api.validation.error', message);
export const notFound = (message = 'The requested resource was not found.') =>
	asArray(404, 'contacts.api.not_found', message);
export const methodNotAllowed = () => asArray(405, 'contacts.api.method_not_allowed', 'Unsupported method used.');
export const conflict = (message: string) => asArray(409, 'contacts.api.conflict', message);
export const unsupportedMedia = (message: string) => asArray(415, 'contacts.api.unsupported_media_type', message);

export const unauthorized = () => asObject(401, 'unauthorized', 'Unauthorized');
export const forbidden = (message: string) => asObject(403, 'access_denied', message);
export const throttled = () => asObject(429, 'throttled', 'Too Many Requests');
export const quotaExceeded = () => asObject(429, 'quota_exceeded', 'Limit Exceeded');

/** Outside /v3 the gateway answers, not the API. */
export const gatewayForbidden = () => new ApiError({ status: 403, json: { message: 'Forbidden' } });

export type QueueFullBody = 'object' | 'array' | 'empty';

/** The body of this one is assumed. */
export function queueFull(shape: QueueFullBody): ApiError {
	const text = 'Too many requests. You exceeded 1,000 queued activities for this user account.';
	if (shape === 'array') return asArray(429, 'contacts.api.too_many_activities', text);
	if (shape === 'empty') return new ApiError({ status: 429 });
	return asObject(429, 'too_many_activities', text);
}
