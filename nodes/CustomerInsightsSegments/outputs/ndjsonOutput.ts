import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { createGrowingBytes } from '../../shared/growingBytes';
import { Problem } from '../../shared/problem';
import type { ProfileSink } from '../members/membersRun';
import { profileJson } from './profileJson';

/** The most bytes of one file: n8n's storage takes a file as one piece of memory. */
const mostBytes = 8_000_000;

export interface NdjsonOutput extends ProfileSink {
	/** The files, in order; one empty file where there was no profile. */
	files(): Promise<readonly IBinaryData[]>;
}

/** Profiles as files of lines of JSON. A file is stored before the next one is begun. */
export function createNdjsonOutput(context: IExecuteFunctions, columns: readonly string[]): NdjsonOutput {
	const stored: IBinaryData[] = [];
	const lines = createGrowingBytes();

	async function store(): Promise<void> {
		const name = `segment-members-${stored.length + 1}.ndjson`;
		stored.push(await context.helpers.prepareBinaryData(lines.take(), name, 'application/x-ndjson'));
	}

	return {
		async add(profiles) {
			for (const profile of profiles) {
				const line = `${JSON.stringify(profileJson(profile, columns))}\n`;
				const length = Buffer.byteLength(line);
				if (length > mostBytes) throw tooLong();
				if (lines.length + length > mostBytes) await store();
				lines.addText(line);
			}
		},
		async files() {
			if (lines.length > 0 || stored.length === 0) await store();
			return stored;
		},
	};
}

function tooLong(): Problem {
	return new Problem({
		kind: 'profiles',
		message: 'A profile is larger than 8 MB',
		advice: "Choose fewer columns in 'Column Names or IDs': one of them holds very long texts.",
	});
}
