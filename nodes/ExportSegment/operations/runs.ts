import type { IExecuteFunctions } from 'n8n-workflow';
import type { ConstantContact } from '../../shared/account/constantContact';
import type { Clock } from '../../shared/clock';
import { readListChoice } from '../../shared/listPicker/listField';
import { Problem } from '../../shared/problem';
import type { ExportRun, Mapping } from '../export/run/run';
import type { ExportOptions } from '../options/options';
import { readOptions } from '../options/options';
import type { OutputsWanted } from '../outputs/exportOutputs';
import { hintAtSegments, hintAtSlowFields } from '../outputs/hints/usageHints';
import { readMapping } from '../parameters/contactMapping';
import { findTarget, findTargetsNamed } from '../parameters/listChoice';
import { stopIfMeantForEach } from '../parameters/meantForEach';
import { readOperation } from '../parameters/operation';
import type { SegmentsChosen } from '../parameters/segmentChoice';
import { chooseSegments } from '../parameters/segmentChoice';
import { isFileSource, readSource } from '../parameters/source';
import type { PartialRun } from './partialRuns';
import { stopIfPartial } from './partialRuns';

export interface PlannedRuns extends OutputsWanted {
	/** One for each list; none where every segment has its own list, and the source names no segment. */
	readonly runs: readonly ExportRun[];
}

/** The user's choices as runs, each to one list. @throws Problem if a choice cannot be followed */
export async function readRuns(
	context: IExecuteFunctions,
	part: PartialRun | undefined,
	api: ConstantContact,
	clock: Clock,
): Promise<PlannedRuns> {
	const isPreview = readOperation(context) === 'preview';
	const options = readOptions(context);
	stopIfPartial(context, part, options.sync);
	await stopIfMeantForEach(context, clock);
	const { mapping, slowFields } = await readMapping(context, api, isFileSource(context), options.sync);
	const read = readSource(context, { fileEncoding: options.fileEncoding, isKeyName: mapping.isAddressName });
	const chosen = await chooseSegments(context, read, clock);
	const slow = [...slowFields, ...(chosen?.isSlow ? ['Segment Field'] : [])];
	if (slow.length > 0) hintAtSlowFields(context, slow);
	if (chosen !== undefined) hintAtSegments(context, chosen.survey);
	const common = { isPreview, source: read.source, mapping: withSegments(mapping, chosen), policy: options };
	const { returns, attachesReport, earlierSummaries } = options;
	const listPerSegment = chosen?.listPerSegment ?? false;
	const planned = { returns, attachesReport, earlierSummaries, listPerSegment, itemOf: read.source.itemOf };
	if (chosen?.listPerSegment) return { ...planned, runs: await oneRunEach(chosen, options, common, api) };
	const target = await findTarget(readListChoice(context.getNodeParameter('list', 0, {})), options, api);
	return { ...planned, runs: [{ ...common, ...target, ...chosen?.segments[0] }] };
}

/** The mapping, which also tells of the columns that name the segments. */
function withSegments(mapping: Mapping, chosen: SegmentsChosen | undefined): Mapping {
	const { columnsTaken, consentColumns } = mapping;
	if (chosen === undefined) return mapping;
	const isNamed = (name: string) => chosen.columns.includes(name);
	const withConsent = { ...mapping, consentColumns: () => (consentColumns?.() ?? []).filter((name) => !isNamed(name)) };
	if (columnsTaken === undefined) return withConsent;
	return {
		...withConsent,
		columnsTaken() {
			const { used, leftOut, ...others } = columnsTaken();
			const named = leftOut.filter(isNamed);
			return {
				used: named.length === 0 ? used : new Map([...used, ['Segment Field', named]]),
				leftOut: leftOut.filter((name) => !isNamed(name)),
				...others,
			};
		},
	};
}

async function oneRunEach(
	{ segments }: SegmentsChosen,
	options: ExportOptions,
	common: Pick<ExportRun, 'isPreview' | 'source' | 'mapping' | 'policy'>,
	api: ConstantContact,
): Promise<ExportRun[]> {
	if (segments.length === 0 && options.sync.takesOffAbsent) throw noSegments();
	if (segments.length === 0) return [];
	const targets = await findTargetsNamed(
		segments.map((segment) => segment.segments[0]),
		options,
		api,
	);
	return segments.map((segment, index) => ({ ...common, ...targets[index], ...segment }));
}

/** An empty segment never empties a list, and a source without any segment is emptier still. */
function noSegments(): Problem {
	return new Problem({
		kind: 'configuration',
		message: 'The source names no segment, so no list was changed',
		advice:
			"Check that the source brings the profiles. Write the segments that you expect into 'Segment Names', so that a missing one is noticed.",
	});
}
