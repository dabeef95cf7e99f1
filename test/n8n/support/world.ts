/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Dataverse } from '../../dataverse';
import type { ContactView, Simulator } from '../../simulator';
import { sampleCustomFields } from '../../support/sampleProfiles';
import type { ExpectedContact } from '../../support/sampleProfiles';
import type { CredentialJson } from './n8n';
import { exportNode, membersNode } from './workflow';

/** The package as `npm pack` made it, once for all test files. */
export function packedTarball(): string {
	const { PACKED_TARBALL } = process.env;
	if (PACKED_TARBALL === undefined) throw new Error('jest did not run globalSetup');
	return PACKED_TARBALL;
}

/** A credential as n8n holds it after somebody has connected their own app. */
export function connectedCredential(
	{ oauth }: Pick<Simulator, 'oauth'>,
	{ id = 'constantcontact1', consent = true, refreshTokens = 'rotating' as 'rotating' | 'longLived' } = {},
): CredentialJson & { data: { clientId: string; oauthTokenData: { access_token: string; refresh_token?: string } } } {
	const clientId = `app-${id}`;
	const clientSecret = `secret of ${id}`;
	oauth.addClient({ clientId, clientSecret, redirectUris: [], refreshTokens });
	return {
		id,
		name: `Constant Contact (${id})`,
		type: exportNode.credential,
		data: {
			grantType: 'authorizationCode',
			clientId,
			clientSecret,
			dataPrivacyConsent: consent,
			oauthTokenData: { ...oauth.issueTokens(clientId) },
		},
	};
}

/** A credential for the environment, of an app that signs in itself. */
export function environmentCredential(dataverse: Dataverse, id = 'customerinsights1'): CredentialJson {
	const data = { grantType: 'clientCredentials', ...dataverse.addConnectedApp() };
	return { id, name: 'Customer Insights', type: membersNode.credential, data };
}

/** The account's custom fields that the sample profiles fill. */
export function addSampleCustomFields({ account }: Pick<Simulator, 'account'>): void {
	for (const { name, label } of sampleCustomFields) account.addCustomField({ name, label });
}

/** What the account holds of a person, in the words of the sample's expectations. */
export function asExpected({ email, fields, customFields }: ContactView): ExpectedContact {
	const { birthday_month: month, birthday_day: day } = fields;
	return {
		email,
		first_name: fields.first_name ?? '',
		last_name: fields.last_name ?? '',
		job_title: fields.job_title,
		company_name: fields.company_name,
		birthday: month === undefined || day === undefined ? undefined : { month: Number(month), day: Number(day) },
		anniversary: fields.anniversary,
		// Import columns without a prefix: the phone is the "other" one, the address the home one.
		phone: fields.other_phone,
		city: fields.home_city,
		customFields,
	};
}

/** The list, person by person, as the account holds it. */
export function peopleOn({ account }: Pick<Simulator, 'account'>, list: string): Map<string, ExpectedContact> {
	const views = account.membersOf(list).map((email) => account.contact(email));
	return new Map(views.flatMap((view) => (view ? [[view.email, asExpected(view)]] : [])));
}

export interface Served {
	url: string;
	close(): Promise<void>;
}

/** What is handed out: always this, or what it is at that moment, or when it is there. */
type Content<Kind> = Kind | (() => Kind | Promise<Kind>);

/** Another system from which a workflow fetches its profiles. */
export async function serveJson(content: Content<object>): Promise<Served> {
	return await serve(async () => JSON.stringify(await contentOf(content)), 'application/json', 'profiles.json');
}

/** The same, handing out a CSV file. */
export async function serveCsv(content: Content<string>): Promise<Served> {
	return await serve(async () => await contentOf(content), 'text/csv', 'segment.csv');
}

const contentOf = async <Kind extends string | object>(content: Content<Kind>): Promise<Kind> =>
	typeof content === 'function' ? await (content as () => Kind | Promise<Kind>)() : content;

async function serve(body: () => Promise<string>, type: string, name: string): Promise<Served> {
	const server = createServer((_request, response) => {
		void body().then((text) => response.writeHead(200, { 'content-type': type }).end(text));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
