import { lettersAndDigits } from '../../values/names';

/**
 * How services call what tells of email that somebody does not want, or agreed to: Salesforce (HasOptedOutOfEmail),
 * SuiteCRM and Zoho (email_opt_out), Dynamics 365 (donotbulkemail), CiviCRM (is_opt_out, do_not_email), phpList
 * (blacklisted), Shopify (accepts_marketing), HubSpot (hs_email_optout). Letters and digits alone.
 */
const consentNames = [
	/opt(?:ed)?(?:in|out)(?!time|date|ip|at$|source)/,
	/donot(?:bulk|allowbulk)?(?:e?mail|contact)s?$/,
	/unsub(?:$|scri|time|date)/,
	/(?:^|is|email|marketing|newsletter)subscribed/,
	/(?:email|marketing|newsletter)subscription/,
	/(?:black|block|suppress(?:ed|ion)?)list(?:ed)?/,
	/^(?:is|email)?suppressed/,
	/accepts?(?:email)?marketing/,
	/(?:marketing|email|newsletter)consent/,
];

/** What is about other things than email. */
const otherWays = /sms|phone|call|post|fax|text|mobile|whatsapp|push/;

/** Whether a column of this name may tell who wants no email. */
export function mayTellOfConsent(name: string): boolean {
	const plain = lettersAndDigits(name);
	return plain.length <= mostCharacters && !otherWays.test(plain) && consentNames.some((known) => known.test(plain));
}

const mostCharacters = 60;
