import type { AxiosInstance, AxiosResponse } from 'axios';

import { startSimulator, type Simulator } from '../simulator';
import { throughProxy } from '../simulator/client';
import { createDataverse, type Dataverse, type DataverseOptions } from './index';

export type Answer = AxiosResponse;

export interface Page {
	value: Array<Record<string, unknown>>;
	'@odata.nextLink'?: string;
	[annotation: string]: unknown;
}

/** What the simulator's own tests talk through. */
export class TestClient {
	readonly http: AxiosInstance;

	/** Ends its connections. */
	readonly close: () => void;

	token = '';

	constructor(
		simulator: Simulator,
		readonly dataverse: Dataverse,
	) {
		({ http: this.http, close: this.close } = throughProxy(simulator));
	}

	/** A path below `/api/data/v9.2/`, or a whole link. */
	async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
		const url = path.startsWith('https://') ? path : `${this.dataverse.environmentUrl}/api/data/v9.2/${path}`;
		return await this.http.get(url, { headers: { authorization: `Bearer ${this.token}`, ...headers } });
	}

	/** All pages from there on. */
	async pages(path: string, headers: Record<string, string> = {}): Promise<Page[]> {
		const pages: Page[] = [];
		for (let next: string | undefined = path; next !== undefined; next = pages.at(-1)!['@odata.nextLink']) {
			const answer = await this.get(next, headers);
			if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.data)}`);
			pages.push(answer.data as Page);
		}
		return pages;
	}

	async rows(path: string, headers: Record<string, string> = {}): Promise<Page['value']> {
		return (await this.pages(path, headers)).flatMap(({ value }) => value);
	}

	async signIn(tenant: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
		const url = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
		return await this.http.post(url, new URLSearchParams(form).toString(), { headers });
	}
}

/** A simulator with an application that may read all. */
export async function startWithClient(
	options: DataverseOptions = {},
): Promise<{ dataverse: Dataverse; client: TestClient; simulator: Simulator; close: () => Promise<void> }> {
	const dataverse = createDataverse(options);
	const simulator = await startSimulator({ neighbours: dataverse.listeners });
	const client = new TestClient(simulator, dataverse);
	const { clientId } = dataverse.addConnectedApp();
	client.token = dataverse.entra.issueTokens(clientId).access_token;
	return {
		dataverse,
		client,
		simulator,
		close: async () => {
			client.close();
			await simulator.close();
			dataverse.close();
		},
	};
}
