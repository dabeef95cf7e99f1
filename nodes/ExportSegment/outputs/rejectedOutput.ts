import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ProfileFields } from '../../shared/files/pages';
import { fieldsOf } from '../../shared/values/plainData';
import type { Rejection, RejectionCode } from '../export/run/rejection';
import { RejectedFile } from './rejectedFile';

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

/**
 * @param itemOf the item that a row belongs to, counted from 0
 * @param tellsSegments whether rejections name a segment
 */
export function createRejectedOutput(
	context: IExecuteFunctions,
	itemOf: (row: number) => number,
	tellsSegments = false,
): RejectedOutput {
	let rejected: RejectedProfile[] = [];
	let file: RejectedFile | undefined;
	const codes = new Map<RejectionCode, number>();
	return {
		add(profile, row, rejection) {
			codes.set(rejection.code, (codes.get(rejection.code) ?? 0) + 1);
			if (file !== undefined) return file.add(profile, row, rejection);
			if (rejected.push({ profile, row, rejection }) <= maxRejectedItems) return;
			file = new RejectedFile(tellsSegments);
			for (const one of rejected) file.add(one.profile, one.row, one.rejection);
			rejected = [];
		},
		async items() {
			if (file !== undefined) return [await fileItem(context, file, codes)];
			return rejected.map(({ profile, row, rejection }) => ({
				json: withReason(profile, rejection),
				pairedItem: { item: itemOf(row) },
			}));
		},
	};
}

/** The reason stands first, where the editor's table shows it. A profile's own field of that name goes by another. */
function withReason(profile: ProfileFields, rejection: Rejection): IDataObject {
	return { rejection: { ...rejection }, ...asOutput(fieldsOf(profile), ['rejection']) } as IDataObject;
}

/**
 * A profile's fields as an item brings them. n8n takes an item with a field `error` for a failed one (it would run the
 * node again, or move the item to the error output), so a profile's own `error` goes by another name.
 * @param ours names of fields that the item has besides: a profile's own ones go by other names, too
 */
export function asOutput(profile: ProfileFields, ours: readonly string[]): ProfileFields {
	return ['error', ...ours].reduce(renamed, profile);
}

/** @returns the profile with `profile_name` for a field of this name, which means something else in the output */
function renamed(profile: ProfileFields, name: string): ProfileFields {
	if (!Object.hasOwn(profile, name)) return profile;
	const { [name]: own, ...others } = profile;
	return { ...others, [`profile_${name}`]: own };
}

async function fileItem(
	context: IExecuteFunctions,
	file: RejectedFile,
	codes: ReadonlyMap<RejectionCode, number>,
): Promise<INodeExecutionData> {
	return {
		json: { rejected: [...codes.values()].reduce((sum, count) => sum + count, 0), codes: Object.fromEntries(codes) },
		binary: { data: await context.helpers.prepareBinaryData(file.bytes(), 'rejected.csv', 'text/csv') },
		pairedItem: { item: 0 },
	};
}
