/** What is sent of each contact of the files and items in test/cases/found, by address. */
export type Contacts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const ann = { first_name: 'Ann', last_name: 'Lee' };
export const bob = { first_name: 'Bob', last_name: 'Ray' };
export const birthday = { birthday_month: '5', birthday_day: '17' };
export const acme = { company_name: 'Acme' };
export const springfield = { city: 'Springfield', state: 'Illinois', zip: '62701' };
export const address = (type: string, parts: Readonly<Record<string, string>>) =>
	Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${type}_${part}`, value]));
