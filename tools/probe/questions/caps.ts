import { seenOtherwise, settled, unclear } from '../assumptions';
import type { ContactKey } from '../scratch';
import { duration, Surprise, type Job, type Site } from '../site';
import type { Question } from './question';

const readings = [4_000_000, 4_194_304] as const;
/** Beyond both readings of "4 MB". */
const tooLarge = 4_260_000;
const between = 4_100_000;
const tooMany = 40_010;

/** Rows without an address bring nobody. */
const filler = JSON.stringify({
	first_name: 'x'.repeat(50),
	last_name: 'x'.repeat(50),
	job_title: 'x'.repeat(50),
	company_name: 'x'.repeat(50),
	street: 'x'.repeat(250),
	city: 'x'.repeat(50),
});
const small = JSON.stringify({ last_name: 'x' });

/** The documented row is the 40,000th; where a header counts, the one before. */
const marked = { 39_999: 'row39999', 40_000: 'row40000', 40_001: 'row40001', [tooMany]: 'lastRow' } as const;

export const capQuestions: readonly Question[] = [
	{
		name: 'caps',
		about: 'where an import is cut: bytes, rows, and texts about errors',
		settles: ['importByteCap', 'oversizeJson', 'activityErrorsCap', 'importRowCap'],
		contacts: ['first', 'belowCap', 'last', 'lastOfAll', ...Object.values(marked)],
		alsoDoes:
			'Imports of 4.1 MB, perhaps of 4.3 MB, and of 40,010 rows, all but a few of these rows without an address: they make nobody and show as errors in the activity.',
		async ask(site) {
			await askForBytes(site);
			const rows = new Array<string>(tooMany).fill(small);
			for (const [place, key] of Object.entries(marked)) rows[Number(place) - 1] = rowOf(site.address(key));
			const { refusal, job } = await site.importRows(bodyOf(await site.list(), rows));
			if (refusal) throw site.surprise(refusal);
			tellErrors(site, job);
			tellRows(site, await landed(site), job);
		},
	},
];

/** The last of the marked rows that made a contact; 0 where none did. */
async function landed(site: Site): Promise<number> {
	const places = Object.entries(marked).map(async ([place, key]) => ((await site.isOnList(key)) ? Number(place) : 0));
	return Math.max(...(await Promise.all(places)));
}

function tellRows(site: Site, last: number, job: Job): void {
	const note = duration(job);
	if (last === tooMany)
		return site.tell(seenOtherwise('importRowCap', `all ${tooMany.toLocaleString('en-US')} are taken in`, note));
	if (last === 40_001) return site.tell(seenOtherwise('importRowCap', 'a little more than 40,001 rows', note));
	const counted = badRows(job);
	if (last === 0 && counted === undefined)
		return site.tell(seenOtherwise('importRowCap', 'fewer than 39,999 rows', note));
	site.tell(settled('importRowCap', last || (counted ?? 0), note));
}

async function askForBytes(site: Site): Promise<void> {
	const listId = await site.list();
	const [first, below] = (['first', 'belowCap'] as const).map((key) => rowOf(site.address(key)));
	const fillers = (bytes: number) => new Array<string>(Math.floor(bytes / (filler.length + 1))).fill(filler);
	const bodyOfBytes = (bytes: number, last: ContactKey) => {
		const start = [first, ...fillers(readings[0] - bodyOf(listId, [first, below]).length), below];
		return bodyOf(listId, [...start, ...fillers(bytes - readings[0]), filler, rowOf(site.address(last))]);
	};
	const { refusal } = await site.importRows(bodyOfBytes(between, 'last'));
	if (!refusal && !(await site.isOnList('first')))
		throw new Surprise('a large import did not even bring its first contact');
	if (!refusal && (await site.isOnList('last'))) return await askForMoreBytes(site, bodyOfBytes(tooLarge, 'lastOfAll'));
	site.tell(settled('oversizeJson', refusal ? 'refused' : 'repaired'));
	site.tell(
		refusal || (await site.isOnList('belowCap'))
			? settled('importByteCap', readings[0])
			: seenOtherwise('importByteCap', `less than ${readings[0].toLocaleString('en-US')} bytes`),
	);
}

/** More than the smaller reading is taken in whole. */
async function askForMoreBytes(site: Site, body: Buffer): Promise<void> {
	const { refusal } = await site.importRows(body);
	if (!refusal && (await site.isOnList('lastOfAll'))) {
		const most = `${tooLarge.toLocaleString('en-US')} bytes`;
		site.tell(unclear('oversizeJson', `nothing is too large up to ${most}`));
		return site.tell(seenOtherwise('importByteCap', `more than ${most}`));
	}
	site.tell(settled('oversizeJson', refusal ? 'refused' : 'repaired'));
	site.tell(settled('importByteCap', readings[1]));
}

const rowOf = (email: string) => JSON.stringify({ email });

/** The list comes first: a cut must not take it away. */
const bodyOf = (listId: string, rows: readonly string[]) =>
	Buffer.from(`{"list_ids":["${listId}"],"import_data":[${rows.join(',')}]}`);

function tellErrors(site: Site, job: Job): void {
	const [example] = job.errors;
	if (example === undefined)
		return site.tell(unclear('activityErrorsCap', 'thousands of bad rows, and no text about them'));
	site.tell(settled('activityErrorsCap', job.errors.length, `like ${JSON.stringify(example)}`));
}

/** Undefined if the job does not count them. */
function badRows({ counters }: Job): number | undefined {
	return (counters.correctable_count ?? 0) + (counters.error_count ?? 0) || undefined;
}
