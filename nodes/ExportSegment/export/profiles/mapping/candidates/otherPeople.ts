import { isEmpty } from '../../../../../shared/values/plainData';
import type { Cell, CellOf } from '../columns/columnCells';
import { pathOf } from '../columns/columnWays';
import type { Party } from '../columns/parties';
import { partyOf } from '../columns/parties';
import type { Candidate } from './candidate';
import { isEmail, isSureEmail } from './candidate';
import { aboutIn, isKnown, isName, othersIn, partsIn } from './whoseRow';

/** A candidate of a column that has just been met, and whom it is about. */
interface Met {
	readonly candidate: Candidate;
	readonly party?: Party;
	/** Whether it is about somebody who pays, comes or receives: they need not be whom the row is about. */
	readonly isStranger: boolean;
}

/** The page on which columns were met. */
interface MetOn {
	readonly cellOf: CellOf;
	/** How many rows it has. */
	readonly size: number;
	samplesOf(candidate: Candidate): readonly unknown[];
}

/**
 * Which of the people of a row a column is about: nobody's contact may get what is another one's.
 *
 * A stranger counts where the address is theirs, or where a table tells of nobody else. An object about a customer, a
 * user or the like counts unless it has another name than the row's, or another address without the same whole name.
 */
export class OtherPeople {
	/** Strangers whose address may be the row's. */
	private readonly addressees = new Set<string>();
	private hasSubjectsAddress = false;
	private hasGuests = false;
	private hasPayers = false;
	/** Of whom there are names. */
	private readonly named = new Set<string>();
	/** What tells in a row who is who, of all columns that count. */
	private readonly telling: Candidate[] = [];
	private readonly counting = new Set<string>();
	/** Who was left out when first met, whatever later pages have of them. */
	private readonly others = new Set<string>();
	/** Names of columns of which something was left out since it is another one's. */
	readonly leftOut = new Set<string>();

	/** Those candidates that may be about the person whose address it is. */
	among(candidates: readonly Candidate[], page: MetOn): Candidate[] {
		const parties = candidates.map(partyIn);
		this.hasGuests ||= parties.some((party) => party?.role === 'guest');
		this.hasPayers ||= parties.some((party) => party?.isPaying);
		const met = candidates.map((candidate, index) => this.met(candidate, parties[index]));
		for (const { candidate } of met)
			if (page.samplesOf(candidate).some((sample) => isKnown(partsIn(candidate, sample))))
				this.named.add(aboutIn(candidate));
		this.meetAddresses(met, page);
		const possible = met.filter((each) => !this.isOther(each)).map((each) => this.alone(each));
		for (const about of this.mostlyOthers(possible, page)) this.others.add(about);
		const kept = possible.filter((candidate) => !this.others.has(aboutIn(candidate)));
		const columns = new Set(kept.flatMap((candidate) => candidate.columns));
		for (const { candidate } of met)
			if (!candidate.columns.some((column) => columns.has(column))) this.noteLeftOut(candidate);
		for (const candidate of kept) this.counting.add(aboutIn(candidate));
		this.telling.push(...kept.filter(tells));
		return kept;
	}

	/** Whether a row may tell that it is about several people: by several addresses or several names. */
	get areSeveral(): boolean {
		const people = (those: readonly Candidate[]) => new Set(those.map(aboutIn)).size;
		return [isEmail, isName].some((is) => people(this.telling.filter(is)) > 1);
	}

	/**
	 * Reads a candidate's cells, but not those that are another one's than the row's address.
	 * @param emails the candidates of the address, in the order in which they are looked into
	 */
	readerOn(cellOf: CellOf, emails: readonly Candidate[]): (candidate: Candidate) => Cell {
		if (!this.areSeveral) return (candidate) => candidate.bind(cellOf);
		const isOther = othersIn(cellOf, emails, this.telling, this.addressees);
		return (candidate) => {
			const cell = candidate.bind(cellOf);
			if (emails.includes(candidate)) return cell;
			return (index) => {
				const value = cell(index);
				if (isEmpty(value) || !isOther(aboutIn(candidate), index)) return value;
				this.noteLeftOut(candidate);
				return undefined;
			};
		};
	}

