import fc from 'fast-check';
import { compileExpression, evaluateByN8n } from '../../../nodes/ExportSegment/parameters/expressions';
import { evaluateInN8n } from '../../support/n8nEvaluation';
import { createContext } from '../../support/nodeContext';

const profile = {
	email: 'ada@example.com',
	'E-mail': 'ada@example.org',
	address: { city: 'Łódź', lines: ['1 Main St', null] },
	tags: ['a', ['b', 'c'], null],
	score: 0,
	isMember: false,
	nothing: null,
	blank: '',
	length: 7,
	hostile: { toString: 1, valueOf: 2 },
	0: 'zero',
	noNumber: NaN,
	months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

describe('a simple expression is compiled', () => {
	it.each([
		['a name', '={{ $json.email }}', 'ada@example.com'],
		['a name without blanks', '={{$json.email}}', 'ada@example.com'],
		['a name in double quotes', '={{ $json["E-mail"] }}', 'ada@example.org'],
		['a name in single quotes', "={{ $json['E-mail'] }}", 'ada@example.org'],
		['a nested name', '={{ $json.address.city }}', 'Łódź'],
		['names in both ways of writing', '={{ $json["address"].lines[0] }}', '1 Main St'],
		['a place of one digit', '={{ $json.months[5] }}', 'Jun'],
		['a place of two digits', '={{ $json.months[11] }}', 'Dec'],
		['a number as a name', '={{ $json[0] }}', 'zero'],
		['a path over several lines', '={{ $json\n\t.address\n\t.city }}', 'Łódź'],
		['a field that is missing', '={{ $json.phone }}', undefined],
		['a field of something missing', '={{ $json.phone.home.code }}', undefined],
		['a field of null', '={{ $json.nothing.code }}', undefined],
		['null itself', '={{ $json.nothing }}', null],
		['a number that is zero', '={{ $json.score }}', 0],
		['false', '={{ $json.isMember }}', false],
		['a list', '={{ $json.tags }}', profile.tags],
		['a field named length', '={{ $json.length }}', 7],
		['the length of a list', '={{ $json.tags.length }}', 3],
		['a text around it', '=Hi {{ $json.email }}!', 'Hi ada@example.com!'],
		['a blank before it', '= {{ $json.score }}', ' 0'],
		['a line break behind it', '={{ $json.score }}\n', '0\n'],
		['several parts', '={{ $json.address.city }}/{{ $json.score }}/{{ $json.isMember }}', 'Łódź/0/false'],
		['parts that are missing', '=<{{ $json.phone }}{{ $json.nothing }}{{ $json.blank }}>', '<>'],
		['a number that is none, in a text', '=<{{ $json.noNumber }}>', '<>'],
		['a list in a text', '=[{{ $json.tags }}]', '[a,b,c,]'],
		['an object in a text', '=[{{ $json.address }}]', '[[object Object]]'],
		['an object that no text can be made of', '=[{{ $json.hostile }}]', null],
		['a text without braces', '=VIP', 'VIP'],
		['nothing behind the equals sign', '=', ''],
		['closing brackets alone', '=a }} b', 'a }} b'],
	])('%s', (_what, raw, expected) => {
		expect(compileExpression(raw)?.(profile)).toEqual(expected);
		expect(evaluateInN8n(raw, profile)).toEqual(expected);
	});

	it.each([
		['a text', 'VIP'],
		['an expression-like text', '{{ $json.email }}'],
		['a number', 5],
		['a boolean', true],
		['nothing', undefined],
	])('%s without an equals sign is a fixed value', (_what, raw) => {
		expect(compileExpression(raw)?.(profile)).toBe(raw);
	});
});

describe('everything else is left to n8n', () => {
	it.each([
		['a method', '={{ $json.email.toLowerCase() }}'],
		['a method that is not called', '={{ $json.email.trim }}'],
		['a method in quotes', '={{ $json.tags["map"] }}'],
		["an object's own method", '={{ $json.toString }}'],
		['an operator', '={{ $json.email || "none" }}'],
		['another variable', '={{ $now }}'],
		['another node', '={{ $("Source").item.json.email }}'],
		['the whole profile', '={{ $json }}'],
		['an optional step', '={{ $json.address?.city }}'],
		['a name that is worked out', '={{ $json[$json.email] }}'],
		['an escape in a name', '={{ $json["E\\u002dmail"] }}'],
		['a backslash in the text', '=\\{{ $json.email }}'],
		['a comment', '={{ $json.email /* theirs */ }}'],
		['a letter beyond ASCII without quotes', '={{ $json.città }}'],
		['an octal number', '={{ $json.tags[01] }}'],
		['a dollar as a name', '={{ $json.$ }}'],
		['a number with a fraction', '={{ $json.tags[0.5] }}'],
		['a line break in a name', '={{ $json["E\u2028mail"] }}'],
		['no code', '={{ }}'],
		['brackets that do not close', '={{ $json.email'],
		['a bracket too many', '={{{ $json.email }}}'],
		['closing brackets in a name', '={{ $json["}}"] }}'],
		['one complex part', '={{ $json.email }}{{ $json.email.length + 1 }}'],
		['a name that n8n refuses', '={{ $json.__proto__ }}'],
		['that name in quotes', '={{ $json["constructor"] }}'],
		['that name deep down', '={{ $json.address.constructor }}'],
		['a text that n8n refuses', '=see. constructor {{ $json.email }}'],
	])('%s', (_what, raw) => {
		expect(compileExpression(raw)).toBeUndefined();
	});
});

describe('a name that n8n refuses or rewrites is left to n8n, wherever it stands', () => {
	it.each([
		'__proto__',
		'prototype',
		'constructor',
		'getPrototypeOf',
		'setPrototypeOf',
		'getOwnPropertyDescriptor',
		'getOwnPropertyDescriptors',
		'defineProperty',
		'defineProperties',
		'mainModule',
		'binding',
		'_linkedBinding',
		'_load',
		'prepareStackTrace',
		'caller',
		'callee',
		'$',
		'arguments',
		'process',
		'require',
		'module',
		'getBuiltinModule',
		'dlopen',
		'execve',
		'loadEnvFile',
		'hasOwnProperty',
		'valueOf',
	])('%s', (name) => {
		for (const code of [`$json.${name}`, `$json["${name}"]`, `$json.a.${name}`, `$json['${name}'].b`])
			expect(compileExpression(`={{ ${code} }}`)).toBeUndefined();
	});

	it.each(['map', 'trim', 'toFixed', 'toISOString', 'at', 'push', 'padEnd', 'toPrecision', 'getTime'])(
		'%s only where it could be a method of a value',
		(name) => {
			expect(compileExpression(`={{ $json.${name} }}`)?.({ [name]: 5 })).toBe(5);
			expect(compileExpression(`={{ $json.a.${name} }}`)).toBeUndefined();
		},
	);
});

it.each([
	['={{ $json.email }}', 'email'],
	['={{ $json["E-mail"] }}', 'E-mail'],
	["={{$json['a b']}}", 'a b'],
	['={{ $json[0] }}', '0'],
	['={{ $json.a.b }}', undefined],
	['=x{{ $json.email }}', undefined],
	['={{ $json.email }} ', undefined],
	['=email', undefined],
	['email', undefined],
])('the field that is handed over as it is: of %s it is %s', (raw, name) => {
	expect(compileExpression(raw)?.fieldName).toBe(name);
});

it.each([
	['={{ $json.email }}', ['email']],
	['={{ $json.a.b }}', ['a']],
	['=x{{ $json.email }} {{ $json["a b"][0] }}', ['email', 'a b']],
	['=x', []],
	['email', undefined],
])('the fields that something is taken from: of %s they are %j', (raw, names) => {
	expect(compileExpression(raw)?.reads).toEqual(names);
});

describe('what n8n evaluates', () => {
	const evaluate = (thrown: unknown, row: number) => {
		const { context } = createContext({
			evaluate: (expression, item) => {
				if (thrown !== undefined) throw thrown;
				return `${item}: ${expression}`;
			},
		});
		return evaluateByN8n(context, 'Last Name', '={{ $json.name.trim() }}', row);
	};

	it('is the expression without its equals sign, for the item of the row', () => {
		expect(evaluate(undefined, 3)).toBe('2: {{ $json.name.trim() }}');
	});

	it.each<[string, unknown, string]>([
		[
			"has n8n's own words where it fails",
			new Error("trim can't be used on null value"),
			"trim can't be used on null value",
		],
		[
			'shows nothing that a profile may hold',
			new Error('"Ann" and "Lee" are no functions'),
			'"…" and "…" are no functions',
		],
		['is not told at any length', new Error('x'.repeat(301)), 'x'.repeat(300)],
		['fails for a reason that n8n does not say', 'Ann', 'n8n does not say why'],
	])('%s', (_what, thrown, words) => {
		let problem: unknown;
		try {
			evaluate(thrown, 3);
		} catch (error) {
			problem = error;
		}
		expect(problem).toMatchObject({
			kind: 'configuration',
			message: `The expression of 'Last Name' cannot be evaluated for profile 3: ${words}`,
			advice:
				"Change the expression in 'Last Name' so that it also works where a profile has no such value: a question mark before the dot leaves it empty, as in {{ $json.name?.toTitleCase() }}.",
			itemIndex: 2,
		});
	});
});

const names = [
	'email',
	'E-mail',
	'first name',
	'a.b',
	'a"b',
	"it's",
	'',
	' ',
	'length',
	'name',
	'map',
	'description',
	'size',
	'then',
	'toJSON',
	'valueOf',
	'0',
	'1',
	'42',
	'007',
	'-1',
	'łódź',
	'名前',
	'😀',
	'{{',
	'//',
	'$json',
	'$',
	'_',
	'if',
	'class',
	'null',
	'process',
	'require',
	'arguments',
	'hasOwnProperty',
	'toString',
	'constructor',
	'__proto__',
	'prototype',
];
const name = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...names) },
	fc.string({ maxLength: 4 }),
	fc.string({ unit: 'binary', maxLength: 3 }),
);
const { value } = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		fc.constantFrom<unknown>(null, 0, false, true, '', ' ', '={{ $json.email }}', -1.5, 1e21),
		fc.string({ unit: 'grapheme', maxLength: 5 }),
		fc.integer(),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
	),
}));
const jsonProfile = fc.dictionary(name, value, { maxKeys: 8, noNullPrototype: true });

