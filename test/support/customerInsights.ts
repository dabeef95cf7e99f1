import type { INodeParameters } from 'n8n-workflow';
import type { Dataverse, DataverseOptions } from '../dataverse';
import { createDataverse } from '../dataverse';
import type { Simulator } from '../simulator';
import { startSimulator } from '../simulator';
import type { CredentialStore, EngineResult, EngineRun } from './engine';
import { runInEngine } from './engine';
import { reachOverKeptConnections } from './keptConnections';

/** Customer Insights for the tests of one file: this process reaches the simulator under the real host names. */
export interface Environment {
	readonly dataverse: Dataverse;
	readonly simulator: Simulator;
	/** An app's credential; `oauthTokenData` with a token that ends after so many seconds, where it is given. */
	connect(expiresInSeconds?: number): CredentialStore;
	/** The node's run with these parameters beside the usual ones. */
	getMembers(parameters?: INodeParameters, run?: Partial<EngineRun>): Promise<EngineResult>;
	close(): Promise<void>;
}

export async function startEnvironment(options: DataverseOptions): Promise<Environment> {
	const dataverse = createDataverse(options);
	const simulator = await startSimulator({ neighbours: dataverse.listeners });
	const leave = reachOverKeptConnections(simulator);

	function connect(expiresInSeconds?: number): CredentialStore {
		const app = dataverse.addConnectedApp();
		const tokens = dataverse.entra.issueTokens(app.clientId, 'application', expiresInSeconds);
		return {
			id: app.clientId,
			updates: [],
			data: {
				...app,
				grantType: 'clientCredentials',
				accessTokenUrl: `https://login.microsoftonline.com/${app.tenantId}/oauth2/v2.0/token`,
				scope: `${app.environmentUrl}/.default`,
				authentication: 'header',
				oauthTokenData: { ...tokens },
			},
		};
	}

	return {
		dataverse,
		simulator,
		connect,
		getMembers: async (parameters = {}, run = {}) =>
			await runInEngine({
				node: 'customerInsightsSegments',
				parameters: membersParameters(parameters),
				items: [{ json: {} }],
				credential: run.credential ?? connect(),
				...run,
			}),
		async close() {
			leave();
			await simulator.close();
			dataverse.close();
		},
	};
}

/** The node's parameters as a saved workflow has them. */
export function membersParameters(overrides: INodeParameters = {}): INodeParameters {
	return {
		profileTable: 'customer',
		segments: ['VIP'],
		columns: ['msdynci_email'],
		output: 'file',
		options: {},
		...overrides,
	};
}

/** The lines of the files that came out, parsed. */
export function linesOf({ exported }: EngineResult, field = 'data'): Array<Record<string, unknown>> {
	return exported.flatMap(({ binary }) =>
		Buffer.from(binary?.[field].data ?? '', 'base64')
			.toString('utf8')
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line) as Record<string, unknown>),
	);
}
