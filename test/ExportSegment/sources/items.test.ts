import type { INodeExecutionData } from 'n8n-workflow';
import type { ProfilePage } from '../../../nodes/shared/files/pages';
import { itemSource } from '../../../nodes/ExportSegment/sources/items';

const itemsOf = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { n: index } }));
const pagesOf = (items: readonly INodeExecutionData[]) => [...(itemSource(items).pages() as Iterable<ProfilePage>)];

it.each([1, 2, 999, 1_000, 1_001, 2_500])('%i items are as many profiles, each in its row, counted from 1', (count) => {
	const items = itemsOf(count);
	const numbered = pagesOf(items).flatMap(({ firstRow, profiles }) =>
		profiles.map((profile, index) => [firstRow + index, profile] as const),
	);
	expect(numbered).toEqual(items.map(({ json }, index) => [index + 1, json]));
	expect(itemSource(items).expectedProfiles).toBe(count);
});

it('the source can be read again from its start', () => {
	const source = itemSource(itemsOf(3));
	expect([...(source.pages() as Iterable<ProfilePage>)]).toEqual([...(source.pages() as Iterable<ProfilePage>)]);
});

describe("n8n's placeholder for nothing is an empty segment", () => {
	it.each([
		['no items', [], 0],
		['one item without a field', [{ json: {} }], 0],
		['one item with a file', [{ json: {}, binary: { data: { mimeType: 'text/csv', data: '' } } }], 1],
		['two items without a field', [{ json: {} }, { json: {} }], 2],
		['one item with a field', [{ json: { email: null } }], 1],
	])('%s', (_what, items, profiles) => {
		expect(pagesOf(items).flatMap((page) => page.profiles)).toHaveLength(profiles);
		expect(itemSource(items).expectedProfiles).toBe(profiles);
	});
});
