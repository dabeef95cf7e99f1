import { readBoolean } from '../../values/booleans';
import { lettersAndDigits } from '../../values/names';

/**
 * How services call what tells of email that somebody does not want, or agreed to: Salesforce (HasOptedOutOfEmail),
 * SuiteCRM and Zoho (email_opt_out), Dynamics 365 (donotbulkemail), CiviCRM (is_opt_out, do_not_email), phpList
 * (blacklisted), Shopify (accepts_marketing), HubSpot (hs_email_optout), Blackbaud (Requests no email), Responsys
 * (EMAIL_PERMISSION_STATUS_), Adobe Campaign (No longer contact by email); or that no email reaches them any more:
 * Substack and Ghost (email_disabled), Wild Apricot (RecievingEMailsDisabled, as it writes it), Moodle (emailstop),
 * Mailjet (IsExcludedFromCampaigns), Luminate (accepts_email), CleverReach (deactivated, a time). Letters and digits
 * alone.
 */
const consentNames = [
	/opt(?:ed)?(?:in|out)(?!time|date|ip|at$|source)/,
	/donot(?:bulk|allowbulk)?(?:e?mail|contact)s?$/,
	/^noemails?$/,
	/unsub(?:$|scri|time|date)/,
	/(?:^|is|email|marketing|newsletter)subscribed/,
	/(?:email|marketing|newsletter)subscription|subscriptionsemail/,
	/(?:black|block|suppress(?:ed|ion)?)list(?:ed)?/,
	/^(?:is|email)?suppressed/,
	/accepts?(?:email)?marketing/,
	/(?:marketing|email|newsletter)consent|consentemail/,
	/(?:request|want|prefer|receive)s?no(?:bulk|marketing)?e?mails?$/,
	/nolonger(?:contact|e?mail)/,
	/(?:^|email|contact)permissions?(?:status)?$/,
	/ok(?:ay)?to(?:e?mail|contact)/,
	/excluded?from(?:all)?(?:e?mail|newsletter|campaign)/,
	/emails?(?:delivery|sending)?(?:is|are)?(?:disabled|stop(?:ped)?|paused|suspended|blocked)(?:$|at$|on$|date|time|automatic)/,
	/(?:stop|disable|block)(?:all)?emails?$/,
	/(?:accepts?|allows?|receives?)(?:all)?emails?$/,
	/^deactivated$/,
];

/** Behind the name of a column that somebody has added in Salesforce. */
const ofSalesforce = /__p?c$/;

/** What is about other things than email. */
const otherWays = /sms|phone|call(?!y)|post|fax|text|mobile|whatsapp|push/;

/** Whether a column of this name may tell who wants no email, by itself or with what it stands in. */
export function mayTellOfConsent(name: string): boolean {
	const own = name.slice(name.lastIndexOf('.') + 1);
	return [name, own].some((each) => isConsentName(lettersAndDigits(each.replace(ofSalesforce, ''))));
}

function isConsentName(plain: string): boolean {
	return plain.length <= mostCharacters && !otherWays.test(plain) && consentNames.some((known) => known.test(plain));
}

const mostCharacters = 60;

/**
 * What services write beside an address, in a column that is merely called a status: Mailchimp (subscribed,
 * unsubscribed, transactional), Action Network (spam complaint), Pipedrive (no_consent), Klaviyo (NEVER_SUBSCRIBED),
 * HubSpot (OPT_OUT), Salesforce Marketing Cloud (Unsubscribed), listmonk (blocklisted), Dotdigital (Suppressed), Sendy
 * (Marked as spam), Rock RMS (NoMassEmails); and how KlickTipp and others say in their languages that somebody has
 * left. Letters and digits alone.
 */
const consentWords = new Set(
	[
		'subscribed|unsubscribed|nonsubscribed|notsubscribed|neversubscribed|optin|optout|optedin|optedout|noconsent|donotemail',
		'donotcontact|nomassemails|spamcomplaint|markedasspam|complained|blocklisted|blacklisted|suppressed|globallysuppressed',
		'abgemeldet|abbestellt|ausgetragen|afgemeld|uitgeschreven|désabonné|désabonnée|désinscrit|désinscrite|disiscritto|disiscritta',
		'desuscrito|desuscrita|afmeldt|avmeldt|avregistrerad|odhlášen|wypisany',
	].flatMap((line) => line.split('|')),
);
const mayBeConsentWord =
	/subs|opt|consent|not|compl|spam|mass|listed|suppr|meld|bestellt|tragen|schreven|abonn|inscri|iscri|suscri|registr|odhl|wypis/i;
const mostWordCharacters = 30;

/**
 * What stands in the name of a column that asks for consent to email, or says that somebody has it, in the languages of
 * the spellings: yes or no below it is the answer. HighLevel's `dnd` and Freshworks' `do_not_disturb` are such, too.
 */
const asked =
	/newsletter|nieuwsbrief|nyhe[td]sbrev|rundbrief|bolet[ií]n|biuletyn|zpravodaj|infolettre|mailinglijst|mailinglist|emailupdates|receiveemail|promotional|sendemail|emailok|oktoemail|marketing|werbung|abonn|einwilligung|dsgvo|gdpr|rgpd|consent|consenso|toestemming|zgoda|samtyck|samtykke|souhlas|suscri|inscrito|iscritt|permission|^dnd$|donotdisturb/;

/**
 * What tells of the values of a column whether they say that somebody wants email, or does not.
 * @param name of the column, which may be about another way to reach people
 */
export function consentTest(name: string): (value: unknown) => boolean {
	const plain = lettersAndDigits(name);
	if (otherWays.test(plain)) return () => false;
	const isAsked = plain.length <= mostCharacters && asked.test(plain);
	return (value) => isConsentWord(value) || (isAsked && isAnswer(value));
}

/** Yes or no; the boxes of a form are a list of what was ticked. */
function isAnswer(value: unknown): boolean {
	if (Array.isArray(value) && value.length < 2) return value.length === 0 || isAnswer(value[0]);
	return readBoolean(value) !== undefined;
}

function isConsentWord(value: unknown): boolean {
	if (typeof value !== 'string' || value.length > mostWordCharacters || !mayBeConsentWord.test(value)) return false;
	return consentWords.has(lettersAndDigits(value));
}
