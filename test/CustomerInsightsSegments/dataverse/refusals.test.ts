import {
	isNoSuchColumn,
	isOutOfReach,
	isTooMuchWork,
	problemOfReply,
	unreadableAnswer,
} from '../../../nodes/CustomerInsightsSegments/dataverse/refusals';

const body = (code: string, message: unknown = 'Contact ann@example.com') => ({ error: { code, message } });

it.each([
	[400, body('0x80060888'), 'invalid', 'did not accept'],
	[401, undefined, 'auth', 'no longer accepts'],
	[403, body('0x80072560'), 'forbidden', 'not a user of this environment'],
	[403, body('0x80040220'), 'forbidden', 'may not read'],
	[404, body('0x8006088a'), 'notFound', 'no tables of Customer Insights'],
	[408, '', 'noAnswer', 'could not be reached'],
	[429, body('0x80072322'), 'throttled', 'kept putting'],
	[500, '<html>', 'unavailable', 'status 500'],
	[501, body('0x8006088a'), 'unexpected', 'status 501'],
	[503, null, 'unavailable', 'status 503'],
	[302, '', 'unexpected', 'sent this reading on to another host'],
	[415, '', 'unexpected', 'status 415'],
])('%i %j: %s', (status, reply, kind, words) => {
	const problem = problemOfReply(status, reply);
	expect(problem).toMatchObject({ kind, status, message: expect.stringContaining(words) });
	expect(problem.advice).not.toBe('');
	expect(`${problem.message} ${problem.advice}`).not.toContain('ann@');
});

it.each([
	['as it is', body('0x80060888')],
	['as text', JSON.stringify(body('0x80060888'))],
	['as bytes', Buffer.from(JSON.stringify(body('0X80060888')))],
	['with a message in the older shape', body('0x80060888', { lang: 'en-US', value: 'x' })],
])('the code is read %s', (_how, reply) => {
	expect(isNoSuchColumn(problemOfReply(400, reply))).toBe(true);
});

it.each([undefined, null, 7, '{', [], { error: null }, { error: 'x' }, { error: { code: 5 } }])(
	'a body of any other shape (%j) is a refusal without a code',
	(reply) => {
		expect(problemOfReply(400, reply).code).toBe('');
	},
);

it('what is out of reach is told apart from what is wrong with the access', () => {
	expect(isOutOfReach(problemOfReply(403, body('0x80040220')))).toBe(true);
	expect(isOutOfReach(problemOfReply(404, body('0x8006088a')))).toBe(true);
	// The tables of metadata are Customer Insights' own affair: a column of theirs may go, or a search not be supported.
	expect(isOutOfReach(problemOfReply(400, body('0x80060888')))).toBe(true);
	expect(isOutOfReach(problemOfReply(501, body('0x8006088a')))).toBe(true);
	expect(isOutOfReach(problemOfReply(500, undefined))).toBe(true);
	expect(isOutOfReach(unreadableAnswer('segments'))).toBe(true);
	expect(isOutOfReach(problemOfReply(429, undefined))).toBe(false);
	expect(isOutOfReach(problemOfReply(403, body('0x80072560')))).toBe(false);
	expect(isOutOfReach(problemOfReply(401, undefined))).toBe(false);
	expect(isOutOfReach(new Error('x'))).toBe(false);
});

it('a search that is too much for the server is known by its code', () => {
	expect(isTooMuchWork(problemOfReply(400, body('0x80048573')))).toBe(true);
	expect(isTooMuchWork(problemOfReply(400, body('0x80060888')))).toBe(false);
});
