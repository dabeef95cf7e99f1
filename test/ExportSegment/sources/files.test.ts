import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { fileSource } from '../../../nodes/ExportSegment/sources/files';

interface StoredFile {
	readonly text: string;
	readonly fileName: string;
	/** Where n8n does not tell it, as of a file that is gone. */
	readonly isSizeUnknown?: boolean;
}

/** n8n with these files in its store, or in the items themselves. */
function n8nWith(files: readonly StoredFile[], isInMemory: boolean): IExecuteFunctions {
	const items = files.map<INodeExecutionData>(({ text, fileName }, index) => ({
		json: {},
		binary: {
			data: {
				fileName,
				mimeType: '',
				...(isInMemory ? { data: Buffer.from(text).toString('base64') } : { data: 'filesystem', id: String(index) }),
			},
		},
	}));
	const helpers = {
		assertBinaryData: (item: number) => items[item].binary?.data,
		getBinaryStream: async (id: string) => [Buffer.from(files[Number(id)].text)],
		async getBinaryMetadata(id: string) {
			const { text, fileName, isSizeUnknown } = files[Number(id)];
			if (isSizeUnknown) throw new Error('no such file');
			return { fileName, fileSize: Buffer.byteLength(text) };
		},
	};
	return { getInputData: () => items, helpers } as unknown as IExecuteFunctions;
}

const numbers = Array.from({ length: 3_000 }, (_, index) => index);
const csv = (name: string): StoredFile => ({
	fileName: `${name}.csv`,
	text: `email,name\n${numbers.map((number) => `${name}.${number}@example.com,"Żaneta ${number}"\n`).join('')}`,
});
const ndjson: StoredFile = {
	fileName: 'eve.ndjson',
	text: numbers.map((number) => `${JSON.stringify({ email: `eve.${number}@example.com`, number })}\n`).join(''),
};
const isAbout = (count: number) => ({ asymmetricMatch: (guess: number) => guess > count * 0.8 && guess < count * 1.3 });

async function guessOf(files: readonly StoredFile[], isInMemory: boolean) {
	const source = fileSource(n8nWith(files, isInMemory), () => 'data');
	const before = source.expectedProfiles;
	const guesses = new Set<number | undefined>();
	let rows = 0;
	for await (const { table, profiles } of source.pages()) {
		const size = table?.size ?? profiles.length;
		if ((rows += size) > 0) guesses.add(source.expectedProfiles);
	}
	return { before, guesses: [...guesses], rows };
}

describe.each([
	['in its store', false],
	['in the items', true],
])('with files that n8n keeps %s', (_where, isInMemory) => {
	it.each([
		['a CSV file', [csv('ann')], 3_000],
		['an NDJSON file', [ndjson], 3_000],
		['several files', [csv('ann'), csv('bob')], 6_000],
	])('%s: how many profiles they bring is guessed once, from their first rows', async (_what, files, rows) => {
		expect(await guessOf(files, isInMemory)).toEqual({ before: undefined, guesses: [isAbout(rows)], rows });
	});
});

it('a size that n8n does not tell is no hindrance', async () => {
	expect(await guessOf([{ ...csv('ann'), isSizeUnknown: true }], false)).toEqual({
		before: undefined,
		guesses: [0],
		rows: 3_000,
	});
});

it('what is wrong with a file is told of its item, if there are several', async () => {
	const broken: StoredFile = { fileName: 'broken.csv', text: 'email,name\nann@example.com,"Ann' };
	const wrongIn = async (files: readonly StoredFile[]) => {
		try {
			for await (const page of fileSource(n8nWith(files, true), () => 'data').pages()) void page;
			return undefined;
		} catch (problem) {
			return problem;
		}
	};
	const message = 'A quotation mark is opened in line 2 of the file and never closed';
	expect(await wrongIn([csv('ann'), broken])).toMatchObject({
		message,
		itemIndex: 1,
		advice: expect.stringMatching(/^It is the file of item 2\. Either/) as unknown,
	});
	expect(await wrongIn([broken])).toMatchObject({
		message,
		itemIndex: undefined,
		advice: expect.stringMatching(/^Either/) as unknown,
	});
});
