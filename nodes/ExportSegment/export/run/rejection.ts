/** Why a profile is not on the list (docs/results.md). */
export type RejectionCode =
	| 'email_missing'
	| 'email_invalid'
	| 'value_invalid'
	| 'email_too_long'
	| 'value_too_long'
	| 'date_invalid'
	| 'too_many_custom_fields'
	| 'opted_out_of_list'
	| 'unsubscribed'
	| 'deleted'
	| 'refused_by_constant_contact';

export interface Rejection {
	readonly code: RejectionCode;
	/** Label of the contact field that is at fault. */
	readonly field?: string;
	/** A sentence for a marketer. */
	readonly reason: string;
	readonly segment?: string;
	readonly row?: number;
}
