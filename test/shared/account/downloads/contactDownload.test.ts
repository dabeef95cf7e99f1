import type { ConstantContact, ContactSelection, ShownContact } from '../../../../nodes/shared/account/constantContact';
import type { Download } from '../../../../nodes/shared/account/downloads/contactDownload';
import { readDownloads } from '../../../../nodes/shared/account/downloads/contactDownload';
import type { ShownAddress } from '../../../../nodes/shared/account/downloads/shownAddress';
import { Problem } from '../../../../nodes/shared/problem';
import { columnsOf } from '../../../support/contactColumns';
import type { Behaviour } from '../../../support/exportRun';
import { createPorts } from '../../../support/exportRun';

const members = 'email_address\na@example.com\nb@example.com\n""\n';
const selection = { listId: 'list' };
const asked = { selection };
const unreadable = (_download: unknown, state: string) =>
	new Problem({ kind: 'activity', message: `not read (${state})`, advice: '' });

async function read(counters: Record<string, number>, csv = members): Promise<string[]> {
	const found: string[] = [];
	const ports = createPorts({ members: csv, stateOf: () => ({ state: 'completed', counters }) });
	await readDownloads([[{ ...asked, visit: ({ text }) => void found.push(text) }]], 1_000, ports, unreadable);
	return found;
}

it.each([
	['as many as were exported, a row without an address among them', { items_completed_count: 3 }],
	['one less, if what was exported counts the header', { items_completed_count: 4 }],
	['as many as it takes where nobody counted', {}],
])('a file holds %s', async (_what, counters) => {
	await expect(read(counters)).resolves.toEqual(['a@example.com', 'b@example.com']);
});

it.each<Record<string, number>>([{ items_completed_count: 5 }, { items_total_count: 1_000 }])(
	'a file that ends early without any sign of it is noticed by the number of its rows (%j)',
	async (counters) => {
		await expect(read(counters)).rejects.toThrow(/holds 3 of them/);
	},
);

it('a file is one row short although the header might count, where another export of the run counts none', async () => {
	const none = { items_completed_count: 0 };
	const counters = new Map([
		['first', { items_completed_count: 4 }],
		['second', none],
	]);
	const ids = [...counters.keys()];
	const ports = createPorts({ members, stateOf: () => ({ state: 'completed', counters: none }) });
	const constantContact = {
		...ports.constantContact,
		startDownload: async () => ({ id: ids.shift()!, state: 'initialized', errors: [], counters: {} }),
		activities: async () =>
			new Map([...counters].map(([id, counted]) => [id, { id, state: 'completed', errors: [], counters: counted }])),
	};
	const two = [1, 2].map(() => ({ ...asked, visit: () => undefined }));
	await expect(readDownloads([two], 1_000, { ...ports, constantContact }, unreadable)).rejects.toThrow(
		/holds 3 of them/,
	);
});

it('a value with line breaks is part of one contact, and does not make up for others', async () => {
	const csv = 'email_address,notes\r\na@example.com,"1\n2\r\n3\n4"\r\nb@example.com,""\r\n';
	await expect(read({ items_completed_count: 3 }, csv)).resolves.toHaveLength(2);
	await expect(read({ items_completed_count: 4 }, csv)).rejects.toThrow(/holds 2 of them/);
});

it('a last line without its end counts', async () => {
	await expect(read({ items_completed_count: 3 }, members.trimEnd())).resolves.toHaveLength(2);
	await expect(read({ items_completed_count: 5 }, members.trimEnd())).rejects.toThrow(/holds 3 of them/);
});

const visited = async (behaviour: Behaviour, pages: Partial<ConstantContact> = {}, more: Partial<Download> = {}) => {
	const found: string[] = [];
	const download = { ...asked, visit: ({ text }: ShownAddress) => void found.push(text), ...more };
	const ports = createPorts({ members, ...behaviour });
	const constantContact = { ...ports.constantContact, ...pages };
	await readDownloads([[download]], 1_000, { ...ports, constantContact }, unreadable);
	return found;
};
const shown = (...emails: Array<string | undefined>): ShownContact[] =>
	emails.map((email) => ({ email, values: new Map() }));

it.each([
	['failed', { stateOf: () => ({ state: 'failed' }) }],
	['unknown', { stateOf: () => undefined }],
	['processing', { stateOf: () => ({ state: 'processing' }) }],
	['refused', { takesExports: false }],
])('an export that is %s is a problem, never an empty file', async (state, behaviour) => {
	await expect(visited(behaviour)).rejects.toThrow(`not read (${state})`);
});

it('an export that Constant Contact does not take is read page by page, and no other', async () => {
	const pages: Partial<ConstantContact> = {
		async *contactsByPages() {
			yield shown('a@example.com', undefined);
			yield shown('B@example.com');
		},
	};
	await expect(visited({ takesExports: false }, pages)).resolves.toEqual(['a@example.com', 'b@example.com']);
	await expect(visited({ stateOf: () => ({ state: 'failed' }) }, pages)).rejects.toThrow('not read (failed)');
});

it('a round is asked for once all before it are known, those too that only pages tell', async () => {
	const asked: string[] = [];
	const ports = createPorts({ takesExports: false });
	const constantContact: ConstantContact = {
		...ports.constantContact,
		contactsAtOnce: async (wanted) => ('status' in wanted ? (asked.push('deleted'), shown()) : undefined),
		async *contactsByPages() {
			yield shown('a@example.com');
			asked.push('members');
		},
	};
	const visit = () => undefined;
	const rounds: Download[][] = [[{ selection, visit }], [{ selection: { status: 'removed' }, visit }]];
	await readDownloads(rounds, 1_000, { ...ports, constantContact }, unreadable);
	expect(asked).toEqual(['members', 'deleted']);
});

