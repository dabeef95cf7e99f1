import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { jsonOf } from '../export/texts';
import type { ProfileFields, Rejection, RejectionCode } from '../export/types';

/** Up to so many rejected profiles leave as items; past that, n8n itself would suffer, and they leave as one file. */
export const maxRejectedItems = 10_000;

export interface RejectedOutput {
	add(profile: ProfileFields, row: number, rejection: Rejection): void;
	/** The items of the output `Rejected`. */
	items(): Promise<INodeExecutionData[]>;
}

interface RejectedProfile {
	readonly profile: ProfileFields;
	readonly row: number;
	readonly rejection: Rejection;
}

/** @param itemOf the item that a row belongs to, counted from 0 */
export function createRejectedOutput(context: IExecuteFunctions, itemOf: (row: number) => number): RejectedOutput {
	const rejected: RejectedProfile[] = [];
	return {
		add(profile, row, rejection) {
			rejected.push({ profile, row, rejection });
		},
		async items() {
			if (rejected.length > maxRejectedItems) return [await asFile(context, rejected)];
			return rejected.map(({ profile, row, rejection }) => ({
				json: withReason(profile, rejection),
				pairedItem: { item: itemOf(row) },
			}));
		},
	};
}

/** The reason stands first, where the editor's table shows it, and wins over a field of the profile's own of that name. */
function withReason(profile: ProfileFields, rejection: Rejection): IDataObject {
	const reason = { rejection: { ...rejection } };
	return { ...reason, ...asOutput(profile), ...reason } as IDataObject;
}

/**
 * A profile's fields as an item brings them. n8n takes an item with a field `error` for a failed one (it would run the node again, or
 * move the item to the error output), so a profile's own `error` goes by another name.
 */
export function asOutput(profile: ProfileFields): ProfileFields {
	if (!Object.hasOwn(profile, 'error')) return profile;
	const { error, ...others } = profile;
	return { ...others, profile_error: error };
}

async function asFile(context: IExecuteFunctions, rejected: readonly RejectedProfile[]): Promise<INodeExecutionData> {
	const columns = new Set<string>();
	const codes = new Map<RejectionCode, number>();
	for (const { profile, rejection } of rejected) {
		Object.keys(profile).forEach((name) => columns.add(name));
		codes.set(rejection.code, (codes.get(rejection.code) ?? 0) + 1);
	}
	const names = [...columns];
	const lines = [[...names, 'rejection_code', 'rejection_field', 'rejection_reason', 'rejection_row'].map(cell).join(',')];
	for (const { profile, row, rejection } of rejected) {
		const told = [rejection.code, rejection.field, rejection.reason, row];
		lines.push([...names.map((name) => profile[name]), ...told].map(cell).join(','));
	}
	const file = await context.helpers.prepareBinaryData(Buffer.from(lines.join('\r\n')), 'rejected.csv', 'text/csv');
	return {
		json: { rejected: rejected.length, codes: Object.fromEntries(codes) },
		binary: { data: file },
		pairedItem: { item: 0 },
	};
}

/** RFC 4180. */
function cell(value: unknown): string {
	const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : typeof value === 'object' ? jsonOf(value) : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
