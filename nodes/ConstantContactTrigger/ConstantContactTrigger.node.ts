import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchLists } from '../shared/listPicker/listSearch';
import { toNodeError } from '../shared/n8n/nodeError';
import { poll } from './poll';
import { eventsField, leaversNotice, listField, optionsField } from './parameters';

export class ConstantContactTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Constant Contact Trigger',
		name: 'constantContactTrigger',
		icon: { light: 'file:constantContactTrigger.svg', dark: 'file:constantContactTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["events"]).map((event) => ({ unsubscribed: "unsubscribed", leftList: "left a list", deleted: "deleted" }[event])).join(", ") }}',
		description: 'Starts the workflow when people unsubscribe, leave a list or are deleted in Constant Contact',
		defaults: { name: 'Constant Contact Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'constantContactOAuth2Api', required: true }],
		properties: [eventsField, listField, leaversNotice, optionsField],
	};

	methods = {
		listSearch: { searchLists },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await poll(this);
		} catch (error) {
			throw toNodeError(this.getNode(), error, this.getMode() === 'manual' ? '' : nobodyIsLost, 'poll');
		}
	}
}

/** The advice of what failed may be to run the workflow again, which nobody needs to do here. */
const nobodyIsLost = 'Nobody was reported, and nobody is lost: the next poll that succeeds reports everybody.';
