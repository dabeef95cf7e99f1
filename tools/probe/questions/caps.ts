import { seenOtherwise, settled, unclear } from '../assumptions';
import { Surprise, type Job, type Site } from '../site';
import type { Question } from './question';

const readings = [4_000_000, 4_194_304] as const;
/** Beyond both readings of "4 MB". */
const tooLarge = 4_260_000;
const between = 4_100_000;
const tooMany = 40_010;

/** Rows without an address bring nobody; they are counted as errors, which tells how many of them were looked at. */
const filler = JSON.stringify({
	first_name: 'x'.repeat(50),
	last_name: 'x'.repeat(50),
	job_title: 'x'.repeat(50),
	company_name: 'x'.repeat(50),
	street: 'x'.repeat(250),
	city: 'x'.repeat(50),
});
const small = JSON.stringify({ last_name: 'x' });

export const capQuestions: readonly Question[] = [
	{
		name: 'caps',
		about: 'where an import is cut: bytes, rows, and texts about errors',
		settles: ['importByteCap', 'oversizeJson', 'activityErrorsCap', 'importRowCap'],
		contacts: ['first', 'last', 'lastRow'],
		alsoDoes:
			'Imports of 4.3 MB and of 40,010 rows, all but three of these rows without an address: they make nobody and show as errors in the activity.',
		async ask(site) {
			await askForBytes(site);
			const body = bodyOf(await site.list(), [
				...new Array<string>(tooMany - 1).fill(small),
				rowOf(site.address('lastRow')),
			]);
			const { refusal, job } = await site.importRows(body);
			if (refusal) throw site.surprise(refusal);
			tellErrors(site, job);
			const note = duration(job);
			if (await site.isOnList('lastRow'))
				return site.tell(seenOtherwise('importRowCap', `all ${tooMany.toLocaleString('en-US')} are taken in`, note));
			site.tell(settled('importRowCap', badRows(job), note));
		},
	},
];

async function askForBytes(site: Site): Promise<void> {
	const listId = await site.list();
	const [first, last] = [rowOf(site.address('first')), rowOf(site.address('last'))];
	const fill = (bytes: number) => [
		first,
		...new Array<string>(Math.ceil(bytes / (filler.length + 1))).fill(filler),
		last,
	];
	const { refusal, job } = await site.importRows(bodyOf(listId, fill(tooLarge)));
	if (refusal) {
		site.tell(settled('oversizeJson', 'refused'));
		// Then only whether a body between the two readings is taken in tells them apart.
		const smaller = await site.importRows(bodyOf(listId, fill(between)));
		site.tell(settled('importByteCap', readings[smaller.refusal ? 0 : 1]));
		return;
	}
	if (!(await site.isOnList('first'))) throw new Surprise('a large import did not even bring its first contact');
	if (await site.isOnList('last')) {
		site.tell(unclear('oversizeJson', `nothing is too large up to ${tooLarge.toLocaleString('en-US')} bytes`));
		return site.tell(seenOtherwise('importByteCap', `more than ${tooLarge.toLocaleString('en-US')} bytes`));
	}
	site.tell(settled('oversizeJson', 'repaired'));
	// The last row kept ends before the cut, the next one behind it; a row more or less is how the counters may differ.
	const start = bodyOf(listId, [first]).length - 2;
	const endOf = (rows: number) => start + rows * (filler.length + 1);
	const kept = badRows(job);
	const cap = readings.find((bytes) => endOf(kept - 1) <= bytes && bytes < endOf(kept + 2));
	const seen = `between ${endOf(kept).toLocaleString('en-US')} and ${endOf(kept + 1).toLocaleString('en-US')} bytes`;
	site.tell(cap === undefined ? seenOtherwise('importByteCap', seen) : settled('importByteCap', cap, seen));
}

const rowOf = (email: string) => JSON.stringify({ email });

/** The list comes first: a cut must not take it away. */
const bodyOf = (listId: string, rows: readonly string[]) =>
	Buffer.from(`{"list_ids":["${listId}"],"import_data":[${rows.join(',')}]}`);

function tellErrors(site: Site, job: Job): void {
	const [example] = job.errors;
	if (example === undefined)
		return site.tell(unclear('activityErrorsCap', 'thousands of bad rows, and no text about them'));
	site.tell(
		settled(
			'activityErrorsCap',
			job.errors.length,
			`like ${JSON.stringify(example)}, for ${badRows(job).toLocaleString('en-US')} bad rows`,
		),
	);
}

/** @throws Surprise if the job does not count them */
function badRows({ counters }: Job): number {
	const bad = (counters.correctable_count ?? 0) + (counters.error_count ?? 0);
	if (bad === 0) throw new Surprise('rows without an address were not counted as errors');
	return bad;
}

function duration({ created_at, completed_at }: Job): string {
	const seconds = (Date.parse(completed_at ?? '') - Date.parse(created_at ?? '')) / 1_000;
	return Number.isFinite(seconds)
		? `the job took ${seconds.toLocaleString('en-US')} s`
		: 'the job does not tell how long it took';
}
