import type { ProfileFields } from '../../shared/files/pages';
import { fieldsOf } from '../../shared/values/plainData';
import { jsonOf } from '../../shared/values/texts';
import type { Rejection } from '../export/run/rejection';

const rejectionColumns = ['rejection_code', 'rejection_field', 'rejection_reason', 'rejection_row'];
/**
 * Profiles that all bring names of their own must not make a file of empty cells: what has no column goes into one, as
 * JSON.
 */
const maxColumns = 200;
const othersColumn = 'rejection_other_fields';
const rowsPerPart = 1_000;

/** Some rows as bytes, and where each ends. */
interface Part {
	/** Columns of these rows: profiles that came later may have brought more. */
	readonly columns: number;
	readonly bytes: Buffer;
	readonly ends: readonly number[];
}

/**
 * Rejected profiles as one CSV file (RFC 4180): why they were rejected, and their own fields, a column for each name
 * that any of them has. Each becomes bytes at once, so that a million take what the file takes.
 */
export class RejectedFile {
	private readonly names = new Set<string>();
	private readonly parts: Part[] = [];
	private rows: Buffer[] = [];

	/** @param tellsSegments whether there is a column for the segment of a rejection */
	constructor(private readonly tellsSegments = false) {}

	add(given: ProfileFields, row: number, rejection: Rejection): void {
		const profile = fieldsOf(given);
		const others: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
		for (const [name, value] of Object.entries(profile)) if (!this.hasColumn(name)) others[name] = value;
		const all =
			Object.keys(others).length > 0 && this.hasColumn(othersColumn, Infinity)
				? { ...profile, [othersColumn]: others }
				: profile;
		const reason = [
			rejection.code,
			rejection.field,
			rejection.reason,
			row,
			...(this.tellsSegments ? [rejection.segment] : []),
		];
		this.rows.push(
			lineOf([...reason, ...Array.from(this.names, (name) => (Object.hasOwn(all, name) ? all[name] : undefined))]),
		);
		if (this.rows.length === rowsPerPart) this.closePart();
	}

	/** Whether there is a column of this name; it is made if there is room for it. */
	private hasColumn(name: string, most = maxColumns): boolean {
		if (this.names.has(name)) return true;
		if (this.names.size >= most) return false;
		this.closePart();
		this.names.add(name);
		return true;
	}

	/** The whole file. */
	bytes(): Buffer {
		this.closePart();
		return Buffer.concat([
			lineOf([...this.ownColumns, ...Array.from(this.names, (name) => this.headerOf(name))]),
			...this.parts.map((part) => this.filledUp(part)),
		]);
	}

	private get ownColumns(): string[] {
		return [...rejectionColumns, ...(this.tellsSegments ? ['rejection_segment'] : [])];
	}

	/** A profile's own field that has the name of one of our columns goes by another. */
	private headerOf(name: string): string {
		return this.ownColumns.includes(name) ? `profile_${name}` : name;
	}

	private closePart(): void {
		if (this.rows.length === 0) return;
		let end = 0;
		const ends = this.rows.map(({ length }) => (end += length));
		this.parts.push({ columns: this.names.size, bytes: Buffer.concat(this.rows), ends });
		this.rows = [];
	}

	/** The part with an empty cell in each row for every column that was not known when it was written. */
	private filledUp({ columns, bytes, ends }: Part): Buffer {
		const missing = this.names.size - columns;
		if (missing === 0) return bytes;
		const padding = Buffer.from(','.repeat(missing));
		return Buffer.concat(
			ends.flatMap((end, index) => [bytes.subarray(ends[index - 1] ?? 0, end - lineEnd.length), padding, lineEnd]),
		);
	}
}

/**
 * A spreadsheet takes such a text for a formula and runs it; with an apostrophe before it, it is text
 * (https://owasp.org/www-community/attacks/CSV_Injection). The node takes the apostrophe off again.
 */
const startsFormula = /^[=+\-@\t\r]/;

const lineEnd = Buffer.from('\r\n');

function lineOf(values: readonly unknown[]): Buffer {
	return Buffer.from(`${values.map(cell).join(',')}\r\n`);
}

function cell(value: unknown): string {
	const text =
		typeof value === 'string'
			? value
			: value === undefined || value === null
				? ''
				: typeof value === 'object'
					? jsonOf(value)
					: String(value);
	const safe = typeof value === 'string' && startsFormula.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
