import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { failedItem, toNodeError } from '../shared/n8n/nodeError';
import { searchLists } from '../shared/listPicker/listSearch';
import { getContactFields } from './parameters/offeredFields';
import { optionsField, statusOptionsField } from './options/options';
import { activityIdsField } from './parameters/activityIds';
import { autoMappingNotice, mappingField } from './parameters/contactMapping';
import { listField } from './parameters/listChoice';
import { operationField, readOperation } from './parameters/operation';
import { segmentFields } from './parameters/segmentChoice';
import { sourceFields } from './parameters/source';
import { syncModeField, syncModeInWords } from './parameters/syncMode';
import { runExport } from './operations/export.operation';
import { runStatus } from './operations/status.operation';

export class ExportSegment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Constant Contact: Export Segment',
		name: 'exportSegment',
		icon: { light: 'file:constantContact.svg', dark: 'file:constantContact.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: `={{ $parameter["operation"] === "status" ? "status" : ($parameter["operation"] === "preview" ? "preview: " : "") + ${syncModeInWords} }}`,
		description:
			'Export a segment of customer profiles into a Constant Contact list, or preview the export without changing anything',
		defaults: { name: 'Export Segment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Exported', 'Rejected'],
		credentials: [{ name: 'constantContactOAuth2Api', required: true }],
		properties: [
			operationField,
			...sourceFields,
			...segmentFields,
			listField,
			syncModeField,
			mappingField,
			autoMappingNotice,
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
			// the first profile when it moves it to the error output, and what happened to the whole export is no matter of
			// that person.
			return [[{ json: failedItem(toNodeError(this.getNode(), error)), pairedItem: 0 }], []];
		}
	}
}
