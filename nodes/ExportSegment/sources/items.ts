import type { INodeExecutionData } from 'n8n-workflow';
import type { ProfilePage, ProfileSource } from '../export/types';

/** Profiles between two chances for others to use the event loop; far fewer where n8n evaluates an expression for each (0.5 ms). */
const rowsPerPage = 1_000;
const rowsPerSlowPage = 20;

/**
 * The incoming items as profiles: row n is item n - 1. n8n hands on one empty item where the node before found nothing and
 * is set to always output data, so a single item without a field is an empty segment and not a profile without an email.
 */
export function itemSource(items: readonly INodeExecutionData[], isSlow: boolean): ProfileSource {
	const isPlaceholder = items.length === 1 && Object.keys(items[0].json).length === 0 && items[0].binary === undefined;
	const profiles = isPlaceholder ? [] : items;
	const pageSize = isSlow ? rowsPerSlowPage : rowsPerPage;
	return {
		expectedProfiles: profiles.length,
		*pages(): Iterable<ProfilePage> {
			for (let start = 0; start < profiles.length; start += pageSize) {
				yield { firstRow: start + 1, profiles: profiles.slice(start, start + pageSize).map((item) => item.json) };
			}
		},
	};
}
