import { findDeleted, recentlyDeleted } from '../../../nodes/ConstantContactTrigger/changes/deleted';
import type { DeletedState } from '../../../nodes/ConstantContactTrigger/changes/pollState';
import type { PollPorts } from '../../../nodes/ConstantContactTrigger/changes/ports';
import type { FoundContact } from '../../../nodes/shared/account/constantContact';
import { createManualClock } from '../../support/manualClock';

const now = Date.parse('2026-05-17T12:00:00Z');
const day = (date: string) => Date.parse(date);

const contact = (id: string, deletedAt?: string, more: Partial<FoundContact> = {}): FoundContact => ({
	id,
	email: `${id}@example.com`,
	deletedAt,
	listIds: [],
	tagIds: [],
	...more,
});

/** Constant Contact with these pages of deleted contacts, and how many pages were read. */
function account(pages: readonly FoundContact[][], total?: number) {
	const read = { pages: 0 };
	const ports = {
		clock: createManualClock(now),
		constantContact: {
			async *deletedContactPages() {
				for (const contacts of pages) {
					read.pages++;
					yield { contacts, total };
				}
			},
		},
	} as unknown as PollPorts;
	return { ports, read };
}

const idsOf = (events: ReadonlyArray<{ readonly contactId: string }>) => events.map(({ contactId }) => contactId);
const since = (date: string, more: Partial<DeletedState> = {}): DeletedState => ({
	after: day(date),
	told: {},
	...more,
});

it('a deletion is reported with the day that Constant Contact gives, and the moment when it was noticed', async () => {
	const { ports } = account([[contact('ann', '2026-05-16T23:59:59Z')]]);
	const { events } = await findDeleted(since('2026-05-14'), false, ports);
	expect(events).toEqual([
		{
			event: 'deleted',
			email: 'ann@example.com',
			contactId: 'ann',
			occurredAt: '2026-05-16',
			noticedAt: '2026-05-17T12:00:00.000Z',
			optOutSource: null,
			optOutReason: null,
			listId: null,
			listName: null,
		},
	]);
});

it('the first poll reports nobody unless history is wanted, and the next one only who was deleted since', async () => {
	const pages = [[contact('old', '2019-01-31'), contact('ann', '2026-05-16')]];
	const first = await findDeleted(undefined, false, account(pages).ports);
	expect(first.events).toEqual([]);
	expect(first.state?.after).toBe(now - 2 * 24 * 3_600_000);
	pages[0].push(contact('bob', '2026-05-17'));
	expect(idsOf((await findDeleted(first.state, false, account(pages).ports)).events)).toEqual(['bob']);
	expect(idsOf((await findDeleted(undefined, true, account(pages).ports)).events)).toEqual(['old', 'ann', 'bob']);
});

it('where history is wanted and nobody was ever deleted, the window opens two days ago', async () => {
	const { state, events } = await findDeleted(undefined, true, account([[]], 0).ports);
	expect([events, state]).toEqual([[], { after: now - 2 * 24 * 3_600_000, told: {}, total: 0, readOn: '2026-05-17' }]);
});

it('where somebody is found on the first poll, the window remembers them and closes two days before the newest', async () => {
	const pages = [[contact('old', '2019-01-31'), contact('ann', '2026-05-16')]];
	const { state } = await findDeleted(undefined, true, account(pages).ports);
	expect(state?.after).toBe(day('2026-05-14'));
	expect(Object.keys(state?.told ?? {})).toEqual([day('2026-05-16').toString(36)]);
});

it('what nobody was told of since keeps the window where it was', async () => {
	const state = since('2026-05-10');
	expect((await findDeleted(state, false, account([[]]).ports)).state).toMatchObject(state);
});

it('nobody is reported twice, and nobody who was deleted before the window', async () => {
	const pages = [[contact('before', '2026-05-14'), contact('ann', '2026-05-16')]];
	const first = await findDeleted(since('2026-05-14'), false, account(pages).ports);
	expect(idsOf(first.events)).toEqual(['ann']);
	expect((await findDeleted(first.state, false, account(pages).ports)).events).toEqual([]);
});

it.each([
	['their number is what it was today', since('2026-05-14', { total: 2, readOn: '2026-05-17' }), 2, 1],
	['their number is another', since('2026-05-14', { total: 1, readOn: '2026-05-17' }), 2, 2],
	['their number was last read yesterday', since('2026-05-14', { total: 2, readOn: '2026-05-16' }), 2, 2],
	['Constant Contact does not give their number', since('2026-05-14', { readOn: '2026-05-17' }), undefined, 2],
])('of two pages, where %s', async (_when, state, total, pages) => {
	const { ports, read } = account([[contact('ann', '2026-05-16')], [contact('bob', '2026-05-16')]], total);
	const found = await findDeleted(state, false, ports);
	expect(read.pages).toBe(pages);
	expect(found.state).toMatchObject({ total, readOn: '2026-05-17' });
});

it('a contact without a day of deletion counts by its last change, and without any date not at all', async () => {
	const { ports } = account([
		[contact('ann', undefined, { updatedAt: '2026-05-16T08:00:00Z' }), contact('bob'), contact('cy', 'soon')],
		[contact('just before', '2026-05-14'), contact('dee', '2026-05-15T00:30:00+09:00')],
	]);
	expect((await findDeleted(since('2026-05-14'), false, ports)).events).toMatchObject([
		{ contactId: 'dee', occurredAt: '2026-05-15' },
		{ contactId: 'ann', occurredAt: '2026-05-16' },
	]);
});

it('a contact with an SMS number only is reported without an address', async () => {
	const { ports } = account([[contact('ann', '2026-05-16', { email: undefined })]]);
	expect((await findDeleted(since('2026-05-14'), false, ports)).events).toMatchObject([{ email: null }]);
});

it('samples for the editor are the latest deletions of the first page', async () => {
	const first = [
		contact('undated'),
		contact('ann', '2026-05-10'),
		contact('bob', '2026-05-16'),
		contact('cy', '2026-05-12'),
	];
	const { ports, read } = account([first, [contact('late', '2026-05-17')]]);
	expect(idsOf(await recentlyDeleted(3, ports))).toEqual(['bob', 'cy', 'ann']);
	expect(read.pages).toBe(1);
	expect(idsOf(await recentlyDeleted(1, ports))).toEqual(['bob']);
	expect(await recentlyDeleted(2, account([]).ports)).toEqual([]);
});
