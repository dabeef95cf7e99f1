import { findDeleted } from '../../../nodes/ConstantContactTrigger/changes/deleted';
import type { DeletedState } from '../../../nodes/ConstantContactTrigger/changes/pollState';
import type { PollPorts } from '../../../nodes/ConstantContactTrigger/changes/ports';
import type { FoundContact } from '../../../nodes/shared/account/constantContact';
import { heldMemory } from '../../support/heldMemory';
import { createManualClock } from '../../support/manualClock';

const pageSize = 500;

/** Constant Contact with so many deleted contacts, each made when its page is asked for. */
function portsOf(deleted: number, dayOf: (n: number) => string, onPage: () => void = () => undefined) {
	const contact = (n: number): FoundContact => ({
		id: `contact-${n}`,
		email: `person${n}@example.com`,
		deletedAt: dayOf(n),
		listIds: [],
		tagIds: [],
	});
	const clock = createManualClock(Date.parse('2026-05-17T12:00:00Z'));
	return {
		clock,
		constantContact: {
			async *deletedContactPages() {
				for (let from = 0; from < deleted; from += pageSize) {
					onPage();
					const length = Math.min(pageSize, deleted - from);
					yield { contacts: Array.from({ length }, (_, index) => contact(from + index)), total: deleted };
				}
			},
		},
	} as unknown as PollPorts;
}

const today = () => '2026-05-17';

it('who is deleted on the same day as 60,000 others, and comes to light later, is reported once', async () => {
	let state: DeletedState | undefined = { after: Date.parse('2026-05-15'), told: {} };
	const told: string[] = [];
	for (const deleted of [60_000, 100_000, 100_000, 100_001]) {
		const found = await findDeleted(state, false, portsOf(deleted, today));
		state = found.state;
		told.push(...found.events.map(({ contactId }) => contactId));
	}
	expect([told.length, new Set(told).size]).toEqual([100_001, 100_001]);
	expect(JSON.stringify(state).length).toBeLessThan(1_700_000);
});

it('a poll over 500,000 old deletions keeps only people that it may report: 20 MB at most', async () => {
	const before = heldMemory();
	let most = 0;
	let pages = 0;
	const measure = () => {
		if (++pages % 250 === 0) most = Math.max(most, heldMemory() - before);
	};
	const dayOf = (n: number) => (n % 100_000 === 7 ? '2026-05-17' : '2019-01-31');
	const { events } = await findDeleted(
		{ after: Date.parse('2026-05-16'), told: {} },
		false,
		portsOf(500_000, dayOf, measure),
	);
	expect(events).toHaveLength(5);
	expect(most).toBeLessThan(20_000_000);
});
