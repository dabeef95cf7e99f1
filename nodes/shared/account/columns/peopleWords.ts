const listed = (...lines: readonly string[]): string[] => lines.flatMap((line) => line.split('|'));

/**
 * The words for people that stand before a field (`Buyer Phone`) or name an object (`buyer_details`), by what those do
 * who are called so: the one list by which Map Automatically knows whom a column is about. Whoever is called otherwise
 * (a parent, an emergency contact, a sales rep, who gets a parcel) is never the one whose address it is, so such
 * columns mean nothing.
 */
export const peopleWords = {
	/** Who the row is about, as far as it tells. */
	subject: listed(
		'Contact|Person|Subscriber|Member|User|Lead|Donor|Respondent|Supporter|Constituent|Individual|Customer|Client',
	),
	/** Who pays, mostly for somebody else where the row has a guest as well. */
	payer: listed('Buyer|Purchaser|Payer|Cardholder|Orderer|Booker'),
	/** Who comes. */
	guest: listed('Attendee|Guest|Participant|Registrant|Invitee|Ticket Holder'),
	/** Who gets what somebody else ordered or arranged. */
	receiver: listed('Recipient|Patient'),
} as const;

export type PartyRole = keyof typeof peopleWords;

/** Subjects who pay where the row has a guest as well. */
export const payingSubjects = listed('Customer|Client');
