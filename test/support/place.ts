import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { LoggedRequest } from '../simulator';
import type { CredentialStore } from './engine';
import { runInEngine } from './engine';
import type { Summary } from './segmentRun';
import type { Service } from './service';
import { asItems, exportParameters } from './service';

/** Of several tests in one account: lists, people and an app key of its own. */
export interface Place {
	readonly credential: CredentialStore;
	email(n: number): string;
	person(n: number, segments: unknown, more?: IDataObject): IDataObject;
	/** Requests of this app key, but looks at running jobs. */
	calls(): LoggedRequest[];
	writes(): string[];
	members(listName: string): string[];
	run(source: IDataObject[] | INodeExecutionData[], parameters?: IDataObject): Promise<Outcome>;
}

export interface Outcome {
	readonly error: { message: string; description?: string | null } | undefined;
	readonly summaries: Summary[];
	readonly exported: IDataObject[];
	readonly rejected: IDataObject[];
	readonly hints: string[];
}

let places = 0;
export function placeIn(service: Service): Place {
	const number = places++;
	const { account, requests } = service.simulator;
	const credential = service.connectAlone();
	const own = () => requests.api().filter(({ clientId }) => clientId === credential.data.clientId);
	const email = (n: number) => `place${number}-person${n}@example.com`;
	return {
		credential,
		email,
		person: (n, segments, more = {}) =>
			({ email: email(n), first_name: `First ${n}`, last_name: 'Last', segments, ...more }) as IDataObject,
		calls: () => own().filter(({ method, path }) => method !== 'GET' || path !== '/v3/activities'),
		writes: () =>
			own()
				.filter(({ isWrite }) => isWrite)
				.map(({ method, path }) => `${method} ${path}`),
		members: (listName) =>
			account
				.membersOf(account.listNamed(listName)!)
				.map((address) => address.replace(/^place\d+-person(\d+)@.*$/, '$1'))
				.sort((a, b) => Number(a) - Number(b)),
		async run(source, parameters = {}) {
			const items =
				source.length > 0 && 'json' in source[0] ? (source as INodeExecutionData[]) : asItems(source as IDataObject[]);
			const result = await runInEngine({
				items,
				parameters: exportParameters('', {
					segments: 'byField',
					segmentField: 'segments',
					listPerSegment: true,
					...parameters,
				} as INodeParameters),
				credential,
			});
			const exported = result.exported.map(({ json }) => json);
			return {
				error: result.error,
				exported,
				summaries: exported as unknown as Summary[],
				rejected: result.rejected.map(({ json }) => json),
				hints: result.hints.map(({ message }) => message),
			};
		},
	};
}
