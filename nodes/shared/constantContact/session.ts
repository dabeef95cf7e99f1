import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import type { ConstantContact } from '../account/constantContact';
import type { CancellableClock } from '../n8n/executionClock';
import { createClock } from '../n8n/executionClock';
import { Problem } from '../problem';
import { createConstantContact } from './client';
import type { Connection } from './transport/connection';
import { readConnection } from './transport/connection';
import type { Transport } from './transport/request';
import { createTransport } from './transport/request';

export interface Session {
	readonly api: ConstantContact;
	readonly clock: CancellableClock;
	readonly transport: Transport;
}

/**
 * Opens the way to Constant Contact for one execution, or for one poll, which cannot be cancelled. @throws Problem if
 * the user has not consented on the credential, or if the execution was stopped
 */
export async function openSession(context: IExecuteFunctions | IPollFunctions): Promise<Session> {
	const connection = await readConnection(context);
	requireConsent(connection);
	const clock = createClock('getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined);
	// Retry On Fail runs the node again even in an execution that was stopped.
	await clock.breathe();
	const transport = createTransport(context, connection.appKey, clock);
	return { api: createConstantContact(transport), clock, transport };
}

/** Without the consent the node refuses to send anything: docs/opt-outs.md, "Privacy". */
function requireConsent({ hasConsent }: Connection): void {
	if (hasConsent) return;
	throw new Problem({
		kind: 'configuration',
		message: 'The credential lacks your consent to send customer data to Constant Contact',
		advice:
			"Open the credential (the pencil next to it), read the privacy notice at its end, switch on 'I Agree' and save.",
	});
}