describe('where all are on one page', () => {
	let asked = 0;
	const onePage = (...emails: Array<string | undefined>): Partial<ConstantContact> => ({
		contactsAtOnce: async () => (asked++, shown(...emails)),
	});
	const none: Partial<ConstantContact> = { contactsAtOnce: async () => (asked++, undefined) };
	const failing: Behaviour = { stateOf: () => ({ state: 'failed' }) };
	beforeEach(() => (asked = 0));

	it('no export is started', async () => {
		await expect(visited(failing, onePage('c@example.com'))).resolves.toEqual(['c@example.com']);
	});

	it.each<[string, Partial<ConstantContact>, Partial<Download>, number]>([
		['it is not given', none, {}, 1],
		['more are expected than fit', onePage('c@example.com'), { expected: 501 }, 0],
		['a page proves too little', onePage('c@example.com'), { onlyInBulk: true }, 0],
		['a field is wanted that no page shows', onePage(), { columns: columnsOf('sms_consent_date') }, 0],
		['nobody is on it who is expected', onePage(), { expected: 3 }, 1],
		['nobody has the tag', onePage(), { selection: { tagId: 'tag' } }, 1],
	])('an export is asked where %s', async (_what, pages, download, looks) => {
		await expect(visited({}, pages, download)).resolves.toEqual(['a@example.com', 'b@example.com']);
		expect(asked).toBe(looks);
	});

	it('an export is asked where somebody holds a value that the page does not tell', async () => {
		const contacts = [{ email: 'c@example.com', values: new Map([['home_phone', undefined]]) }];
		const pages = { contactsAtOnce: async () => contacts };
		await expect(visited({}, pages, { columns: columnsOf('home_phone') })).resolves.toHaveLength(2);
		await expect(visited({}, pages, { columns: columnsOf('work_phone') })).resolves.toEqual(['c@example.com']);
	});

	it.each<[Partial<Download>]>([[{ expected: 0 }], [{ selection: { status: 'removed' } }]])(
		'an empty one is believed where nobody is expected (%j)',
		async (download) => {
			await expect(visited(failing, onePage(), download)).resolves.toEqual([]);
		},
	);

	it('a page that fails ends the run once the others have come to their end', async () => {
		const ended: string[] = [];
		const ports = createPorts({ members });
		const contactsAtOnce = async (of: ContactSelection) => {
			if ('tagId' in of) throw unreadable(undefined, 'failed');
			await ports.clock.sleep(1_000);
			ended.push('slow');
			return shown();
		};
		const downloads = [{ tagId: 'tag' }, selection].map((each) => ({ selection: each, visit: () => undefined }));
		const constantContact = { ...ports.constantContact, contactsAtOnce };
		await expect(readDownloads([downloads], 1_000, { ...ports, constantContact }, unreadable)).rejects.toThrow(
			'failed',
		);
		expect(ended).toEqual(['slow']);
	});
});

describe('where a file shows one phone without its kind', () => {
	const csv = 'email_address,phone_number\na@example.com,111\n';
	const wanted: Partial<Download> = { columns: columnsOf('phone', 'home_phone'), expected: 600 };
	const kinds = new Map([
		['home_phone', '111'],
		['other_phone', '222'],
	]);
	const valuesBy = async (contactsByPages: ConstantContact['contactsByPages'], more: Partial<Download> = {}) => {
		const found: unknown[] = [];
		const visit: Download['visit'] = (_email, values) => void found.push([values.textOf(0), values.textOf(1)]);
		await visited({ members: csv }, { contactsByPages }, { ...wanted, ...more, visit });
		return found;
	};
	const notShown = [undefined, undefined];
	const asSent = ['111', undefined];
	async function* given() {
		yield [{ email: 'a@example.com', values: kinds }];
	}
	async function* refusing(kind: 'invalid' | 'unexpected' | 'unavailable'): AsyncGenerator<ShownContact[]> {
		yield await Promise.reject(new Problem({ kind, message: kind, advice: '' }));
	}

	it('pages tell the kinds', async () => {
		expect(await valuesBy(given)).toEqual([notShown, ['222', '111']]);
	});

	it('where pages are not given, or prove nothing, it counts as the one that is sent without a kind', async () => {
		expect(await valuesBy(() => refusing('invalid'))).toEqual([notShown, asSent]);
		expect(await valuesBy(() => refusing('unexpected'))).toEqual([notShown, asSent]);
		await expect(valuesBy(() => refusing('unavailable'))).rejects.toThrow('unavailable');
	});

	it.each<[string, Partial<Download>]>([
		['more than 25,000 are expected', { expected: 25_001 }],
		['nobody knows how many', { expected: undefined }],
		['pages prove too little', { onlyInBulk: true }],
	])('no page is asked where %s', async (_what, more) => {
		expect(await valuesBy(given, more)).toEqual([asSent]);
	});

	it('it counts as none where a guess is not enough', async () => {
		const untoldKinds = 'notShown' as const;
		expect(await valuesBy(() => refusing('invalid'), { untoldKinds })).toEqual([notShown]);
		expect(await valuesBy(given, { untoldKinds, onlyInBulk: true })).toEqual([notShown]);
		expect(await valuesBy(given, { untoldKinds })).toEqual([notShown, ['222', '111']]);
	});

	it('no page is asked where no kind is wanted', async () => {
		expect(await valuesBy(given, { columns: columnsOf('first_name') })).toEqual([[undefined]]);
	});
});

it('exports run side by side and are looked at together', async () => {
	const ports = createPorts({ members });
	await readDownloads([[0, 1, 2].map(() => ({ ...asked, visit: () => undefined }))], 1_000, ports, unreadable);
	expect(ports.looks).toHaveLength(1);
});
