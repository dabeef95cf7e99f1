import type { INodeProperties } from 'n8n-workflow';

/**
 * Fields of n8n's OAuth2 credential that are decided here, and not shown: the token goes into a header, and other nodes
 * (HTTP Request) may use the connection as well, but send its token nowhere else.
 * @param domains hosts, parted by commas, or an expression for them
 */
export function sentOnlyTo(domains: string): INodeProperties[] {
	return [
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{ displayName: 'Allowed Domains', name: 'allowedDomains', type: 'hidden', default: domains },
	];
}