const blank = fc.constantFrom('', '', '', ' ', '  ', '\n', '\t', '\u00a0', '\ufeff');
const step = fc.tuple(fc.constantFrom('.', '"', "'"), name, blank).map(([how, key, gap]) => {
	if (how === '.') return `${gap}.${gap}${key}`;
	return `${gap}[${gap}${how}${key}${how}${gap}]`;
});
const index = fc.oneof(
	fc.nat(3).map((at) => `[${at}]`),
	fc.constantFrom('[00]', '[01]', '[-1]', '[1e1]', '[ 2 ]'),
);
const path = fc
	.tuple(blank, fc.array(fc.oneof({ weight: 5, arbitrary: step }, index), { maxLength: 4 }), blank)
	.map(([before, steps, after]) => `${before}$json${steps.join('')}${after}`);
const part = fc.oneof(
	{ weight: 6, arbitrary: path.map((code) => `{{${code}}}`) },
	fc.constantFrom(
		'',
		' ',
		'\n',
		'Hi ',
		'}}',
		'{',
		'}',
		'{ {',
		'\\',
		'{{ }}',
		'{{ 1 + 1 }}',
		'{{{',
		'=',
		'$json.email',
		'.constructor',
		'.first()',
		'"',
		'//',
	),
	fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const template = fc.oneof(
	path.map((code) => `={{${code}}}`),
	fc.array(part, { maxLength: 4 }).map((parts) => `=${parts.join('')}`),
);

it("whatever is compiled has n8n's own result, for every profile", () => {
	let compiled = 0;
	fc.assert(
		fc.property(template, jsonProfile, (raw, json) => {
			const getter = compileExpression(raw);
			if (getter === undefined) return;
			compiled++;
			expect({ result: getter(json) }).toStrictEqual({ result: evaluateInN8n(raw, json) });
		}),
		{ numRuns: 1_500 },
	);
	expect(compiled).toBeGreaterThan(300);
});
