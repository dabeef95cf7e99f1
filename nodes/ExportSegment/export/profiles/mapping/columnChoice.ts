import type { ContactField } from '../../../../shared/account/contactFields';
import { areWholeAddresses, fits } from '../../../../shared/account/columns/fieldContents';
import type { ProfilePage } from '../../../../shared/files/pages';
import { sizeOf } from '../../../../shared/files/pages';
import { Problem } from '../../../../shared/problem';
import { lettersAndDigits } from '../../../../shared/values/names';
import { columnsListed } from '../../../../shared/wording';
import { AddressGroups, addressTypeOf } from './candidates/addressGroups';
import type { Candidate } from './candidates/candidate';
import { isEmail, isSureEmail, nestedRank, plainly } from './candidates/candidate';
import { meaningsAmong } from './candidates/columnMeanings';
import { birthdayOf, withJoinedColumns } from './candidates/joinedColumns';
import { OtherPeople } from './candidates/otherPeople';
import { otherPartOfName, partOfName } from './candidates/splitNames';
import type { Cell, CellOf, Column } from './columns/columnCells';
import { cellsOf, firstFilled, firstValues, holderOf } from './columns/columnCells';
import { ColumnsMet } from './columns/columnsMet';
import { ofOneTable, ownNameOf, pathOf } from './columns/columnWays';
import { ConsentNotes } from './columns/consentNotes';
import { partyOf } from './columns/parties';

/** Columns that one contact field is looked for in. */
const maxCandidates = 20;

/** Which columns become which contact fields, decided as they are met. */
export class ColumnChoice {
	/** By field, in the order in which they are looked into. */
	private readonly candidates: Candidate[][];
	private readonly places: ReadonlyMap<string, number>;
	private readonly ownNames = new Map<string, { readonly id: string; readonly rank: number }>();
	readonly met = new ColumnsMet();
	private readonly groups = new AddressGroups();
	/** Fields that a column with values has. */
	private readonly filled = new Set<string>();
	readonly consent = new ConsentNotes();
	readonly people = new OtherPeople();
	/** Columns of whole names that both names are taken from, in the order in which they are looked into. */
	private readonly wholeNames: Candidate[] = [];

	/** @param fileIn the binary field in which the items bring a file that is not read */
	constructor(
		private readonly fields: readonly ContactField[],
		private readonly fileIn?: string,
	) {
		this.candidates = fields.map(() => []);
		this.places = new Map(fields.map(({ id }, place) => [id, place]));
		for (const { id, isCustom, label } of fields) {
			[isCustom ? id.slice('cf:'.length) : id, label].map(lettersAndDigits).forEach((name, index) => {
				const rank = index - 2;
				if (name !== '' && rank < (this.ownNames.get(name)?.rank ?? 0)) this.ownNames.set(name, { id, rank });
			});
		}
	}

	/** The labels of the fields that have a column, with the columns' names. */
	used(): Array<[string, readonly string[]]> {
		return this.fields.flatMap(({ label }, place) => {
			const names = this.candidates[place].flatMap(({ columns }) => columns.map(({ name }) => name));
			return names.length === 0 ? [] : [[label, [...new Set(names)]] satisfies [string, string[]]];
		});
	}

	/** Several columns of which none is surer to be the address. */
	rivals(): readonly string[] {
		const emails = this.candidates[this.places.get('email') ?? -1] ?? [];
		return emails.length > 1 && emails.every(({ isFaint }) => isFaint)
			? emails.flatMap(({ columns }) => columns.map(({ name }) => name))
			: [];
	}

	/** @param page whose values tell what the columns hold */
	extend(columns: readonly Column[], page: ProfilePage): void {
		if (columns.length === 0) return;
		this.met.add(columns);
		this.choose(columns, page);
		this.consent.look(columns, page);
	}

	/** @throws Problem if none of the columns so far can be the address */
	mustHaveAddress(isTable: boolean): void {
		const isWanted = this.places.has('email') && (this.met.names.length > 0 || this.fileIn !== undefined);
		if (isWanted && !this.has('email')) throw noAddressColumn(this.met, isTable, this.fileIn);
	}

	bind(page: ProfilePage): ReadonlyArray<Cell | undefined> {
		const read = this.people.readerOn(cellsOf(page), this.candidates[this.places.get('email') ?? -1] ?? []);
		return this.candidates.map((candidates) => firstFilled(candidates.map(read)));
	}

