import { isAddressPart } from '../../../../shared/account/columns/nameMeaning';
import type { Candidate } from './columnMeanings';

/** The parts of one address come from columns that belong together: from those with the most of them. */
export class AddressGroups {
	/** By the address's type: the group, and the fields that it has. */
	private readonly chosen = new Map<string, { readonly group: string; readonly fields: ReadonlySet<string> }>();

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
			const [[group, fields]] = [...groups].sort(([, a], [, b]) => b.size - a.size);
			this.chosen.set(type, { group, fields });
		}
	}

	/**
	 * Whether it is no part of an address, or of the group that its address comes from: `Address 1` belongs to `Address
	 * City`, if no other column has the street.
	 */
	allow({ field, group }: Candidate): boolean {
		const type = addressTypeOf(field);
		const chosen = type === undefined ? undefined : this.chosen.get(type);
		if (chosen === undefined || chosen.group === group) return true;
		const isItsStreet = /^addr(?:ess)?$/.test(chosen.group) && group === '' && /^street2?$/.test(field);
		return isItsStreet && !chosen.fields.has('street');
	}
}

/** `home_` for the city of the home address, an empty text for the main one's; undefined for what is no part of one. */
export function addressTypeOf(field: string): string | undefined {
	return isAddressPart(field) ? (/^(home|work|other)_/.exec(field)?.[0] ?? '') : undefined;
}
