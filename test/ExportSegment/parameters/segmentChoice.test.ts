import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { ExportSegment } from '../../../nodes/ExportSegment/ExportSegment.node';
import { readSource } from '../../../nodes/ExportSegment/parameters/source';
import { chooseSegments } from '../../../nodes/ExportSegment/parameters/segmentChoice';
import { createManualClock } from '../../support/manualClock';
import type { ContextSettings } from '../../support/nodeContext';
import { createContext, testNode } from '../../support/nodeContext';

const profiles: IDataObject[] = [
	{
		id: 1,
		segments: '["VIP","Male, under 40"]',
		'my segments': 'A',
		customer: { segments: ['VIP'] },
		'customer.segments': 'dotted',
	},
	{ id: 2, segments: '["VIP"]', 'my segments': 'B', customer: { segments: ['News'] } },
	{ id: 3, segments: '', 'my segments': 'A, B', customer: null },
];

async function choose(
	parameters: Readonly<Record<string, unknown>>,
	evaluate?: ContextSettings['evaluate'],
	isFile = false,
) {
	const { context } = createContext({
		parameters: { segments: 'byField', ...parameters },
		items: profiles.map((json) => ({ json })),
		evaluate,
	});
	const chosen = await chooseSegments(context, { ...readSource(context), isFile }, createManualClock());
	return (
		chosen && {
			...chosen,
			segments: chosen.segments.map(({ segments, memberTestOf }) => [
				segments,
				profiles.filter((_profile, index) => memberTestOf({ firstRow: 1, profiles })(index)).map(({ id }) => id),
			]),
		}
	);
}

it('all profiles are one segment if nothing else is said', async () => {
	expect(await choose({ segments: 'all', segmentField: 'segments' })).toBeUndefined();
});

describe('the segment field', () => {
	it.each<[string, string, unknown]>([
		[
			"a field's name",
			'segments',
			[
				[
					['VIP', 'Male, under 40'],
					[1, 2],
				],
			],
		],
		[
			'a name with blanks',
			' my segments ',
			[
				[
					['A', 'B'],
					[1, 2, 3],
				],
			],
		],
		[
			'a name with dots, before one within a field',
			'customer.segments',
			[
				[
					['dotted', 'News'],
					[1, 2],
				],
			],
		],
		[
			'one within a field',
			'customer["segments"]',
			[
				[
					['VIP', 'News'],
					[1, 2],
				],
			],
		],
		[
			'a name in brackets',
			'["my segments"]',
			[
				[
					['A', 'B'],
					[1, 2, 3],
				],
			],
		],
		[
			'an expression',
			'={{ $json.segments }}',
			[
				[
					['VIP', 'Male, under 40'],
					[1, 2],
				],
			],
		],
		[
			'an expression with text around it',
			'={{ $json["my segments"] }}, All',
			[
				[
					['A', 'All', 'B'],
					[1, 2, 3],
				],
			],
		],
	])('may be %s', async (_what, segmentField, segments) => {
		expect(await choose({ segmentField })).toMatchObject({ segments, isSlow: false, listPerSegment: false });
	});

	it('may be an expression that n8n evaluates, once for each profile, however often the source is read', async () => {
		const evaluated: number[] = [];
		const chosen = await choose(
			{ segmentField: '={{ $json.id > 1 ? "late" : "early" }}', listPerSegment: true },
			(_expression, item) => (evaluated.push(item), item > 0 ? 'late' : 'early'),
		);
		expect(chosen).toMatchObject({
			isSlow: true,
			listPerSegment: true,
			segments: [
				[['early'], [1]],
				[['late'], [2, 3]],
			],
		});
		expect(evaluated).toEqual([0, 1, 2]);
	});

	it.each<[string, unknown, string, boolean]>([
		['nothing', '', "No field is given in 'Segment Field'", false],
		['nothing but the sign of an expression', '=', "No field is given in 'Segment Field'", false],
		['no text', undefined, "No field is given in 'Segment Field'", false],
		[
			'a field that no profile has',
			'segmets',
			"No profile has the field 'segmets' that is to name its segments, so nothing was changed",
			false,
		],
		[
			'a field that every object brings along',
			'constructor',
			"No profile has the field 'constructor' that is to name its segments, so nothing was changed",
			false,
		],
		[
			'an expression without a value',
			'={{ $json.segmets }}',
			"The expression in 'Segment Field' gives no value for any profile, so nothing was changed",
			false,
		],
		[
			'a complex expression with a file',
			'={{ $json.segments.trim() }}',
			"The expression for 'Segment Field' cannot be used with a file",
			true,
		],
	])('must not be %s', async (_what, segmentField, message, isFile) => {
		await expect(choose({ segmentField }, undefined, isFile)).rejects.toMatchObject({ kind: 'configuration', message });
	});
});

