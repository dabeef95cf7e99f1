import { isAddressPart } from '../../../../shared/account/columns/nameMeaning';
import type { Candidate } from './columnMeanings';

/** The parts of one address come from columns that belong together: from those with the most of them. */
export class AddressGroups {
	/** By the address's type. */
	private readonly chosen = new Map<string, string>();

	/** Of each type of address that has no group yet. */
	choose(candidates: readonly Candidate[]): void {
		const parts = new Map<string, Map<string, Set<string>>>();
		for (const { field, group } of candidates) {
			const type = addressTypeOf(field);
			if (type === undefined || this.chosen.has(type)) continue;
			const groups = parts.get(type) ?? new Map<string, Set<string>>();
			parts.set(type, groups.set(group, (groups.get(group) ?? new Set()).add(field)));
		}
		for (const [type, groups] of parts) {
			const [[best]] = [...groups].sort(([, a], [, b]) => b.size - a.size);
			this.chosen.set(type, best);
		}
	}

	/** Whether it is no part of an address, or of the group that its address comes from. */
	allow({ field, group }: Candidate): boolean {
		const type = addressTypeOf(field);
		return type === undefined || (this.chosen.get(type) ?? group) === group;
	}
}

/** `home_` for the city of the home address, an empty text for the main one's; undefined for what is no part of one. */
export function addressTypeOf(field: string): string | undefined {
	return isAddressPart(field) ? (/^(home|work|other)_/.exec(field)?.[0] ?? '') : undefined;
}
