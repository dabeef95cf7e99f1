import { isAddressPart, meaningOf } from '../../../../../shared/account/columns/nameMeaning';
import type { ProfileFields } from '../../../../../shared/files/pages';
import { fieldOf, hasField, namesOf } from '../../../../../shared/values/plainData';
import type { Column } from './columnCells';
import { isHolder } from './columnWays';
import { holdsPeople, namedValuesIn, recordIn } from './heldFields';

const keyOf = (path: readonly string[]): string => path.join('\0');

/** Objects in objects that hold a profile's fields: Stripe's `body.data.object.customer_details.address.city`. */
const deepest = 5;

/** Profiles that all bring names of their own must not fill the memory. */
const maxRememberedNames = 10_000;

/** The name of the only field that these profiles have: whatever it is, it holds the profile. */
function onlyNameOf(profiles: readonly ProfileFields[]): string | undefined {
	const [only] = namesOf(profiles[0] ?? {});
	const isOnly = (profile: ProfileFields) => {
		const names = namesOf(profile);
		return names.length === 1 && names[0] === only;
	};
	return only !== undefined && profiles.every(isOnly) ? only : undefined;
}

/**
 * Beside the answers of a submission of KoBoToolbox, as it is and as n8n's node reformats it: whatever groups its
 * questions are in, they were put to one person.
 */
const besideAnswers = ['_xform_id_string', 'xform_id_string', 'formhub/uuid', 'formhub'];

/** The columns of the pages so far: a table's, or the fields of items. */
export class ColumnsMet {
	private readonly seen = new Map<string, Column>();
	/** Ways to what merely holds fields although its name does not say so. */
	private readonly holding = new Set<string>();
	/** Whether the items are submissions of a form. */
	private areSubmissions = false;
	/** Names of fields that hold lists of people. */
	readonly peopleIn = new Set<string>();

	/** Their names, without those that hold other columns. */
	get names(): readonly string[] {
		const nested = [...this.seen.values()].filter(({ path }) => path.length > 1);
		const holders = new Set(nested.map(({ path }) => keyOf(path.slice(0, -1))));
		return [...this.seen.values()].filter(({ path }) => !holders.has(keyOf(path))).map(({ name }) => name);
	}

	/** The columns of items that have not been met yet, those within objects too, and within objects that these hold. */
	newColumnsOf(profiles: readonly ProfileFields[]): Column[] {
		const found = new Map<string, Column>();
		const only = onlyNameOf(profiles);
		if (only !== undefined) this.holding.add(keyOf([only]));
		this.areSubmissions ||= besideAnswers.some((name) => profiles.some((profile) => hasField(profile, name)));
		const meet = (path: readonly string[], given: unknown): void => {
			const key = keyOf(path);
			if (!this.seen.has(key) && !found.has(key)) found.set(key, this.columnAt(path));
			if (typeof given !== 'object' || given === null || path.length > deepest) return;
			if (!this.areHolders(path.slice(0, -1)) && !this.isPartInAddress(path)) return;
			const name = path[path.length - 1];
			if (holdsPeople(given, name)) {
				this.peopleIn.add(path.join('.'));
				return;
			}
			// Addresses and phones with their labels are no fields.
			const named = namedValuesIn(given);
			const fields = named !== undefined && meaningOf(name) === undefined ? named : recordIn(given);
			if (fields === undefined) return;
			if (fields === named) this.holding.add(key);
			for (const [inner, value] of Object.entries(fields)) meet([...path, inner], value);
		};
		for (const profile of profiles) for (const name of namesOf(profile)) meet([name], fieldOf(profile, name));
		return [...found.values()];
	}

	private columnAt(path: readonly string[]): Column {
		const isHeld = this.areSubmissions || (path.length > 1 && this.holding.has(keyOf(path.slice(0, -1))));
		return { name: path.join('.'), path, isHeld };
	}

	private areHolders(path: readonly string[]): boolean {
		if (this.areSubmissions) return true;
		return path.every((name, depth) => isHolder(name) || this.holding.has(keyOf(path.slice(0, depth + 1))));
	}

	/** `address.country`, which may be an object itself: `{ code, name }`. */
	private isPartInAddress(path: readonly string[]): boolean {
		if (path.length < 2 || !this.areHolders(path.slice(0, -2))) return false;
		const field = meaningOf(path.slice(-2).join(' '))?.field ?? '';
		return isAddressPart(field) && !/street2?$/.test(field);
	}

	add(columns: readonly Column[]): void {
		if (this.seen.size > maxRememberedNames) this.seen.clear();
		for (const column of columns) this.seen.set(keyOf(column.path), column);
	}
}