describe('the segment names', () => {
	it.each<[unknown]>([['b, A'], [['b', 'A']], ['["b","A"]']])(
		'given as %j pick segments in their order',
		async (segmentNames) => {
			expect(await choose({ segmentField: 'my segments', segmentNames, listPerSegment: true })).toMatchObject({
				segments: [
					[['b'], [2, 3]],
					[['A'], [1, 3]],
				],
			});
		},
	);

	it('off one list each, are the union of the picked', async () => {
		expect(await choose({ segmentField: 'my segments', segmentNames: 'B, None' })).toMatchObject({
			segments: [
				[
					['B', 'None'],
					[2, 3],
				],
			],
			survey: { outside: 1, empty: [{ name: 'None' }] },
		});
	});

	it.each([
		[{ a: 1 }, "'Segment Names' holds no names"],
		[Array.from({ length: 101 }, (_, n) => n), "'Segment Names' holds more than 100 names"],
	])('%j is a problem', async (segmentNames, message) => {
		await expect(choose({ segmentField: 'segments', segmentNames })).rejects.toMatchObject({
			kind: 'configuration',
			message,
		});
	});
});

it('an unknown choice of segments is a problem', async () => {
	await expect(choose({ segments: 'some' })).rejects.toMatchObject({
		message: "'Segments' has a value that this node does not know",
	});
});

describe('the panel shows', () => {
	const { properties } = new ExportSegment().description;
	const shown = (parameters: INodeParameters) =>
		properties
			.filter((property) =>
				NodeHelpers.displayParameter(
					{
						operation: 'export',
						source: 'items',
						segments: 'all',
						listPerSegment: false,
						syncMode: 'addOrUpdate',
						...parameters,
					},
					property,
					testNode as INode,
					null,
				),
			)
			.map(({ name }) => name);

	it.each<[string, INodeParameters, string[], string[]]>([
		['all profiles', {}, ['segments', 'list'], ['segmentField', 'segmentNames', 'listPerSegment']],
		[
			'segments to one list',
			{ segments: 'byField' },
			['segments', 'segmentField', 'segmentNames', 'listPerSegment', 'list'],
			[],
		],
		[
			'segments to a list each',
			{ segments: 'byField', listPerSegment: true },
			['segmentField', 'segmentNames', 'listPerSegment'],
			['list'],
		],
		['a status', { operation: 'status' }, ['list', 'activityIds'], ['segments', 'segmentField']],
	])('for %s what is needed, and nothing else', (_what, parameters, needed, hidden) => {
		const names = shown(parameters);
		expect(names).toEqual(expect.arrayContaining(needed));
		expect(names.filter((name) => hidden.includes(name))).toEqual([]);
	});

	it.each<INodeParameters>([{ segments: 'all' }, { operation: 'status', segments: 'byField' }])(
		'the list again once a node with a list for each segment is changed to %j: the editor drops what is hidden',
		(change) => {
			const changed = { operation: 'export', listPerSegment: true, ...change } as INodeParameters;
			expect(
				shown({
					...NodeHelpers.getNodeParameters(properties, changed, true, false, testNode as INode, null),
					listPerSegment: false,
				}),
			).toContain('list');
			expect(
				NodeHelpers.getNodeParameters(properties, changed, true, false, testNode as INode, null),
			).not.toHaveProperty('listPerSegment');
		},
	);
});
