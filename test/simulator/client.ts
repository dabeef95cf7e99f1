import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';

import { ProxyAgent } from '../support/proxyAgent';
import { documentedSwitches, startSimulator, type Simulator, type SimulatorOptions } from './index';

export type Answer = AxiosResponse;

/** What the simulator's own tests talk through. */
export class TestClient {
	readonly http: AxiosInstance;

	/** Ends its connections. */
	readonly close: () => void;

	constructor(
		private readonly simulator: Simulator,
		public token: string,
	) {
		({ http: this.http, close: this.close } = throughProxy(simulator));
	}

	async api(method: string, path: string, data?: unknown, config: AxiosRequestConfig = {}): Promise<Answer> {
		const headers = {
			authorization: `Bearer ${this.token}`,
			...(data !== undefined && { 'content-type': 'application/json' }),
			...config.headers,
		};
		return await this.http.request({ ...config, method, url: `https://api.cc.email${path}`, data, headers });
	}

	async get(path: string): Promise<Answer> {
		return await this.api('GET', path);
	}

	async post(path: string, data: unknown): Promise<Answer> {
		return await this.api('POST', path, data);
	}

	async auth(
		method: string,
		path: string,
		form?: Record<string, string>,
		headers: Record<string, string> = {},
	): Promise<Answer> {
		return await this.http.request({
			method,
			url: `https://authz.constantcontact.com${path}`,
			data: form && new URLSearchParams(form).toString(),
			headers,
		});
	}

	/** Posts a job and gives its activity once it has ended. */
	async job(path: string, data: unknown): Promise<Answer['data']> {
		const posted = await this.post(path, data);
		if (posted.status !== 201) throw new Error(`${path} answered ${posted.status} ${JSON.stringify(posted.data)}`);
		return await this.ended(posted.data.activity_id);
	}

	async ended(activityId: string): Promise<Answer['data']> {
		await this.simulator.activities.idle();
		return (await this.get(`/v3/activities/${activityId}`)).data;
	}
}

/** Requests over real sockets through the simulator's proxy, with verified TLS; no status is an exception. */
export function throughProxy({ proxyUrl, caPem }: Simulator): { http: AxiosInstance; close: () => void } {
	const httpsAgent = new ProxyAgent(proxyUrl, caPem);
	const http = axios.create({
		httpsAgent,
		proxy: false,
		validateStatus: () => true,
		maxRedirects: 0,
		maxBodyLength: Infinity,
		maxContentLength: Infinity,
	});
	return { http, close: () => httpsAgent.destroy() };
}

export const clientId = 'test-client';
export const clientSecret = 'test-secret';
export const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';

export interface Started {
	readonly simulator: Simulator;
	readonly client: TestClient;
	close(): Promise<void>;
}

/**
 * As the specification says, where a test does not ask for what was recorded; and without limits, unless a test is
 * about them: they are counted in real time.
 */
export async function startWithClient(options: SimulatorOptions = {}): Promise<Started> {
	const limits = { perSecond: Infinity, tokensPerSecond: Infinity, ...options.limits };
	const switches = { ...documentedSwitches, ...options.switches };
	const simulator = await startSimulator({ latency: { minMs: 1, maxMs: 5 }, ...options, limits, switches });
	simulator.oauth.addClient({ clientId, clientSecret, redirectUris: [redirectUri], refreshTokens: 'rotating' });
	const client = new TestClient(simulator, simulator.oauth.issueTokens(clientId).access_token);
	return {
		simulator,
		client,
		close: async () => {
			client.close();
			await simulator.close();
		},
	};
}

/** Starts a simulator of its own for each test of a file, hands it to `use`, and ends it after the test. */
export function startForEachTest(use: (started: Started) => void, options?: SimulatorOptions): void {
	let started: Started;
	beforeEach(async () => {
		started = await startWithClient(options);
		use(started);
	});
	afterEach(async () => await started.close());
}
