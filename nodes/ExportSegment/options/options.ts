import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Given } from '../../shared/n8n/givenValues';
import { Problem } from '../../shared/problem';
import type { ExportPolicy } from '../export/run/run';
import { whereProfilesComeIn, whereStatusIsAsked } from '../parameters/operation';
import { readSyncMode } from '../parameters/syncMode';
import type { Reading } from './reading';
import { readingOptions, readReading } from './reading';
import type { ReportWanted } from './reporting';
import { attachReportOption, readReporting, reportingOptions } from './reporting';
import { readSafety, respectOptOutsOption, safetyOptions } from './safety';
import { readSelection, selectionOptions } from './selection';
import type { Returned } from './sending';
import { maximumWaitOption, readSending, sendingOptions } from './sending';

const collection: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
};

export const optionsField: INodeProperties = {
	...collection,
	displayOptions: whereProfilesComeIn,
	options: [...readingOptions, ...reportingOptions, ...safetyOptions, ...selectionOptions, ...sendingOptions].sort(
		(a, b) => a.displayName.localeCompare(b.displayName, 'en'),
	),
};

export const statusOptionsField: INodeProperties = {
	...collection,
	displayOptions: whereStatusIsAsked,
	options: [
		attachReportOption,
		{
			...maximumWaitOption,
			description:
				'Minutes to wait for Constant Contact to note who is on the list. The imports themselves are only looked at.',
		},
		respectOptOutsOption,
	],
};

export interface ExportOptions extends ExportPolicy, Reading, ReportWanted {
	readonly returns: Returned;
	/** Make a list that is meant by its name and is not there. */
	readonly createMissingList: boolean;
}

/** The sync mode and the options as the recipe wants them, defaults as the panel shows them. @throws Problem */
export function readOptions(context: IExecuteFunctions): ExportOptions {
	const given = context.getNodeParameter('options', 0, {}) as Given;
	const options = {
		sync: readSyncMode(context),
		...readReading(given),
		...readSafety(given),
		...readSelection(given),
		...readSending(given),
		...readReporting(given),
		timeZone: context.getTimezone(),
	};
	if (options.sync.takesOff && !options.waitForCompletion) throw mustWait();
	return options;
}

function mustWait(): Problem {
	return new Problem({
		kind: 'configuration',
		message: "Taking people off a list needs 'Wait for Completion'",
		advice: "Switch it on under Options, or choose the sync mode 'Add and Update'.",
	});
}
