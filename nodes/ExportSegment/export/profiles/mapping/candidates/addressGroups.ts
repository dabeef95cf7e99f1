import { isAddressPart } from '../../../../../shared/account/columns/nameMeaning';
import { isStranger } from '../columns/parties';
import type { Candidate } from './candidate';

/**
 * The parts of one address come from columns that belong together: from those with the most of them. A stranger's come
 * into a contact only where it is theirs, so they have groups of their own.
 */
export class AddressGroups {
	/** By whose address it is and its type: the group, and the fields that it has. */
	private readonly chosen = new Map<string, { readonly group: string; readonly fields: ReadonlySet<string> }>();

	/** Of each type of address that has no group yet. */
	choose(candidates: readonly Candidate[]): void {
		const parts = new Map<string, Map<string, Set<string>>>();
		for (const candidate of candidates) {
			const address = addressOf(candidate);
			if (address === undefined || this.chosen.has(address)) continue;
			const { field, group } = candidate;
			const groups = parts.get(address) ?? new Map<string, Set<string>>();
			parts.set(address, groups.set(group, (groups.get(group) ?? new Set()).add(field)));
		}
		for (const [address, groups] of parts) {
			const [[group, fields]] = [...groups].sort(([, a], [, b]) => b.size - a.size);
			this.chosen.set(address, { group, fields });
		}
	}

	/**
	 * Whether it is no part of an address, or of the group that its address comes from: `Address 1` belongs to `Address
	 * City`, if no other column has the street.
	 */
	allow(candidate: Candidate): boolean {
		const { field, group } = candidate;
		const address = addressOf(candidate);
		const chosen = address === undefined ? undefined : this.chosen.get(address);
		if (chosen === undefined || chosen.group === group) return true;
		const isItsStreet = /^addr(?:ess)?$/.test(chosen.group) && group === '' && /^street2?$/.test(field);
		return isItsStreet && !chosen.fields.has('street');
	}
}

function addressOf({ field, about = '' }: Candidate): string | undefined {
	const type = addressTypeOf(field);
	return type === undefined ? undefined : (isStranger(about) ? about : '') + type;
}

/** `home_` for the city of the home address, an empty text for the main one's; undefined for what is no part of one. */
export function addressTypeOf(field: string): string | undefined {
	return isAddressPart(field) ? (/^(home|work|other)_/.exec(field)?.[0] ?? '') : undefined;
}
