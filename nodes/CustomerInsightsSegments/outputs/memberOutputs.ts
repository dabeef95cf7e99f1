import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ProfileSink } from '../members/membersRun';
import type { MembersRead } from '../members/streamMembers';
import { createNdjsonOutput } from './ndjsonOutput';
import { profileJson } from './profileJson';
import { summary } from './summary';

/** Keeps what was read until everything has been read. */
export interface MemberOutputs extends ProfileSink {
	items(read: MembersRead, requests: number): Promise<INodeExecutionData[]>;
}

export interface OutputChoice {
	readonly output: 'file' | 'items';
	/** Where a file goes. */
	readonly binaryField: string;
}

/** The whole reading belongs to the first item: all items together name the segments. */
const pairedItem = { item: 0 };

/** Profiles as items or as files, as the user chose. @param columns logical names of the columns that leave */
export function createOutputs(
	context: IExecuteFunctions,
	{ output, binaryField }: OutputChoice,
	columns: readonly string[],
): MemberOutputs {
	return output === 'items' ? itemOutputs(columns) : fileOutputs(context, binaryField, columns);
}

function itemOutputs(columns: readonly string[]): MemberOutputs {
	const items: INodeExecutionData[] = [];
	return {
		async add(profiles) {
			for (const profile of profiles) items.push({ json: profileJson(profile, columns), pairedItem });
		},
		items: async () => items,
	};
}

function fileOutputs(context: IExecuteFunctions, field: string, columns: readonly string[]): MemberOutputs {
	const output = createNdjsonOutput(context, columns);
	return {
		add: async (profiles) => await output.add(profiles),
		async items(read, requests) {
			const files = await output.files();
			return files.map((file, index) => ({
				json: summary(read, requests, { part: index + 1, parts: files.length }),
				binary: { [field]: file },
				pairedItem,
			}));
		},
	};
}
