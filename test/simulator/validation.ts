import { invalid } from './errors';
import { isObject, type JsonObject } from './http';
import { uuidPattern } from './ids';
import { isIsoDate } from './timestamps';

export function integerIn(
	query: URLSearchParams,
	name: string,
	range: { min: number; max: number; otherwise: number },
): number {
	const text = query.get(name);
	if (text === null) return range.otherwise;
	const value = Number(text);
	if (!/^\d+$/.test(text) || value < range.min || value > range.max)
		throw invalid(`${name} must be between ${range.min} and ${range.max}`);
	return value;
}

export function oneOf<T extends string>(query: URLSearchParams, name: string, allowed: readonly T[]): T | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	if (!(allowed as readonly string[]).includes(text)) throw invalid(`${name} does not have a valid value`);
	return text as T;
}

export function someOf<T extends string>(query: URLSearchParams, name: string, allowed: readonly T[]): T[] | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	const values = text.split(',').map((value) => value.trim());
	for (const value of values) {
		if (!(allowed as readonly string[]).includes(value)) throw invalid(`${name} does not have a valid value`);
	}
	return values as T[];
}

export function flag(query: URLSearchParams, name: string): boolean {
	return oneOf(query, name, ['true', 'false']) === 'true';
}

export function dateIn(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	if (!isIsoDate(text)) throw invalid(`${name} is not an ISO-8601 date`);
	return Date.parse(text);
}

export function idsIn(text: string, name: string, most: number): string[] {
	return ids(
		text.split(',').map((id) => id.trim()),
		name,
		most,
	);
}

/** An array of 1 to `most` UUIDs. */
export function ids(value: unknown, name: string, most: number): string[] {
	if (!Array.isArray(value) || value.length === 0) throw invalid(`${name} must be an array with at least one id`);
	if (value.length > most) throw invalid(`${name} must not have more than ${most} ids`);
	for (const id of value) {
		if (typeof id !== 'string' || !uuidPattern.test(id)) throw invalid(`${name} has an id that is not a valid UUID`);
	}
	return value as string[];
}

export function text(body: JsonObject, name: string, range: { min?: number; max: number }): string | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw invalid(`${name} must be a string`);
	if (value.length < (range.min ?? 0) || value.length > range.max)
		throw invalid(`${name} size must be between ${range.min ?? 0} and ${range.max}`);
	return value;
}

export function requiredText(body: JsonObject, name: string, max: number): string {
	const value = text(body, name, { min: 1, max });
	if (value === undefined || value.trim() === '') throw invalid(`${name} is required`);
	return value;
}

export function objectIn(body: JsonObject, name: string): JsonObject | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	if (!isObject(value)) throw invalid(`${name} must be an object`);
	return value;
}

export function objectsIn(body: JsonObject, name: string, most: number): JsonObject[] | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	if (!Array.isArray(value) || value.length > most || !value.every(isObject))
		throw invalid(`${name} must be an array of at most ${most} objects`);
	return value;
}
