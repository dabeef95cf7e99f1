import type { FoundContact } from '../../shared/account/constantContact';
import type { ContactEvent } from './types';

/**
 * Who took the permission back and why, where the contact is unsubscribed: an older opt-out that was taken back says
 * nothing.
 */
export function optOutOf({
	permission,
	optOutSource,
	optOutReason,
}: FoundContact): Pick<ContactEvent, 'optOutSource' | 'optOutReason'> {
	const isUnsubscribed = permission === undefined || permission === 'unsubscribed';
	return {
		optOutSource: (isUnsubscribed && optOutSource) || null,
		optOutReason: (isUnsubscribed && optOutReason) || null,
	};
}
