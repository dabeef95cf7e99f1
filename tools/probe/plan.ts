import type { Question } from './questions';
import { addressOf, namesOf } from './scratch';

/** Everything that the questions will write, line by line, for a person to agree to. */
export function planOf(chosen: readonly Question[], run: string, owned: readonly string[]): string[] {
	const names = namesOf(run);
	const made = new Set(chosen.flatMap(({ makes }) => makes ?? []));
	const quoted = (kinds: ReadonlyArray<keyof typeof names>) =>
		kinds.filter((kind) => made.has(kind)).map((kind) => `"${names[kind]}"`);
	const customFields = quoted(['textField', 'choiceField', 'nameField', 'manyFields']);
	const contacts = chosen.flatMap((question) => question.contacts ?? []).map((key) => addressOf(run, owned, key));
	return [
		`Lists: ${[`"${names.list}"`, ...quoted(['secondList', 'emptyList'])].join(', ')}`,
		...(customFields.length > 0 ? [`Custom fields: ${customFields.join(', ')}`] : []),
		...(made.has('tag') ? [`A tag: "${names.tag}"`] : []),
		...(contacts.length > 0
			? [
					`Contacts, ${contacts.length} at the most, imported to that list:`,
					...contacts.map((address) => `  ${address}`),
				]
			: []),
		...chosen.flatMap(({ alsoDoes }) => alsoDoes ?? []),
	];
}
