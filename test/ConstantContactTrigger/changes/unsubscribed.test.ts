import type { PollPorts } from '../../../nodes/ConstantContactTrigger/changes/ports';
import { findUnsubscribed } from '../../../nodes/ConstantContactTrigger/changes/unsubscribed';
import type { FoundContact } from '../../../nodes/shared/account/constantContact';
import { createManualClock } from '../../support/manualClock';

const now = Date.parse('2026-05-17T12:00:00Z');

const portsWith = (...contacts: FoundContact[]) =>
	({
		clock: createManualClock(now),
		constantContact: {
			async *contactsOptedOutAfter() {
				yield { contacts };
			},
		},
	}) as unknown as PollPorts;

it.each([undefined, '', 'null', 'N/A', '0000-00-00', '0001-13-45T00:00:00Z', 'Invalid date'])(
	'an opt-out whose date is %p is reported with the next date that can be read',
	async (optOutDate) => {
		const contact: FoundContact = {
			id: 'ann',
			permission: 'unsubscribed',
			optOutDate,
			emailUpdatedAt: '2026-05-17T11:59:00-00:00',
			updatedAt: '2020-01-01T00:00:00Z',
			listIds: [],
			tagIds: [],
		};
		const { events } = await findUnsubscribed({ after: now - 3_600_000, told: {} }, false, portsWith(contact));
		expect(events.map(({ occurredAt }) => occurredAt)).toEqual(['2026-05-17T11:59:00.000Z']);
	},
);
