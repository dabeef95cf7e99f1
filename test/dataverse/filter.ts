import { badRequest, linkedTables, noSuchProperty, notSupported, tooManyConditions } from './errors';
import type { Value } from './people';
import type { Switches } from './switches';
import { attributeFor, type Table } from './tables';

/** A row's values by column. */
export type Cells = (column: string) => Value | undefined;

export interface Filter {
	matches(cells: Cells): boolean;
	/** Where it is nothing but `one column eq this or that`. */
	anyOf?: { column: string; values: Value[] };
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows */
const mostConditions = 500;

type Token = { kind: 'word' | 'text' | 'number' | 'mark'; text: string };

/** A text, a number, GUID or date, a word, or a mark: parentheses, the comma, and the slash to a related table. */
const tokenPattern = /\s*(?:('(?:[^']|'')*')|([0-9a-f]{8}-[0-9a-f-]{27}|-?\d[\w:.-]*)|([a-z_@][\w@.]*)|([(),/:]))/iy;

function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	tokenPattern.lastIndex = 0;
	while (tokenPattern.lastIndex < text.trimEnd().length) {
		const at = tokenPattern.lastIndex;
		const found = tokenPattern.exec(text);
		if (!found) throw badRequest(`Syntax error: character at position ${at} is not valid in '${text.slice(0, 80)}'.`);
		const [, quoted, number, word, mark] = found;
		if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.slice(1, -1).replaceAll("''", "'") });
		else if (number !== undefined) tokens.push({ kind: 'number', text: number });
		else if (word !== undefined) tokens.push({ kind: 'word', text: word });
		else tokens.push({ kind: 'mark', text: mark });
	}
	return tokens;
}

type Condition = (cells: Cells) => boolean;

/** Comparisons of text functions; only these are known to the tables' rows. */
const textFunctions = ['contains', 'startswith', 'endswith'];

export function filterOf(text: string, table: Table, switches: Switches): Filter {
	const tokens = tokensOf(text);
	let at = 0;
	let conditions = 0;
	let anyOf: Filter['anyOf'] | null;

	const syntaxError = () => badRequest(`Syntax error at position ${at} in '${text.slice(0, 80)}'.`);
	const isNext = (kind: Token['kind'], wanted: string) => tokens[at]?.kind === kind && tokens[at].text === wanted;
	const takes = (kind: Token['kind'], wanted: string) => isNext(kind, wanted) && ++at > 0;
	const expect = (kind: Token['kind'], wanted: string) => {
		if (!takes(kind, wanted)) throw syntaxError();
	};

	function either(): Condition {
		const parts = [both()];
		while (takes('word', 'or')) parts.push(both());
		return parts.length === 1 ? parts[0] : (cells) => parts.some((part) => part(cells));
	}

	function both(): Condition {
		const parts = [not()];
		while (takes('word', 'and')) {
			anyOf = null;
			parts.push(not());
		}
		return parts.length === 1 ? parts[0] : (cells) => parts.every((part) => part(cells));
	}

	function not(): Condition {
		if (takes('word', 'not')) {
			anyOf = null;
			const part = not();
			return (cells) => !part(cells);
		}
		if (takes('mark', '(')) {
			const inner = either();
			expect('mark', ')');
			return inner;
		}
		return condition();
	}

	function condition(): Condition {
		conditions += 1;
		const name = tokens[at++];
		if (name?.kind !== 'word') throw syntaxError();
		if (takes('mark', '(')) return textFunction(name.text);
		const column = columnNamed(name.text);
		const operator = tokens[at++];
		if (operator?.kind !== 'word') throw syntaxError();
		if (!['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(operator.text))
			throw badRequest(`The operator '${operator.text}' is not supported.`);
		const value = literal();
		if (operator.text === 'eq') {
			if (anyOf === undefined) anyOf = { column, values: [value] };
			else if (anyOf?.column === column) anyOf.values.push(value);
			else anyOf = null;
		} else anyOf = null;
		return comparison(column, operator.text, value);
	}

	function textFunction(name: string): Condition {
		if (!textFunctions.includes(name)) throw notSupported(`The function '${name}' is not supported.`);
		const column = tokens[at++];
		if (column?.kind !== 'word') throw syntaxError();
		const property = columnNamed(column.text);
		expect('mark', ',');
		const wanted = tokens[at++];
		if (wanted?.kind !== 'text') throw syntaxError();
		expect('mark', ')');
		anyOf = null;
		const test = patternOf(name, wanted.text, switches);
		return (cells) => {
			const value = cells(property);
			return typeof value === 'string' && test(value);
		};
	}

	function columnNamed(name: string): string {
		if (isNext('mark', '/')) throw linkedTables();
		if (attributeFor(table, name) === undefined) throw noSuchProperty(name, table.logicalName);
		return name;
	}

	function literal(): Value {
		const token = tokens[at++];
		if (token?.kind === 'text') return token.text;
		if (token?.kind === 'number') return /^-?\d+(\.\d+)?$/.test(token.text) ? Number(token.text) : token.text;
		if (token?.kind !== 'word') throw syntaxError();
		if (token.text === 'null') return null;
		if (token.text === 'true' || token.text === 'false') return token.text === 'true';
		throw badRequest('Comparing two columns is not supported.');
	}

	const whole = either();
	if (at < tokens.length) throw syntaxError();
	if (conditions > mostConditions) throw tooManyConditions(conditions);
	return { matches: whole, ...(anyOf && { anyOf }) };
}

/** Text is compared without regard to case. */
function comparison(column: string, operator: string, value: Value): Condition {
	const fold = (one: Value) => (typeof one === 'string' ? one.toLowerCase() : one);
	const wanted = fold(value);
	return (cells) => {
		const held = fold(cells(column) ?? null);
		if (operator === 'eq') return held === wanted;
		if (operator === 'ne') return held !== wanted;
		if (held === null || wanted === null) return false;
		if (operator === 'gt') return held > wanted;
		if (operator === 'ge') return held >= wanted;
		return operator === 'lt' ? held < wanted : held <= wanted;
	};
}

function patternOf(name: string, wanted: string, { contains }: Switches): (value: string) => boolean {
	if (contains === 'literal' || !/[%_[]/.test(wanted)) {
		const folded = wanted.toLowerCase();
		if (name === 'startswith') return (value) => value.toLowerCase().startsWith(folded);
		if (name === 'endswith') return (value) => value.toLowerCase().endsWith(folded);
		return (value) => value.toLowerCase().includes(folded);
	}
	// As SQL's LIKE: any text, any character, any of these characters.
	const pattern = wanted.replace(/\[([^\]]*)\]|[%_]|[\\^$.*+?()[\]{}|/]/g, (part, set: string | undefined) => {
		if (set !== undefined) return `[${set.replace(/[\\[\]]/g, '\\$&')}]`;
		return part === '%' ? '.*' : part === '_' ? '.' : `\\${part}`;
	});
	const start = name === 'startswith' ? '^' : '';
	const end = name === 'endswith' ? '$' : '';
	const expression = new RegExp(`${start}${pattern}${end}`, 'is');
	return (value) => expression.test(value);
}
