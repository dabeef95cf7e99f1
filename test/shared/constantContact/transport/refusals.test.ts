import { quotaResetsAt } from '../../../../nodes/shared/account/contract';
import type { ProblemKind } from '../../../../nodes/shared/problem';
import { Problem } from '../../../../nodes/shared/problem';
import {
	noAnswer,
	notConnected,
	problemOfReply,
	readRefusal,
	unreadableAnswer,
} from '../../../../nodes/shared/constantContact/transport/refusals';

const noon = Date.parse('2026-11-24T12:00:00Z');
const html = '<html><body>Service Unavailable for ada@example.com</body></html>';

describe('a refusal is read in every shape that Constant Contact has', () => {
	it.each([
		[
			'an array',
			[{ error_key: 'contacts.api.validation.error', error_message: 'list_ids is required' }],
			'contacts.api.validation.error',
			'list_ids is required',
		],
		['an object', { error_key: 'unauthorized', error_message: 'Unauthorized' }, 'unauthorized', 'Unauthorized'],
		["the gateway's object", { message: 'Forbidden' }, '', 'Forbidden'],
		[
			"OAuth's object",
			{ error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' },
			'invalid_grant',
			'The refresh token is invalid or expired.',
		],
		['JSON as a text', '[{"error_key":"k","error_message":"m"}]', 'k', 'm'],
		['JSON as bytes', Buffer.from(' {"error_key":"k","error_message":"m"}'), 'k', 'm'],
		['HTML', html, '', ''],
		['JSON that was cut off', '{"error_key":"thr', '', ''],
		['an empty text', '', '', ''],
		['an empty array', [], '', ''],
		['an array of texts', ['no'], '', ''],
		['nothing', undefined, '', ''],
		['null', null, '', ''],
		['a number', 5, '', ''],
		['an object with other types in it', { error_key: 5, error_message: {} }, '', ''],
	])('%s', (_shape, body, key, message) => {
		expect(readRefusal(body)).toEqual({ key, message });
	});
});

const replies: Array<[string, number, unknown, ProblemKind]> = [
	[
		'validation',
		400,
		[{ error_key: 'contacts.api.validation.error', error_message: 'ada@example.com is no list' }],
		'invalid',
	],
	['a token that expired or was revoked', 401, { error_key: 'unauthorized', error_message: 'Unauthorized' }, 'auth'],
	[
		'a missing privilege',
		403,
		{ error_key: 'access_denied', error_message: 'User does not have sufficient privileges' },
		'forbidden',
	],
	['the gateway', 403, { message: 'Forbidden' }, 'forbidden'],
	['something unknown', 404, [{ error_key: 'contacts.api.not_found', error_message: 'not found' }], 'notFound'],
	['a duplicate', 409, [{ error_key: 'contacts.api.conflict', error_message: 'exists for contact 1' }], 'conflict'],
	['a request that took too long', 408, '', 'noAnswer'],
	['a wrong media type', 415, undefined, 'unexpected'],
	['a redirect', 302, '', 'unexpected'],
	['too many requests in a second', 429, { error_key: 'throttled', error_message: 'Too Many Requests' }, 'throttled'],
	[
		'too many requests, in an array',
		429,
		[{ error_key: 'throttled', error_message: 'Too Many Requests' }],
		'throttled',
	],
	['too many requests, without a word', 429, html, 'throttled'],
	["the day's quota", 429, { error_key: 'quota_exceeded', error_message: 'Limit Exceeded' }, 'quota'],
	[
		'a full queue, however it is called',
		429,
		{ error_key: 'activities.queue.full', error_message: 'Too many' },
		'queueFull',
	],
	['a fault', 500, html, 'unavailable'],
	['maintenance', 503, { message: 'Service Unavailable' }, 'unavailable'],
	['a gateway that gave up', 504, undefined, 'unavailable'],
];

describe('what a refusal means', () => {
	it.each(replies)('%s (%i)', (_what, status, body, kind) => {
		expect(problemOfReply(status, body, noon)).toMatchObject({ kind, status });
	});
});

it('a redirect, which Constant Contact never answers, is told as the page of something between', () => {
	expect(problemOfReply(302, '', noon).advice).toMatch(/^A proxy or firewall/);
	expect(problemOfReply(415, '', noon).message).toContain('status 415');
});

describe('every problem tells a person what happened and how to get unstuck', () => {
	const problems = [
		...replies.map(([what, status, body]) => [what, problemOfReply(status, body, noon)] as const),
		['no answer', noAnswer()] as const,
		['an answer in another shape', unreadableAnswer('the lists')] as const,
		['a connection that ended', notConnected()] as const,
	];

	it.each(problems)('%s', (_what, problem) => {
		expect(problem).toBeInstanceOf(Problem);
		expect(problem.message).toMatch(/^[A-Z]/);
		expect(problem.message).not.toMatch(/error|problem|fail|mistake|[.!]$/i);
		expect(problem.advice).toMatch(/^[A-Z].*\.$/);
	});

	it.each(problems)('%s: what Constant Contact itself wrote stays out, for it may name a contact', (_what, problem) => {
		expect(problem.message + problem.advice).not.toMatch(/ada@|html|undefined|null/);
	});
});

describe('a used-up quota starts again at the next midnight UTC', () => {
	it.each([
		['2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z'],
		['2026-11-24T23:59:59.999Z', '2026-11-25T00:00:00.000Z'],
		['2026-12-31T12:00:00.000Z', '2027-01-01T00:00:00.000Z'],
	])('at %s that is %s', (now, reset) => {
		expect(new Date(quotaResetsAt(Date.parse(now))).toISOString()).toBe(reset);
	});

	it('and the problem says so', () => {
		const problem = problemOfReply(429, { error_key: 'quota_exceeded' }, noon);
		expect(problem).toMatchObject({
			resetsAt: Date.parse('2026-11-25T00:00:00Z'),
			advice: expect.stringContaining('2026-11-25 00:00 UTC'),
		});
	});
});
