import type { NameParts } from '../../../../../shared/account/columns/fullName';
import { splitName } from '../../../../../shared/account/columns/fullName';
import { isSameName, isSameWholeName } from '../../../../../shared/account/columns/sameName';
import { isEmpty } from '../../../../../shared/values/plainData';
import { asText } from '../../../../../shared/values/texts';
import type { Cell, CellOf } from '../columns/columnCells';
import { isStranger } from '../columns/parties';
import type { Candidate } from './candidate';

/** An empty text for whom the row is about, as far as it tells. */
export const aboutIn = ({ about = '' }: Candidate): string => about;

const nameFields = new Set(['first_name', 'last_name', 'full_name', 'name_word']);
export const isName = ({ field }: Candidate): boolean => nameFields.has(field);

/**
 * What tells whether somebody is another one than the person whose address a row has: by an own address, else by the
 * name. Undefined where nothing tells it.
 */
export function othersIn(
	cellOf: CellOf,
	emails: readonly Candidate[],
	telling: readonly Candidate[],
	addressees: ReadonlySet<string>,
): (about: string, index: number) => boolean | undefined {
	const addresses = emails.map((email) => ({ about: aboutIn(email), cell: email.bind(cellOf) }));
	const people = [...new Set(addresses.map(({ about }) => about))];
	const names = new Map<string, Array<{ readonly candidate: Candidate; readonly cell: Cell }>>();
	for (const candidate of telling.filter(isName)) {
		const beside = names.get(aboutIn(candidate)) ?? [];
		names.set(aboutIn(candidate), [...beside, { candidate, cell: candidate.bind(cellOf) }]);
	}

	const addressOf = (about: string, index: number) =>
		addressIn(addresses.find((each) => each.about === about && !isEmpty(each.cell(index)))?.cell(index));
	const nameOf = (about: string, index: number, isOf: (name: Candidate) => boolean = isName): NameParts => {
		const name: { first?: unknown; last?: string } = {};
		for (const { candidate, cell } of names.get(about) ?? []) {
			if (!isOf(candidate)) continue;
			const { first, last } = partsIn(candidate, cell(index));
			if (isEmpty(name.first)) name.first = first;
			if (isEmpty(name.last)) name.last = last;
		}
		return name;
	};
	const told = (about: string, index: number): boolean | undefined => {
		const used = addresses.find((each) => !isEmpty(each.cell(index)));
		if (used === undefined || used.about === about) return undefined;
		const address = addressIn(used.cell(index));
		const own = addressOf(about, index);
		if (own !== '' && own === address) return false;
		// An object with the same address tells the name, where the address itself stands without one.
		const isSameAddress = (each: string) => each !== about && address !== '' && addressOf(each, index) === address;
		const known = [used.about, ...people.filter(isSameAddress)].map((each) => nameOf(each, index)).find(isKnown);
		// Around a customer with an address a whole name is that of an order, a deal, an event.
		const isPersons = ({ field }: Candidate) =>
			about !== '' || isStranger(used.about) || /^(?:first|last)_/.test(field);
		const name = nameOf(about, index, isPersons);
		// Somebody may have two addresses: one for a shop, and one on its bills.
		if (own !== '') return known === undefined || !isSameWholeName(known, name);
		const isSame = known && isSameName(known, name);
		return isSame === undefined ? addressees.has(about) || undefined : !isSame;
	};
	// The columns of a row are read one after the other.
	let row = -1;
	const known = new Map<string, boolean | undefined>();
	return (about, index) => {
		if (index !== row) known.clear();
		row = index;
		if (!known.has(about)) known.set(about, told(about, index));
		return known.get(about);
	};
}

/** Whatever is around it: a name, an object. */
const addressIn = (value: unknown): string =>
	/[^\s<>()"',;:]+@[^\s<>()"',;:]+/.exec(asText(value))?.[0].toLowerCase() ?? '';

/** The parts of a name that a cell of this candidate tells. */
export function partsIn({ field }: Candidate, value: unknown): NameParts {
	if (isEmpty(value) || !nameFields.has(field)) return {};
	if (field === 'first_name') return { first: value };
	return field === 'last_name' ? { last: asText(value) } : splitName(value);
}

export const isKnown = ({ first, last }: NameParts): boolean => !isEmpty(first) || !isEmpty(last);