	/**
	 * Where the cell of each field stands among these columns, -1 where it has none; undefined if one of them takes more
	 * than a cell as it is.
	 */
	placesIn(columns: readonly string[]): readonly number[] | undefined {
		const names = new Map<Cell, string>();
		const cellOf: CellOf = ({ name }) => {
			const cell: Cell = () => undefined;
			names.set(cell, name);
			return cell;
		};
		if (this.people.areSeveral) return undefined;
		const places = this.candidates.map((candidates) => {
			if (candidates.length === 0) return -1;
			const name = candidates.length === 1 ? names.get(candidates[0].bind(cellOf)) : undefined;
			return name === undefined ? undefined : columns.indexOf(name);
		});
		return places.every((place) => place !== undefined) ? places : undefined;
	}

	private choose(columns: readonly Column[], page: ProfilePage): void {
		const samplesOf = createSampler(page);
		const possible = this.candidatesIn(columns).filter(
			(candidate) => !candidate.isLabelled || samplesOf(candidate).length > 0,
		);
		const holding = possible.filter((candidate) => fits(candidate.field, samplesOf(candidate)));
		// Where no column at all holds addresses, each profile is rejected with that reason.
		const isProven = holding.some((candidate) => isEmail(candidate) && samplesOf(candidate).length > 0);
		const unproven = isProven
			? []
			: possible.filter((candidate) => isSureEmail(candidate) && !holding.includes(candidate));
		const usable = this.people.among(withJoinedColumns([...holding, ...unproven], columns), {
			cellOf: cellsOf(page),
			size: sizeOf(page),
			samplesOf,
		});
		const sure = usable.filter(({ isFaint }) => !isFaint);
		this.groups.choose(sure);
		for (const candidate of sure) this.add(candidate);
		const named = withoutNamesAround(usable, columns);
		const faint = named.filter(({ isFaint, field }) => isFaint && !this.has(field));
		for (const candidate of faint) if (this.isBesideItsKind(candidate, samplesOf)) this.add(candidate);
		const month = sure.find(({ field }) => field === 'birth_month');
		const day = sure.find(({ field }) => field === 'birth_day');
		if (month !== undefined && day !== undefined) this.add(birthdayOf(month, day));
		this.addNames(named, samplesOf);
	}

	/**
	 * A field's own name counts for more than a spelling, unless it is the day beside a month, and in an object about a
	 * person for less than one beside the object.
	 */
	private candidatesIn(columns: readonly Column[]): Candidate[] {
		const meaningsOf = meaningsAmong(columns);
		return ofOneTable(columns).flatMap((column) => {
			const meanings = meaningsOf(column);
			const name = ownNameOf(column);
			const own = this.places.has(name) ? { id: name, rank: -3 } : this.ownNames.get(lettersAndDigits(name));
			if (own === undefined || meanings[0]?.field === 'birth_day') return meanings;
			const rank = own.rank + (isInPerson(column) ? nestedRank : 0);
			return [plainly(column, { field: own.id, rank, isFaint: false, group: meanings[0]?.group ?? '' })];
		});
	}

	private has(field: string): boolean {
		return (this.candidates[this.places.get(field) ?? -1] ?? []).length > 0;
	}

	private add(candidate: Candidate): boolean {
		const place = this.places.get(candidate.field);
		if (place === undefined || !this.groups.allow(candidate)) return false;
		const candidates = this.candidates[place];
		if (candidates.length >= maxCandidates) return false;
		candidates.push(candidate);
		candidates.sort((a, b) => a.rank - b.rank);
		return true;
	}

	private addWholeName(candidate: Candidate): void {
		const parts = (['first', 'last'] as const).map((part) =>
			partOfName(candidate, `${part}_name`, part, this.wholeNames),
		);
		if (parts.map((part) => this.add(part)).every((isAdded) => !isAdded)) return;
		this.wholeNames.push(candidate);
		this.wholeNames.sort((a, b) => a.rank - b.rank);
	}

	/** A `Region` alone may be a sales region, and an `Address` alone a whole address. */
	private isBesideItsKind(candidate: Candidate, samplesOf: (candidate: Candidate) => readonly unknown[]): boolean {
		const type = addressTypeOf(candidate.field);
		if (type === undefined) return true;
		if (['city', 'zip', 'street'].some((part) => this.has(type + part))) return true;
		return candidate.field.endsWith('street') && !areWholeAddresses(samplesOf(candidate));
	}

