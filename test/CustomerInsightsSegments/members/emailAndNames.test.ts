import { findEmailAndNames } from '../../../nodes/CustomerInsightsSegments/members/emailAndNames';

const columns = (...names: string[]) =>
	names.map((name) => {
		const [logicalName, label = logicalName, type = 'String'] = name.split('|');
		return { name: logicalName, label, type };
	});
const found = (...names: string[]) => {
	const { email, names: others } = findEmailAndNames(columns(...names));
	return [email?.name, ...others.map(({ name }) => name)];
};

it.each([
	[
		['msdynci_lastname', 'msdynci_email', 'msdynci_firstname'],
		['msdynci_email', 'msdynci_firstname', 'msdynci_lastname'],
	],
	[['msdynci_emailaddress2', 'msdynci_emailaddress1'], ['msdynci_emailaddress1']],
	[
		['msdynci_primaryemail', 'msdynci_fullname'],
		['msdynci_primaryemail', 'msdynci_fullname'],
	],
	[
		['msdynci_c7|E-Mail', 'msdynci_c8|First name', 'msdynci_c9|Last Name'],
		['msdynci_c7', 'msdynci_c8', 'msdynci_c9'],
	],
	[['msdynci_loyaltyemail', 'msdynci_emailoptin', 'msdynci_email_hash'], ['msdynci_loyaltyemail']],
	[
		['msdynci_fullname', 'msdynci_firstname', 'msdynci_email'],
		['msdynci_email', 'msdynci_firstname'],
	],
	[['msdynci_emailcount||Integer', 'msdynci_email||Boolean'], [undefined]],
	[['msdynci_city'], [undefined]],
])('%j', (names, expected) => {
	expect(found(...names)).toEqual(expected);
});
