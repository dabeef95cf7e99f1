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

/**
 * What services write beside an address, in a column that is merely called a status: Mailchimp (subscribed,
 * unsubscribed, transactional), Action Network (spam complaint), Pipedrive (no_consent), Klaviyo (NEVER_SUBSCRIBED),
 * HubSpot (OPT_OUT), Salesforce Marketing Cloud (Unsubscribed). Letters and digits alone.
 */
const consentWords = new Set(
	'subscribed|unsubscribed|nonsubscribed|notsubscribed|neversubscribed|optin|optout|optedin|optedout|noconsent|donotemail|donotcontact|spamcomplaint|complained'.split(
		'|',
	),
);
const mayBeConsentWord = /subs|opt|consent|not|compl/i;
const mostWordCharacters = 30;

/**
 * Whether a value tells whether somebody wants email, whatever its column is called.
 * @param name of the column, which may be about another way to reach people
 */
export function tellsOfConsent(value: unknown, name: string): boolean {
	if (typeof value !== 'string' || value.length > mostWordCharacters || !mayBeConsentWord.test(value)) return false;
	return consentWords.has(lettersAndDigits(value)) && !otherWays.test(lettersAndDigits(name));
}
