import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Clock } from '../../shared/clock';
import { readChoice } from '../../shared/n8n/givenValues';
import { Problem } from '../../shared/problem';
import type { SegmentReader } from '../export/profiles/segmentField';
import { createSegmentReader } from '../export/profiles/segmentField';
import type { SegmentName } from '../export/profiles/segmentNames';
import { namesIn } from '../export/profiles/segmentNames';
import type { SegmentSurvey } from '../export/profiles/segmentSurvey';
import { maxSegments, surveySegments } from '../export/profiles/segmentSurvey';
import type { ExportRun } from '../export/run/run';
import { whereProfilesComeIn } from './operation';
import type { FieldChosen } from './segmentFieldChoice';
import { noSuchField, readSegmentField } from './segmentFieldChoice';
import type { ReadSource } from './source';

const bySegmentField = { show: { segments: ['byField'] }, ...whereProfilesComeIn };

export const segmentFields: INodeProperties[] = [
	{
		displayName: 'Segments',
		name: 'segments',
		type: 'options',
		noDataExpression: true,
		displayOptions: whereProfilesComeIn,
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

/** A part of the source: the names that it has, and who belongs to it. */
export type Segment = Required<Pick<ExportRun, 'segments' | 'emptySegments' | 'memberTestOf'>>;

export interface SegmentsChosen extends Pick<FieldChosen, 'columns' | 'isSlow'> {
	/** One for each list if every segment has a list of its own, otherwise one for all of them together. */
	readonly segments: readonly Segment[];
	readonly listPerSegment: boolean;
	readonly survey: SegmentSurvey;
}

/**
 * The segments as the user chose them, after a look through the whole source.
 * @returns undefined where all profiles are one segment
 * @throws Problem if the field names no segments
 */
export async function chooseSegments(
	context: IExecuteFunctions,
	{ source, isFile }: ReadSource,
	clock: Clock,
): Promise<SegmentsChosen | undefined> {
	const choice = readChoice('segments', context.getNodeParameter('segments', 0, 'all'), ['all', 'byField']);
	if (choice === 'all') return undefined;
	const field = readSegmentField(context, isFile);
	const picked = readPicked(context);
	const listPerSegment = context.getNodeParameter('listPerSegment', 0, false) === true;
	const read = createSegmentReader(field);
	const survey = await surveySegments(source, read, picked, async () => await clock.breathe());
	if (survey.profiles > 0 && survey.withField === 0) throw noSuchField(field.name);
	return {
		segments: listPerSegment
			? survey.segments.map((name) => segmentOf([name], survey, read))
			: [segmentOf(survey.segments, survey, read)],
		listPerSegment,
		survey,
		columns: field.columns,
		isSlow: field.isSlow,
	};
}

function segmentOf(names: readonly SegmentName[], { empty }: SegmentSurvey, read: SegmentReader): Segment {
	const keys = new Set(names.map(({ key }) => key));
	return {
		segments: names.map(({ name }) => name),
		emptySegments: names.filter((name) => empty.includes(name)).map(({ name }) => name),
		memberTestOf(page) {
			const namesOf = read(page);
			return (index) => namesOf(index)?.some(({ key }) => keys.has(key)) ?? false;
		},
	};
}

function readPicked(context: IExecuteFunctions): SegmentName[] {
	const picked = namesIn(context.getNodeParameter('segmentNames', 0, ''));
	if (picked === undefined)
		throw new Problem({
			kind: 'configuration',
			message: "'Segment Names' holds no names",
			advice: 'Write names separated by commas, or a list of names. Leave it empty for every segment.',
		});
	if (picked.length > maxSegments)
		throw new Problem({
			kind: 'configuration',
			message: `'Segment Names' holds more than ${maxSegments} names`,
			advice: 'Divide them among several nodes.',
		});
	return picked;
}
