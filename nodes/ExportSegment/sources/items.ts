import type { INodeExecutionData } from 'n8n-workflow';
import type { ProfilePage, ProfileSource } from '../../shared/files/pages';

const rowsPerPage = 1_000;

/**
 * The incoming items as profiles: row n is item n - 1. n8n hands on one empty item where the node before found nothing
 * and is set to always output data, so a single item without a field is an empty segment and not a profile without an
 * email.
 */
export function itemSource(items: readonly INodeExecutionData[]): ProfileSource {
	const isPlaceholder = items.length === 1 && Object.keys(items[0].json).length === 0 && items[0].binary === undefined;
	const profiles = isPlaceholder ? [] : items;
	return {
		expectedProfiles: profiles.length,
		*pages(): Iterable<ProfilePage> {
			for (let start = 0; start < profiles.length; start += rowsPerPage) {
				yield { firstRow: start + 1, profiles: profiles.slice(start, start + rowsPerPage).map((item) => item.json) };
			}
		},
	};
}
