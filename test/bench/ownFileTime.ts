/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { isEmailName } from '../../nodes/shared/account/columns/nameMeaning';
import type { ProfileSource } from '../../nodes/shared/files/pages';
import { readProfileFile } from '../../nodes/shared/files/formats/profileFile';
import { exportAtOnce } from './exportAtOnce';
import { processorMs } from './ownTime';
import { columnsOf, csvOf } from './people';

/**
 * The node's own processor time for a file, from its bytes to import bodies, all threads included: the same people in
 * UTF-8, packed by gzip, and in UTF-16, by turns in this process; of each the quickest round counts.
 */
const rows = 300_000;
const rounds = 15;
const forms = ['plain', 'gzip', 'utf16'] as const;
type Form = (typeof forms)[number];

export interface OwnFileTime {
	rows: number;
	rounds: number;
	/** Milliseconds and bytes of each form. */
	ms: Record<Form, number>;
	bytes: Record<Form, number>;
}

export async function benchOwnFileTime(): Promise<OwnFileTime> {
	const folder = await mkdtemp(join(tmpdir(), 'constant-contact-forms-'));
	const pathOf = (form: Form) => join(folder, `${form}.csv`);
	try {
		const text = [...csvOf({ word: 'form', size: rows, width: 'names' })].join('');
		await writeFile(pathOf('plain'), text);
		await writeFile(pathOf('gzip'), gzipSync(text));
		await writeFile(pathOf('utf16'), Buffer.from(`\uFEFF${text}`, 'utf16le'));
		const runs: Record<Form, number[]> = { plain: [], gzip: [], utf16: [] };
		for (let round = 0; round <= rounds; round++)
			for (const form of forms) {
				const ms = await processorMs(async () => await exportFile(pathOf(form)));
				// The first round is for the engine to know the code.
				if (round > 0) runs[form].push(ms);
			}
		const of = async <Value>(value: (form: Form) => Value | Promise<Value>) => ({
			plain: await value('plain'),
			gzip: await value('gzip'),
			utf16: await value('utf16'),
		});
		return {
			rows,
			rounds,
			ms: await of((form) => Math.min(...runs[form])),
			bytes: await of(async (form) => (await stat(pathOf(form))).size),
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function exportFile(path: string): Promise<number> {
	const [email, first, last] = columnsOf('names');
	const { counts, bytes } = await exportAtOnce(csvSource(path, rows), {
		columns: { email, first_name: first, last_name: last },
		isFile: true,
	});
	if (counts.sent !== rows) throw new Error(`only ${counts.sent} of ${rows} sent`);
	return bytes;
}

/** A CSV file as n8n's binary store hands it over, 256 KB at a time. */
export function csvSource(path: string, expectedProfiles: number): ProfileSource {
	const bytes = () => createReadStream(path, { highWaterMark: 256 * 1024 });
	return {
		expectedProfiles,
		pages: () => readProfileFile(bytes(), { fileName: 'segment.csv' }, { isKeyName: isEmailName }),
	};
}
