import type { ConstantContact } from '../account/constantContact';
import { activitySentences } from './activities';
import { contactPageSentences } from './contactPages';
import { contactSentences } from './contacts';
import { downloadSentences } from './downloads';
import { createJobs } from './jobs';
import { listSentences } from './lists';
import { tagSentences } from './tags';
import type { Transport } from './transport/request';

/** Constant Contact for one execution, poll or look-up. */
export function createConstantContact(transport: Transport): ConstantContact {
	const jobs = createJobs(transport);
	return {
		...listSentences(transport, jobs),
		...tagSentences(transport, jobs),
		...contactSentences(transport),
		...contactPageSentences(transport),
		...downloadSentences(transport, jobs),
		...activitySentences(transport, jobs),
	};
}
