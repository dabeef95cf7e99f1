import type { Account } from './account';
import { Random } from '../loopback/random';
import type { ContactList } from './records';

const firstNames = [
	'Anna',
	'Zofia',
	'Łukasz',
	'Ελένη',
	'Νίκος',
	'小明',
	'美玲',
	'أحمد',
	'ليلى',
	'José',
	'Siobhán',
	'Miguel',
	'Priya',
	'Noah',
	'Grace',
];
const lastNames = [
	'Nowak',
	'Wiśniewska',
	'Παπαδόπουλος',
	'王',
	'李',
	'الهاشمي',
	'García',
	"O'Brien",
	'Sharma',
	'Jones',
	'Lindqvist',
	'Okafor',
];
const cities = ['Boston', 'Kraków', 'Αθήνα', '上海', 'Cairo', 'Sevilla', 'Dublin'];

/** A small account that looks lived in: for trying things by hand, and for the demo. */
export function fillSampleAccount(account: Account, seed: number): ContactList[] {
	const random = new Random(seed);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random.next() * from.length)];
	const lists = [
		account.addList('Newsletter', { description: 'Everybody who wants news', favorite: true }),
		account.addList('Customers'),
		account.addList('Event guests'),
	];
	account.addCustomField({
		label: 'Membership level',
		type: 'single_select',
		choices: ['Gold', 'Silver', 'Bronze'],
		metadata: { display_type: 'dropdown' },
	});
	account.addCustomField({ label: 'Last purchase', type: 'date', version: 2 });
	account.addCustomField({ label: 'Favorite store' });
	account.addCustomField({ label: 'Points', type: 'number' });
	const tag = account.addTag('VIP');
	account.addContacts(400, (index) => ({
		email: `person${index}@example.com`,
		permission: index % 29 === 0 ? 'unsubscribed' : index % 3 === 0 ? 'explicit' : 'implicit',
		deleted: index % 37 === 0,
		lists: lists.filter(() => random.next() < 0.4),
		fields: { first_name: pick(firstNames), last_name: pick(lastNames), home_city: pick(cities) },
		customFields: {
			Membership_level: pick(['Gold', 'Silver', 'Bronze']),
			Points: String(Math.floor(random.between(0, 5_000))),
		},
		tags: index % 25 === 0 ? [tag] : [],
	}));
	return lists;
}
