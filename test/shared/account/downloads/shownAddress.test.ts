import { readDownloadedContacts } from '../../../../nodes/shared/account/downloads/downloadedContacts';
import { ListedAddress } from '../../../../nodes/shared/account/downloads/shownAddress';
import { createPeople } from '../../../../nodes/shared/account/people';
import { streamOf } from '../../../support/exportRun';

/** Cells of a bulk export, and the address in each. */
const cells: ReadonlyArray<[cell: string, address: string]> = [
	['ada@example.com', 'ada@example.com'],
	['Ada.L+x_y@Example.COM', 'Ada.L+x_y@Example.COM'],
	['"in.marks@example.com"', 'in.marks@example.com'],
	['  blanks@example.com ', 'blanks@example.com'],
	['" both@example.com  "', 'both@example.com'],
	['\ttabs@example.com\t', 'tabs@example.com'],
	['tab@example.com\t', 'tab@example.com'],
	['\u00a0hard@example.com\u00a0', 'hard@example.com'],
	['"""q m""@example.com"', '"q m"@example.com'],
	['"a b@example.com"', 'a b@example.com'],
	['"two\nlines@example.com"', 'two\nlines@example.com'],
	['JOSÉ@Example.com', 'josé@example.com'],
	['ŻANETA@przykład.pl', 'żaneta@przykład.pl'],
	['名@例え.jp', '名@例え.jp'],
	["o'brien~#@example.com", "o'brien~#@example.com"],
];

async function addressesIn(file: string): Promise<Array<{ text: string; isSame: boolean; person: number }>> {
	const people = createPeople();
	const found: Array<{ text: string; isSame: boolean; person: number }> = [];
	await readDownloadedContacts(
		streamOf(file),
		[],
		(address) => {
			const person = address.meetIn(people);
			found.push({ text: address.text, person, isSame: people.find(address.text) === person });
		},
		async () => undefined,
	);
	return found;
}

it.each(cells)('the address in %j is %j, and that of the same person as its text is', async (cell, address) => {
	for (const lineEnd of ['\n', '\r\n']) {
		const rows = ['first_name,email_address', 'Eve,eve@example.com', `x,${cell}`, 'Zoe,zoe@example.com', ''];
		await expect(addressesIn(rows.join(lineEnd))).resolves.toEqual([
			{ text: 'eve@example.com', person: 0, isSame: true },
			{ text: address, person: 1, isSame: true },
			{ text: 'zoe@example.com', person: 2, isSame: true },
		]);
	}
});

it('capitals and blanks make no other people', async () => {
	const met = await addressesIn(
		['email_address', 'ada@example.com', ' ADA@Example.com ', '"Ada@example.com"', '\tada@EXAMPLE.com', ''].join('\n'),
	);
	expect(met.map(({ person }) => person)).toEqual([0, 0, 0, 0]);
});

it.each(['', '   ', '""', '"  "', '\t', '\u00a0'])('there is none in %j', async (cell) => {
	await expect(
		addressesIn(['first_name,email_address', 'Eve,eve@example.com', `x,${cell}`, ''].join('\n')),
	).resolves.toEqual([{ text: 'eve@example.com', person: 0, isSame: true }]);
});

it('an address of a page meets the same people', () => {
	const people = createPeople();
	expect(new ListedAddress('ada@example.com').meetIn(people)).toBe(0);
	expect(people.find('Ada@example.com')).toBe(0);
});
