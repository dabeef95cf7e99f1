import { readFailure } from '../../../nodes/shared/transport/failedRequest';

const byTokenEndpoint = (status: number, body: unknown) =>
	new Error('n8n says so', { cause: Object.assign(new Error(`HTTP status ${status}`), { status, body }) });

it.each([
	[400, { error: 'invalid_grant' }],
	[401, { error: 'invalid_client', error_description: 'x' }],
	[403, '{"error": "unauthorized_client"}'],
])("a token endpoint that refuses in OAuth's words ends the connection: %d %j", async (status, body) => {
	await expect(readFailure(byTokenEndpoint(status, body))).resolves.toBe('notConnected');
});

it.each([
	[400, {}],
	[403, '<html>Forbidden</html>'],
	[404, { message: 'Not found' }],
	[408, ''],
])('any other of its refusals may pass, so the request is tried again: %d %j', async (status, body) => {
	await expect(readFailure(byTokenEndpoint(status, body))).resolves.toBe('lost');
});

it.each([429, 503])('where it is too busy (%d), that is what happened', async (status) => {
	await expect(readFailure(byTokenEndpoint(status, {}))).resolves.toMatchObject({ status });
});
