import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../simulator';
import { startSimulator } from '../simulator';
import type { CredentialStore } from './engine';
import { createCredential } from './engine';
import type { IsOnItsOwn } from './keptConnections';
import { reachOverKeptConnections } from './keptConnections';

/** Constant Contact for the tests of one file: this process reaches the simulator under the real host names. */
export interface Service {
	readonly simulator: Simulator;
	/** A connected credential; every call is a sign-in of its own. */
	connect(overrides?: IDataObject): CredentialStore;
	/**
	 * A credential with an app key of its own, in `data.clientId`: its runs have a pace and a count of requests of their
	 * own.
	 */
	connectAlone(): CredentialStore;
	close(): Promise<void>;
}

/** @param isOnItsOwn which requests n8n makes a connection for, as it does for each of a workflow */
export async function startService(options: SimulatorOptions = {}, isOnItsOwn?: IsOnItsOwn): Promise<Service> {
	const simulator = await startSimulator(options);
	const leave = reachOverKeptConnections(simulator, isOnItsOwn);
	// The pace is kept for each app key: tests must not wait for one another.
	const client = { clientId: `test-app-key-${Math.random()}`, clientSecret: 'test-app-secret' };
	addClient(client);

	function addClient(added: typeof client): void {
		simulator.oauth.addClient({
			...added,
			redirectUris: ['http://localhost:5678/rest/oauth2-credential/callback'],
			refreshTokens: 'rotating',
		});
	}

	function connect(own: typeof client, overrides: IDataObject = {}): CredentialStore {
		const tokens = simulator.oauth.issueTokens(own.clientId, { scope: 'contact_data offline_access' });
		return createCredential({ ...own, oauthTokenData: { ...tokens }, ...overrides });
	}

	return {
		simulator,
		connect: (overrides) => connect(client, overrides),
		connectAlone() {
			const own = { ...client, clientId: `test-app-key-${Math.random()}` };
			addClient(own);
			return connect(own);
		},
		async close() {
			leave();
			await simulator.close();
		},
	};
}

export const asItems = (profiles: readonly IDataObject[]): INodeExecutionData[] => profiles.map((json) => ({ json }));

/** The node's parameters as a saved workflow has them; email and both names mapped from fields of the same names. */
export function exportParameters(list: string | IDataObject, overrides: INodeParameters = {}): INodeParameters {
	return {
		operation: 'export',
		source: 'items',
		list: typeof list === 'string' ? { __rl: true, mode: 'id', value: list } : { __rl: true, ...list },
		fields: mapped({
			email: '={{ $json.email }}',
			first_name: '={{ $json.first_name }}',
			last_name: '={{ $json.last_name }}',
		}),
		options: {},
		...overrides,
	} as INodeParameters;
}

export function mapped(value: Record<string, unknown>): INodeParameters {
	return {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: [],
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	} as unknown as INodeParameters;
}

export const autoMapped: INodeParameters = {
	mappingMode: 'autoMapInputData',
	value: null,
	matchingColumns: [],
	schema: [],
} as unknown as INodeParameters;
