import { gatherLeavers } from '../../../../nodes/ExportSegment/export/members/gatherLeavers';
import { Mark } from '../../../../nodes/shared/account/people';
import type { LeaversBehaviour } from '../../../support/listWithLeavers';
import { listWithLeavers } from '../../../support/listWithLeavers';

const [ada, bob, cy, dee] = ['ada', 'bob', 'cy', 'dee'].map((name) => `${name}@example.com`);
/** Ada stays; the three others leave. */
const threeLeave = { members: [ada, bob, cy, dee], segment: [ada] };

async function gathering(behaviour: LeaversBehaviour) {
	const { account, run, plan, people, ports } = await listWithLeavers(behaviour);
	account.scratch.set('scratch', new Set());
	const result = await gatherLeavers(run, 'scratch', plan, people, ports).catch((problem: unknown) => ({ problem }));
	const gathered = [...whoIsGathered(people, behaviour.members)].sort();
	return { result, gathered, on: [...account.scratch.get('scratch')!].sort(), account };
}

const whoIsGathered = (people: Awaited<ReturnType<typeof listWithLeavers>>['people'], emails: readonly string[]) =>
	emails.filter((email) => people.hasMark(people.find(email), Mark.gathered));

it('the leavers who are on the list go to the helper list, by their addresses alone, and nobody else', async () => {
	const { result, gathered, on, account } = await gathering(threeLeave);
	expect(result).toEqual({ leaving: 3, refused: 0, isComplete: true, strays: [] });
	expect([gathered, on]).toEqual([
		[bob, cy, dee],
		[bob, cy, dee],
	]);
	expect(account.bodies).toEqual([{ import_data: [bob, cy, dee].map((email) => ({ email })), list_ids: ['scratch'] }]);
});

it('who has come to the list meanwhile and was not planned to leave stays', async () => {
	const { result, on } = await gathering({
		...threeLeave,
		overrides: ({ onList }) => {
			onList.add('eve@example.com');
			return {};
		},
	});
	expect([result, on]).toEqual([expect.objectContaining({ leaving: 3 }), [bob, cy, dee]]);
});

it('who has left the list meanwhile is not gathered: their note tells that they left by choice', async () => {
	const { result, gathered, on } = await gathering({
		...threeLeave,
		overrides: ({ onList }) => {
			onList.delete(bob);
			return {};
		},
	});
	expect(result).toEqual({ leaving: 2, refused: 0, isComplete: true, strays: [] });
	expect([gathered, on]).toEqual([
		[cy, dee],
		[cy, dee],
	]);
});

it('where all leavers have left by themselves, nothing is sent', async () => {
	const { result, account } = await gathering({
		...threeLeave,
		overrides: ({ onList }) => {
			onList.clear();
			onList.add(ada);
			return {};
		},
	});
	expect(result).toEqual({ leaving: 0, refused: 0, isComplete: true, strays: [] });
	expect(account.said).toEqual(['page']);
});

describe('the number of those who were not gathered is known only where Constant Contact counts them', () => {
	const uncounted: Partial<LeaversBehaviour> = {
		endOf: (job) => (job === 'import' ? { state: 'completed', counters: {} } : undefined),
	};

	it('who is on too many lists is counted as refused', async () => {
		const { result, on } = await gathering({ ...threeLeave, hasPages: false, onTooManyLists: [cy] });
		expect(result).toEqual({ leaving: 3, refused: 1, isComplete: false, strays: [] });
		expect(on).toEqual([bob, dee]);
	});

	it('without counters nobody knows it', async () => {
		const { result } = await gathering({ ...threeLeave, hasPages: false, ...uncounted });
		expect(result).toEqual({ leaving: 3, refused: undefined, isComplete: false, strays: [] });
	});

	it('a page that shows all of them on the helper list proves it', async () => {
		const { result } = await gathering({
			...threeLeave,
			...uncounted,
			overrides: () => ({ membersNotOn: async () => [] }),
		});
		expect(result).toEqual({ leaving: 3, refused: undefined, isComplete: true, strays: [] });
	});

	const many = Array.from({ length: 80_001 }, (_, n) => `p${n}@example.com`);

	it('of several imports the refused are added up, and one that does not count makes the sum unknown', async () => {
		const some = await gathering({
			members: many,
			segment: [ada],
			hasPages: false,
			onTooManyLists: ['p0@example.com', 'p40000@example.com', 'p80000@example.com'],
		});
		expect(some.account.bodies).toHaveLength(3);
		expect(some.result).toEqual({ leaving: 80_001, refused: 3, isComplete: false, strays: [] });
		let imports = 0;
		const unknown = await gathering({
			members: many,
			segment: [ada],
			hasPages: false,
			endOf: (job) => (job === 'import' && ++imports === 2 ? { state: 'completed', counters: {} } : undefined),
		});
		expect(unknown.result).toMatchObject({ refused: undefined, isComplete: false });
	});
});

it.each(['failed', 'cancelled', 'timed_out'])(
	'an import that %s stops the run, which takes nobody off then',
	async (state) => {
		const { result } = await gathering({
			...threeLeave,
			endOf: (job) => (job === 'import' ? { state } : undefined),
		});
		expect(result).toMatchObject({
			problem: {
				kind: 'activity',
				message: `Constant Contact did not finish taking people off the list (${state.replace('_', ' ')})`,
			},
		});
	},
);

