import type { ConstantContact } from '../account/constantContact';
import { isByteStream } from '../transport/byteStream';
import { pathOfLink, unless } from './answers';
import type { Jobs } from './jobs';
import { unreadableAnswer } from './transport/refusals';
import type { Transport } from './transport/request';
import { wholeFile } from './transport/wholeFile';

/** The methods of the port about bulk exports. */
export function downloadSentences(
	transport: Transport,
	jobs: Jobs,
): Pick<ConstantContact, 'startDownload' | 'openDownload'> {
	return {
		async startDownload(selection, fields) {
			const selected =
				'listId' in selection
					? { list_ids: [selection.listId] }
					: 'tagId' in selection
						? { tag_ids: [selection.tagId] }
						: selection;
			const body = { ...selected, ...(fields && { fields: [...fields] }) };
			const path = '/activities/contact_exports';
			const answer = await unless('invalid', transport.send({ method: 'POST', path, body, repeatable: true }));
			return answer === undefined ? undefined : jobs.confirm(answer, 'an export');
		},
		async openDownload(id) {
			const path = pathOfLink(await jobs.resultLink(id), 'an export');
			const open = async () => {
				const answer = await transport.send({ method: 'GET', path, answer: 'stream' });
				if (!isByteStream(answer)) throw unreadableAnswer('an export');
				return answer;
			};
			return wholeFile(open, await open());
		},
	};
}
