import { spellingKey } from '../../../../shared/account/columns/nameMeaning';
import type { Column } from './columnCells';
import type { Candidate } from './columnMeanings';
import { pathOf } from './columnMeanings';

/** Who pays and who comes: in one row of an order these are mostly two people. */
const partyWords = {
	payer: ['buyer', 'purchaser', 'payer', 'cardholder', 'customer', 'client', 'orderer', 'booker'],
	guest: ['attendee', 'guest', 'participant', 'registrant', 'invitee', 'recipient', 'ticketholder', 'student'],
} as const;
type Party = keyof typeof partyWords;

/** Whom a column is about by the first word of its name, or by the object that it stands in. */
function partyOf(column: Column): Party | undefined {
	const keys = pathOf(column).map(spellingKey);
	return (['payer', 'guest'] as const).find((party) =>
		partyWords[party].some((word) => keys.some((key) => key.startsWith(word))),
	);
}

/**
 * Tells which columns are about somebody else than the person whom the address belongs to: nobody may get another
 * one's phone. Where both have an address, the first one counts.
 * @param meaningsOf what a column may hold
 */
export function aboutOthers(
	columns: readonly Column[],
	meaningsOf: (column: Column) => Candidate[],
): (column: Column) => boolean {
	const known = columns.flatMap((column) => {
		const [meaning] = meaningsOf(column);
		return meaning === undefined
			? []
			: [{ party: partyOf(column), isEmail: meaning.field === 'email' && !meaning.isFaint }];
	});
	const emails = known.filter(({ isEmail }) => isEmail);
	const isPlain = emails.length === 0 || emails.some(({ party }) => party === undefined);
	const whose = isPlain ? undefined : emails[0].party;
	return (column) => {
		const party = partyOf(column);
		if (party === undefined) return false;
		const other = party === 'payer' ? 'guest' : 'payer';
		if (!isPlain) return whose === other;
		return emails.some((email) => email.party === party) || known.some((each) => each.party === other);
	};
}
