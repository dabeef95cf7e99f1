import type { INodeExecutionData } from 'n8n-workflow';
import type { ProfileFields, ProfilePage, SourceOfItems } from '../../shared/files/pages';
import { fieldsOf, namesOf } from '../../shared/values/plainData';

const rowsPerPage = 1_000;

/**
 * The incoming items as profiles: row n is item n - 1. n8n hands on one empty item where the node before found nothing
 * and is set to always output data, so a single item without a field is an empty segment and not a profile without an
 * email. A byte order mark before the first name, as a file leaves it that was read as a text, is no part of it.
 */
export function itemSource(items: readonly INodeExecutionData[]): SourceOfItems {
	const isPlaceholder = items.length === 1 && namesOf(items[0].json).length === 0 && items[0].binary === undefined;
	const profiles = isPlaceholder ? [] : items;
	const profileOf = namesOf(items[0]?.json ?? {})[0]?.startsWith(byteOrderMark) ? withoutMark : asItIs;
	return {
		expectedProfiles: profiles.length,
		itemOf: (row) => row - 1,
		*pages(): Iterable<ProfilePage> {
			for (let start = 0; start < profiles.length; start += rowsPerPage) {
				yield { firstRow: start + 1, profiles: profiles.slice(start, start + rowsPerPage).map(profileOf) };
			}
		},
	};
}

const byteOrderMark = '\ufeff';

const asItIs = ({ json }: INodeExecutionData): ProfileFields => json;

function withoutMark({ json }: INodeExecutionData): ProfileFields {
	return Object.fromEntries(
		Object.entries(fieldsOf(json)).map(([name, value]) => [name.replace(byteOrderMark, ''), value]),
	);
}
