import type { IExecuteFunctions } from 'n8n-workflow';
import type { ProfileFields } from '../../shared/files/pages';
import { Problem } from '../../shared/problem';
import type { Getter } from '../export/profiles/mapping/mapping';

/**
 * n8n evaluates an expression in about 0.5 ms, which for a million profiles with three fields would take 25 minutes of
 * its event loop. What nearly everybody writes (`{{ $json.email }}`, `{{ $json["E-mail"] }}`, with or without text
 * around it) is therefore compiled once to plain property reads with n8n's own result.
 */

/**
 * `$json` followed by `.name`, `["name"]`, `['name']` or `[0]`; no escapes or line breaks inside the quotes, no octal
 * numbers.
 */
const pathPattern =
	/^\s*\$json((?:\s*\.\s*[A-Za-z_$][\w$]*|\s*\[\s*(?:"[^"\\\r\n\u2028\u2029]*"|'[^'\\\r\n\u2028\u2029]*'|0|[1-9]\d{0,8})\s*\])+)\s*$/;
const stepPattern = /\.\s*([A-Za-z_$][\w$]*)|\[\s*(?:"([^"\\]*)"|'([^'\\]*)'|(\d+))\s*\]/g;
/** n8n refuses such a template as a whole, wherever in it this stands. */
const refusedTemplate = /\.\s*constructor/;

/** Names that n8n's sandbox refuses or rewrites; what it does with them is left to n8n. */
const namesLeftToN8n = new Set([
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
]);
/** What every JSON value has by itself: n8n has its own error for a method that is read and not called. */
const nativePrototypes = [Array.prototype, String.prototype, Number.prototype, Boolean.prototype, Date.prototype];

/**
 * Compiles a parameter value of n8n's mapper.
 * @param raw what the workflow stores: a fixed value, or a text that starts with `=`
 * @returns a getter with the same result as n8n's evaluation for every profile, or undefined if only n8n can evaluate
 * it
 */
export function compileExpression(raw: unknown): Getter | undefined {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return () => raw;
	const parts = splitTemplate(raw.slice(1));
	if (parts === undefined) return undefined;
	const [first, only] = parts;
	if (parts.length === 2 && first === '' && typeof only === 'function') return only;
	const reads = parts.flatMap((part) => (typeof part === 'string' ? [] : (part.reads ?? [])));
	const joined = (profile: ProfileFields): string | null => {
		let text = '';
		for (const part of parts) {
			const partText = typeof part === 'string' ? part : asTemplateText(part(profile));
			if (partText === undefined) return null;
			text += partText;
		}
		return text;
	};
	return Object.assign(joined, { reads });
}

/**
 * What n8n's own evaluation gives for one profile.
 * @param label of the parameter or field whose expression it is
 * @param raw the expression, which begins with `=`
 * @throws Problem with n8n's words, such as that a method cannot be used on null
 */
export function evaluateByN8n(context: IExecuteFunctions, label: string, raw: string, row: number): unknown {
	try {
		return context.evaluateExpression(raw.slice(1), row - 1);
	} catch (error) {
		throw notEvaluated(label, row, error);
	}
}

/** The same for an item, counted from 0; undefined where it cannot be evaluated. */
export function valueForItem(context: IExecuteFunctions, raw: string, item: number): unknown {
	try {
		return context.evaluateExpression(raw.slice(1), item);
	} catch {
		return undefined;
	}
}

function notEvaluated(label: string, row: number, error: unknown): Problem {
	return new Problem({
		kind: 'configuration',
		message: `The expression of '${label}' cannot be evaluated for profile ${row}: ${wordsOf(error)}`,
		advice: `Change the expression in '${label}' so that it also works where a profile has no such value: a question mark before the dot leaves it empty, as in {{ $json.name?.toTitleCase() }}.`,
		itemIndex: row - 1,
	});
}

/** n8n's message; what stands in quotation marks may be what a profile holds. */
function wordsOf(error: unknown): string {
	const words = error instanceof Error ? error.message : 'n8n does not say why';
	return words.replace(/"[^"]*"/g, '"…"').slice(0, 300);
}

/** Texts and getters by turns, as n8n splits a template; undefined where a part is not simple. */
function splitTemplate(template: string): Array<string | Getter> | undefined {
	// A backslash may escape brackets; n8n's own splitter knows the rules.
	if (template.includes('\\') || refusedTemplate.test(template)) return undefined;
	const parts: Array<string | Getter> = [];
	let position = 0;
	for (;;) {
		const open = template.indexOf('{{', position);
		if (open < 0) break;
		const close = template.indexOf('}}', open + 2);
		if (close < 0) return undefined;
		const getter = compilePath(template.slice(open + 2, close));
		if (getter === undefined) return undefined;
		parts.push(template.slice(position, open), getter);
		position = close + 2;
	}
	if (position < template.length || parts.length === 0) parts.push(template.slice(position));
	return parts;
}

function compilePath(code: string): Getter | undefined {
	const path = pathPattern.exec(code)?.[1];
	if (path === undefined) return undefined;
	const steps = [...path.matchAll(stepPattern)].map((step) => step[1] ?? step[2] ?? step[3] ?? step[4]);
	if (steps.some((step, depth) => isLeftToN8n(step, depth))) return undefined;
	const [name] = steps;
	if (steps.length === 1)
		return Object.assign((profile: ProfileFields) => readStep(profile, name), { fieldName: name, reads: [name] });
	const readPath = (profile: ProfileFields): unknown => {
		let value: unknown = profile;
		for (const step of steps) value = readStep(value, step);
		return value;
	};
	return Object.assign(readPath, { reads: [name] });
}

function isLeftToN8n(step: string, depth: number): boolean {
	if (namesLeftToN8n.has(step) || step in Object.prototype) return true;
	return depth > 0 && step !== 'length' && nativePrototypes.some((prototype) => step in prototype);
}

/**
 * A read from nothing is a TypeError, which n8n's evaluation turns into undefined. A getter that throws costs its value
 * alone.
 */
function readStep(value: unknown, name: string): unknown {
	if (value === undefined || value === null) return undefined;
	try {
		return (value as Record<string, unknown>)[name];
	} catch {
		return {};
	}
}

/**
 * How n8n puts a value into a text: falsy values but 0 and false vanish, the rest is joined as by Array.join. Undefined
 * for what no text can be made of, such as an object with a field named `toString`: then n8n's whole result is null.
 */
function asTemplateText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'object' && value !== null) return joinedText(value);
	return value || value === 0 || value === false ? String(value) : '';
}

function joinedText(value: object): string | undefined {
	try {
		return [value].join('');
	} catch {
		return undefined;
	}
}
