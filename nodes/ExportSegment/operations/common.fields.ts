import type { INodeProperties } from 'n8n-workflow';
import { maxImportRows } from '../../shared/account/contract';
import { listLocator } from '../../shared/listPicker/listField';

/** Fields of the operations that bring profiles. */
const displayOptions = { hide: { operation: ['status'] } };

export const sourceFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		displayOptions,
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'Every row of a CSV or NDJSON file is a profile; the file is streamed',
			},
			{ name: 'Incoming Items', value: 'items', description: 'Every incoming item is a profile' },
		],
		default: 'items',
		description: 'Where the profiles come from. For more than 200,000 profiles choose a file.',
	},
	{
		displayName: 'Input Binary Field',
		name: 'inputBinaryField',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input field containing the file',
		displayOptions: { show: { source: ['file'] }, ...displayOptions },
	},
];

const bySegmentField = { show: { segments: ['byField'] }, ...displayOptions };

export const segmentFields: INodeProperties[] = [
	{
		displayName: 'Segments',
		name: 'segments',
		type: 'options',
		noDataExpression: true,
		displayOptions,
		options: [
			{ name: 'All Profiles', value: 'all', description: 'Every profile that comes in is exported' },
			{
				name: 'By Segment Field',
				value: 'byField',
				description: 'A field of each profile names the segments that it belongs to',
			},
		],
		default: 'all',
		description: 'Which of the incoming profiles are exported',
	},
	{
		displayName: 'Segment Field',
		name: 'segmentField',
		type: 'string',
		requiresDataPath: 'single',
		default: '',
		required: true,
		placeholder: 'e.g. segments',
		hint: 'The name of the field, or of the column of a file; drag it here',
		description:
			'The field that names the segments of a profile: one name, names separated by commas, a list, or a list as JSON text such as ["VIP","Newsletter"]',
		displayOptions: bySegmentField,
	},
	{
		displayName: 'Segment Names',
		name: 'segmentNames',
		type: 'string',
		default: '',
		placeholder: 'e.g. VIP, Newsletter',
		description:
			'The segments to export, separated by commas, or a list of names. Leave it empty for every one. Capitals make no difference.',
		displayOptions: bySegmentField,
	},
	{
		displayName: 'List per Segment',
		name: 'listPerSegment',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether each segment goes to the list of the same name. Switched off, all of them go to one list, and a person who is in several is exported once.',
		displayOptions: bySegmentField,
	},
];

export const listField: INodeProperties = {
	...listLocator,
	description: 'The list in Constant Contact that the profiles are exported to',
	displayOptions: { hide: { listPerSegment: [true] } },
};

export const syncModeField: INodeProperties = {
	displayName: 'Sync Mode',
	name: 'syncMode',
	type: 'options',
	noDataExpression: true,
	displayOptions,
	options: [
		{
			name: 'Add and Update',
			value: 'addOrUpdate',
			description: 'Profiles are put on the list and brought up to date; nobody is taken off',
		},
		{
			name: 'Mirror Segment',
			value: 'mirror',
			description: 'As Add and Update, and whoever is on the list but not in the segment is taken off it',
		},
		{
			name: 'Remove From List',
			value: 'remove',
			description: 'The profiles are taken off the list; they stay contacts',
		},
	],
	default: 'addOrUpdate',
	description: 'How the list follows the segment. Nobody is ever unsubscribed or deleted.',
};

export const mappingField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'resourceMapper',
	noDataExpression: true,
	displayOptions,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'Which field of a profile becomes which field of the contact. Empty values leave the contact as it is.',
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'getContactFields',
			mode: 'add',
			valuesLabel: 'Fields',
			fieldWords: { singular: 'field', plural: 'fields' },
			// False would show the required field only; which ones are shown at first, the method says.
			addAllFields: true,
			supportAutoMap: true,
			multiKeyMatch: false,
			noFieldsError: 'The fields of your Constant Contact account could not be loaded. Choose a credential above.',
		},
	},
};

export const activityIdsField: INodeProperties = {
	displayName: 'Activity IDs',
	name: 'activityIds',
	type: 'string',
	default:
		'={{ $json.activities.filter((activity) => activity.kind === "import").map((activity) => activity.activityId) }}',
	required: true,
	description: "What the summary of the export gave as 'activityId', as a list or separated by commas",
	hint: 'As it stands, it takes the imports of the summary that comes in',
	displayOptions: { show: { operation: ['status'] } },
};

const maximumWaitOption: INodeProperties = {
	displayName: 'Maximum Wait',
	name: 'maximumWait',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		"Minutes to wait each time for Constant Contact. If the imports take longer, the summary says 'processing' and they go on by themselves; if anything else takes longer, the run stops and says so.",
};

