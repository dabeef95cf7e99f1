import type { INodeProperties } from 'n8n-workflow';
import type { Given } from '../../shared/n8n/givenValues';

export const attachReportOption: INodeProperties = {
	displayName: 'Attach Report',
	name: 'attachReport',
	type: 'boolean',
	default: false,
	description:
		"Whether to add the run on one page, as an HTML file in the binary field 'report', to send by mail or to a chat. It holds numbers and names of lists and columns, and no person's data.",
};

/** Whether people get the run on one page, and what it tells of the runs before. */
export const reportingOptions: INodeProperties[] = [
	attachReportOption,
	{
		displayName: 'Earlier Summaries',
		name: 'earlierSummaries',
		type: 'string',
		default: '',
		placeholder: "e.g. {{ $('Earlier runs').all() }}",
		description:
			'The summaries of earlier runs, kept in a data table or a sheet: with them the report shows the last runs. Items or rows are taken as they are, with the whole summary as JSON in one column.',
	},
];

export interface ReportWanted {
	readonly attachesReport: boolean;
	/** Of any type: users hand them in as they were kept. */
	readonly earlierSummaries: unknown;
}

/** @param options as the panel stores them */
export function readReporting(options: Given): ReportWanted {
	return { attachesReport: options.attachReport === true, earlierSummaries: options.earlierSummaries };
}
