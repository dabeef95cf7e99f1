import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { failedItem, toNodeError } from '../shared/n8n/nodeError';
import { runGetMembers } from './operations/getMembers.operation';
import { columnsField, getColumns } from './parameters/columns';
import { optionsField, outputField } from './parameters/options';
import { profileTableField } from './parameters/profileTable';
import { getSegments, segmentsField } from './parameters/segments';

export class CustomerInsightsSegments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Customer Insights: Get Segment Members',
		name: 'customerInsightsSegments',
		icon: { light: 'file:customerInsights.svg', dark: 'file:customerInsights.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ [].concat($parameter["segments"]).join(", ") }}',
		description: 'Read the members of segments of Dynamics 365 Customer Insights with their profiles, out of Dataverse',
		defaults: { name: 'Get Segment Members' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'customerInsightsOAuth2Api', required: true }],
		properties: [profileTableField, segmentsField, columnsField, outputField, optionsField],
	};

	methods = { loadOptions: { getSegments, getColumns } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			return [await runGetMembers(this)];
		} catch (error) {
			if (!this.continueOnFail()) throw toNodeError(this.getNode(), error);
			return [[{ json: failedItem(toNodeError(this.getNode(), error)), pairedItem: 0 }]];
		}
	}
}
