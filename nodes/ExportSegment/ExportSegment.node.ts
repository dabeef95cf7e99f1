import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { failedItem, toNodeError } from '../shared/n8n/nodeError';
import { searchLists } from '../shared/listPicker/listSearch';
import { getContactFields } from './parameters/offeredFields';
import {
	activityIdsField,
	listField,
	mappingField,
	optionsField,
	segmentFields,
	sourceFields,
	statusOptionsField,
	syncModeField,
} from './operations/common.fields';
import { runExport } from './operations/export.operation';
import { readOperation } from './operations/parameters';
import { runStatus } from './operations/status.operation';

export class ExportSegment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Constant Contact: Export Segment',
		name: 'exportSegment',
		icon: { light: 'file:constantContact.svg', dark: 'file:constantContact.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "status" ? "status" : ($parameter["operation"] === "preview" ? "preview: " : "") + ({ addOrUpdate: "add and update", mirror: "mirror segment", remove: "remove from list" }[$parameter["syncMode"]] || "") }}',
		description:
			'Export a segment of customer profiles into a Constant Contact list, or preview the export without changing anything',
		defaults: { name: 'Export Segment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Exported', 'Rejected'],
		credentials: [{ name: 'constantContactOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Export Segment',
						value: 'export',
						action: 'Export a segment to a list',
						description: 'Bring the profiles onto a list',
					},
					{
						name: 'Get Export Status',
						value: 'status',
						action: 'Get the status of an export',
						description: 'See how an export stands that was not waited for',
					},
					{
						name: 'Preview Export',
						value: 'preview',
						action: 'Preview an export',
						description: 'See what the export would do, without changing anything',
					},
				],
				default: 'export',
			},
			...sourceFields,
			...segmentFields,
			listField,
			syncModeField,
			mappingField,
			activityIdsField,
			optionsField,
			statusOptionsField,
		],
	};

	methods = {
		listSearch: { searchLists },
		resourceMapping: { getContactFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			return readOperation(this) === 'status' ? await runStatus(this) : await runExport(this);
		} catch (error) {
			if (!this.continueOnFail()) throw toNodeError(this.getNode(), error);
			// Paired by a bare number, which n8n follows as well: to an item paired in any other way it adds the fields of
			// the first profile when it moves it to the error output, and what befell the whole export is no matter of that
			// person.
			return [[{ json: failedItem(toNodeError(this.getNode(), error)), pairedItem: 0 }], []];
		}
	}
}
