import { consentTest, mayTellOfConsent } from '../../../../nodes/shared/account/columns/consentColumns';

it.each([
	'HasOptedOutOfEmail',
	'Email Opt Out',
	'email_opt_out',
	'Opted Out',
	'opt-in',
	'is_opt_out',
	'hs_email_optout',
	'Do Not Email',
	'do_not_email',
	'donotbulkemail',
	'Do not allow Bulk Emails',
	'do_not_contact',
	'unsubscribed_at',
	'Unsubscribed from all email',
	'UNSUB_TIME',
	'Subscribed',
	'is_subscribed',
	'Email Subscription Status',
	'blacklisted',
	'Blocklisted',
	'Suppression List',
	'Suppressed',
	'Accepts Marketing',
	'accepts_email_marketing',
	'Accepts Email Marketing',
	'Marketing Consent',
	'email_marketing_consent',
	'Do_Not_Email__c',
	'no_email',
	'consent.email',
	'attributes.subscriptions.email',
	'FieldValues.Subscribed to emails',
])('%s may tell who wants no email', (name) => {
	expect(mayTellOfConsent(name)).toBe(true);
});

it.each([
	'email',
	'Email Status',
	'status',
	'do_not_phone',
	'do_not_sms',
	'donotpostalmail',
	'Do not allow Mails by post',
	'SMS Opt In',
	'sms_opt_out',
	'Phone Opted Out',
	'OPTIN_TIME',
	'OPTIN_IP',
	'opt_in_at',
	'Optometrist',
	'Adoption',
	'Options',
	'Optional note',
	'Description',
	'Subscription price',
	'Magazine subscription',
	'Contented',
	'',
	'opted out '.repeat(100),
])('%s tells of something else', (name) => {
	expect(mayTellOfConsent(name)).toBe(false);
});

it.each([
	['status', 'unsubscribed'],
	['status', 'subscribed'],
	['email_addresses.status', 'spam complaint'],
	['marketing_status', 'no_consent'],
	['Email Marketing Consent', 'NEVER_SUBSCRIBED'],
	['Newsletter', 'Opted Out'],
	['state', 'Opt-In'],
	['Newsletter?', 'No'],
	['Newsletter?', ['Yes']],
	['Newsletter?', []],
	['Would you like to receive our newsletter?', 'yes'],
	['Einwilligung', 'nein'],
	['Consentement RGPD', 'non'],
	['dnd', true],
	['SendPromotionalEmails', false],
	['do_not_disturb', 'true'],
])('%s tells who wants no email by its value %s', (name, value) => {
	expect(consentTest(name)(value)).toBe(true);
});

it.each([
	['status', 'active'],
	['status', ''],
	['status', true],
	['sms_status', 'unsubscribed'],
	['Phone Consent', 'OPT_OUT'],
	['company', 'Optical Consent Ltd'],
	['note', 'has unsubscribed in spring and told us why'],
	['status', ['unsubscribed']],
	['Newsletter', 'Spring letter'],
	['Newsletter', ['Food', 'Art']],
	['SMS marketing', 'no'],
	['Vegetarian', 'no'],
	[`Newsletter ${'x'.repeat(100)}`, 'no'],
])('%s tells of something else with %s', (name, value) => {
	expect(consentTest(name)(value)).toBe(false);
});