	private met(candidate: Candidate, party: Party | undefined): Met {
		const isStranger = party !== undefined && (party.role !== 'subject' || (party.isPaying && this.hasGuests));
		const about = isStranger ? (party.isPaying ? 'payer' : party.role) : (party?.object ?? '');
		return { candidate: { ...candidate, about }, party, isStranger };
	}

	/** A stranger without an address of their own, who may get one on a later page. */
	private alone({ candidate, isStranger }: Met): Candidate {
		const about = aboutIn(candidate);
		return isStranger && !this.addressees.has(about) ? { ...candidate, about: `${about} alone` } : candidate;
	}

	/** Where nobody else has one, the first stranger's address is the row's; so it is in rows that have no other. */
	private meetAddresses(met: readonly Met[], { cellOf, size, samplesOf }: MetOn): void {
		const addresses = met.filter(({ candidate }) => isSureEmail(candidate));
		const ofSubjects = addresses.filter(({ isStranger }) => !isStranger).map(({ candidate }) => candidate);
		this.hasSubjectsAddress ||= ofSubjects.length > 0;
		const known = [...this.telling.filter(isSureEmail), ...ofSubjects];
		for (const { candidate, isStranger } of addresses) {
			if (!isStranger) continue;
			const isAlone = () => samplesOf(candidate).length > 0 && isApart(candidate, known, cellOf, size);
			if (known.length > 0 && !this.addressees.has(aboutIn(candidate)) && !isAlone()) continue;
			this.addressees.add(aboutIn(candidate));
			known.push(candidate);
		}
	}

	/** Whether it is somebody else's for certain, whatever a row holds. */
	private isOther({ candidate, party, isStranger }: Met): boolean {
		const about = aboutIn(candidate);
		const isNamedOtherwise = [...this.named].some((key) => key !== about);
		if (!isStranger) {
			if (this.hasSubjectsAddress || this.addressees.has(about)) return false;
			const isBeside = [...this.addressees].some((addressee) => this.named.has(addressee));
			return isBeside && this.named.has(about);
		}
		if (this.addressees.has(about)) return false;
		if (this.addressees.size > 0 || party?.object !== undefined || party?.role === 'receiver') return true;
		const hasOpposite = party?.isPaying ? this.hasGuests : this.hasPayers;
		return hasOpposite || isNamedOtherwise;
	}

	/** Of whom mostly another address or name is told than that of the row, among those that were not met before. */
	private mostlyOthers(candidates: readonly Candidate[], { cellOf, size }: MetOn): string[] {
		const people = [...new Set(candidates.map(aboutIn))].filter((about) => about !== '' && !this.counting.has(about));
		if (people.length === 0) return [];
		const telling = [...this.telling, ...candidates.filter(tells)];
		const sure = telling.filter(isSureEmail);
		const emails = (sure.length > 0 ? sure : telling.filter(isEmail)).sort((one, other) => one.rank - other.rank);
		const isOther = othersIn(cellOf, emails, telling, new Set());
		return people.filter((about) => {
			const told = Array.from({ length: size }, (_, index) => isOther(about, index));
			return told.filter((is) => is === true).length > told.filter((is) => is === false).length;
		});
	}

	private noteLeftOut({ columns }: Candidate): void {
		for (const { name } of columns) this.leftOut.add(name);
	}
}

/** By its name alone; a custom field of the account that is called like the column is what the column means. */
function partyIn({ columns: [column], field }: Candidate): Party | undefined {
	return field.startsWith('cf:') && column.path.length === 1 ? undefined : partyOf(pathOf(column));
}

/** The name of an address is what somebody calls it, such as `Home`. */
const isLabel = ({ field, about = '' }: Candidate): boolean =>
	field === 'full_name' && /(?:^|\.)address(?:es)?$/.test(about);
const tells = (candidate: Candidate): boolean => isEmail(candidate) || (isName(candidate) && !isLabel(candidate));

/** Whether no row that has this address has another one. */
function isApart(email: Candidate, others: readonly Candidate[], cellOf: CellOf, size: number): boolean {
	const [cell, ...cells] = [email, ...others].map((each) => each.bind(cellOf));
	for (let index = 0; index < size; index++)
		if (!isEmpty(cell(index)) && cells.some((each) => !isEmpty(each(index)))) return false;
	return true;
}