	/**
	 * One name is the whole name where neither of the two is there with a value; beside one of them, a plain word is the
	 * other.
	 */
	private addNames(usable: readonly Candidate[], samplesOf: (candidate: Candidate) => readonly unknown[]): void {
		for (const candidate of usable) if (samplesOf(candidate).length > 0) this.filled.add(candidate.field);
		const [hasFirst, hasLast] = [this.filled.has('first_name'), this.filled.has('last_name')];
		if (hasFirst && hasLast) return;
		const isWhole = !hasFirst && !hasLast;
		for (const candidate of usable) {
			if (isWhole && (candidate.field === 'full_name' || candidate.field === 'name_word')) {
				this.addWholeName(candidate);
			} else if (candidate.field === 'name_word') {
				this.add({ ...candidate, field: hasFirst ? 'last_name' : 'first_name' });
			} else if (candidate.field === 'full_name') {
				const [known, missing] = hasFirst
					? (['first_name', 'last_name'] as const)
					: (['last_name', 'first_name'] as const);
				const [beside] = this.candidates[this.places.get(known) ?? -1] ?? [];
				if (beside !== undefined) this.add(otherPartOfName(candidate, beside, missing, samplesOf(candidate)));
			}
		}
	}
}

/**
 * Without the names that stand around what holds the address, where one stands in it, or what they stand beside is a
 * form: that of a form is not the person's. Webflow has both. Neither is the title of a booking that has a customer.
 */
function withoutNamesAround(candidates: readonly Candidate[], columns: readonly Column[]): readonly Candidate[] {
	const [email] = candidates.filter(isEmail).sort((one, other) => one.rank - other.rank);
	if (email === undefined) return candidates;
	const holder = holderOf(email.columns[0]);
	const isWholeName = ({ field }: Candidate) => field === 'full_name' || field === 'name_word';
	const isWithin = (candidate: Candidate) => holderOf(candidate.columns[0]) === holder;
	const hasWholeName = candidates.some((candidate) => isWholeName(candidate) && isWithin(candidate));
	const hasName = candidates.some((candidate) => /_name$/.test(candidate.field) && isWithin(candidate));
	const isPerson = isInPerson(email.columns[0]);
	const isForm = (around: string) =>
		columns.some((column) => holderOf(column) === around && formId.test(column.path[column.path.length - 1]));
	return candidates.filter((candidate) => {
		const around = holderOf(candidate.columns[0]);
		if (around === holder || !holder.startsWith(around)) return true;
		if (candidate.field === 'job_title') return !candidate.isFaint || !hasName || !isPerson;
		return !isWholeName(candidate) || !(hasWholeName || isForm(around));
	});
}

/** Whether a column stands in an object about a person. */
const isInPerson = (column: Column): boolean => partyOf(pathOf(column))?.object !== undefined;

const formId = /^(?:form|site)_?id$/i;

/** The first values of a candidate that are not empty, looked for once. */
function createSampler(page: ProfilePage): (candidate: Candidate) => readonly unknown[] {
	const cellOf = cellsOf(page);
	const known = new Map<Candidate, readonly unknown[]>();
	return (candidate) => {
		const samples = known.get(candidate) ?? firstValues(candidate.bind(cellOf), page);
		known.set(candidate, samples);
		return samples;
	};
}

/** What SheetJS, and so n8n's Extract From File, calls a column that has no name: below a title, all but one. */
const withoutName = /^__EMPTY(?:_\d+)?$/;

function noAddressColumn({ names, peopleIn }: ColumnsMet, isTable: boolean, fileIn: string | undefined): Problem {
	const what = isTable ? 'column' : 'field';
	const isUncut = isTable && names.length === 1 && /e-?mail/i.test(names[0]) && /\w[^\w\s-]\w|\s{2}/.test(names[0]);
	const way = isUncut
		? 'The whole first line was taken for one name: put commas, semicolons, tabs or vertical bars between the cells.'
		: names.some((name) => withoutName.test(name))
			? "Names like '__EMPTY' show that the column names do not stand in the first row of the sheet: give 'Extract From File' the cells of the table in its option 'Range', such as A3:Z5000."
			: peopleIn.size > 0
				? `There are lists of people in ${columnsListed([...peopleIn])}: put n8n's 'Split Out' node before this one to make an item of each of them.`
				: fileIn !== undefined
					? `The items bring a file in '${fileIn}': if that holds the profiles, choose 'File' in 'Source'.`
					: `Rename the one with the addresses to 'email', or choose to map each field manually in 'Fields' and map 'Email' to it.`;
	return new Problem({
		kind: 'configuration',
		message: `No ${what} can be the email address, so nothing was changed`,
		advice: names.length === 0 ? way : `The ${what}s are ${columnsListed(names)}. ${way}`,
	});
}
