/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { ContactView } from '../simulator/seeding';
import { runInEngine } from './engine';
import type { Service } from './service';
import { autoMapped, exportParameters } from './service';

/** What the export of one of the files in test/cases comes to. */
export interface CaseOutcome {
	readonly error?: { readonly message: string; readonly description?: string | null };
	/** The values of each contact on the list, by address. */
	readonly sent: Readonly<Record<string, ContactView['fields']>>;
	readonly summary?: IDataObject;
	/** Codes and fields of the rejected. */
	readonly rejected: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly hints: readonly string[];
	readonly writes: number;
}

export const caseFile = (name: string): Buffer => readFileSync(join(__dirname, '..', 'cases', name));

/** The file as an item, as n8n's in-memory mode keeps it. */
export const fileItem = (content: Uint8Array | string, fileName: string): INodeExecutionData => ({
	json: {},
	binary: { data: { data: Buffer.from(content).toString('base64'), mimeType: 'application/octet-stream', fileName } },
});

let lists = 0;

/** Exports a file, mapped automatically, to a new list in an account that may have custom fields. */
export async function exportFile(
	service: Service,
	content: Uint8Array | string,
	fileName: string,
	parameters: INodeParameters = {},
	timezone?: string,
): Promise<CaseOutcome> {
	const { account, requests } = service.simulator;
	const listId = account.addList(`Case ${++lists}`).id;
	// Values that an earlier file brought must not show.
	account.contacts.forEach((contact, number) => account.changeEmail(contact, `earlier${number}@example.com`));
	requests.clear();
	const { error, exported, rejected, hints } = await runInEngine({
		items: [fileItem(content, fileName)],
		parameters: exportParameters(listId, {
			source: 'file',
			inputBinaryField: 'data',
			fields: autoMapped,
			...parameters,
		}),
		credential: service.connect(),
		timezone,
	});
	return {
		error,
		sent: Object.fromEntries(account.membersOf(listId).map((email) => [email, account.contact(email)?.fields ?? {}])),
		summary: exported[0]?.json,
		rejected: rejected.map(({ json }) => json.rejection as IDataObject),
		hints: hints.map(({ message }) => message),
		writes: requests.writes().length,
	};
}
