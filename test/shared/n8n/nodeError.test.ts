import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { toNodeError } from '../../../nodes/shared/n8n/nodeError';
import type { ProblemKind } from '../../../nodes/shared/problem';
import { Problem } from '../../../nodes/shared/problem';
import { problemOfReply } from '../../../nodes/shared/constantContact/transport/refusals';

const node = {
	id: '1',
	name: 'Export Segment',
	type: 'exportSegment',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};
const done = 'By then one import had been handed over.';
const noon = Date.parse('2026-11-24T12:00:00Z');

describe('a problem becomes an error of n8n that', () => {
	it('says what happened, what had been done and how to get unstuck', () => {
		const error = toNodeError(
			node,
			new Problem({
				kind: 'profiles',
				message: 'Two profiles cannot be exported',
				advice: 'Mend the source.',
				itemIndex: 4,
			}),
			done,
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'Two profiles cannot be exported',
			description: `${done} Mend the source.`,
			context: { itemIndex: 4 },
		});
	});

	it('carries the status of the answer, if there was one', () => {
		const error = toNodeError(node, problemOfReply(404, [{ error_key: 'contacts.api.not_found' }], noon));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Something that this run needs is no longer in Constant Contact',
			httpCode: '404',
			description: expect.stringMatching(/^The list or its tag/),
		});
	});

	it.each([400, 401, 403, 404, 409, 415, 429, 500, 503])(
		"for status %i keeps our words: n8n's own for it, and Constant Contact's, stay out",
		(status) => {
			const problem = problemOfReply(status, [{ error_key: 'x', error_message: 'ada@example.com' }], noon);
			const error = toNodeError(node, problem);
			expect(error).toMatchObject({ message: problem.message, description: problem.advice });
			expect(JSON.stringify({ ...error, node: undefined })).not.toContain('ada@');
		},
	);

	it.each([
		[
			429,
			{ error_key: 'quota_exceeded' },
			{ cause: 'quota-exhausted', resetsAtEpochMs: Date.parse('2026-11-25T00:00:00Z') },
		],
		[429, { error_key: 'throttled' }, { cause: 'rate-limited' }],
		[429, { error_key: 'full' }, { cause: 'rate-limited' }],
		[503, '', { cause: 'temporarily-unavailable' }],
		[401, {}, { cause: 'credential-invalid' }],
		[404, {}, undefined],
	])('for status %i and %j declares %j to n8n', (status, body, failure) => {
		expect((toNodeError(node, problemOfReply(status, body, noon)) as { failure?: unknown }).failure).toEqual(failure);
	});

	it.each<ProblemKind>(['configuration', 'cancelled', 'activity', 'noAnswer'])(
		'for "%s" without an answer is an error of the operation',
		(kind) => {
			expect(toNodeError(node, new Problem({ kind, message: 'm', advice: 'a' }))).toMatchObject({
				name: 'NodeOperationError',
				message: 'm',
				description: 'a',
			});
		},
	);
});

describe('what is no problem of ours', () => {
	it.each([new NodeOperationError(node, 'x'), new NodeApiError(node, {})])("passes if it is n8n's: %p", (error) => {
		expect(toNodeError(node, error, done)).toBe(error);
	});

	it("keeps the words of n8n's expressions", () => {
		class ExpressionError extends Error {}
		expect(toNodeError(node, new ExpressionError('invalid syntax'))).toMatchObject({
			name: 'NodeOperationError',
			message: 'invalid syntax',
		});
	});

	it.each([
		['an error', new TypeError('cannot read ada@example.com'), 'TypeError'],
		['a text', 'ada@example.com', 'string'],
		['nothing', undefined, 'undefined'],
	])('is reported without its text, which may hold anything: %s', (_what, thrown, name) => {
		const error = toNodeError(node, thrown, done);
		expect(error).toMatchObject({
			message: `The export ended unexpectedly (${name})`,
			description: expect.stringContaining(done),
		});
		expect(JSON.stringify({ ...error, node: undefined }) + error.message).not.toContain('ada@');
	});
});
