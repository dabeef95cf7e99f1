/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { randomUUID } from 'node:crypto';

import express from 'express';
import type { Request, Response } from 'express';

type Row = Readonly<Record<string, string | null>>;

export interface DataverseApp {
	tenantId: string;
	clientId: string;
	clientSecret: string;
}

/**
 * As much of Dataverse as hands out what Customer Insights keeps there: the tables of segment memberships and of
 * customer profiles, for an application that Microsoft Entra has given a token for this environment. Read only.
 *
 * Pages: at most 5,000 rows, fewer with `Prefer: odata.maxpagesize`; `@odata.nextLink` leads on; `$skip` is not known.
 * (learn.microsoft.com/power-apps/developer/data-platform/webapi/query/page-results)
 * Throttling: 429 with Retry-After. (learn.microsoft.com/power-apps/developer/data-platform/api-limits)
 */
export class Dataverse {
	static readonly authHost = 'login.microsoftonline.com';

	/** Every request for data, as its query came. */
	readonly requests: Array<{ table: string; query: URLSearchParams; status: number }> = [];

	/** How many of the next requests for data are throttled, after letting so many pass. */
	throttle = { after: 0, times: 0, retryAfterSeconds: 1 };

	private readonly tokens = new Set<string>();

	/** By the tables' entity set names. */
	readonly tables: Record<string, Row[]> = { msdynci_segmentmemberships: [], msdynci_customerprofiles: [] };

	constructor(
		readonly host: string,
		private readonly app: DataverseApp,
	) {}

	get environmentUrl(): string {
		return `https://${this.host}`;
	}

	/** Which segments a customer is in; a list as JSON text, as the table has it. */
	addMember(customerId: string, segments: readonly string[]): void {
		this.tables.msdynci_segmentmemberships.push({
			msdynci_segmentmembershipid: randomUUID(),
			msdynci_customerid: customerId,
			msdynci_segmentprovider: 'Internal',
			msdynci_segmentmembershiptype: 'Customer',
			msdynci_segments: JSON.stringify(segments),
		});
	}

	addProfile(profile: Row & { msdynci_customerid: string }): void {
		this.tables.msdynci_customerprofiles.push({ msdynci_customerprofileid: randomUUID(), ...profile });
	}

	/** Signing in: a token for an application that proves who it is, and for this environment only. */
	readonly authListener = express()
		.use(express.urlencoded({ extended: false }))
		.post('/:tenant/oauth2/v2.0/token', (request, response) => {
			const form = request.body as Record<string, string | undefined>;
			const basic = Buffer.from(/^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', 'base64')
				.toString()
				.split(':')
				.map(decodeURIComponent);
			const { clientId, clientSecret, tenantId } = this.app;
			const isApp = (id?: string, secret?: string) => id === clientId && secret === clientSecret;
			const refuse = (status: number, error: string) =>
				void response.status(status).json({ error, error_description: error });
			if (request.params.tenant !== tenantId) return refuse(400, 'invalid_request');
			if (!isApp(basic[0], basic[1]) && !isApp(form.client_id, form.client_secret))
				return refuse(401, 'invalid_client');
			if (form.grant_type !== 'client_credentials') return refuse(400, 'unsupported_grant_type');
			if (form.scope !== `${this.environmentUrl}/.default`) return refuse(400, 'invalid_scope');
			const token = randomUUID();
			this.tokens.add(token);
			response.json({ token_type: 'Bearer', expires_in: 3_599, ext_expires_in: 3_599, access_token: token });
		});

	readonly listener = express().use((request, response) => this.answer(request, response));

	/** From now on nobody's token is accepted any more; a new one is. */
	endTokens(): void {
		this.tokens.clear();
	}

	private answer(request: Request, response: Response): void {
		const { pathname, searchParams: query } = new URL(request.url, this.environmentUrl);
		const table = /^\/api\/data\/v9\.\d\/([a-z_]+)$/.exec(pathname)?.[1] ?? '';
		const send = (status: number, body: object) => {
			this.requests.push({ table, query, status });
			response
				.status(status)
				.set('OData-Version', '4.0')
				.type('application/json; odata.metadata=minimal')
				.send(JSON.stringify(body));
		};
		const refuse = (status: number, code: string, message: string) => send(status, { error: { code, message } });
		if (!this.tokens.has(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')) {
			response.set(
				'WWW-Authenticate',
				`Bearer authorization_uri=https://${Dataverse.authHost}/${this.app.tenantId}/oauth2/authorize`,
			);
			return refuse(401, '0x80072560', 'The user is not a member of the organization.');
		}
		if (this.isThrottled()) {
			response.set('Retry-After', String(this.throttle.retryAfterSeconds));
			return refuse(
				429,
				'0x80072322',
				'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
			);
		}
		if (request.method !== 'GET') return refuse(405, '0x80060888', 'Only GET is supported.');
		const rows = this.tables[table];
		if (rows === undefined) return refuse(404, '0x8006088a', `Resource not found for the segment '${table}'.`);
		const twice = [...query.keys()].find((name) => query.getAll(name).length > 1);
		if (twice !== undefined)
			return refuse(
				400,
				'0x0',
				`Query option '${twice}' was specified more than once, but it must be specified at most once.`,
			);
		const unknown = [...query.keys()].find((name) => !['$select', '$filter', '$skiptoken'].includes(name));
		if (unknown !== undefined) return refuse(400, '0x80060888', `The query parameter ${unknown} is not supported`);
		const columns = query.get('$select')?.split(',');
		const missing = columns?.find((column) => rows.length > 0 && !(column in rows[0]));
		if (missing !== undefined)
			return refuse(
				400,
				'0x80060888',
				`Could not find a property named '${missing}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
			);
		const filter = filterOf(query.get('$filter'));
		if (filter === undefined) return refuse(400, '0x80060888', 'Syntax error in $filter');

		const pageSize = Math.min(
			5_000,
			Number(/odata\.maxpagesize=(\d+)/.exec(String(request.headers.prefer ?? ''))?.[1] ?? 5_000),
		);
		const found = rows.filter(filter);
		const start = Number(query.get('$skiptoken') ?? 0);
		const value = found.slice(start, start + pageSize).map((row) => ({
			'@odata.etag': 'W/"1"',
			...(columns ? Object.fromEntries(columns.map((column) => [column, row[column]])) : row),
		}));
		const next = new URL(request.url, this.environmentUrl);
		next.searchParams.set('$skiptoken', String(start + pageSize));
		response.set('Preference-Applied', `odata.maxpagesize=${pageSize}`);
		send(200, {
			'@odata.context': `${this.environmentUrl}/api/data/v9.2/$metadata#${table}`,
			value,
			...(start + pageSize < found.length && { '@odata.nextLink': next.href }),
		});
	}

	private isThrottled(): boolean {
		if (this.throttle.times === 0) return false;
		if (this.throttle.after > 0) {
			this.throttle.after -= 1;
			return false;
		}
		this.throttle.times -= 1;
		return true;
	}
}

/** `contains(column,'text') or contains(…)`; undefined where it is anything else. */
function filterOf(text: string | null): ((row: Row) => boolean) | undefined {
	if (text === null) return () => true;
	const term = /^contains\((\w+),'((?:[^']|'')*)'\)$/;
	const terms = text.split(' or ').map((part) => term.exec(part.trim()));
	if (terms.includes(null)) return undefined;
	const wanted = (terms as RegExpExecArray[]).map(([, column, value]) => ({
		column,
		value: value.replaceAll("''", "'"),
	}));
	return (row) => wanted.some(({ column, value }) => row[column]?.includes(value));
}
