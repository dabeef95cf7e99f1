import type { ContactField } from '../../../../shared/account/contactFields';
import { isEmailName } from '../../../../shared/account/columns/nameMeaning';
import type { ProfilePage } from '../../../../shared/files/pages';
import { sizeOf } from '../../../../shared/files/pages';
import type { ColumnsTaken, Mapping } from '../../run/run';
import { onceForEach } from '../../../../shared/onceForEach';
import { ColumnChoice } from './columnChoice';
import { cellPlaces } from './mapping';

/**
 * The mapping by names and contents: every profile's fields go to the contact fields that are called so in one of the
 * usual spellings, unless most of the first values cannot be what the name says. Where several columns mean the same
 * contact field, the closest name that is not empty wins.
 * What is chosen holds for the whole run, since the source is read more than once.
 * @param fileIn the binary field in which items bring a file that is not read
 */
export function mapByNames(fields: readonly ContactField[], fileIn?: string): Mapping {
	const tables = new Map<string, ColumnChoice>();
	const ofItems = new ColumnChoice(fields, fileIn);

	/** Files with the same columns are one table. */
	function choiceFor(page: ProfilePage): ColumnChoice {
		const { table } = page;
		if (table === undefined) {
			ofItems.extend(ofItems.met.newColumnsOf(page.profiles), page);
			return ofItems;
		}
		const key = keyOf(table.columns);
		const known = tables.get(key);
		if (known !== undefined) return known;
		const choice = new ColumnChoice(fields);
		if (sizeOf(page) === 0) return choice;
		choice.extend(
			table.columns.map((name) => ({ name, path: [name] })),
			page,
		);
		choice.mustHaveAddress(true);
		tables.set(key, choice);
		return choice;
	}

	const cellsIn = onceForEach((columns: readonly string[]) => {
		const places = tables.get(keyOf(columns))?.placesIn(columns);
		return places && cellPlaces(fields, places);
	});

	return {
		columns: fields,
		isSlow: false,
		readerOf(page) {
			const cells = choiceFor(page).bind(page);
			return (index, values) => {
				for (let column = 0; column < cells.length; column++) values[column] = cells[column]?.(index);
			};
		},
		cellsOf: (page) => (page.table === undefined || sizeOf(page) === 0 ? undefined : cellsIn(page.table.columns)),
		isAddressName: isEmailName,
		// Items need not have all fields: those that lack an address may come first.
		endOfSource: () => ofItems.mustHaveAddress(false),
		columnsTaken: () => together([...tables.values(), ofItems]),
		consentColumns() {
			const choices = [...tables.values(), ofItems];
			const { leftOut } = together(choices);
			return [...new Set(choices.flatMap(({ consent }) => consent.among(leftOut)))];
		},
	};
}

const keyOf = (columns: readonly string[]): string => columns.join('\n');

function together(choices: readonly ColumnChoice[]): ColumnsTaken {
	const used = new Map<string, readonly string[]>();
	for (const choice of choices)
		for (const [label, names] of choice.used()) used.set(label, [...new Set([...(used.get(label) ?? []), ...names])]);
	const taken = new Set([...used.values()].flat());
	const met = new Set(choices.flatMap((choice) => choice.met.names));
	return {
		used,
		leftOut: [...met].filter((name) => !taken.has(name)),
		rivals: choices.flatMap((choice) => choice.rivals()),
		ofOthers: [...new Set(choices.flatMap((choice) => [...choice.people.leftOut]))],
	};
}
