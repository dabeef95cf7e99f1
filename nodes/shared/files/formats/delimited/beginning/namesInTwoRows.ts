import { isBlankText } from '../../../lines';
import { columnName } from './header';

/** What SurveyMonkey writes below a question that has a single answer. */
const singleAnswer = /^(?:open-ended )?response$/i;

/**
 * The names of columns whose names stand in two rows, as SurveyMonkey writes them
 * (https://help.surveymonkey.com/en/surveymonkey/analyze/export-formats): a question above the first of its columns,
 * and below it what each of them asks for, such as an address. Where two columns come to the same name, it is the one's
 * that has values, and the other has the question before its name, or none.
 * @param records the first ones
 * @returns undefined where the names stand in one row
 */
export function namesInTwoRows(
	[above, below, ...rows]: ReadonlyArray<readonly string[]>,
	isKeyName: (name: string) => boolean,
): readonly string[] | undefined {
	if (above === undefined || below === undefined) return undefined;
	const questions = above.map(columnName);
	const parts = questions.map((_, place) => columnName(below[place] ?? ''));
	if (!areParts(questions, parts, isKeyName)) return undefined;
	let question = '';
	const columns = questions.map((own, place) => {
		question = own || question;
		const part = parts[place];
		const name = part === '' ? own : singleAnswer.test(part) ? question : part;
		const hasValues = rows.some((cells) => !isBlankText(cells[place] ?? ''));
		return { name, long: name === question ? '' : `${question} - ${name}`, hasValues };
	});
	const ownerOf = (name: string) => {
		const rivals = columns.filter((column) => column.name === name);
		return rivals.find(({ hasValues }) => hasValues) ?? rivals[0];
	};
	const names = columns.map((column) => {
		if (ownerOf(column.name) === column) return column.name;
		return column.hasValues ? column.long : '';
	});
	return names.map((name, place) => (names.indexOf(name) === place ? name : ''));
}

/**
 * Whether each of the lower names stands below a question, or beside one that does: nothing else is in their row, and
 * one of them is known.
 */
function areParts(
	questions: readonly string[],
	parts: readonly string[],
	isKeyName: (name: string) => boolean,
): boolean {
	const isPart = (part: string, place: number) =>
		part === '' || singleAnswer.test(part) || questions[place] === '' || questions[place + 1] === '';
	return (
		parts.every((part, place) => !part.includes('@') && isPart(part, place)) &&
		parts.some((part) => isKeyName(part) || singleAnswer.test(part))
	);
}
