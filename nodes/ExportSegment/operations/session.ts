import type { IExecuteFunctions } from 'n8n-workflow';
import type { CancellableClock } from '../../constantContact/cancellableClock';
import { createClock } from '../../constantContact/cancellableClock';
import type { Connection } from '../../constantContact/connection';
import { readConnection } from '../../constantContact/connection';
import type { ConstantContactApi } from '../../constantContact/constantContactApi';
import { createConstantContactApi } from '../../constantContact/constantContactApi';
import { Problem } from '../../constantContact/problem';
import type { Transport } from '../../constantContact/request';
import { createTransport } from '../../constantContact/request';

export interface Session {
	readonly api: ConstantContactApi;
	readonly clock: CancellableClock;
	readonly transport: Transport;
}

/** Opens the way to Constant Contact for one execution. @throws Problem if the user has not consented on the credential */
export async function openSession(context: IExecuteFunctions): Promise<Session> {
	const connection = await readConnection(context);
	requireConsent(connection);
	const clock = createClock(context.getExecutionCancelSignal?.());
	const transport = createTransport(context, connection.appKey, clock);
	return { api: createConstantContactApi(transport), clock, transport };
}

/** Design: "without it the node refuses to send anything". */
function requireConsent({ hasConsent }: Connection): void {
	if (hasConsent) return;
	throw new Problem({
		kind: 'configuration',
		message: 'The credential lacks your consent to send customer data to Constant Contact',
		advice: "Open the credential, read the privacy notice and switch on 'I Agree'.",
	});
}
