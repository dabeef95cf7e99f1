import type { Account } from './account';
import type { ContactList } from './records';
import { ActivityFailure, type Activity, type Work } from './activities';
import type { Contact, Column } from './contact';
import { checkRow, isProblem, type CheckedRow, type ImportContext, type ImportRow } from './importRows';
import { UpdateGuard } from './signUpAbuse';
import type { Switches } from './switches';

const mostLists = 50;
const mostPhones = 3;
const rowsPerSlice = 250;

type Verdict = 'done' | 'cannotAdd' | string;

/**
 * A job takes effect when it is processed, not when it is posted. Lines are counted with a header, also in JSON.
 */
export function importWork(rows: ImportRow[], listIds: string[], context: ImportContext, guard: UpdateGuard): Work {
	return function* work(activity, share) {
		const { account, switches } = context;
		const lists = listIds.map((id) => account.listById(id));
		if (lists.includes(undefined)) throw new ActivityFailure('A list of the import does not exist any more.');
		const { counters } = activity;
		const last = new Map<string, number>();
		const good: Array<CheckedRow | undefined> = [];
		for (let index = 0; index < rows.length; index++) {
			if (index % rowsPerSlice === 0) yield;
			const result = checkRow(rows[index], context);
			if (isProblem(result)) {
				counters[result.correctable ? 'correctable_count' : 'error_count'] += 1;
				report(activity, index, result.text, switches);
				good.push(undefined);
				continue;
			}
			good.push(result);
			// The last row for an address wins.
			last.set(result.email || String(smsOf(result)), index);
		}
		const upTo = Math.round(rows.length * share);
		for (let index = 0; index < upTo; index++) {
			if (index % rowsPerSlice === 0) yield;
			const row = good[index];
			if (!row) continue;
			if (switches.duplicateRows === 'lastOnly' && last.get(row.email || String(smsOf(row))) !== index) continue;
			const verdict = guard.refuses(row.email) ? 'flagged' : apply(account, row, lists as ContactList[]);
			if (verdict === 'done') continue;
			if (verdict === 'cannotAdd') counters.cannot_add_to_list_count += 1;
			else if (verdict === 'flagged') counters.correctable_count += 1;
			else counters.error_count += 1;
			if (verdict !== 'cannotAdd')
				report(activity, index, verdict === 'flagged' ? 'The email address is not valid.' : verdict, switches);
		}
	};
}

function report({ errors }: Activity, index: number, text: string, { errorLines, activityErrorsCap }: Switches): void {
	if (errors.length >= activityErrorsCap) return;
	errors.push(errorLines === 'none' ? text : `Line ${index + (errorLines === 'withHeader' ? 2 : 1)}: ${text}`);
}

function smsOf(row: CheckedRow): string | undefined {
	return row.values.find(([column]) => column === 'sms_number')?.[1];
}

function apply(account: Account, row: CheckedRow, lists: ContactList[]): Verdict {
	const { switches } = account;
	const existing = row.email === '' ? account.findBySms(String(smsOf(row))) : account.findLowerCase(row.email);
	if (!existing) {
		// Implicit permission, declared by the account.
		const contact = account.create(row.email, { permission: 'implicit', source: 'Account' });
		write(account, contact, row);
		for (const list of lists) account.join(contact, list);
		return 'done';
	}
	const refusal = capacityProblem(account, existing, row, lists);
	if (refusal) return refusal;
	if (existing.isDeleted) {
		if (!switches.deletedAreRestored) return 'cannotAdd';
		account.restore(existing);
	}
	const isUnsubscribed = existing.permission === 'unsubscribed';
	if (!isUnsubscribed || switches.unsubscribedAreUpdated) write(account, existing, row);
	if (isUnsubscribed) return 'cannotAdd';
	const welcome = switches.leaversAreReadded ? lists : lists.filter((list) => !existing.leftLists.has(list.number));
	for (const list of welcome) account.join(existing, list);
	return welcome.length === lists.length ? 'done' : 'cannotAdd';
}

/** Only what the row holds changes, and never the permission. */
function write(account: Account, contact: Contact, row: CheckedRow): void {
	const { values } = contact;
	for (let index = 0; index < row.values.length; index++) {
		const [column, value] = row.values[index];
		if (value === '') delete values[column as Column];
		else if (column === 'sms_number') account.setSmsNumber(contact, value);
		else values[column as Column] = value;
	}
	for (let index = 0; index < row.custom.length; index++) {
		const [field, value] = row.custom[index];
		contact.setCustom(field, value === '' ? undefined : value);
	}
	contact.updatedAt = account.clock.nowSeconds();
	contact.updateSource = 'Account';
}

function capacityProblem(
	account: Account,
	contact: Contact,
	row: CheckedRow,
	lists: ContactList[],
): string | undefined {
	let memberships = contact.lists.size;
	for (const list of lists) if (!contact.lists.has(list.number)) memberships += 1;
	if (memberships > mostLists) return `The contact would be on more than ${mostLists} lists.`;
	if (row.custom.length > 0 && contact.custom) {
		let fields = row.custom.length;
		contact.custom.forEach((_, number) => (fields += row.custom.some(([own]) => own === number) ? 0 : 1));
		if (fields > account.switches.mostCustomFields)
			return `The contact would have more than ${account.switches.mostCustomFields} custom fields.`;
	}
	let phones = 0;
	for (const [column] of row.values) if (column.endsWith('_phone')) phones += 1;
	if (phones > 0) {
		for (const column in contact.values)
			if (column.endsWith('_phone') && !row.values.some(([own]) => own === column)) phones += 1;
		if (phones > mostPhones) return `The contact would have more than ${mostPhones} phone numbers.`;
	}
	return undefined;
}
