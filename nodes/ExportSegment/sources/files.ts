import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { Problem } from '../../shared/problem';
import { FileProblem } from '../../shared/files/fileProblem';
import { renumbered, sizeOf } from '../../shared/files/pages';
import { jsonOf } from '../../shared/values/texts';
import type { LinesPassedOver, ProfilePage, RowTest, SourceOfItems } from '../../shared/files/pages';
import type { ReadOptions } from '../../shared/files/readOptions';
import { readProfileFile } from '../../shared/files/formats/profileFile';
import { RowMarks } from '../../shared/files/rowMarks';

/** Bytes asked of n8n's storage at a time. */
const chunkBytes = 256 * 1024;

const noLines: LinesPassedOver = { above: 0, captions: 0, below: 0 };

/** How files are read. */
export type FileOptions = Pick<ReadOptions, 'fileEncoding' | 'isKeyName'>;

/**
 * The rows of the incoming items' files as profiles, one file after the other, streamed again each time they are read.
 * Reads through n8n, wherever it keeps binary data: on disk, in a database (the whole file comes as one chunk) or in
 * memory.
 * @param fieldOf name of an item's binary field; items count from 0
 * @throws Problem, before anything else happens, if an item has no such file
 */
export function fileSource(
	context: IExecuteFunctions,
	fieldOf: (item: number) => string,
	options: FileOptions = {},
): SourceOfItems {
	const files = context.getInputData().map((_item, item) => {
		const field = fieldOf(item);
		return { item, field, binary: binaryOf(context, item, field), rowMarks: new RowMarks() };
	});
	const firstRows: number[] = [];
	let expectedProfiles: number | undefined;
	let passedOver: LinesPassedOver = noLines;
	const namesTwice = new Set<string>();
	let loneLines: readonly number[] = [];
	return {
		get expectedProfiles() {
			return expectedProfiles;
		},
		get passedOver() {
			return passedOver;
		},
		get namesTwice() {
			return [...namesTwice];
		},
		get loneLines() {
			return loneLines;
		},
		itemOf: (row) =>
			files[
				Math.max(
					0,
					firstRows.findLastIndex((firstRow) => firstRow <= row),
				)
			]?.item ?? 0,
		async *pages(isWanted?: RowTest): AsyncGenerator<ProfilePage> {
			let rowsBefore = 0;
			passedOver = noLines;
			if (isWanted === undefined) loneLines = [];
			const onPassedOver = ({ above, captions, below }: LinesPassedOver): void => {
				passedOver = {
					above: passedOver.above + above,
					captions: passedOver.captions + captions,
					below: passedOver.below + below,
				};
			};
			for (const [index, { item, field, rowMarks }] of files.entries()) {
				firstRows[index] = rowsBefore + 1;
				let rows = 0;
				const before = rowsBefore;
				const isRowWanted = isWanted && ((row: number) => isWanted(before + row));
				const onNamesTwice = (names: readonly string[]) => names.forEach((name) => namesTwice.add(name));
				const onLoneLines = (lines: readonly number[]): void => {
					if (isWanted === undefined) loneLines = [...loneLines, ...lines];
				};
				const reading = { ...options, onPassedOver, onNamesTwice, onLoneLines, rowMarks, isWanted: isRowWanted };
				for await (const page of readRows(context, item, field, reading)) {
					if (expectedProfiles === undefined && sizeOf(page) > 0)
						expectedProfiles = await guessProfiles(
							context,
							files.map(({ binary }) => binary),
							page,
						);
					yield rowsBefore === 0 ? page : renumbered(page, rowsBefore + page.firstRow);
					rows += sizeOf(page);
				}
				rowsBefore += rows;
			}
		},
	};
}

function binaryOf(context: IExecuteFunctions, item: number, field: string) {
	const binary = context.getInputData()[item].binary?.[field];
	if (binary !== undefined) return binary;
	const others = Object.keys(context.getInputData()[item].binary ?? {});
	throw new Problem({
		kind: 'configuration',
		message: `There is no file in the input field '${field}'`,
		advice:
			others.length > 0
				? `The file comes in as '${others.join("', '")}': write that into 'Input Binary Field'.`
				: "Check that the node before brings a file (a CSV download, 'Read Files from Disk', an attachment), or set 'Source' to 'Incoming Items' if each item is a profile.",
		itemIndex: item,
	});
}

/**
 * About how many profiles the files bring, by their sizes (in base64 where they lie in the items) and the first rows; 0
 * where n8n does not know the sizes.
 */
async function guessProfiles(
	context: IExecuteFunctions,
	files: readonly IBinaryData[],
	page: ProfilePage,
): Promise<number> {
	let bytes = 0;
	for (const { id, data } of files) {
		// If n8n cannot tell the size, reading the file will show why.
		bytes += id
			? ((await context.helpers.getBinaryMetadata(id).catch(() => undefined))?.fileSize ?? 0)
			: data.length * 0.75;
	}
	return Math.round((bytes * sizeOf(page)) / charactersOf(page));
}

/** How long the rows of a page are in the file, about. */
function charactersOf(page: ProfilePage): number {
	return page.table?.characters ?? page.profiles.reduce((sum, profile) => sum + jsonOf(profile).length, 0);
}

async function* readRows(context: IExecuteFunctions, item: number, field: string, options: ReadOptions) {
	const binary = context.helpers.assertBinaryData(item, field);
	const chunks = (
		binary.id ? await context.helpers.getBinaryStream(binary.id, chunkBytes) : [Buffer.from(binary.data, 'base64')]
	) as Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
	const pages = readProfileFile(iterate(chunks), { fileName: binary.fileName, mimeType: binary.mimeType }, options);
	try {
		yield* pages;
	} catch (error) {
		const isOneOfSeveral = error instanceof FileProblem && context.getInputData().length > 1;
		throw isOneOfSeveral ? error.ofItem(item) : error;
	}
}

async function* iterate(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield* chunks;
}