const respectOptOutsOption: INodeProperties = {
	displayName: 'Respect Opt-Outs',
	name: 'respectOptOuts',
	type: 'boolean',
	default: true,
	description:
		'Whether to leave alone people who left this list or unsubscribed. To know who left, the node tags the members of the list. Switched off, an import puts people back who left the list.',
};

export const statusOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: { operation: ['status'] } },
	options: [
		{
			...maximumWaitOption,
			description:
				'Minutes to wait for Constant Contact to note who is on the list. The imports themselves are only looked at.',
		},
		respectOptOutsOption,
	],
};

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions,
	options: [
		{
			displayName: 'Create Missing List',
			name: 'createMissingList',
			type: 'boolean',
			default: false,
			description:
				'Whether to make a list that is meant by its name (List By Name, or List per Segment) and is not there yet. A preview makes none.',
			displayOptions: { hide: { '/syncMode': ['remove'] } },
		},
		{
			displayName: 'Duplicate Profiles',
			name: 'duplicateProfiles',
			type: 'options',
			options: [
				{ name: 'Keep First', value: 'first' },
				{ name: 'Keep Last', value: 'last' },
			],
			default: 'last',
			description: 'Which profile counts where several have the same email address',
		},
		{
			displayName: 'Invalid Profiles',
			name: 'invalidProfiles',
			type: 'options',
			options: [
				{
					name: 'Reject',
					value: 'reject',
					description: "Export the others; these leave by the output 'Rejected' with the reason",
				},
				{ name: 'Stop', value: 'stop', description: 'Export nobody if there is one' },
			],
			default: 'reject',
			description: 'What to do with profiles that cannot be exported',
		},
		{
			displayName: 'Long Values',
			name: 'longValues',
			type: 'options',
			options: [
				{ name: 'Reject', value: 'reject', description: 'The profile is not exported' },
				{
					name: 'Truncate',
					value: 'truncate',
					description: 'The value is cut to the length that Constant Contact takes',
				},
			],
			default: 'reject',
			description: 'What to do with values that are longer than Constant Contact takes',
		},
		{
			displayName: 'Maximum Batch Rows',
			name: 'maximumBatchRows',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: maxImportRows },
			default: maxImportRows,
			description: 'Profiles in one import, at most. Constant Contact takes 40,000.',
		},
		{
			displayName: 'Maximum Removal Percent',
			name: 'maximumRemovalPercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 20,
			description:
				'How much of the list may be taken off in one run. If it would be more, nothing is changed and the run stops: a source that brings half of the segment by accident must not empty the list. 100 allows any removal, but a mirror of an empty segment always stops.',
			displayOptions: { show: { '/syncMode': ['mirror', 'remove'] } },
		},
		maximumWaitOption,
		{
			displayName: 'Only Changes',
			name: 'onlyChanges',
			type: 'boolean',
			default: true,
			description: 'Whether to send only profiles that are not on the list yet or have other values there',
			displayOptions: { hide: { '/syncMode': ['remove'] } },
		},
		{ ...respectOptOutsOption, displayOptions: { hide: { '/syncMode': ['remove'] } } },
		{
			displayName: 'Restore Deleted Contacts',
			name: 'restoreDeletedContacts',
			type: 'boolean',
			default: false,
			description: 'Whether to bring back contacts that were deleted in Constant Contact',
			displayOptions: { hide: { '/syncMode': ['remove'] } },
		},
		{
			displayName: 'Return',
			name: 'return',
			type: 'options',
			options: [
				{
					name: 'Batches',
					value: 'batches',
					description:
						'Instead of the summary, one item for each job in Constant Contact: imports, a removal, your tags',
				},
				{
					name: 'Profiles',
					value: 'profiles',
					description:
						'Instead of the summary, one item for each profile, with what became of it; slow for large segments',
				},
				{ name: 'Summary', value: 'summary', description: 'One item with the counts' },
			],
			default: 'summary',
			description: "What leaves by the output 'Exported'",
		},
		{
			displayName: 'SMS Permission to Send',
			name: 'smsPermissionToSend',
			type: 'options',
			options: [
				{
					name: 'Explicit',
					value: 'explicit',
					description: 'Everybody with an SMS number agreed to text messages; map SMS Consent Date as well',
				},
				{ name: 'Not Set', value: 'not_set', description: 'Nobody is sent text messages because of this export' },
			],
			default: 'not_set',
			description: 'Whether the people agreed to receive text messages',
		},
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. Exported by n8n, Spring 2027',
			description:
				"Tags to put on everybody on the list after the export, separated by commas, or a list of names. Tags that do not exist are made. Needs 'Wait for Completion'.",
			displayOptions: { hide: { '/syncMode': ['remove'] } },
		},
		{
			displayName: 'Wait for Completion',
			name: 'waitForCompletion',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait until Constant Contact has finished, so that the summary says who was refused. Mirror Segment and Remove From List need it.',
		},
	],
};