it('a list that cannot be read stops the run, which says that nobody was taken off', async () => {
	const { result } = await gathering({
		...threeLeave,
		hasPages: false,
		endOf: (job) => (job === 'export' ? { state: 'failed' } : undefined),
	});
	expect(result).toMatchObject({
		problem: { message: 'The list could not be read once more (failed), so nobody was taken off it' },
	});
});

describe('who has just left by themselves and was gathered all the same', () => {
	it('is told by the page that shows both lists', async () => {
		const { result } = await gathering({
			...threeLeave,
			overrides: ({ onList }) => ({
				importContacts: async () => ({ id: 'import', state: 'completed', errors: [], counters: {} }),
				activities: async () =>
					new Map([
						[
							'import',
							{
								id: 'import',
								state: 'completed',
								errors: [],
								counters: { error_count: 0, correctable_count: 0, cannot_add_to_list_count: 0 },
							},
						],
					]),
				membersNotOn: async () => {
					onList.delete(cy);
					return [`id of ${cy}`];
				},
			}),
		});
		expect(result).toEqual({ leaving: 2, refused: 0, isComplete: true, strays: [`id of ${cy}`] });
	});

	/** A page shows the list as it was; bulk exports show it as it is. */
	const latePages = (files: ReadonlyArray<readonly string[]>): LeaversBehaviour => {
		let file = 0;
		return {
			...threeLeave,
			overrides: ({ said }) => ({
				membersNotOn: async () => undefined,
				openDownload: async () => {
					said.push(`file ${file}`);
					return csvOf(files[Math.min(file++, files.length - 1)]);
				},
			}),
		};
	};

	it('is told by bulk exports where no page shows all of them', async () => {
		const { result, account } = await gathering(latePages([[ada, bob, dee]]));
		expect(result).toEqual({ leaving: 2, refused: 0, isComplete: true, strays: [`id of ${cy}`] });
		expect(account.said.filter((said) => said.startsWith('file'))).toEqual(['file 0', 'file 1']);
	});

	it('leaves it unsure that all of them were gathered, where the import did not count them either', async () => {
		const { result } = await gathering({
			...latePages([[ada, bob, cy, dee]]),
			endOf: (job) => (job === 'import' ? { state: 'completed', counters: {} } : undefined),
		});
		expect(result).toMatchObject({ leaving: 3, refused: undefined, isComplete: false });
	});

	it('is nobody who is missing from the first file only: one may come a row short', async () => {
		const { result } = await gathering(
			latePages([
				[ada, bob, dee],
				[ada, bob, cy, dee],
			]),
		);
		expect(result).toMatchObject({ leaving: 3, strays: [] });
	});

	it('is nobody where the first file shows everybody, and no second one is asked for', async () => {
		const { result, account } = await gathering(latePages([[ada, bob, cy, dee], [ada]]));
		expect(result).toMatchObject({ leaving: 3, strays: [] });
		expect(account.said).not.toContain('file 1');
	});

	it('is passed over where no contact has the address any more', async () => {
		const behaviour = latePages([[ada, bob, dee]]);
		const { result } = await gathering({
			...behaviour,
			overrides: (account) => ({ ...behaviour.overrides?.(account), contactByEmail: async () => undefined }),
		});
		expect(result).toMatchObject({ leaving: 3, strays: [] });
	});

	it('cannot be told of a list that comes by a file: that is as fresh as can be', async () => {
		const { account } = await gathering({ ...threeLeave, hasPages: false });
		expect(account.said).toEqual(['page', 'export', 'import']);
	});
});

async function* csvOf(emails: readonly string[]): AsyncGenerator<Uint8Array> {
	yield Buffer.from(`email_address\n${emails.join('\n')}\n`);
}

it.each([
	['a bulk export are sent as they come', { hasExports: true }, [false, false, true]],
	['pages are sent once all of them are known', { hasExports: false }, [true, true, true]],
])('leavers of %s', async (_what, { hasExports }, allKnownAtImport) => {
	const many = Array.from({ length: 100_000 }, (_, n) => `p${n}@example.com`);
	let known = 0;
	const seen: boolean[] = [];
	const { run, plan, people, ports } = await listWithLeavers({
		members: many,
		segment: [],
		hasPages: false,
		overrides: () => ({
			...(!hasExports && { startDownload: async () => undefined }),
			async openDownload() {
				return (async function* () {
					yield Buffer.from('email_address\n');
					for (; known < many.length; known += 1_000)
						yield Buffer.from(`${many.slice(known, known + 1_000).join('\n')}\n`);
				})();
			},
			async *contactsByPages() {
				for (; known < many.length; known += 500)
					yield many.slice(known, known + 500).map((email) => ({ email, values: new Map() }));
			},
		}),
	});
	const { importContacts } = ports.constantContact;
	const constantContact = {
		...ports.constantContact,
		async importContacts(body: Buffer) {
			seen.push(known === many.length);
			return await importContacts(body);
		},
	};
	await expect(gatherLeavers(run, 'scratch', plan, people, { ...ports, constantContact })).resolves.toMatchObject({
		leaving: many.length,
		isComplete: true,
	});
	expect(seen).toEqual(allKnownAtImport);
});
