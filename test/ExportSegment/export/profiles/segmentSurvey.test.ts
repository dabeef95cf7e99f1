import type { SegmentField } from '../../../../nodes/ExportSegment/export/profiles/segmentField';
import { createSegmentReader } from '../../../../nodes/ExportSegment/export/profiles/segmentField';
import { namesIn } from '../../../../nodes/ExportSegment/export/profiles/segmentNames';
import { maxSegments, surveySegments } from '../../../../nodes/ExportSegment/export/profiles/segmentSurvey';
import type { ProfileFields } from '../../../../nodes/shared/files/pages';
import { TablePage } from '../../../../nodes/shared/files/pages';
import { tableOf } from '../../../support/tables';

const field: SegmentField = { fieldNames: ['segments'], read: (profile) => profile.segments };

describe('a look through the source', () => {
	const survey = async (cells: readonly unknown[], picked = '') => {
		const profiles = cells.map((segments): ProfileFields => (segments === undefined ? {} : { segments }));
		const source = {
			pages: () => [
				{ firstRow: 1, profiles: profiles.slice(0, 2) },
				{ firstRow: 3, profiles: profiles.slice(2) },
			],
		};
		const { segments, empty, ...counts } = await surveySegments(
			source,
			createSegmentReader(field),
			namesIn(picked) ?? [],
			async () => undefined,
		);
		return { segments: segments.map(({ name }) => name), empty: empty.map(({ name }) => name), ...counts };
	};

	it('finds every segment in the order in which they come, and who is in none', async () => {
		expect(await survey(['B, A', '', 'a, c', undefined, null])).toEqual({
			segments: ['B', 'A', 'c'],
			empty: [],
			profiles: 5,
			outside: 3,
			withField: 4,
		});
	});

	it('keeps to the picked ones, in their order and spelling, and tells who is in none of them and which of them are empty', async () => {
		expect(await survey(['B, A', 'C', 'a'], 'Gone, A')).toEqual({
			segments: ['Gone', 'A'],
			empty: ['Gone'],
			profiles: 3,
			outside: 1,
			withField: 3,
		});
	});

	it('of no profiles finds none', async () => {
		expect(await survey([])).toEqual({ segments: [], empty: [], profiles: 0, outside: 0, withField: 0 });
	});

	it(`stops at more than ${maxSegments} segments: that is another field, whose values are not named`, async () => {
		const cells = Array.from({ length: maxSegments }, (_, n) => [`Region ${n}`, `Region ${maxSegments - 1 - n}`]);
		expect((await survey(cells)).segments).toHaveLength(maxSegments);
		await expect(survey([...cells, 'One more'])).rejects.toMatchObject({
			kind: 'configuration',
			message: `'Segment Field' names more than ${maxSegments} segments, so nothing was changed`,
		});
		expect((await survey([...cells, 'One more'], 'One more')).segments).toEqual(['One more']);
	});

	it('stops where nearly every profile has a segment of its own: that is a name or a number, whose values are not named', async () => {
		const own = (count: number) => Array.from({ length: count }, (_, n) => `Customer ${n}`);
		expect((await survey(own(20))).segments).toHaveLength(20);
		await expect(survey(own(21))).rejects.toMatchObject({
			kind: 'configuration',
			message: "'Segment Field' names 21 segments with hardly more than one profile in each, so nothing was changed",
		});
		expect((await survey([...own(22), ...own(11)])).segments).toHaveLength(22);
		expect((await survey(own(50), 'customer 7')).segments).toEqual(['customer 7']);
	});

	it('stops at email addresses, which are not named either, unless one is picked by name', async () => {
		const stopped = survey(['ann@example.com']);
		await expect(stopped).rejects.toMatchObject({
			kind: 'configuration',
			message: "'Segment Field' holds email addresses instead of names of segments, so nothing was changed",
		});
		await expect(stopped).rejects.not.toMatchObject({ advice: expect.stringContaining('ann') as unknown });
		expect((await survey(['me@work'], 'me@work')).segments).toEqual(['me@work']);
	});

	it('stops at a field without names, and says at which profile', async () => {
		await expect(survey(['A', 'A', { name: 'A' }])).rejects.toMatchObject({
			kind: 'configuration',
			message: 'The segment field of profile 3 holds no names of segments, so nothing was changed',
		});
	});
});

it('a table is read by its column, as its profiles would be', () => {
	const rows = [
		['a', 'A', 'B'],
		['b', '["C","D"]', ''],
	];
	const page = new TablePage(7, tableOf(['email', 'my segments', 'segments'], rows));
	const read = (fieldNames: string[]) =>
		[0, 1].map((index) =>
			createSegmentReader({ fieldNames, read: (profile) => profile.segments })(page)(index)?.map(({ name }) => name),
		);
	expect(read(['my segments'])).toEqual([['A'], ['C', 'D']]);
	expect(read(['["segments"]', 'segments'])).toEqual([['B'], []]);
	expect(read([])).toEqual([['B'], []]);
});

it('a table without the column stops the run, unless it has no rows', () => {
	const read = createSegmentReader({ fieldNames: ['segments'], read: () => 'A' });
	const columns = ['email', 'Segment'];
	expect(() => read(new TablePage(1, tableOf(columns, [])))).not.toThrow();
	expect(() => read(new TablePage(1, tableOf(columns, [['a', 'A']])))).toThrow(
		expect.objectContaining({
			kind: 'configuration',
			message: "The file has no column 'segments' that is to name the segments of its profiles, so nothing was changed",
			advice: expect.stringContaining("Its columns are 'email', 'Segment'.") as unknown,
		}) as Error,
	);
});

it('a million different texts do not fill the memory, and each is read again', () => {
	const read = createSegmentReader(field);
	for (let n = 0; n < 25_000; n++)
		expect(read({ firstRow: n + 1, profiles: [{ segments: `A, ${n}` }] })(0)?.[1].name).toBe(String(n));
});
